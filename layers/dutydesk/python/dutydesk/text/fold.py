"""Vietnamese text as citizens type it, made comparable.

Half of what citizens send carries no diacritics, and keyboards differ in how they compose the rest.
``fold`` brings all of it to one plain form. It works letter by letter, over the distinct letters of the
text, so its time grows with the length alone: ``unicodedata.normalize`` over a whole hostile text does not.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold", "has_marks"]

_TONES_AND_HOOKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
_SPACE = " "


def fold(text: str) -> str:
    """Return ``text`` in lower case, without diacritics, its blanks and controls collapsed to single spaces.

    ``đ`` becomes ``d``; full-width and other styled letters and digits become plain ones; invisible
    characters vanish. Any ``str`` is accepted, lone surrogates and NUL included. Linear in its length.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    plain = text.translate({ord(letter): _folded(letter) for letter in set(text)})
    return _SPACE.join(plain.split())


def has_marks(text: str) -> bool:
    """Say whether any letter of ``text`` carries a Vietnamese mark (``á``, ``ơ``, ``đ``, composed or not)."""
    return any(_is_marked(letter) for letter in set(text))


def _is_marked(letter: str) -> bool:
    if letter < "\x80":
        return False
    return letter in "đĐ" or not _TONES_AND_HOOKS.isdisjoint(unicodedata.normalize("NFD", letter))


@lru_cache(maxsize=1_024)
def _folded(letter: str) -> str:
    if " " < letter < "\x7f":
        return letter.lower()
    parts = unicodedata.normalize("NFKD", letter).lower().replace("đ", "d")
    return "".join(_visible(part) for part in parts)


def _visible(part: str) -> str:
    category = unicodedata.category(part)
    if category in {"Mn", "Me", "Cf"}:
        return ""
    return _SPACE if category in {"Cc", "Zs", "Zl", "Zp"} else part
