"""The case whose officer talks with a person: an item of the table ``cases`` (``PERSON#<person_id>``, ``AWAITING``).

``intake`` puts it when it hands a question off, ``admin`` when an officer answers; the latest case counts. ``admin``
marks it as over when that case is closed. ``faq`` and ``intake`` read it before they answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dutydesk.clock import from_iso, iso
from dutydesk.stores.items import from_item, key, to_item

OFFICER_HAS_THE_WORD = timedelta(hours=24)
"""How long after the hand-off, or after an officer's last answer, the desk itself says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaiting:
    """Which case, and when it was handed to its officer, or its officer last answered."""

    case_id: str
    asked_at: datetime
    over: bool = False

    def silences(self, now: datetime) -> bool:
        """Whether the desk leaves the word to the officer."""
        return not self.over and now - self.asked_at < OFFICER_HAS_THE_WORD


def awaiting_key(person_id: str) -> dict[str, Any]:
    """Where a person's item lies."""
    return key(f"PERSON#{person_id}", "AWAITING")


def awaiting_item(person_id: str, awaiting: Awaiting) -> dict[str, Any]:
    """Write a person's item; there is one for each person, so it is written over."""
    plain = {"schema": 1, "case_id": awaiting.case_id, "asked_at": iso(awaiting.asked_at), "over": awaiting.over}
    return awaiting_key(person_id) | to_item(plain)


def awaiting_from(item: Mapping[str, Any]) -> Awaiting:
    """Read a person's item."""
    plain = from_item(item)
    return Awaiting(case_id=plain["case_id"], asked_at=from_iso(plain["asked_at"]), over=plain.get("over", False))
