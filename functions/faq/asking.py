"""Where a long message asks: most of it tells a story, a few words say what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.faq.normalise import STOP, spelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from functions.faq.normalise import Word

__all__ = ["asking"]

_ASK = frozenset({"hoi", spelled("hỏi")})
_MOST, _LEAST = 26, 7
"""Words read after the last "hỏi"; with fewer than the least, it only closes the message ("em xin hỏi ạ")."""
_BEFORE, _AFTER = 20, 4
"""Words read around the last cue of a message that says "hỏi" nowhere."""


def asking(words: Sequence[Word], cues: Sequence[tuple[str, int, int]]) -> tuple[int, int]:
    """Return (begin, end) of the words of a long message that ask, after its last "hỏi" or around its last cue."""
    size = len(words)
    for at in range(size - _LEAST, -1, -1):
        if words[at].bare == "hoi" and words[at].spelled in _ASK:
            end = _after(words, at + 1)
            if end - at > _LEAST:
                return at + 1, end
    last = max((end for _, _, end in cues), default=size)
    end = min(size, last + _AFTER)
    return max(0, end - _BEFORE), end


def _after(words: Sequence[Word], begin: int) -> int:
    left, at = _MOST, begin
    while at < len(words) and left:
        left -= words[at] is not STOP
        at += 1
    return at
