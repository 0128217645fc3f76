"""Mistyped words, brought back to words that the bank knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dutydesk.text.fold import fold
from dutydesk.text.keystrokes import is_syllable
from functions.faq import features
from functions.faq.normalise import STOP, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Speller"]

_SHORTEST = 3
_LONGEST = 16


class Speller:
    """Corrects words one slip away from a known one, and parts words run together.

    A slip is a letter missing, added, changed or swapped with the next. What is a Vietnamese syllable is only
    corrected when the correction makes a known pair with a neighbour, for it may well be what was meant.
    """

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._pairs = numbers
        self._bank = {name for name in numbers if " " not in name and name[0] not in "#="}
        self._known = self._bank | features.vocabulary()
        self._listed_pairs = features.listed_pairs()
        self._by_less: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if _SHORTEST <= len(word) <= _LONGEST and word.isalpha():
                for less in _less(word):
                    self._by_less.setdefault(less, []).append(word)

    def knows(self, word: str) -> bool:
        """Say whether the bank itself has this word, by its letters."""
        return fold(word) in self._bank

    def corrected(self, words: Sequence[Word]) -> list[Word]:
        """Return ``words`` with what is unknown replaced where a known word is near."""
        result: list[Word] = []
        for at, word in enumerate(words):
            if word is STOP or word.bare in self._known or not word.bare.isalpha():
                result.append(word)
            else:
                before = result[-1].bare if result else ""
                after = words[at + 1].bare if at + 1 < len(words) else ""
                result += self._instead(word, before, after)
        return result

    def _instead(self, word: Word, before: str, after: str) -> list[Word]:
        bare = word.bare
        if not _SHORTEST <= len(bare) <= _LONGEST:
            return [word]
        near = {known for less in _less(bare) for known in self._by_less.get(less, ()) if _one_slip(bare, known)}
        best = max(sorted(near), key=lambda known: self._fit(known, bare, before, after), default="")
        if best and (not is_syllable(bare) or self._pairs_up(best, before, after)):
            return [Word(best, best)]
        return self._parted(bare) or [word]

    def _fit(self, known: str, bare: str, before: str, after: str) -> tuple[int, bool, bool, bool]:
        joins = self._pairs_up(known, before, after)
        return joins, known in self._bank, sorted(known) == sorted(bare), known[0] == bare[0]

    def _pairs_up(self, known: str, before: str, after: str) -> int:
        return sum(
            pair in self._pairs or pair in self._listed_pairs for pair in (f"{before} {known}", f"{known} {after}")
        )

    def _parted(self, bare: str) -> list[Word]:
        """Return the two or three known words that were run together, or nothing."""
        for at in range(2, len(bare) - 1):
            first, rest = bare[:at], bare[at:]
            if first in self._known and rest in self._known and self._pairs_up(first, "", rest):
                return [Word(first, first), Word(rest, rest)]
        for at in range(2, len(bare) - 3):
            first, rest = bare[:at], bare[at:]
            if first in self._known and len(rest) > _SHORTEST:
                others = self._parted(rest)
                if others:
                    return [Word(first, first), *others]
        return []


def _less(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_slip(one: str, other: str) -> bool:
    """Say whether one missing, added, changed or swapped letter makes one word of the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) != len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )
