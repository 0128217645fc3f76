"""Cards as they lie in the table ``idcards``: found by a keyed hash, in two slots, of which an import shows one.

==========  ====================  ======  =========================================================================
Item        pk                    sk      Purpose
==========  ====================  ======  =========================================================================
Card        ``CARD#<digest>``     ``#``   slots ``a`` and ``b``, each what one import said; all cards equally large
Live        ``LIVE``              ``#``   ``number`` of the last import that was shown; 0 before the first
==========  ====================  ======  =========================================================================

A reader takes the slot with the highest import number that is not above ``LIVE``. An importer writes the other slot,
under ``LIVE`` + 1, and nobody sees anything of it until ``LIVE`` moves. So an import that has begun to write is
finished and never abandoned: its number would be shown by the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, Self

from dutydesk.stores.items import Value, from_item, key, to_item
from functions.lookup.sizes import padded

CARD_BYTES = 768
"""What every card takes, below one write unit; it leaves some 200 bytes each to the two slots' unit and office."""
LONGEST_NAME = 80
"""Bytes of the longest unit id or office id that a slot takes."""

type SlotName = Literal["a", "b"]


class Status(StrEnum):
    """How far a card is."""

    RECEIVED = "received"
    PROCESSING = "processing"
    PRINTED = "printed"
    READY = "ready"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What one import said of a card.

    ``v`` is the import's number; ``birth`` is ``IndexKey.birth_digest``; ``unit`` is the unit that imported it and
    ``office`` one of its offices; ``day`` is the ISO date of the status, in Vietnam; ``until`` is the epoch second from
    which on the card is forgotten.
    """

    v: int
    birth: str
    status: Status
    unit: str
    office: str
    day: str
    until: int

    def says_the_same(self, other: Self) -> bool:
        """Whether both say the same of the card, whichever import said it and however long it is kept."""
        return all(getattr(self, name) == getattr(other, name) for name in ("birth", "status", "unit", "office", "day"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card under one of its numbers; at least one slot is filled."""

    digest: str
    a: Slot | None = None
    b: Slot | None = None

    def shown(self, live: int, now: datetime) -> Slot | None:
        """Return what citizens see while ``live`` is the last import shown, or None: nothing yet, or no longer."""
        slot = self._at(live)
        return slot if slot is not None and now.timestamp() < slot.until else None

    def to_write(self, live: int) -> SlotName:
        """Name the slot that nobody sees while ``live`` is the last import shown: the next import's."""
        return "b" if self.a is not None and self.a is self._at(live) else "a"

    def _at(self, live: int) -> Slot | None:
        visible = [slot for slot in (self.a, self.b) if slot is not None and slot.v <= live]
        return max(visible, key=lambda slot: slot.v, default=None)


def card_key(digest: str) -> dict[str, Value]:
    """Where a card lies."""
    return key(f"CARD#{digest}")


def live_key() -> dict[str, Value]:
    """Where the number of the last import that was shown lies."""
    return key("LIVE")


def card_item(card: Card) -> dict[str, Value]:
    """Write a card, exactly ``CARD_BYTES`` large; it expires with the later of its slots.

    Raises:
        ValueError: unit and office are longer than the item has room for (``LONGEST_NAME`` each always fits).
    """
    slots = {name: _plain(slot) for name, slot in (("a", card.a), ("b", card.b)) if slot is not None}
    plain = {"schema": 1, **slots, "expires_at": max(slot["until"] for slot in slots.values())}
    return padded(card_key(card.digest) | to_item(plain), CARD_BYTES)


def card_from(item: Mapping[str, Mapping[str, Any]]) -> Card:
    """Read a card."""
    plain = from_item(item)
    return Card(digest=plain["pk"].removeprefix("CARD#"), a=_slot(plain.get("a")), b=_slot(plain.get("b")))


def live_item(number: int) -> dict[str, Value]:
    """Write the number of the last import that was shown."""
    return live_key() | to_item({"schema": 1, "number": number})


def live_from(item: Mapping[str, Mapping[str, Any]]) -> int:
    """Read the number of the last import that was shown; of no item, 0."""
    return int(from_item(item).get("number", 0))


def _plain(slot: Slot) -> dict[str, Any]:
    return {field.name: getattr(slot, field.name) for field in fields(slot)}


def _slot(plain: Mapping[str, Any] | None) -> Slot | None:
    if plain is None:
        return None
    known = {field.name: plain[field.name] for field in fields(Slot)}
    return Slot(**known | {"status": Status(plain["status"])})
