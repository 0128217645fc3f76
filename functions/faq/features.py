"""What of a text is compared: words, pairs of words, matters, and the words with their marks.

==========  =================  =========================================================
Feature     Written            Found for
==========  =================  =========================================================
word        ``can``            every word, by its letters
pair        ``can cuoc``       two words of one clause, side by side
matter      ``#cancuoc``       a name of a known matter (see ``words.matters``)
spelling    ``=căn``           every word of the bank, and every marked word of a query
==========  =================  =========================================================
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dutydesk.text.fold import fold
from functions.faq.ages import ages
from functions.faq.normalise import spelled
from functions.faq.phrases import Phrases
from functions.faq.words.elsewhere import ELSEWHERE
from functions.faq.words.everyday import EVERYDAY
from functions.faq.words.matters import MATTERS
from functions.faq.words.talk import HAPPENED, THINGS
from functions.faq.words.talk_of_affairs import ACCOUNTS_AND_TRADES, COMPLAINTS_AND_CRIMES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from functions.faq.normalise import Word

__all__ = [
    "WIDER",
    "elsewhere",
    "is_everyday",
    "listed_pairs",
    "matters",
    "may_be_everyday",
    "pair_at",
    "pairs",
    "spelling_of",
    "vocabulary",
]


def matters(words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """Yield (feature, begin, end) for each matter named in ``words``; what happened counts on its own only."""
    found = _matters.found(words)
    for name, begin, end in found:
        inside = any(b <= begin and end <= e and (b, e) != (begin, end) for _, b, e in found)
        if not (inside and name.startswith("+")):
            yield "#" + name, begin, end
    for stage, begin, end in ages(words):
        yield "#" + stage, begin, end


def pair_at(words: Sequence[Word], at: int) -> str:
    """Return the pair that the word at ``at`` makes with the next, or '' when a clause ends between them."""
    one, other = words[at].bare, words[at + 1].bare
    return f"{one} {other}" if one and other else ""


def pairs(words: Sequence[Word]) -> set[str]:
    """Return each two words of one clause that stand side by side."""
    return {pair_at(words, at) for at in range(len(words) - 1)} - {""}


def spelling_of(word: Word) -> str:
    """Return the feature that stands for the word with its marks."""
    return "=" + word.spelled


def is_everyday(word: Word) -> bool:
    """Say whether the word, as it is spelled, carries a conversation and nothing else."""
    return word.spelled in _EVERYDAY


def may_be_everyday(word: Word) -> bool:
    """Say whether the word would be everyday with some marks or other."""
    return word.bare in _EVERYDAY_BARE


def is_topic(matter: str, numbers: Collection[str]) -> bool:
    """Say whether a matter tells what a message is about: one of the bank's, or one that offices are known for."""
    return not matter.startswith("#+") and (matter in numbers or matter in _OFFICIAL)


def vocabulary() -> set[str]:
    """Return the letters of every word that the lists name."""
    return {bare for name in _names() for bare in _bare(name[1])} | _EVERYDAY_BARE


def elsewhere() -> frozenset[str]:
    """Return the matters that other offices answer, unless a bank makes them its own."""
    heads = (line.partition(": ")[0] for line in ELSEWHERE.strip().splitlines())
    return frozenset("#" + head.partition(" > ")[0] for head in heads)


def listed_pairs() -> frozenset[str]:
    """Return every two words, by their letters, that stand side by side in a listed name."""
    names = [_bare(phrase) for _, phrase in _names()]
    return frozenset(f"{one} {other}" for name in names for one, other in itertools.pairwise(name))


def _bare(phrase: str) -> list[str]:
    return [fold(part) for part in phrase.split()]


def _names() -> Iterator[tuple[str, str]]:
    for line in _LISTED.strip().splitlines():
        head, _, names = line.partition(": ")
        if names:
            name = head.partition(" > ")[0]
            yield from ((name, phrase) for phrase in names.split(" | "))


def _wider() -> dict[str, str]:
    heads = (line.partition(": ")[0].partition(" > ") for line in _LISTED.strip().splitlines())
    return {"#" + name: "#" + wider for name, _, wider in heads if wider}


_LISTED = MATTERS + THINGS + ACCOUNTS_AND_TRADES + COMPLAINTS_AND_CRIMES + HAPPENED + ELSEWHERE
_matters = Phrases(_names())
_EVERYDAY = frozenset(spelled(word) for word in EVERYDAY.split())
_EVERYDAY_BARE = frozenset(fold(word) for word in EVERYDAY.split())
_OFFICIAL = frozenset("#" + line.partition(": ")[0].partition(" > ")[0] for line in (MATTERS + ELSEWHERE).splitlines())
WIDER = _wider()
"""The matter that a narrower one also belongs to."""
