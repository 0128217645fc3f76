"""Raw Telex keystrokes, as a keyboard leaves them that was not set to Vietnamese: ``chays``, ``ddanhs``."""

from __future__ import annotations

import unicodedata

__all__ = ["from_telex"]

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_LETTERS = (
    ("dd", "đ"), ("uuw", "ưu"), ("uow", "ươ"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"),
    ("aa", "â"), ("ee", "ê"), ("oo", "ô"),
)  # fmt: skip
_BORROWED = """
    as axit bar bas boom boss boxing bus cos car dj for gara gas gps heroin her his ios is las max mr ms or os
    post sex sms sos taxi test tour us was x yes
"""
_NOT_TELEX = frozenset(_BORROWED.split())
_ONSETS = ("", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu q r s t th tr v x".split())
_CODAS = ("ng", "nh", "ch", "c", "m", "n", "p", "t")
_VOWELS = "aeiouyăâêôơư"
_VOWELS_AT_MOST = 3


def from_telex(word: str) -> str:
    """Return the syllable that raw Telex keystrokes meant, or ``word`` when they make none."""
    if not word.isascii() or not word.isalpha() or word in _NOT_TELEX:
        return word
    letters = word
    for keys, letter in _LETTERS:
        letters = letters.replace(keys, letter)
    first_vowel = next((at for at, letter in enumerate(letters) if letter in _VOWELS), len(letters))
    tone_at = next((at for at in range(first_vowel + 1, len(letters)) if letters[at] in _TONES), None)
    if tone_at is None:
        return letters if letters != word and _is_syllable(letters) else word
    toneless = letters[:tone_at] + letters[tone_at + 1 :]
    if not _is_syllable(toneless):
        return word
    return unicodedata.normalize("NFC", toneless[:tone_at] + _TONES[letters[tone_at]] + toneless[tone_at:])


def _is_syllable(letters: str) -> bool:
    stem = letters
    for coda in _CODAS:
        if stem.endswith(coda) and len(stem) > len(coda) and stem[-len(coda) - 1] in _VOWELS:
            stem = stem[: -len(coda)]
            break
    onset = stem.rstrip(_VOWELS)
    return onset in _ONSETS and 1 <= len(stem) - len(onset) <= _VOWELS_AT_MOST
