"""Search: the entries that may answer a message, the best first, and whether to trust the first.

Two steps. The postings of the message's features short-list entries, as BM25 would. Each of those is then
compared phrasing by phrasing, so that an entry with many variants gains nothing by their number; the side that was
asked for (papers, fee, time, place, who) decides between entries of one matter.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from functions.faq.compare import Signs, compared, levelled
from functions.faq.grams import likeness
from functions.faq.normalise import read
from functions.faq.query import understood
from functions.faq.scope import judged, score
from functions.faq.spelling import Speller

if TYPE_CHECKING:
    from collections.abc import Collection

    from functions.faq.index import Index
    from functions.faq.normalise import Word
    from functions.faq.query import Part, Query

__all__ = ["Candidate", "Found", "Search"]

_SHORT_LIST = 14
_MOST_POSTINGS = 1_500
"""Postings read for one message, the rarest features first; it bounds the time of a search."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may answer; ``score``, the weighed sum of its ``signs``, orders candidates.

    ``spelled_like`` says how like the message's letters are to its nearest phrasing; known of the first few only.
    """

    entry: str
    score: float
    signs: Signs
    spelled_like: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search returns: ``sure`` has one answer, ``unsure`` up to three to choose from, ``none`` nothing to show.

    ``candidates`` are the nearest entries for all three, best first; ``certainty`` is the judged chance that the
    first one is right; ``sides`` are those that the message asks for (see ``words.cues``).
    """

    kind: Literal["sure", "unsure", "none"]
    candidates: tuple[Candidate, ...]
    certainty: float
    sides: frozenset[str] = frozenset()


class Search:
    """Searches one index; made once per cold start, then only read."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._speller = Speller(index.numbers)
        self._numbers = {name: number for number, name in enumerate(index.entries)}
        self._phrases: list[list[int]] = [[] for _ in index.entries]
        for phrase, entry in enumerate(index.phrase_entry):
            self._phrases[entry].append(phrase)

    def find(self, text: str, hidden: Collection[str] = ()) -> Found:
        """Return the entries nearest to ``text``, as if those named ``hidden`` were not there; any ``str`` will do."""
        query = self.understood(text)
        candidates = self.ranked(query, hidden={self._numbers[name] for name in hidden if name in self._numbers})
        kind, certainty = judged(query, candidates, self._index.certainty)
        return Found(kind, tuple(candidates[:_SHOWN]), certainty, query.sides)

    def words(self, text: str) -> list[Word]:
        """Return the words of ``text`` as this bank reads them, slips corrected."""
        return self._speller.corrected(read(text, knows=self._speller.knows))

    def understood(self, text: str) -> Query:
        """Return what ``text`` asks of this bank."""
        return understood(text, self._index, self._speller)

    def ranked(self, query: Query, *, without: Collection[int] = (), hidden: Collection[int] = ()) -> list[Candidate]:
        """Return the short-listed entries, best first, without the phrasings ``without`` and the entries ``hidden``."""
        listed = self._short_listed(query.whole, hidden)
        most = max((score for score, _ in listed), default=1.0)
        found = {}
        for told, entry in listed:
            signs = compared(self._index, entry, query, told / most, phrases=self._phrases[entry], without=without)
            if signs:
                found[self._index.entries[entry]] = signs
        levels = levelled(list(found.values()))
        candidates = [Candidate(name, score(signs), signs) for name, signs in zip(found, levels, strict=True)]
        candidates.sort(key=lambda candidate: -candidate.score)
        first = [self._spelled(one, query, without) for one in candidates[:_SHOWN]]
        return [*first, *candidates[_SHOWN:]]

    def _spelled(self, candidate: Candidate, query: Query, without: Collection[int]) -> Candidate:
        phrases = self._phrases[self._numbers[candidate.entry]]
        left = [phrase for phrase in phrases if phrase not in without] if without else phrases
        return replace(candidate, spelled_like=likeness(left, query.grammed, self._index.grams))

    def _short_listed(self, part: Part, hidden: Collection[int]) -> list[tuple[float, int]]:
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
        for entry in hidden:
            scores.pop(entry, None)
        return heapq.nlargest(_SHORT_LIST, zip(scores.values(), scores, strict=True))
