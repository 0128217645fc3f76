"""What a button of the ticket dialogue carries: every choice made so far, so that old taps in any order are safe.

A choice is text such as ``h.quan-mau.cccd.20260304``: its kind, then office, service, day, slot, people, page and what
it refers to, separated by dots; what is empty at the end is left out. Nothing secret, and nothing that is believed:
whoever reads a choice checks all of it against what is there now.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dutydesk.tickets import MOST_PEOPLE

LONGEST = 200


class Kind(StrEnum):
    """What a choice leads to."""

    SERVICES = "s"  # which service
    DAYS = "d"  # which day, for a service
    HOURS = "h"  # which hour, for a day
    PEOPLE = "p"  # how many, for an hour
    TAKE = "t"  # the number itself
    WAIT = "w"  # to be told when a place becomes free
    ACCEPT = "a"  # the place that was offered
    DECLINE = "n"  # not that
    SHOW = "v"  # one's ticket
    CANCEL = "c"  # to be asked once more
    CANCEL_SURE = "y"  # give it back
    KEEP = "k"  # do not
    MOVE = "m"  # another day or hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice. ``day`` is in ISO form; ``slot`` such as ``0730``, or ``am`` or ``pm`` for a half of it.

    ``ref`` is a ticket's id, for a choice made in order to move it, or an offer's.
    """

    kind: Kind
    office: str = ""
    service: str = ""
    day: str = ""
    slot: str = ""
    people: int = 0
    page: int = 0
    ref: str = ""

    def __str__(self) -> str:
        """Write it, as ``read`` reads it."""
        fields = (self.kind, self.office, self.service, self.day.replace("-", ""), self.slot)
        return ".".join([*fields, str(self.people or ""), str(self.page or ""), self.ref]).rstrip(".")

    def to(self, kind: Kind, **changed: str | int) -> "Choice":
        """Return the choice of another kind that follows on this one, from its first page."""
        return replace(self, **{"kind": kind, "page": 0, **changed})  # type: ignore[arg-type]  # the fields' own types


_ID = r"[a-z0-9-]{0,32}"
_FIELDS = {
    "kind": rf"[{''.join(Kind)}]",
    "office": _ID,
    "service": _ID,
    "day": r"(?:\d{8})?",
    "slot": r"(?:\d{4}|am|pm)?",
    "people": rf"[1-{MOST_PEOPLE}]?",
    "page": r"\d{0,2}",
    "ref": r"[0-9A-Za-z]{0,32}",
}
_PATTERNS = {name: re.compile(pattern, re.ASCII) for name, pattern in _FIELDS.items()}


def read(text: str) -> Choice | None:
    """Read what a tap carries; None for anything that is no choice. Any ``str``."""
    parts = text.strip().split(".") if len(text) <= LONGEST else []
    given = dict(zip(_PATTERNS, [*parts, *[""] * (len(_PATTERNS) - len(parts))], strict=False))
    if len(parts) > len(_PATTERNS) or not all(_PATTERNS[name].fullmatch(one) for name, one in given.items()):
        return None
    try:
        day = date.fromisoformat(given["day"]).isoformat() if given["day"] else ""
    except ValueError:
        return None
    return Choice(
        kind=Kind(given["kind"]),
        office=given["office"],
        service=given["service"],
        day=day,
        slot=given["slot"],
        people=int(given["people"] or 0),
        page=int(given["page"] or 0),
        ref=given["ref"],
    )
