"""Trials: real questions and the entries they must find, put to an edition as if citizens asked them today."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dutydesk.stores.bank import Trial
from functions.faq.edition import Edition
from functions.faq.search import Found, Search

NOTHING_EXPECTED = "none"
MOST = 3_000
"""Trials made of one edition, the newest; at some 5 ms each, two editions stay far below the worker's time-out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The trials made, and the ids of those that came out right: now, and before; None where nothing could be tried.

    ``fair`` are the ids of those that could come out right before, too: those of entries that are new since could not,
    and never make up for one that is lost.
    """

    trials: tuple[Trial, ...]
    now: frozenset[str] | None
    before: frozenset[str] | None
    fair: frozenset[str] = frozenset()

    @property
    def is_worse(self) -> bool:
        """Of the fair ones, fewer come out right than before."""
        return self.before is not None and self.now is not None and self.fairly(self.now) < self.fairly(self.before)

    def fairly(self, right: frozenset[str] | None) -> int:
        """Return how many of the fair ones came out right."""
        return len(self.fair & (right or frozenset()))

    def lost(self) -> list[str]:
        """Name the trials that came out right before and do not now, with the entries that they expect."""
        lost = (self.before or frozenset()) - (self.now or frozenset())
        return [f"{trial.trial_id} ({trial.expected})" for trial in self.trials if trial.trial_id in lost]

    def share(self, right: frozenset[str] | None) -> int:
        """Return a share of the trials in thousandths, -1 where there is none."""
        return -1 if right is None else 1000 * len(right) // len(self.trials)


def tried(trials: Sequence[Trial], edition: Edition, serving: Edition | None, *, day: str) -> Tried:
    """Make the trials, or the newest ``MOST``, with an edition and with the one that serves, if any does."""
    made = tuple(sorted(trials, key=lambda trial: (trial.added_at, trial.trial_id))[-MOST:])
    return Tried(
        trials=made,
        now=came_right(edition, made, day=day) if made else None,
        before=came_right(serving, made, day=day) if made and serving else None,
        fair=frozenset(trial.trial_id for trial in made if serving and _is_fair(trial, serving)),
    )


def came_right(edition: Edition, trials: Sequence[Trial], *, day: str) -> frozenset[str]:
    """Return the ids of the trials that come out right on ``day`` (``YYYY-MM-DD``, Vietnam's date).

    A question is right when its entry is the answer or the first of the choices shown; one that no entry answers,
    when no answer is given as sure. Entries that do not hold on that day are never shown, so they never are right;
    those of some pages alone are tried like the others.
    """
    search, hidden = Search(edition.index), hidden_on(edition, day)
    return frozenset(trial.trial_id for trial in trials if _is_right(search.find(trial.text, hidden), trial.expected))


def hidden_on(edition: Edition, day: str) -> Collection[str]:
    """Return the ids of the entries that hold on no page on that day."""
    return frozenset(
        answer.id
        for answer in edition.answers.values()
        if not answer.may_be_shown(on=day, page_id=answer.pages[0] if answer.pages else "")
    )


def _is_fair(trial: Trial, serving: Edition) -> bool:
    return trial.expected == NOTHING_EXPECTED or trial.expected in serving.answers


def _is_right(found: Found, expected: str) -> bool:
    if expected == NOTHING_EXPECTED:
        return found.kind != "sure"
    return found.kind != "none" and found.candidates[0].entry == expected
