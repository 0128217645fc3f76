"""What another agency is given of a case: what happened, and nothing by which the citizen is known. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from dutydesk.clock import iso
from dutydesk.messages import as_plain
from dutydesk.stores.cases import Author, Case, CaseMessage
from dutydesk.text.redact import redact

MOST_CHARACTERS = 60_000
"""Of all texts together, so that the sheet fits beside the case; what is left out is counted."""


class Agency(StrEnum):
    """Who may be given a case."""

    INVESTIGATION = "investigation"
    PROCURACY = "procuracy"
    COURT = "court"
    PEOPLES_COMMITTEE = "peoples_committee"
    FIRE_RESCUE = "fire_rescue"
    TRAFFIC_POLICE = "traffic_police"
    MARKET_CONTROL = "market_control"
    CHILD_PROTECTION = "child_protection"
    HEALTH = "health"
    OTHER = "other"


def sheet_of(
    case: Case, messages: Sequence[CaseMessage], agency: Agency, *, unit: str, at: datetime, with_places: bool
) -> dict[str, Any]:
    """Return the sheet as plain values: the citizen's messages in order, numbers hidden."""
    said: list[dict[str, Any]] = []
    left_out = room = 0
    for message in (one for one in messages if one.author is Author.CITIZEN):
        text = redact(message.text).text
        room += len(text)
        if room > MOST_CHARACTERS:
            left_out += 1
            continue
        attached = Counter(one.kind.value for one in message.attachments)
        line: dict[str, Any] = {"at": iso(message.sent_at), "text": text, "attached": dict(attached)}
        said.append(line | ({"place": as_plain(message.place)} if with_places and message.place else {}))
    return {
        "agency": agency.value,
        "unit": unit,
        "at": iso(at),
        "category": case.category,
        "urgency": case.urgency.value,
        "opened_at": iso(case.opened_at),
        "said": said,
        "left_out": left_out,
    }
