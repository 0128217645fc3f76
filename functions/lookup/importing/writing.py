"""The second pass over a file that is right: each row into the slot that nobody is shown, as often as it takes.

A row counts by what citizens are shown of it before the flip, so it counts the same however often it is written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import batched
from typing import Protocol

from dutydesk.clock import VIETNAM
from functions.lookup.cards import Card, Slot, Status
from functions.lookup.importing.checks import Record, Rules
from functions.lookup.importing.lines import Read, lines
from functions.lookup.importing.shelf import Shelf
from functions.lookup.importing.table import Table
from functions.lookup.importing.turns import Turn

KEPT = timedelta(days=3 * 365)
KEPT_AFTER_THE_END = timedelta(days=30)
KEPT_AT_LEAST = timedelta(days=2)
"""For a card that has ended long ago and is still shown as something else: longer than an import takes to show it."""
RENEWED_BELOW = timedelta(days=31)
"""A card that files still name as unfinished is kept on when it would soon be forgotten."""
GROUP = 50
"""Rows written together: with two numbers each, as many cards as one request reads."""

_ENDED = frozenset({Status.HANDED_OVER, Status.RETURNED})


class Names(Protocol):
    """Names numbers and birth dates; see ``functions.lookup.index_key``."""

    def digest(self, number: str) -> str:
        """Name a number."""

    def birth_digest(self, digest: str, born: date) -> str:
        """Name a date of birth as that of a number."""


class NotAsChecked(Exception):
    """A row is not right that was: the unit's offices changed meanwhile; nothing may be shown."""


type InLanes = Callable[[Callable[["Rows"], "Count"], Iterable["Rows"]], Iterable["Count"]]
"""Like ``map``; several at once, if it likes."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some records, and where the row behind them begins."""

    records: tuple[Record, ...]
    at: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What became of some rows."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Writes records to the shelf under an import's number; ``lanes`` is how many groups are written at a time."""

    rules: Rules
    names: Names
    shelf: Shelf
    in_lanes: InLanes
    lanes: int
    now: datetime

    def go_on(self, read: Read, table: Table, turn: Turn) -> Iterator[Turn]:
        """Yield how far it has come, after each ``lanes`` groups that are written, until the end of the file.

        Raises:
            NotAsChecked: a row is not right any more.
            TooBusy: DynamoDB did not take all of it.
        """
        groups = self._groups(read, table, turn)
        written = partial(self._written, number=turn.number, unit=turn.unit)
        for some in batched(groups, self.lanes, strict=False):
            for rows, count in zip(some, self.in_lanes(written, some), strict=True):
                turn = replace(
                    turn,
                    at=rows.at,
                    line=rows.line,
                    rows=turn.rows + len(rows.records),
                    added=turn.added + count.added,
                    changed=turn.changed + count.changed,
                    unchanged=turn.unchanged + count.unchanged,
                )
            yield turn

    def _groups(self, read: Read, table: Table, turn: Turn) -> Iterator[Rows]:
        at, number = (turn.at, turn.line) if turn.line else (table.at, table.line)
        records: list[Record] = []
        for line in lines(read, at=at, number=number, wide=table.wide):
            cells = line.fault or table.cells(line.raw)
            record = self.rules.record(cells) if isinstance(cells, dict) and cells else cells
            if isinstance(record, Record):
                records.append(record)
            elif record:
                raise NotAsChecked("a row is not right any more")
            if len(records) == GROUP:
                yield Rows(tuple(records), line.end, line.following)
                records = []
            at, number = line.end, line.following
        if records:
            yield Rows(tuple(records), at, number)

    def _written(self, rows: Rows, *, number: int, unit: str) -> Count:
        slots = [self._slots(record, number, unit) for record in rows.records]
        there = self.shelf.find([digest for one in slots for digest in one])
        cards: list[Card] = []
        outcomes = []
        for one in slots:
            changes = [self._change(digest, slot, there.get(digest)) for digest, slot in one.items()]
            cards += [card for _, card in changes if card is not None]
            outcomes.append(_of_row([outcome for outcome, _ in changes]))
        self.shelf.write(cards)
        return Count(**{outcome: outcomes.count(outcome) for outcome in ("added", "changed", "unchanged")})

    def _slots(self, record: Record, number: int, unit: str) -> Mapping[str, Slot]:
        digests = [self.names.digest(one) for one in record.numbers]
        return {
            digest: Slot(
                v=number,
                birth=self.names.birth_digest(digest, record.born),
                status=record.status,
                unit=unit,
                office=record.office,
                day=record.day,
                until=int(self._until(record).timestamp()),
            )
            for digest in digests
        }

    def _until(self, record: Record) -> datetime:
        """Return from when on the card is forgotten: some time after its end, or after the last that was heard."""
        if record.status not in _ENDED:
            return self.now + KEPT
        if not record.day:
            return self.now + KEPT_AFTER_THE_END
        ended = datetime.combine(date.fromisoformat(record.day), datetime.min.time(), VIETNAM)
        return ended + timedelta(days=1) + KEPT_AFTER_THE_END

    def _change(self, digest: str, slot: Slot, card: Card | None) -> tuple[str, Card | None]:
        """Return what a row makes of a card, and the card to be written, if it is to be."""
        shown = seen_slot(card, slot.v - 1) if card else None
        moment = self.now.timestamp()
        if shown is None:
            if slot.until <= moment:
                return "unchanged", None
            return "added", Card(digest=digest, a=slot)
        if shown.says_the_same(slot):
            is_short = shown.until - moment < RENEWED_BELOW.total_seconds()
            if not is_short or slot.status in _ENDED:
                return "unchanged", None
            return "unchanged", _beside(card, shown, slot)
        least = int((self.now + KEPT_AT_LEAST).timestamp())
        return "changed", _beside(card, shown, replace(slot, until=max(slot.until, least)))


def seen_slot(card: Card, live: int) -> Slot | None:
    """Return the slot that citizens see while ``live`` is shown, however long ago it was to be forgotten."""
    slot = card.b if card.to_write(live) == "a" else card.a
    return slot if slot is not None and slot.v <= live else None


def _beside(card: Card | None, shown: Slot, slot: Slot) -> Card:
    """Put the slot beside the one that is shown, which is forgotten together with it."""
    if card is None:
        raise ValueError("a slot that is shown has a card")
    beside = replace(shown, until=min(shown.until, slot.until))
    return replace(card, b=slot, a=beside) if card.to_write(slot.v - 1) == "b" else replace(card, a=slot, b=beside)


def _of_row(outcomes: list[str]) -> str:
    """Return what became of a row with one or two numbers."""
    return outcomes[0] if len(set(outcomes)) == 1 else "changed"
