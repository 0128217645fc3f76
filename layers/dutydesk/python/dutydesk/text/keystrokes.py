"""Vietnamese syllables out of raw keystrokes.

A keyboard that is not switched to Vietnamese leaves what was typed: ``cawn cuowcs`` (Telex), ``ca8n cu7o7c1``
(VNI), or half of it (``cươcs``). A piece of writing is read as keystrokes only when it makes a Vietnamese syllable
that way and is none as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["is_syllable", "syllable_of"]

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_TONE_MARKS = frozenset(_TONES.values())
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_SHAPES = {"6": _HAT, "7": _HORN, "8": _BREVE}
_SHAPES_OF = {_HAT: "aeo", _HORN: "ou", _BREVE: "a"}
_LONGEST = 12
"""The longest syllable, nghiêng, takes eleven keystrokes."""

_LICENCE_CLASS = 2
"""Characters in ``a1`` or ``b2``, which are no syllables but classes of driving licence."""

_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvxđ])?"
_RHYME = (
    "(?:(?:a|e|i|o|u|y|ia|ua|ya|oa|oe|ue|uy|uya|ie|ye|uo|uye|oo)(?:ng|nh|ch|c|m|n|p|t)?"
    "|ai|ao|au|ay|eo|eu|iu|ieu|yeu|oi|oai|oay|oao|oeo|ui|uoi|uou|uu|uay|uai|uau|uyu|oay|oeu)"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)


@lru_cache(maxsize=8_192)
def is_syllable(bare: str) -> bool:
    """Say whether ``bare``, in lower case and without marks, can be the letters of a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(bare) is not None


@lru_cache(maxsize=8_192)
def syllable_of(written: str) -> str | None:
    """Return the syllable, in NFC, that these keystrokes were to make, or None when they make none.

    ``written`` is one word in lower case, in NFC. ``lamf`` is ``làm``, ``dduwowcj`` and ``d9u7o75c`` are ``được``.
    What is a syllable as it stands, an abbreviation or a word of another language gives None.
    """
    if not 1 < len(written) <= _LONGEST or not written[0].isalpha():
        return None
    if _is_whole(written) and not _may_be_doubled_o(written):
        return None
    if any(letter.isdigit() for letter in written):
        return _typed_in_vni(written) if len(written) > _LICENCE_CLASS else None
    return _typed_in_telex(written)


def _is_whole(written: str) -> bool:
    letters = unicodedata.normalize("NFD", written)
    return is_syllable("".join(letter for letter in letters if letter not in _ALL_MARKS).replace("đ", "d"))


def _may_be_doubled_o(written: str) -> bool:
    """Say whether ``oo`` stands for ô: ``khoong`` far more often is không than one of the few words with a long o."""
    return "oo" in written and written not in _LONG_O


_LONG_O = frozenset(["xoong", "goong"])
_ALL_MARKS = _TONE_MARKS | {_HAT, _BREVE, _HORN}


def _typed_in_vni(written: str) -> str | None:
    tone, letters = "", ""
    stroked = False
    shapes: list[str] = []
    for key in written:
        if key in _VNI_TONES and letters and not tone:
            tone = _VNI_TONES[key]
        elif key in _VNI_SHAPES:
            shapes.append(_VNI_SHAPES[key])
        elif key == "9" and "d" in letters and not stroked:
            stroked = True
            letters = letters.replace("d", "đ", 1)
        elif key.isdigit():
            return None
        else:
            letters += key
    shaped: str | None = letters
    for shape in shapes:
        shaped = _shaped(shaped, shape) if shaped else None
    return _composed(shaped, tone)


def _typed_in_telex(written: str) -> str | None:
    if written == "dd":
        return None
    letters, tone = "", ""
    shaped: str | None
    for at, key in enumerate(written):
        has_vowel = any(unicodedata.normalize("NFD", letter)[0] in "aeiouy" for letter in letters)
        if key in _TONES and has_vowel and not tone and not _has_tone(letters):
            tone = _TONES[key]
        elif key == "w" and letters:
            shaped = _shaped(letters, _HORN) or _shaped(letters, _BREVE) or letters + "ư"
            letters = shaped
        elif key == "d" and "d" in letters and letters[0] == "d":
            letters = "đ" + letters[1:]
        elif key in "aeo" and (shaped := _doubled(letters, key, last=written[at - 1] == key)):
            letters = shaped
        else:
            letters += key
    return _composed(letters, tone)


def _has_tone(letters: str) -> bool:
    return not _TONE_MARKS.isdisjoint(unicodedata.normalize("NFD", letters))


def _doubled(letters: str, key: str, *, last: bool) -> str | None:
    """Return ``letters`` with their ``key`` turned into â, ê or ô, where it was typed twice."""
    at = letters.rfind(key)
    if at < 0 or not (last or (at < len(letters) - 1 and letters[-1] not in "aeiouy")):
        return None
    return letters[:at] + unicodedata.normalize("NFC", key + _HAT) + letters[at + 1 :]


def _shaped(letters: str, shape: str) -> str | None:
    """Return ``letters`` with the hat, horn or breve on the vowel that takes it; uo takes the horn as a pair."""
    if shape == _HORN and "uo" in letters:
        return letters.replace("uo", "ươ", 1)
    if shape == _HORN and "ưo" in letters:
        return letters.replace("ưo", "ươ", 1)
    if shape == _HORN and "uơ" in letters:
        return letters.replace("uơ", "ươ", 1)
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in _SHAPES_OF[shape]:
            if shape == _HORN and letters[at] == "u" and letters[at - 1 : at] == "u":
                at -= 1  # noqa: PLW2901 - ưu takes the horn on its first letter
            return letters[:at] + unicodedata.normalize("NFC", letters[at] + shape) + letters[at + 1 :]
    return letters if shape == _HORN and "ươ" in letters else None


def _composed(letters: str | None, tone: str) -> str | None:
    if not letters:
        return None
    parts = unicodedata.normalize("NFD", letters)
    bare = "".join(part for part in parts if part not in _ALL_MARKS).replace("đ", "d")
    if not is_syllable(bare):
        return None
    if not tone or _has_tone(letters):
        return letters if letters != bare or tone else None
    at = _tone_place(bare, letters)
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])


def _tone_place(bare: str, letters: str) -> int:
    """Return the index of the vowel that carries the tone: a shaped one, or by the old spelling's rule."""
    shaped = [at for at, letter in enumerate(letters) if letter in "âêôăơư"]
    if shaped:
        return shaped[-1]
    vowels = [at for at, letter in enumerate(bare) if letter in "aeiouy"]
    if len(vowels) > 1 and (bare.startswith("qu") or (bare.startswith("gi") and vowels[0] == 1)):
        vowels = vowels[1:]
    closed = vowels[-1] < len(bare) - 1
    return vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
