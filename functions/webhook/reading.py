"""A citizen's text, read word by word.

Citizens write with diacritics, without, or with some; they leave raw Telex keystrokes (``chays``), stretch
letters (``cứuuu``) and abbreviate (``ng``, ``ck``). A word's *spelling* here is its letters with the tone
moved to the end, so that ``hoà`` and ``hòa`` are one word; its *bare* form has no marks at all.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from dutydesk.text.fold import fold
from dutydesk.text.keystrokes import syllable_of

__all__ = ["STOP", "Reading", "read", "spelling"]

STOP = "."
"""The word that stands for the end of a sentence; no phrase reaches across it."""

_WINDOW = 2_000
"""Characters read at each end of a text; what lies between them in a longer one is not examined."""

_MARKED_SHARE = 0.3
"""From this share of marked words among its neighbours on, a word without marks is meant without marks."""

_NEIGHBOURS = 4
"""Words on each side that tell how a citizen was typing when a word was written."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHORT_FORMS = {
    "a": "anh", "ae": "anh em", "bgio": "bây giờ", "bn": "bao nhiêu", "bv": "bệnh viện", "ck": "chồng",
    "cty": "công ty", "cuutoi": "cứu tôi", "cuuvoi": "cứu với", "cuuem": "cứu em", "chaynha": "cháy nhà",
    "danhnhau": "đánh nhau", "dc": "được", "đc": "được", "dk": "được", "đt": "điện thoại", "e": "em",
    "gđ": "gia đình", "h": "giờ", "hok": "không", "hong": "không", "hông": "không", "hem": "không", "j": "gì",
    "k": "không", "kg": "không", "kh": "không", "khg": "không", "ko": "không", "lm": "làm", "mn": "mọi người",
    "ng": "người", "ngta": "người ta", "nta": "người ta", "nch": "nói chuyện", "ntn": "như thế nào", "r": "rồi",
    "rùi": "rồi", "rui": "rồi", "sdt": "số điện thoại", "sđt": "số điện thoại", "tngt": "tai nạn giao thông",
    "trc": "trước", "vk": "vợ", "vs": "với", "z": "vậy", "zậy": "vậy", "đag": "đang", "dag": "đang",
    "🔥": "cháy", "🆘": "sos",
}  # fmt: skip
_BORROWED = frozenset(
    "as axit bar bas boom boss boxing bus cos car dj for gara gas gps heroin her his ios is las max mr ms or os post "
    "sex sms sos taxi test tour us was x yes".split()
)
"""Words of other languages that keystrokes could also make; a citizen who types them means them."""
_UNSTRETCHED = frozenset(["cccd"])
"""Abbreviations that repeat a letter, and are not stretched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The words of a text, in order; three views of the same length.

    ``exact[i]`` says that word i must be taken as spelled: it carries marks, or the text around it does.
    """

    bare: tuple[str, ...]
    spelled: tuple[str, ...]
    exact: tuple[bool, ...]


def read(text: str) -> Reading:
    """Read the first and the last ``_WINDOW`` characters of ``text``; work is bounded for any length."""
    written = _written(_window(text))
    words = [word for piece in written for word in _words(piece)]
    typed = [word.typed_with_marks for word in words]
    return Reading(
        bare=tuple(word.bare for word in words),
        spelled=tuple(word.spelled for word in words),
        exact=tuple(word.is_marked or _among_marked(typed, at) for at, word in enumerate(words)),
    )


@lru_cache(maxsize=4_096)
def spelling(word: str) -> str:
    """Return the letters of ``word`` with its tone mark moved to the end: ``hoà`` and ``hòa`` are one."""
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    return "".join([letter for letter in letters if letter not in _TONES] + tones[:1])


def _window(text: str) -> str:
    if len(text) <= 2 * _WINDOW:
        return text
    return f"{text[:_WINDOW]} {STOP} {text[-_WINDOW:]}"


def _written(text: str) -> list[str]:
    """Return words and sentence ends as written, in lower case and composed form."""
    lowered = unicodedata.normalize("NFC", text).lower()
    return lowered.translate({ord(letter): _spaced(letter) for letter in set(lowered)}).split()


def _spaced(letter: str) -> str:
    if letter in ".!?;\n…":
        return f" {STOP} "
    if letter in _SHORT_FORMS and not letter.isalnum():
        return f" {letter} "
    if letter.isalnum() or unicodedata.category(letter) == "Mn":
        return letter
    return "" if unicodedata.category(letter) == "Cf" else " "


def _among_marked(typed_with_marks: list[bool], at: int) -> bool:
    around = typed_with_marks[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS + 1]
    return sum(around) >= _MARKED_SHARE * len(around)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    bare: str
    spelled: str
    typed_with_marks: bool
    """False for the words that a short form stands for, although they are spelled with marks."""

    @property
    def is_marked(self) -> bool:
        return self.bare != self.spelled


@lru_cache(maxsize=2_048)
def _words(written: str) -> tuple[_Word, ...]:
    """Return the words that this piece of writing stands for."""
    if written == STOP:
        return (_Word(bare=STOP, spelled=STOP, typed_with_marks=False),)
    plain = _unstretched(written)
    short_for = _SHORT_FORMS.get(plain)
    meant = short_for or (plain if plain in _BORROWED else syllable_of(plain) or plain)
    return tuple(
        _Word(
            bare=fold(word),
            spelled=spelling(word),
            typed_with_marks=spelling(word) != fold(word) and not (short_for and written.isascii()),
        )
        for word in meant.split()
    )


def _unstretched(word: str) -> str:
    """Undo ``cứuuuu`` and ``chayyyy``: no Vietnamese word repeats a letter, but ``cuu`` without its marks."""
    if word in _UNSTRETCHED:
        return word
    keep_two_u = word.isascii()
    runs = [(letter, sum(1 for _ in run)) for letter, run in groupby(word)]
    if max((length for _, length in runs), default=0) < 3 and not word.endswith(("ứuu", "uuu")):  # noqa: PLR2004 - a stretch
        return word
    return "".join(letter * (min(length, 2) if letter == "u" and keep_two_u else 1) for letter, length in runs)
