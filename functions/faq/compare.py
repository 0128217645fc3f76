"""How near an entry is to a message: the signs that ranking and certainty weigh."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from functions.faq.grams import told_by, told_by_some
from functions.faq.said import saturated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from functions.faq.index import Index
    from functions.faq.query import Query

__all__ = ["Signs", "compared", "levelled"]

_UNTOLD = 0.5
"""What the core of an entry without any says."""
_ABOUT = 0.5
"""From this share of its phrasings on, an entry is about a side alone, not one with a column for it."""
_SPARE = 2.0
"""Weight that a phrasing of few words is thought to lack, lest it fits anything."""
_PITH_ENOUGH = 3


class Signs(NamedTuple):
    """What speaks for an entry, or against it, each from 0 to 1.

    ``like`` compares a message with the nearest phrasing, ``coverage`` is the share of the message found in any of
    them, both for the part that fits best; ``ask_…`` are the same for the part that asks (of a short message, all of
    it). ``told`` is the score of the short list. ``topical`` is the share of the named matters that the entry is
    about, ``pith`` that of the words that carry the message, ``matched`` how much pith that is. ``core`` is the share
    of what most phrasings of the entry say that the message says too, ``core_matters`` the same of matters alone,
    ``fit`` the share of one phrasing. ``side`` tells that the entry answers the side asked for, ``other_side`` that
    it is about another one, ``unasked_side`` that it is about one when none was asked for. ``words``, ``pairs``,
    ``grams`` and ``answer`` are plain BM25 over all phrasings and over the answer, each beside the best of the short
    list.
    """

    like: float
    coverage: float
    ask_like: float
    ask_coverage: float
    told: float
    topical: float
    pith: float
    ask_pith: float
    matched: float
    core: float
    core_matters: float
    fit: float
    side: float
    other_side: float
    unasked_side: float
    words: float
    pairs: float
    grams: float
    answer: float


_PLAIN = ("words", "pairs", "grams", "answer")


def levelled(signs: Sequence[Signs]) -> list[Signs]:
    """Return the signs of a short list with what is plain BM25 told beside its best."""
    most = {name: max((getattr(one, name) for one in signs), default=0.0) or 1.0 for name in _PLAIN}
    return [one._replace(**{name: getattr(one, name) / best for name, best in most.items()}) for one in signs]


def compared(
    index: Index, entry: int, query: Query, told: float, *, phrases: Iterable[int], without: Collection[int]
) -> Signs | None:
    """Compare an entry with each part of a message, phrasing by phrasing, those ``without`` left out.

    None when they have nothing in common. ``told`` is passed on.
    """
    parts = query.parts
    likest, fit = [0.0] * len(parts), 0.0
    owns = []
    phrases = [phrase for phrase in phrases if phrase not in without] if without else phrases
    for phrase in phrases:
        begin, end = index.phrase_start[phrase], index.phrase_start[phrase + 1]
        own = query.numbers.intersection(index.phrase_features[begin:end])
        if not own:
            continue
        owns.append(own)
        hits = _hits(own, query)
        mass = index.phrase_mass[phrase]
        root = mass**0.5
        likest = [max(hit / root, like) for like, hit in zip(likest, hits, strict=True)]
        fit = max(fit, max(hits) / (mass + _SPARE))
    if not owns:
        return None
    counts = Counter(chain.from_iterable(owns))
    covered = counts.keys()
    floor = 0.5 * index.typical_mass
    masses = [max(part.mass, floor) for part in parts]
    near = [
        (min(like / mass**0.5, 1.0), hit / mass)
        for like, hit, mass in zip(likest, _hits(covered, query), masses, strict=True)
    ]
    best = max(range(len(parts)), key=lambda at: sum(near[at]))
    part = parts[best]
    pith = part.hit(covered)
    like, coverage = near[best]
    ask_like, ask_coverage = near[0]
    return Signs(
        like=like,
        coverage=coverage,
        ask_like=ask_like,
        ask_coverage=ask_coverage,
        told=told,
        topical=part.topical(covered),
        pith=pith / (part.pith_mass or 1.0),
        ask_pith=parts[0].hit(covered) / (parts[0].pith_mass or 1.0),
        matched=min(pith / (_PITH_ENOUGH * index.unknown_idf), 1.0),
        **_cores(index, entry, query.numbers),
        fit=min(fit, 1.0),
        **_sides(index, entry, query.sides),
        **_plain(index, entry, query, counts),
        grams=told_by_some(entry, phrases, query.grammed, index.grams)
        if without
        else told_by(entry, query.grammed, index.grams),
    )


def _hits(numbers: Iterable[int], query: Query) -> list[float]:
    """Return what the features ``numbers`` of a message weigh in each of its parts."""
    hits = [0.0] * len(query.parts)
    for number in numbers:
        for at, weight in query.where[number]:
            hits[at] += weight
    return hits


def _plain(index: Index, entry: int, query: Query, told: Mapping[int, int]) -> dict[str, float]:
    """Return plain BM25 of the entry's words and pairs, and of its answer's words."""
    said, idf = index.said, index.idf
    words, pairs = said.words_long[entry], said.pairs_long[entry]
    begin, end = said.answer_start[entry], said.answer_start[entry + 1]
    answer = query.answer_words.intersection(said.answer_words[begin:end])
    return {
        "words": sum([idf[one] * saturated(told[one], words) for one in query.words if one in told]),
        "pairs": sum([idf[one] * saturated(told[one], pairs) for one in query.pairs if one in told]),
        "answer": sum([said.answer_weight[bisect_left(said.answer_words, one, begin, end)] for one in answer]),
    }


def _cores(index: Index, entry: int, asked: AbstractSet[int]) -> dict[str, float]:
    said, total, said_matters, total_matters = 0.0, 0.0, 0.0, 0.0
    begin, end = index.core_start[entry], index.core_start[entry + 1]
    for number, weight in zip(index.core_features[begin:end], index.core_weight[begin:end], strict=True):
        is_matter = number in index.matters
        total += weight
        total_matters += weight * is_matter
        if number in asked:
            said += weight
            said_matters += weight * is_matter
    return {
        "core": said / total if total else _UNTOLD,
        "core_matters": said_matters / total_matters if total_matters else _UNTOLD,
    }


def _sides(index: Index, entry: int, asked: AbstractSet[str]) -> dict[str, float]:
    sides = index.sides[entry]
    main = max(sides.values(), default=0.0)
    fit = max((sides.get(side, 0.0) for side in asked), default=0.0)
    against = main if main > _ABOUT and not fit else 0.0
    return {
        "side": fit,
        "other_side": against if asked else 0.0,
        "unasked_side": 0.0 if asked else against,
    }
