"""Figures added up: what officers and commanders are told of a unit or of several."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dutydesk.stores.cases import QUESTION
from dutydesk.stores.figures import ACKNOWLEDGED, ANSWERED, CLOSED, FOLLOWERS, OPENED, VALUABLE, Cell

if TYPE_CHECKING:
    from datetime import date

SMALL = 5
"""Fewer than these could point at somebody: another unit's officers are not told them."""
OF_VALUE = "of_value"
_PARTNERS = {ACKNOWLEDGED: "acknowledged_s", ANSWERED: "answered_s"}
_OUTCOME = "as_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Sums over some cells; None is a number that may not be told, or that nothing was counted for.

    ``tips`` are cases that began as one, questions handed to an officer are in ``opened`` too. Seconds are means.
    """

    messages: int | None
    questions: int | None
    answers_sure: int | None
    notifications: int | None
    articles: int | None
    followers: int | None
    tips: int | None
    opened: int | None
    acknowledged: int | None
    answered: int | None
    closed: int | None
    of_value: int | None
    acknowledged_after_s: int | None
    answered_after_s: int | None
    outcomes: Mapping[str, int] = field(default_factory=dict)


def summed(cells: Sequence[Cell], *, zero: int | None = 0) -> Sums:
    """Add cells up; ``zero`` is told of what was never counted. Of followers, each unit's last day counts."""
    total: Counter[str] = Counter()
    tips = 0
    for cell in cells:
        if cell.category == FOLLOWERS:
            continue
        total.update(cell.counts)
        tips += 0 if cell.category == QUESTION else cell.counts.get(OPENED, 0)
    seen = {name for cell in cells for name in cell.counts}
    outcomes = {name.removeprefix(_OUTCOME): number for name, number in total.items() if name.startswith(_OUTCOME)}

    def told(name: str) -> int | None:
        return total[name] if name in seen else zero

    valued = sum(outcomes.get(one, 0) for one in VALUABLE) + total[OF_VALUE]
    return Sums(
        messages=told("messages"),
        questions=told("questions"),
        answers_sure=told("answers_sure"),
        notifications=told("notifications"),
        articles=told("articles"),
        followers=_followers(cells),
        tips=tips or zero,
        opened=told(OPENED),
        acknowledged=told(ACKNOWLEDGED),
        answered=told(ANSWERED),
        closed=told(CLOSED),
        of_value=valued or zero,
        acknowledged_after_s=_mean(total, ACKNOWLEDGED),
        answered_after_s=_mean(total, ANSWERED),
        outcomes={name: number for name, number in sorted(outcomes.items()) if number},
    )


def without_small(cells: Sequence[Cell]) -> list[Cell]:
    """Return a unit's months as others may see them: each number of a month and category that is small is left out.

    What is told of several is then a sum of what may be told of each, so that no difference gives a small one away.
    Outcomes are told as tips of value alone.
    """
    months: dict[tuple[str, date, str], Counter[str]] = {}
    for cell in sorted(cells, key=lambda one: one.day):
        month = months.setdefault((cell.unit, cell.day.replace(day=1), cell.category), Counter())
        if cell.category == FOLLOWERS:
            month.clear()
        month.update(cell.counts)
    return [
        Cell(unit=unit, day=first, category=category, counts=_large(counts))
        for (unit, first, category), counts in months.items()
    ]


def _large(counts: Counter[str]) -> Mapping[str, int]:
    counts[OF_VALUE] = sum(counts[_OUTCOME + outcome] for outcome in VALUABLE)
    kept = {
        name: number
        for name, number in counts.items()
        if number >= SMALL and not name.startswith(_OUTCOME) and name not in _PARTNERS.values()
    }
    return kept | {_PARTNERS[name]: counts[_PARTNERS[name]] for name in _PARTNERS if name in kept}


def _followers(cells: Iterable[Cell]) -> int | None:
    last = {cell.unit: cell.counts.get(FOLLOWERS) for cell in cells if cell.category == FOLLOWERS}
    known = [number for number in last.values() if number is not None]
    return sum(known) if known else None


def _mean(total: Mapping[str, int], step: str) -> int | None:
    number = total.get(step, 0)
    return round(total.get(_PARTNERS[step], 0) / number) if number > 0 else None
