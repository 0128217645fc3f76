"""What the table ``tickets`` holds beside tickets and numbers, and one write to it; see ``dutydesk.stores.tickets``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from dutydesk.clock import VIETNAM, expiry
from dutydesk.messages import as_plain

LIFE = timedelta(days=180)
"""How long after its day an item is kept, for the counter's statistics and the rule on missed days."""
SEATS, WAITS = "SEAT#", "WAIT#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One item to be written, or deleted where ``plain`` is None.

    ``read`` is the version that was read, 0 when there was none; None writes whatever is there.
    """

    pk: str
    sk: str
    plain: Mapping[str, Any] | None
    read: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who waits for a place on a line; ``offer_id`` and ``until`` while one is held for them."""

    line: str
    moment: str
    person_id: str
    people: int
    unit: str
    page_id: str = ""
    platform: str = ""
    offer_id: str = ""
    until: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A person's latest ticket for a service."""

    service_id: str
    ticket_id: str
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitPointer:
    """Where a person's waiting for a service lies: the line's key and the moment."""

    service_id: str
    line: str
    moment: str
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was offered to a person last: the choice that led there, and those that were offered, in order."""

    choice: str
    offered: tuple[str, ...] = ()
    asked_at: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """All that is kept under a person; ``missed`` are days in ISO form."""

    pointers: Mapping[str, Pointer]
    waits: Mapping[str, WaitPointer]
    missed: tuple[str, ...] = ()
    asked: Asked | None = None


def written(pk: str, sk: str, value: Any, *, read: int | None, until: int) -> Write:
    """Write a dataclass as one version more than was read; the item may be dropped at ``until``, an epoch second."""
    keys = {"pk": pk, "sk": sk, "schema": 1, "version": (read or 0) + 1, "expires_at": until}
    return Write(pk=pk, sk=sk, plain=as_plain(value) | keys, read=read)


def known(kind: type, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for which a dataclass has fields, lists as tuples; the rest is a newer release's."""
    names = {field.name for field in fields(kind)} & plain.keys()
    return {name: tuple(plain[name]) if isinstance(plain[name], list) else plain[name] for name in names}


def after(day: str) -> int:
    """Return until when what belongs to a day, in ISO form, is kept."""
    return expiry(datetime.combine(date.fromisoformat(day), time(), tzinfo=VIETNAM), LIFE)
