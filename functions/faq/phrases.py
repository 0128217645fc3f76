"""Listed phrases found among words, in time that grows with the words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutydesk.text.fold import fold
from functions.faq.normalise import Word, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Phrases"]

_SLIP = 0.5
"""What wrong marks weigh; wrong letters weigh 1, and more than one slip is too many."""


class Phrases:
    """A list of (name, phrase); finds the longest phrase at each word."""

    def __init__(self, listed: Iterable[tuple[str, str]]) -> None:
        self._by_start: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
        for name, phrase in listed:
            bare = tuple(fold(part) for part in phrase.split())
            marked = tuple(spelled(part) for part in phrase.split())
            self._by_start.setdefault(" ".join(bare[:2]), []).append((bare, marked, name))
        for known in self._by_start.values():
            known.sort(key=lambda phrase: -len(phrase[0]))

    def found(self, words: Sequence[Word]) -> list[tuple[str, int, int]]:
        """Return (name, begin, end) of the longest phrases at each word; phrases may overlap.

        A marked word matches its own spelling; a word without marks matches by its letters. One word of several may
        have wrong marks when another has the right ones: ``con dấu`` is no ``con dâu``, for ``con`` has none.
        """
        found = []
        for at, word in enumerate(words):
            longest = 0
            starts = [f"{word.bare} {words[at + 1].bare}"] if at + 1 < len(words) else []
            for start in (*starts, word.bare):
                for bare, marked, name in self._by_start.get(start, ()):
                    if len(bare) >= longest and self._matches(words, at, bare, marked):
                        longest = len(bare)
                        found.append((name, at, at + longest))
        return found

    @staticmethod
    def _matches(words: Sequence[Word], at: int, bare: tuple[str, ...], marked: tuple[str, ...]) -> bool:
        if at + len(bare) > len(words):
            return False
        wrong = sum(
            words[at + i].bare != letters or (words[at + i].is_marked and words[at + i].spelled != marked[i]) * _SLIP
            for i, letters in enumerate(bare)
        )
        right = any(words[at + i].is_marked and words[at + i].spelled == mark for i, mark in enumerate(marked))
        return wrong <= (_SLIP if right else 0)
