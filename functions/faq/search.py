"""Search: the entries that may answer a message, the best first, and whether to trust the first.

Two steps. The postings of the message's features short-list entries, as BM25 would. Each of those is then
compared phrasing by phrasing, so that an entry with many variants gains nothing by their number; the side that was
asked for (papers, fee, time, place, who) decides between entries of one matter.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from functions.faq.query import understood
from functions.faq.scope import judged
from functions.faq.spelling import Speller

if TYPE_CHECKING:
    from collections.abc import Collection

    from functions.faq.index import Index
    from functions.faq.query import Part, Query

__all__ = ["Candidate", "Found", "Search"]

_SHORT_LIST = 16
_MOST_POSTINGS = 2_000
"""Postings read for one message, the rarest features first; it bounds the time of a search."""
_SIDE, _OTHER_SIDE, _UNASKED_SIDE = 0.16, 0.10, 0.05
_LIKENESS, _ONE_PART, _BEST_PART = 0.55, 0.8, 0.55
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may answer.

    ``score`` orders candidates; ``likeness`` (to its nearest phrasing) and ``coverage`` (of the message) are shares,
    and ``topical`` is the share of the matters named in the message that the entry is about.
    """

    entry: str
    score: float
    likeness: float
    coverage: float
    topical: float
    pith: float = 0.0
    matched: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search returns: ``sure`` has one answer, ``unsure`` up to three to choose from, ``none`` nothing to show.

    ``candidates`` are the nearest entries for all three, best first; ``certainty`` is the judged chance that the
    first one is right.
    """

    kind: Literal["sure", "unsure", "none"]
    candidates: tuple[Candidate, ...]
    certainty: float


class Search:
    """Searches one index; made once per cold start, then only read."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._speller = Speller(index.numbers)
        self._phrases: list[list[int]] = [[] for _ in index.entries]
        for phrase, entry in enumerate(index.phrase_entry):
            self._phrases[entry].append(phrase)

    def find(self, text: str) -> Found:
        """Return the entries nearest to ``text``; any ``str`` gets a result."""
        query = self.understood(text)
        candidates = self.ranked(query)
        kind, certainty = judged(query, candidates, self._index.certainty)
        return Found(kind, tuple(candidates[:_SHOWN]), certainty)

    def understood(self, text: str) -> Query:
        """Return what ``text`` asks of this bank."""
        return understood(text, self._index, self._speller)

    def ranked(self, query: Query, *, without: Collection[int] = ()) -> list[Candidate]:
        """Return the short-listed entries, best first, as if the phrasings ``without`` were not in the bank."""
        listed = self._short_listed(query.whole)
        most = max((score for score, _ in listed), default=1.0)
        compared = (self._compared(entry, query, told / most, without) for told, entry in listed)
        return sorted((found for found in compared if found.coverage > 0), key=lambda found: -found.score)

    def _short_listed(self, part: Part) -> list[tuple[float, int]]:
        index = self._index
        scores: dict[int, float] = {}
        left = _MOST_POSTINGS
        start = index.posting_start
        for size, number in sorted((start[number + 1] - start[number], number) for number in part.weights):
            left -= size
            if left < 0 and scores:
                break
            begin, end = start[number], start[number + 1]
            share = part.weights[number] / (index.idf[number] or 1.0)
            for entry, weight in zip(index.posting_entry[begin:end], index.posting_weight[begin:end], strict=True):
                scores[entry] = scores.get(entry, 0.0) + weight * share
        return heapq.nlargest(_SHORT_LIST, zip(scores.values(), scores, strict=True))

    def _compared(self, entry: int, query: Query, told: float, without: Collection[int]) -> Candidate:
        """Compare an entry with each part of a message; the part that it fits best speaks for it."""
        index = self._index
        asked, parts = query.numbers, query.parts
        floor = 0.5 * index.typical_mass
        likest = [0.0] * len(parts)
        weighed = [part.weights for part in parts]
        covered: set[int] = set()
        for phrase in self._phrases[entry]:
            begin, end = index.phrase_start[phrase], index.phrase_start[phrase + 1]
            own = asked.intersection(index.phrase_features[begin:end])
            if not own or phrase in without:
                continue
            covered |= own
            root = index.phrase_mass[phrase] ** 0.5
            for at, weights in enumerate(weighed):
                like = sum([weights[number] for number in own & weights.keys()]) / root
                likest[at] = max(likest[at], like)
        best, name = Candidate("", 0.0, 0.0, 0.0, 0.0), index.entries[entry]
        for part, most in zip(parts, likest, strict=True):
            like = most / max(part.mass, floor) ** 0.5
            coverage = sum([part.weights[number] for number in covered if number in part.weights]) / max(
                part.mass, floor
            )
            score = (_LIKENESS * min(like, 1.0) + (1 - _LIKENESS) * coverage) * part.emphasis
            if score > best.score:
                hit = sum([weight for number, weight in part.pith.items() if number in covered])
                best = Candidate(
                    name, score, min(like, 1.0), coverage, part.topical(covered),
                    hit / (part.pith_mass or 1.0), min(hit / (3 * index.unknown_idf), 1.0),
                )  # fmt: skip
        score = best.score
        own_share = _BEST_PART if len(parts) > 1 else _ONE_PART
        score = own_share * score + (1 - own_share) * told
        return replace(best, score=score + self._side(entry, query.sides)) if score else best

    def _side(self, entry: int, asked: frozenset[str]) -> float:
        sides = self._index.sides[entry]
        if not sides:
            return 0.0
        main = max(sides, key=lambda side: sides[side])
        fit = max((sides.get(side, 0.0) for side in asked), default=0.0)
        if fit:
            return _SIDE * fit
        if sides[main] <= 0.5:  # noqa: PLR2004 - a column is filled, the entry is not about that side alone
            return 0.0
        return -(_OTHER_SIDE if asked else _UNASKED_SIDE) * sides[main]
