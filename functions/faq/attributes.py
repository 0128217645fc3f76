"""Which side of a matter is asked for: papers, fee, time, place, who and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.faq import features
from functions.faq.phrases import Phrases
from functions.faq.words.cues import BLAND, COLUMNS, CUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from functions.faq.bank import Entry
    from functions.faq.normalise import Word

__all__ = ["asked", "cued", "sides_of"]

_OWN_COLUMN = 0.2
"""How well an entry answers a side for which it fills a column, of 1 for one that is asked about that side."""


def asked(words: Sequence[Word]) -> frozenset[str]:
    """Return the sides that these words ask for; the longest cue at each place counts, what it covers does not."""
    return frozenset(side for side, _, _ in cued(words))


def cued(words: Sequence[Word], matters: Iterable[tuple[str, int, int]] | None = None) -> list[tuple[str, int, int]]:
    """Return (side, begin, end) of each cue that lies in no longer one, nor in the name of a matter.

    ``matters`` are those of the words, where a caller has them already.
    """
    found = _cues.found(words)
    longer = [*found, *(features.matters(words) if matters is None else matters)]
    return [
        (side, begin, end)
        for side, begin, end in found
        if not any(b <= begin and end <= e and (b, e) != (begin, end) for _, b, e in longer)
    ]


def sides_of(entry: Entry, phrasings: Sequence[Sequence[Word]]) -> dict[str, float]:
    """Return, for each side, how far ``entry`` is about it, from 0 to 1."""
    counts: dict[str, float] = {}
    for at, words in enumerate(phrasings):
        for side in asked(words):
            counts[side] = counts.get(side, 0) + (2 if at == 0 else 1)
    sides = {side: count / (len(phrasings) + 1) for side, count in counts.items() if side not in BLAND}
    for column, side in COLUMNS.items():
        if entry.details.get(column):
            sides[side] = max(sides.get(side, 0.0), _OWN_COLUMN)
    return sides


def _listed() -> list[tuple[str, str]]:
    listed = []
    for line in CUES.strip().splitlines():
        side, _, phrases = line.partition(": ")
        listed += [(side, phrase) for phrase in phrases.split(" | ")]
    return listed


_cues = Phrases(_listed())
