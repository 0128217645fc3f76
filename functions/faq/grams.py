"""Runs of four letters: what is left of a text when every mark, and the ends of words, are in doubt.

They tell near from far where words fail: a joined word, a slip that no speller mends, a wording that nobody listed. A
bank's phrasings are compared with them, and so are messages that other offices answer (see ``words.offices``).
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.text.fold import fold
from functions.faq.said import saturated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["Grammed", "Grams", "grammed", "grammed_bank", "grams_of", "likeness", "told_by", "told_by_some"]

SIZE = 4
_CHARACTERS = 1_500
"""Letters read of a message; it bounds the time of a search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grams:
    """The runs of letters of a bank's phrasings and of strangers' messages, numbered from 0.

    ``phrase_start[p]:phrase_start[p + 1]`` are those of phrasing p in ``phrase_grams``, each once;
    ``entry_start[e]:entry_start[e + 1]`` those of entry e, in order, with what BM25 makes of each in ``entry_told``;
    ``stranger_start[g]:stranger_start[g + 1]`` the strangers that say run g. ``weight`` is what a run weighs, ``told``
    what it weighs among entries, ``…_norm`` the length of a text as a vector, ``long`` how long an entry is beside the
    others.
    """

    numbers: Mapping[str, int]
    weight: array[float]
    told: array[float]
    phrase_start: array[int]
    phrase_grams: array[int]
    phrase_norm: array[float]
    entry_start: array[int]
    entry_grams: array[int]
    entry_told: array[float]
    stranger_start: array[int]
    stranger: array[int]
    stranger_norm: array[float]
    long: array[float]
    unknown: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammed:
    """A message as runs of letters: those that the bank or a stranger says, and its length with all others.

    ``strange`` is how like it is to the nearest stranger, from 0 to 1.
    """

    grams: frozenset[int]
    norm: float
    strange: float


def grams_of(text: str) -> set[str]:
    """Return the runs of four letters of a text, folded, with one space between words and at both ends."""
    line = f" {' '.join(fold(text[:_CHARACTERS]).split())} "
    return {line[at : at + SIZE] for at in range(len(line) - SIZE + 1)}


def grammed_bank(phrasings: Sequence[Sequence[str]], strangers: Iterable[str]) -> Grams:
    """Number and weigh the runs of a bank's phrasings, entry by entry, and of strangers' messages."""
    own = [[grams_of(phrasing) for phrasing in entry] for entry in phrasings]
    others = [grams_of(text) for text in strangers]
    texts = [grams for entry in own for grams in entry] + others
    counts = Counter(gram for grams in texts for gram in grams)
    of_entries = Counter(gram for entry in own for gram in set().union(*entry))
    numbers = {gram: number for number, gram in enumerate(sorted(counts))}
    weight = array("f", [math.log(len(texts) / counts[gram]) + 1 for gram in numbers])
    size = len(own)
    told = array("f", [math.log(1 + (size - of_entries[gram] + 0.5) / (of_entries[gram] + 0.5)) for gram in numbers])
    start, grams = array("I", [0]), array("I")
    for one in (one for entry in own for one in entry):
        grams.extend(sorted(numbers[gram] for gram in one))
        start.append(len(grams))
    stranger_start, stranger = _postings(numbers, others)
    lengths = [sum(len(one) for one in entry) for entry in own]
    mean = sum(lengths) / max(len(lengths), 1) or 1.0
    long = array("f", [length / mean for length in lengths])
    entry_start, entry_grams, entry_told = array("I", [0]), array("I"), array("f")
    for entry, length in zip(own, long, strict=True):
        for number, count in sorted(Counter(numbers[gram] for one in entry for gram in one).items()):
            entry_grams.append(number)
            entry_told.append(told[number] * saturated(count, length))
        entry_start.append(len(entry_grams))
    return Grams(
        numbers=numbers,
        weight=weight,
        told=told,
        phrase_start=start,
        phrase_grams=grams,
        phrase_norm=array("f", [_norm(one, numbers, weight) for entry in own for one in entry]),
        stranger_start=stranger_start,
        stranger=stranger,
        stranger_norm=array("f", [_norm(one, numbers, weight) for one in others]),
        entry_start=entry_start,
        entry_grams=entry_grams,
        entry_told=entry_told,
        long=long,
        unknown=math.log(len(texts) + 1) + 1,
    )


def grammed(text: str, bank: Grams) -> Grammed:
    """Read a message as runs of letters."""
    found = grams_of(text)
    known = frozenset(bank.numbers[gram] for gram in found if gram in bank.numbers)
    mass = sum([bank.weight[number] ** 2 for number in known]) + (len(found) - len(known)) * bank.unknown**2
    norm = math.sqrt(mass) or 1.0
    return Grammed(grams=known, norm=norm, strange=_nearest_stranger(known, norm, bank))


def told_by(entry: int, message: Grammed, bank: Grams) -> float:
    """Return plain BM25 of a message's runs over all phrasings of an entry."""
    begin, end = bank.entry_start[entry], bank.entry_start[entry + 1]
    own = bank.entry_grams
    shared = message.grams.intersection(own[begin:end])
    return sum([bank.entry_told[bisect_left(own, number, begin, end)] for number in shared])


def told_by_some(entry: int, phrases: Iterable[int], message: Grammed, bank: Grams) -> float:
    """Return the same as if an entry had these of its phrasings alone."""
    counts: Counter[int] = Counter()
    for phrase in phrases:
        counts.update(_shared(phrase, message, bank))
    return sum([bank.told[number] * saturated(count, bank.long[entry]) for number, count in counts.items()])


def likeness(phrases: Iterable[int], message: Grammed, bank: Grams) -> float:
    """Return how like a message is to the nearest of these phrasings, from 0 to 1."""
    return max((_like(phrase, message, bank) for phrase in phrases), default=0.0)


def _like(phrase: int, message: Grammed, bank: Grams) -> float:
    shared = sum([bank.weight[number] ** 2 for number in _shared(phrase, message, bank)])
    return shared / (message.norm * bank.phrase_norm[phrase] or 1.0)


def _shared(phrase: int, message: Grammed, bank: Grams) -> frozenset[int]:
    return message.grams.intersection(bank.phrase_grams[bank.phrase_start[phrase] : bank.phrase_start[phrase + 1]])


def _nearest_stranger(grams: AbstractSet[int], norm: float, bank: Grams) -> float:
    shared: defaultdict[int, float] = defaultdict(float)
    for number in grams:
        squared = bank.weight[number] ** 2
        for one in bank.stranger[bank.stranger_start[number] : bank.stranger_start[number + 1]]:
            shared[one] += squared
    return max((value / (norm * bank.stranger_norm[one]) for one, value in shared.items()), default=0.0)


def _postings(numbers: Mapping[str, int], texts: Sequence[set[str]]) -> tuple[array[int], array[int]]:
    said: list[list[int]] = [[] for _ in numbers]
    for at, grams in enumerate(texts):
        for gram in grams:
            said[numbers[gram]].append(at)
    start, found = array("I", [0]), array("I")
    for one in said:
        found.extend(one)
        start.append(len(found))
    return start, found


def _norm(grams: Iterable[str], numbers: Mapping[str, int], weight: Sequence[float]) -> float:
    return math.sqrt(sum(weight[numbers[gram]] ** 2 for gram in grams)) or 1.0
