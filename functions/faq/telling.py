"""The telling words of a question: what it is about, so that questions which ask the same can be found together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.faq import features
from functions.faq.attributes import cued
from functions.faq.words.cues import BLAND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from functions.faq.normalise import Word

__all__ = ["telling"]

_MOST = 40


def telling(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the words that say what ``words`` are about, folded, each once, in order; at most some forty.

    Everyday words are left out, unless they name a matter. What asks for a side of it is told as ``?fee`` and the like,
    so that the same matter is told in the same words however it is asked about.
    """
    named = {at for name, b, e in features.matters(words) if not name.startswith("#+") for at in range(b, e)}
    asking = cued(words)
    asks = {at for _, begin, end in asking for at in range(begin, end)}
    told = dict.fromkeys(
        word.bare
        for at, word in enumerate(words)
        if word.bare and at not in asks and (at in named or not _is_everyday(word))
    )
    sides = {f"?{side}" for side, _, _ in asking if side not in BLAND}
    return (*sorted(list(told)[:_MOST]), *sorted(sides))


def _is_everyday(word: Word) -> bool:
    return features.is_everyday(word) if word.is_marked else features.may_be_everyday(word)
