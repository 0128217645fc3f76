"""A question as words: each with its letters alone and, when it carries marks, with them.

Both sides go through here, the bank's phrasings and the citizen's message, so that they meet. Nothing is segmented:
a Vietnamese word of two syllables is two words here, and their pair is a feature of its own (see ``features``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from dutydesk.text.fold import fold
from dutydesk.text.keystrokes import is_syllable, syllable_of
from functions.faq.words.short import SHORT_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["STOP", "Word", "read", "spelled"]

_WINDOW = 1_500
"""Characters read at each end of a text; what lies between them in a longer one is not examined."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_NUMBER = re.compile(r"\d(?:[ .\-]?\d){8,}")
_UNITS = {"t": "tuổi", "tuoi": "tuổi", "tuổi": "tuổi", "tr": "triệu", "trieu": "triệu", "triệu": "triệu"}
_COUNTED = re.compile(r"(\d{1,4})(" + "|".join(_UNITS) + ")")
_ENDS = frozenset('.,!?;:()\n…"“”/|')
_STRETCHED = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One syllable, number or name; ``spelled`` differs from ``bare`` when it was written with marks."""

    bare: str
    spelled: str

    @property
    def is_marked(self) -> bool:
        """Whether it was written with marks."""
        return self.spelled != self.bare


STOP = Word("", "")
"""Stands between two clauses; no pair of words reaches across it."""


def read(text: str, *, knows: Callable[[str], bool] = lambda _: False) -> list[Word]:
    """Return the words of ``text`` with short forms written out and raw keystrokes composed.

    Work is bounded for any length. A piece of writing that the bank itself ``knows`` is left as it is, unless it is
    a listed short form. Second meanings of short forms follow at the end, after a stop.
    """
    words: list[Word] = []
    second: list[Word] = []
    for piece in _pieces(_window(text)):
        if not piece:
            words.append(STOP)
            continue
        first, other = _meant(piece) if not knows(piece) or piece in _SHORT else (piece, "")
        words += [_word(part) for part in first.split()]
        if other:
            second += [STOP, *(_word(part) for part in other.split())]
    return words + second


@lru_cache(maxsize=8_192)
def spelled(word: str) -> str:
    """Return the letters of ``word`` with its tone moved to the end: ``hoà`` and ``hòa`` are one."""
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    return "".join([letter for letter in letters if letter not in _TONES] + tones[:1])


def _window(text: str) -> str:
    return text if len(text) <= 2 * _WINDOW else f"{text[:_WINDOW]}\n{text[-_WINDOW:]}"


def _pieces(text: str) -> list[str]:
    """Return what is written between blanks, in lower case and NFC, with '' where a clause ends."""
    lowered = unicodedata.normalize("NFC", _NUMBER.sub(" ", text)).lower()
    spaced = lowered.translate({ord(letter): _spaced(letter) for letter in set(lowered)})
    return ["" if piece == "." else piece for piece in spaced.split()]


def _spaced(letter: str) -> str:
    if letter in _ENDS:
        return " . "
    if letter.isalnum() or unicodedata.category(letter) == "Mn":
        return letter
    return "" if unicodedata.category(letter) == "Cf" else " "


@lru_cache(maxsize=8_192)
def _word(part: str) -> Word:
    return Word(fold(part).replace(" ", ""), spelled(part))


@lru_cache(maxsize=8_192)
def _meant(piece: str) -> tuple[str, str]:
    """Return what a piece of writing stands for, and its second meaning or ''."""
    plain = piece if piece in _SHORT else _unstretched(piece)
    counted = _COUNTED.fullmatch(plain)
    if counted:
        return f"{counted[1]} {_UNITS[counted[2]]}", ""
    short = _SHORT.get(plain) or _SHORT.get(fold(plain) if not is_syllable(fold(plain)) else plain)
    if short:
        return short
    return syllable_of(plain) or plain, ""


def _unstretched(piece: str) -> str:
    runs = [(letter, len(list(run))) for letter, run in groupby(piece)]
    if piece.isdigit() or max(length for _, length in runs) < _STRETCHED:
        return piece
    return "".join(letter if length >= _STRETCHED and letter.isalpha() else letter * length for letter, length in runs)


def _short_forms() -> dict[str, tuple[str, str]]:
    table = {}
    for line in SHORT_FORMS.strip().splitlines():
        short, _, meanings = line.partition(": ")
        first, _, second = meanings.partition(" | ")
        table[unicodedata.normalize("NFC", short)] = (first, second)
    return table


_SHORT = _short_forms()
