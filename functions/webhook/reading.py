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
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TELEX_LETTERS = (
    ("dd", "đ"), ("uuw", "ưu"), ("uow", "ươ"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"),
    ("aa", "â"), ("ee", "ê"), ("oo", "ô"),
)  # fmt: skip
_NOT_TELEX = frozenset(
    [
        "as",
        "bar",
        "bas",
        "boss",
        "bus",
        "cos",
        "car",
        "dj",
        "for",
        "gas",
        "gps",
        "her",
        "his",
        "ios",
        "is",
        "las",
        "max",
        "mr",
        "ms",
        "or",
        "os",
        "sex",
        "sms",
        "sos",
        "tour",
        "us",
        "was",
        "x",
        "yes",
    ]
)
_ONSETS = frozenset(
    [
        "b",
        "c",
        "ch",
        "d",
        "đ",
        "g",
        "gh",
        "gi",
        "h",
        "k",
        "kh",
        "l",
        "m",
        "n",
        "ng",
        "ngh",
        "nh",
        "p",
        "ph",
        "qu",
        "q",
        "r",
        "s",
        "t",
        "th",
        "tr",
        "v",
        "x",
    ]
) | {""}
_CODAS = ("ng", "nh", "ch", "c", "m", "n", "p", "t")
_VOWELS = frozenset("aeiouyăâêôơư")
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
    marked = [marked for _, _, marked in words]
    return Reading(
        bare=tuple(bare for bare, _, _ in words),
        spelled=tuple(spelled for _, spelled, _ in words),
        exact=tuple(_is_exact(marked, at) for at in range(len(words))),
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


def _is_exact(marked: list[bool], at: int) -> bool:
    around = marked[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS + 1]
    return marked[at] or sum(around) >= _MARKED_SHARE * len(around)


@lru_cache(maxsize=2_048)
def _words(written: str) -> tuple[tuple[str, str, bool], ...]:
    """Return (bare, spelled, marked) for each word that this piece of writing stands for."""
    if written == STOP:
        return ((STOP, STOP, False),)
    plain = _unstretched(written)
    meant = _SHORT_FORMS.get(plain) or _from_telex(plain)
    return tuple((fold(word), spelling(word), spelling(word) != fold(word)) for word in meant.split())


def _unstretched(word: str) -> str:
    """Undo ``cứuuuu`` and ``chayyyy``: no Vietnamese word repeats a letter, but ``cuu`` without its marks."""
    keep_two_u = word.isascii()
    runs = [(letter, sum(1 for _ in run)) for letter, run in groupby(word)]
    if max((length for _, length in runs), default=0) < 3 and not word.endswith(("ứuu", "uuu")):  # noqa: PLR2004 - a stretch
        return word
    return "".join(letter * (min(length, 2) if letter == "u" and keep_two_u else 1) for letter, length in runs)


def _from_telex(word: str) -> str:
    """Return the syllable that raw Telex keystrokes meant, or ``word`` when they make none."""
    if not word.isascii() or not word.isalpha() or word in _NOT_TELEX:
        return word
    letters = word
    for keys, letter in _TELEX_LETTERS:
        letters = letters.replace(keys, letter)
    first_vowel = next((at for at, letter in enumerate(letters) if letter in _VOWELS), len(letters))
    tone_at = next((at for at in range(first_vowel + 1, len(letters)) if letters[at] in _TELEX_TONES), None)
    if tone_at is None:
        return letters if letters != word and _is_syllable(letters) else word
    toneless = letters[:tone_at] + letters[tone_at + 1 :]
    if not _is_syllable(toneless):
        return word
    return unicodedata.normalize("NFC", toneless[:tone_at] + _TELEX_TONES[letters[tone_at]] + toneless[tone_at:])


def _is_syllable(letters: str) -> bool:
    stem = letters
    for coda in _CODAS:
        if stem.endswith(coda) and len(stem) > len(coda) + 0 and stem[-len(coda) - 1] in _VOWELS:
            stem = stem[: -len(coda)]
            break
    onset = stem.rstrip("".join(_VOWELS))
    return onset in _ONSETS and 1 <= len(stem) - len(onset) <= 3  # noqa: PLR2004 - vowels in a syllable
