"""Which cases may tell of the same matter: near in time, in similar words. Pure.

Words alone say little in Vietnamese, whose syllables recur; pairs of them that stand side by side say more, so half of
the likeness is theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from dutydesk.stores.search import words_in

NEAR = timedelta(days=7)
"""Cases farther apart than this are never likely duplicates."""
LIKELY = 0.5
"""From this likeness on, a case is worth an officer's look."""
MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is compared of a case."""

    case_id: str
    opened_at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How like a case is, and why: 0 to 1, the words that both hold, and the hours between them."""

    case_id: str
    likeness: float
    shared: tuple[str, ...]
    hours_apart: int


def likely(case: Told, others: Iterable[Told]) -> list[Likeness]:
    """Return the likely duplicates among ``others``, the likeliest first, ``MOST`` at the most."""
    compared = (compare(case, other) for other in others if other.case_id != case.case_id)
    found = [one for one in compared if one.likeness >= LIKELY]
    return sorted(found, key=lambda one: (-one.likeness, one.hours_apart, one.case_id))[:MOST]


def compare(case: Told, other: Told) -> Likeness:
    """Return how like two cases are; a week apart, half of what equal words would say is left."""
    apart = abs(case.opened_at - other.opened_at)
    ours, theirs = words_in(case.words), words_in(other.words)
    alike = (_dice(set(ours), set(theirs)) + _dice(set(pairwise(ours)), set(pairwise(theirs)))) / 2
    share = 0.0 if apart > NEAR else 1 - 0.5 * (apart / NEAR)
    return Likeness(
        case_id=other.case_id,
        likeness=round(alike * share, 2),
        shared=tuple(word for word in ours if word in set(theirs)),
        hours_apart=int(apart / timedelta(hours=1)),
    )


def _dice[T](ours: set[T], theirs: set[T]) -> float:
    both = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / both if both else 0.0
