"""Weigh what a text says for a reading of it against what it says otherwise.

Cues speak for, the words around them against; both are phrases with weights. The best cue decides: its own
weight, a share of the other cues', a bonus for urgent words, less what speaks against it nearby.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.webhook.phrases import Found, Phrasebook
from functions.webhook.reading import STOP, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Scales", "Weighed", "Weight"]

type Weight = tuple[str, int]
"""A code (the reason of a cue, the kind of an objection) and how much it counts."""

_SUPPORT = 1 / 3
"""The share of its own weight that each further cue adds."""
_SUPPORT_AT_MOST = 2.0
_URGENCY = 0.75
"""What each urgent word adds; at most two count."""
_NEAR = 12
"""Words around a cue in which what speaks against it counts in full; farther off it counts half."""
_AT_MOST = 60
"""Cues weighed, and objections; a text with more of them says nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The score of the cue that carried a text, and that cue's reason code; never words of the text."""

    score: float
    reason: str


class Scales:
    """Cues, objections, urgent words, and the harmless phrases that are set aside before all of them."""

    def __init__(
        self,
        *,
        cues: Iterable[tuple[Weight, str]],
        against: Iterable[tuple[Weight, str]],
        urgent: str,
        harmless: str,
        choices: Mapping[str, str],
        everyday: frozenset[str],
    ) -> None:
        self._cues = Phrasebook(cues, choices, everyday)
        self._against = Phrasebook(against, choices)
        self._urgent = Phrasebook([(None, urgent)], choices)
        self._harmless = Phrasebook([(None, harmless)], choices)

    def weigh(self, reading: Reading) -> Weighed:
        """Return the best cue's score and reason; 0 and no reason when there is no cue."""
        harmless = frozenset(at for found in self._harmless.find(reading) for at in range(found.start, found.end))
        cues = sorted(self._cues.find(reading, but_not=harmless), key=lambda cue: -cue.label[1])[:_AT_MOST]
        if not cues:
            return Weighed(score=0.0, reason="")
        against = _distinct(self._against.find(reading, but_not=harmless))
        urgent = {reading.bare[found.start] for found in self._urgent.find(reading)}
        score, reason = max((_score(cue, cues, against, reading), cue.label[0]) for cue in cues)
        return Weighed(score=score + _URGENCY * min(len(urgent), 2), reason=reason)


def _distinct(found: Iterable[Found[Weight]]) -> list[Found[Weight]]:
    return list(dict.fromkeys(found))[:_AT_MOST]


def _score(cue: Found[Weight], cues: list[Found[Weight]], against: list[Found[Weight]], reading: Reading) -> float:
    objections: dict[str, float] = {}
    for found in against:
        kind, weight = found.label
        felt = weight if _is_near(cue, found, reading) else weight / 2
        objections[kind] = max(objections.get(kind, 0.0), felt)
    return cue.label[1] + _support(cue, cues) - sum(objections.values())


def _support(cue: Found[Weight], heaviest_first: list[Found[Weight]]) -> float:
    """Return what cues in other words of the text add to this one."""
    support, seen = 0.0, set(range(cue.start, cue.end))
    for other in heaviest_first:
        words = range(other.start, other.end)
        if seen.isdisjoint(words):
            seen.update(words)
            support += _SUPPORT * other.label[1]
    return min(support, _SUPPORT_AT_MOST)


def _is_near(cue: Found[Weight], other: Found[Weight], reading: Reading) -> bool:
    first, last = (cue.end, other.start) if other.start >= cue.end else (other.end, cue.start)
    return last - first <= _NEAR and STOP not in reading.bare[first:last]
