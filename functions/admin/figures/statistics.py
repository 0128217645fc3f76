"""Statistics: what was counted of own units, and of others as far as it points at nobody.

Other units are told by whole months and without small numbers, so that nothing can be found by asking twice.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from dutydesk.errors import RejectedInput
from dutydesk.stores.figure_sums import Sums, summed, without_small
from dutydesk.stores.figures import Cell, DynamoFigures
from functions.admin.access import Access, Asker
from functions.admin.matrix import Deed

MOST_DAYS = 400
MOST_UNITS = 50

_UNIT = re.compile(r"[0-9A-Za-z_-]{1,64}")


class By(StrEnum):
    """What a line of the statistics stands for."""

    UNIT = "unit"
    CATEGORY = "category"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which units, none for all own ones; the first and the last day, in Vietnam; what the lines are."""

    units: tuple[str, ...]
    first: date
    last: date
    by: By


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The sums of one unit, category or day."""

    name: str
    sums: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The lines in order of their names, and all of them together; ``others``: small numbers may be missing."""

    lines: tuple[Line, ...]
    total: Sums
    others: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Read the counters; what may be told is decided here and by ``access``."""

    access: Access
    figures: DynamoFigures

    def tell(self, asker: Asker, wish: Wish, *, deed: Deed = Deed.READ_STATISTICS) -> Told:
        """Return what was counted.

        Raises:
            RejectedInput: the days are in disorder or too many; or another unit is asked for by parts of a month.
            Forbidden: no role of the asker allows it.
        """
        _check(wish)
        own = self.access.units(asker, deed, _target(wish))
        units = wish.units or own
        others = not set(units) <= set(own)
        if others:
            _check_others(wish)
        cells = [cell for unit in units for cell in self._cells(unit, wish, own=unit in own)]
        zero = None if others else 0
        lines = [Line(name=name, sums=summed(some, zero=zero)) for name, some in _split(cells, units, wish.by).items()]
        return Told(lines=tuple(lines), total=summed(cells, zero=zero), others=others)

    def export(self, asker: Asker, wish: Wish) -> str:
        """Return the lines as CSV, with a first line of names; what may not be told is empty."""
        told = self.tell(asker, wish, deed=Deed.EXPORT_STATISTICS)
        names = [field.name for field in fields(Sums) if field.name != "outcomes"]
        outcomes = sorted({outcome for line in told.lines for outcome in line.sums.outcomes})
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow([wish.by, *names, *(f"outcome_{one}" for one in outcomes)])
        for line in told.lines:
            numbers = [getattr(line.sums, name) for name in names]
            rows.writerow([line.name, *numbers, *(line.sums.outcomes.get(one, 0) for one in outcomes)])
        return out.getvalue()

    def _cells(self, unit: str, wish: Wish, *, own: bool) -> Sequence[Cell]:
        cells = self.figures.between(unit, wish.first, wish.last)
        return cells if own else without_small(cells)


def _split(cells: Iterable[Cell], units: Sequence[str], by: By) -> Mapping[str, list[Cell]]:
    """Share the cells out; a unit has a line also when nothing was counted of it."""
    lines: dict[str, list[Cell]] = {unit: [] for unit in units} if by is By.UNIT else {}
    for cell in cells:
        name = {By.UNIT: cell.unit, By.CATEGORY: cell.category, By.DAY: cell.day.isoformat()}[by]
        lines.setdefault(name, []).append(cell)
    return dict(sorted(lines.items()))


def _check(wish: Wish) -> None:
    if not all(_UNIT.fullmatch(unit) for unit in wish.units) or len(wish.units) > MOST_UNITS:
        raise RejectedInput("unit: not the ids of units")
    if not timedelta() <= wish.last - wish.first < timedelta(days=MOST_DAYS):
        raise RejectedInput(f"to: not behind from, or {MOST_DAYS} days or more")


def _check_others(wish: Wish) -> None:
    if wish.by is By.DAY or wish.first.day != 1 or (wish.last + timedelta(days=1)).day != 1:
        raise RejectedInput("unit: another's figures are told by whole months, and not by day")


def _target(wish: Wish) -> str:
    units = ",".join(wish.units) or "own units"
    return f"statistics of {units} {wish.first}..{wish.last} by {wish.by}"
