"""Small talk: what a person would answer with a word or two, and no question bank needs to know.

A message is small talk when nothing in it asks: every word belongs to a phrase listed for it, or goes along with one.
So "cảm ơn, cho hỏi làm hộ chiếu ở đâu" is a question, and "cảm ơn anh Tuấn nhiều ạ" is thanks.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from dutydesk.text.fold import fold
from functions.faq import features, smalltalk_words
from functions.faq.attributes import cued
from functions.faq.normalise import read, spelled
from functions.faq.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from functions.faq.normalise import Word

__all__ = ["Chat", "small_talk"]

_LONGEST = 30
"""Words of small talk at most; who writes more tells something."""
_STRANGERS = 2
"""Words that may stay unexplained in a greeting or in thanks: a name."""
_LEFT = 3
"""Words in all that need not be listed."""
_FACE = re.compile(r"[:;=8xX]['\-^]?[)(\]\[DdPpVvOo3*|/\\]+(?!\w)|<3|\^[_.\-]?\^|[-T][_.][-T]|:v\b|=\)+|=\(+")
_PLAIN = frozenset({"#+xin", "#+tracuu"})
"""Doings that any sentence may hold: to ask for something, to look at it."""
_GRATEFUL = frozenset("🙏💐🌹🌷🌸🤝")
_GLAD = frozenset("👍❤♥💖💕💗🥰😍👏🤩😘👌🎉💯")
_CROSS = frozenset("😡🤬😠👎😤🖕💩😒🙄😾")


class Chat(StrEnum):
    """What kind of small talk."""

    UPSET = "upset"
    WHO = "who"
    ASKS_LEAVE = "asks_leave"
    GOODBYE = "goodbye"
    THANKS = "thanks"
    PRAISE = "praise"
    HELLO = "hello"
    NOD = "nod"
    SIGN = "sign"


def small_talk(text: str, *, unit_name: str = "") -> Chat | None:
    """Return what kind of small talk ``text`` is, or None when it may ask or tell something.

    ``unit_name`` is what the citizen may call the page. Any ``str`` is accepted, in bounded time.
    """
    if not any(letter.isalnum() for letter in _FACE.sub(" ", text[: _LONGEST * 40])):
        return _sign(text)
    words = [word for word in read(text) if word.bare]
    if len(words) > _LONGEST:
        return None
    if " ".join(word.spelled for word in words if not _is_in(word, _POLITE)) in _WHOLE:
        return Chat.NOD
    spans = _spans(words)
    covered = {at for _, begin, end in spans for at in range(begin, end)}
    if not spans or _asks(words, covered):
        return None
    kind, listed = _KINDS[min(rank for rank, _, _ in spans)]
    around = _AROUND | _words_of(unit_name)
    left = [word for at, word in enumerate(words) if at not in covered and not _is_in(word, around)]
    strange = sum(not _is_everyday(word) for word in left)
    may_stay = _STRANGERS if listed in _WITH_A_NAME and "?" not in text else 0
    return kind if strange <= may_stay and len(left) <= _LEFT else None


def _sign(text: str) -> Chat:
    letters = set(text)
    moods = ((_CROSS, Chat.UPSET), (_GRATEFUL, Chat.THANKS), (_GLAD, Chat.PRAISE), ({"?"}, Chat.ASKS_LEAVE))
    return next((mood for signs, mood in moods if letters & signs), Chat.SIGN)


def _spans(words: Sequence[Word]) -> list[tuple[int, int, int]]:
    """Return (rank, begin, end) of the phrases found that lie in no longer one."""
    found = [(int(rank), begin, end) for rank, begin, end in _phrases.found(words)]
    return [
        (rank, begin, end)
        for rank, begin, end in found
        if not any(b <= begin and end <= e and (b, e) != (begin, end) for _, b, e in found)
    ]


def _asks(words: Sequence[Word], covered: set[int]) -> bool:
    """Say whether a matter or a word that asks stands outside of what small talk covers."""
    told = covered | {at for at, word in enumerate(words) if _is_in(word, _AROUND)}
    found = [*features.matters(words), *cued(words)]
    return any(
        not (told if name.startswith("#+") else covered).issuperset(range(begin, end))
        for name, begin, end in found
        if name not in _PLAIN
    )


def _is_everyday(word: Word) -> bool:
    """Say whether the word says nothing of its own and asks for nothing."""
    everyday = features.is_everyday(word) if word.is_marked else features.may_be_everyday(word)
    return everyday and not _is_in(word, _ASKING)


def _is_in(word: Word, listed: frozenset[str]) -> bool:
    return (word.spelled if word.is_marked else word.bare) in listed


def _words_of(text: str) -> frozenset[str]:
    return frozenset(form for word in read(text) for form in (word.spelled, word.bare) if form)


def _phrases_of(lines: str) -> list[str]:
    return [phrase.strip() for phrase in lines.strip().replace("\n", " | ").split(" | ")]


_KINDS = (
    (Chat.UPSET, smalltalk_words.UPSET),
    (Chat.WHO, smalltalk_words.WHO),
    (Chat.ASKS_LEAVE, smalltalk_words.ASKS_LEAVE),
    (Chat.GOODBYE, smalltalk_words.GOODBYE),
    (Chat.THANKS, smalltalk_words.THANKS),
    (Chat.PRAISE, smalltalk_words.PRAISE),
    (Chat.ASKS_LEAVE, smalltalk_words.ASKS_LEAVE_AT_MOST),
    (Chat.HELLO, smalltalk_words.HELLO),
    (Chat.HELLO, smalltalk_words.CALLS),
    (Chat.NOD, smalltalk_words.NOD),
)
"""Where several meet in one message, the first of them decides."""
_WITH_A_NAME = (smalltalk_words.THANKS, smalltalk_words.HELLO)

_phrases = Phrases((str(rank), phrase) for rank, (_, lines) in enumerate(_KINDS) for phrase in _phrases_of(lines))
_WHOLE = frozenset(
    " ".join(form(part) for part in phrase.split())
    for phrase in _phrases_of(smalltalk_words.WHOLE)
    for form in (spelled, fold)
)
_AROUND, _POLITE, _ASKING = (
    _words_of(listed) for listed in (smalltalk_words.AROUND, smalltalk_words.POLITE, smalltalk_words.ASKING)
)
