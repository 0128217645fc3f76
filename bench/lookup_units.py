"""What one attempt costs, item by item, whatever comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bench.lookup_desk import Asker, Fate, Listening, Room, check
from bench.lookup_weighing import Weighed, Weighing

_SIZED = ("PutItem", "TransactWriteItems")
"""Calls whose items are to be equally large for every fate; what is updated grows with the day's counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """The items of one attempt of each fate, the unit's offices included, as after a cold start."""

    items: Mapping[Fate, Sequence[Weighed]]

    @property
    def read_units(self) -> float:
        """The dearest fate's."""
        return max(sum(one.read_units for one in items) for items in self.items.values())

    @property
    def write_units(self) -> float:
        """The dearest fate's."""
        return max(sum(one.write_units for one in items) for items in self.items.values())

    @property
    def different(self) -> int:
        """How many fates make other calls than a hit, in another order, or with items of other sizes or prices."""
        hit = _told_apart(self.items[Fate.HIT])
        return sum(_told_apart(items) != hit for items in self.items.values())

    def rows(self) -> list[str]:
        """Return a line for each item, with its size for each fate in bytes."""
        fates = list(self.items)
        head = f"{'call':<20}{'item':<18}{'read':>6}{'write':>7}" + "".join(f"{fate + ', B':>16}" for fate in fates)
        lines = zip(*self.items.values(), strict=True)
        return [head, *(_row(one) for one in lines)]


def measure(room: Room, askers: Sequence[Asker]) -> Bill:
    """Have one try of each fate taken by a desk that has just started.

    Raises:
        NotAsIntended: a try became something else.
    """
    items: dict[Fate, list[Weighed]] = {}
    for fate in Fate:
        asker = next(one for one in askers if one.fate is fate)
        found = items.setdefault(fate, [])
        desk = room.desk(dynamodb=Weighing(room.ground.client("dynamodb"), found.append))
        told = Listening(desk.replies)
        replace(desk, replies=told).accept(room.ask(asker))
        check(told.text, fate)
    return Bill(items=items)


def _told_apart(items: Sequence[Weighed]) -> list[tuple[object, ...]]:
    return [
        (one.call, one.item, one.read_units, one.write_units, one.size if one.call in _SIZED else None) for one in items
    ]


def _row(items: Sequence[Weighed]) -> str:
    first = items[0]
    units = f"{first.read_units or '':>6}{first.write_units or '':>7}"
    return f"{first.call:<20}{first.item:<18}{units}" + "".join(f"{one.size:>16}" for one in items)
