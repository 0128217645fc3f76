"""Phrases as data, found in a reading in time that grows with its length.

A phrase is words with blanks between. ``a|b`` is a choice (``_`` joins a choice of several words), ``{place}``
is a named choice, a trailing ``?`` makes a choice optional, and ``*3`` skips up to three words of the same
sentence. A phrase opened by ``=`` is found only where the words' marks are certain, one opened by ``~`` only
where they are not, and one opened by ``!`` even where a word of it was set aside. A line that ends in ``|`` goes
on in the next.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.text.fold import fold
from functions.webhook.reading import STOP, Reading, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Found", "Phrasebook"]

_NOTHING: frozenset[int] = frozenset()

type _Syllable = tuple[str, str]
"""A word's bare form and its spelling."""

_ONLY_EXACT, _ONLY_BARE, _OVERRULING = "=", "~", "!"
_SCOPES = _ONLY_EXACT + _ONLY_BARE + _OVERRULING


@dataclass(frozen=True, slots=True)
class Found[Label]:
    """A phrase with this label covers the words ``start`` (included) to ``end`` (excluded)."""

    label: Label
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of several wordings, by the bare form of their first words; or none of them, where optional."""

    wordings: Mapping[str, tuple[tuple[_Syllable, ...], ...]]
    optional: bool


@dataclass(frozen=True, slots=True)
class _Phrase[Label]:
    label: Label
    scope: str
    elements: tuple[_Choice | int, ...]


class Phrasebook[Label]:
    """Labelled phrases, indexed by their first words."""

    def __init__(
        self, entries: Iterable[tuple[Label, str]], choices: Mapping[str, str], everyday: frozenset[str] = frozenset()
    ) -> None:
        """Each entry is a label and its phrases, one a line.

        A phrase found on nothing but ``everyday`` wordings without marks does not count, unless ``~`` opens it.
        """
        self._everyday = everyday
        grammar = _Grammar(choices)
        self._by_first: dict[str, list[_Phrase[Label]]] = defaultdict(list)
        for label, lines in entries:
            for line in _lines(lines):
                phrase = line.lstrip(_SCOPES)
                scope = line[: len(line) - len(phrase)]
                elements = tuple(grammar.element(part) for part in phrase.split())
                for first in _first_words(elements, line):
                    self._by_first[first].append(_Phrase(label, scope, elements))

    def find(self, reading: Reading, *, but_not: frozenset[int] = _NOTHING) -> Iterator[Found[Label]]:
        """Yield every phrase found, in order of its first word; none that uses a word of ``but_not``."""
        for start, word in enumerate(reading.bare):
            for phrase in self._by_first.get(word, ()):
                place = _Place(reading, phrase.scope, but_not, self._everyday)
                end = _end(place, phrase.elements, 0, start, told=_ONLY_BARE in phrase.scope)
                if end > start:
                    yield Found(phrase.label, start, end)


def _lines(lines: str) -> Iterator[str]:
    begun = ""
    for line in map(str.strip, lines.splitlines()):
        begun += line
        if begun and not begun.endswith("|"):
            yield begun
            begun = ""


class _Grammar:
    """Reads the parts of phrases; each distinct part once."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        self._choices = choices
        self._read: dict[str, _Choice | int] = {}
        self._meant: dict[str, tuple[tuple[_Syllable, ...], ...]] = {}

    def element(self, part: str) -> _Choice | int:
        if part not in self._read:
            self._read[part] = int(part[1:]) if part.startswith("*") else self._choice(part)
        return self._read[part]

    def _choice(self, part: str) -> _Choice:
        optional = part.endswith("?")
        wordings: dict[str, list[tuple[_Syllable, ...]]] = defaultdict(list)
        for alternative in part.removesuffix("?").split("|"):
            for words in self._meant_by(alternative):
                wordings[words[0][0]].append(words)
        return _Choice({first: tuple(each) for first, each in wordings.items()}, optional)

    def _meant_by(self, alternative: str) -> tuple[tuple[_Syllable, ...], ...]:
        if alternative not in self._meant:
            named = self._choices[alternative[1:-1]].split() if alternative.startswith("{") else [alternative]
            self._meant[alternative] = tuple(
                tuple((fold(word), spelling(word)) for word in wording.split("_")) for wording in named
            )
        return self._meant[alternative]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase is looked for: the words, how strictly, and which of them are set aside."""

    reading: Reading
    scope: str
    but_not: frozenset[int]
    everyday: frozenset[str]

    def tells(self, words: tuple[_Syllable, ...], at: int) -> bool:
        """Say whether this wording, which stands from ``at`` on, is more than an everyday one."""
        if any(self.reading.exact[at : at + len(words)]):
            return True
        return " ".join(bare for bare, _ in words) not in self.everyday

    def has(self, words: tuple[_Syllable, ...], at: int) -> bool:
        """Say whether these words stand from ``at`` on."""
        reading = self.reading
        if at + len(words) > len(reading.bare):
            return False
        return all(self._is(bare, spelled, position) for position, (bare, spelled) in enumerate(words, start=at))

    def _is(self, bare: str, spelled: str, position: int) -> bool:
        if self.reading.bare[position] != bare:
            return False
        if position in self.but_not and _OVERRULING not in self.scope:
            return False
        if self.reading.exact[position]:
            return _ONLY_BARE not in self.scope and self.reading.spelled[position] == spelled
        return _ONLY_EXACT not in self.scope


def _first_words(elements: tuple[_Choice | int, ...], line: str) -> Iterable[str]:
    first = elements[0]
    if isinstance(first, int) or first.optional:
        raise ValueError(f"a phrase must open with a word: {line}")
    return first.wordings


def _end(place: _Place, elements: tuple[_Choice | int, ...], element_at: int, at: int, *, told: bool) -> int:
    """Return where a phrase ends whose elements from ``element_at`` on stand from ``at`` on; -1 for nowhere.

    ``told`` says whether a word before them was more than an everyday one.
    """
    if element_at == len(elements):
        return at if told else -1
    element = elements[element_at]
    if isinstance(element, int):
        return _end_after_gap(place, elements, element_at, at, told=told)
    bare = place.reading.bare
    for words in element.wordings.get(bare[at], ()) if at < len(bare) else ():
        if not place.has(words, at):
            continue
        end = _end(place, elements, element_at + 1, at + len(words), told=told or place.tells(words, at))
        if end >= 0:
            return end
    return _end(place, elements, element_at + 1, at, told=told) if element.optional else -1


def _end_after_gap(place: _Place, elements: tuple[_Choice | int, ...], element_at: int, at: int, *, told: bool) -> int:
    width, bare = elements[element_at], place.reading.bare
    assert isinstance(width, int)  # noqa: S101 - told to the type checker
    for skipped in range(at, min(at + width, len(bare)) + 1):
        if (end := _end(place, elements, element_at + 1, skipped, told=told)) >= 0:
            return end
        if skipped < len(bare) and bare[skipped] == STOP:
            break
    return -1
