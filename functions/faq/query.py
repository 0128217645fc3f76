"""A citizen's message as weighted features: the whole of it, and the parts that a long one is cut into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.faq import features
from functions.faq.asking import asking
from functions.faq.attributes import cued
from functions.faq.grams import grammed
from functions.faq.normalise import STOP, read

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from functions.faq.grams import Grammed
    from functions.faq.index import Index
    from functions.faq.normalise import Word
    from functions.faq.spelling import Speller

__all__ = ["Part", "Query", "understood"]

_PART, _STEP = 14, 7
"""Words in one part of a long message, and from the beginning of one part to the next."""
_LONG = 20
_PARTS = 3
_MARKED_SHARE = 0.3
"""From this share of marked words on, a word without marks is meant without marks where the bank has it so."""
_EVERYDAY = 0.3
_MEANT = 0.5
"""The share of its weight that a word keeps at least to be part of the pith."""
_STRANGE_PAIR = 0.3
_MARKS = 0.4
"""How much of a marked word's weight goes to its marks; its letters alone get the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of words as features by number, with what each weighs.

    ``mass`` also counts what the bank does not know. ``matters`` are those named, ``foreign`` what the named ones
    weigh that other offices answer. ``pith`` are the words that tell what it is about, ``pith_mass`` what they weigh
    with those that the bank does not know.
    """

    weights: dict[int, float]
    mass: float
    known: float
    matters: dict[int, float]
    foreign: float
    pith: dict[int, float]
    pith_mass: float

    def topical(self, covered: AbstractSet[int]) -> float:
        """Return the share of the matters named here that are among the features ``covered``; a half for none."""
        named = sum(self.matters.values()) + self.foreign
        if not named:
            return 0.5
        return sum([weight for number, weight in self.matters.items() if number in covered]) / named

    def hit(self, covered: AbstractSet[int]) -> float:
        """Return what the pith weighs that is among the features ``covered``."""
        return sum([weight for number, weight in self.pith.items() if number in covered])


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a message asks: all of it as one part, its parts, first the one that asks, and the sides asked for.

    ``where`` tells, for each feature of it, in which parts it stands and what it weighs there. ``words`` and ``pairs``
    are its plain ones by number, ``answer_words`` those that answers use, by their numbers there.
    """

    whole: Part
    parts: tuple[Part, ...]
    sides: frozenset[str]
    numbers: frozenset[int]
    where: Mapping[int, Sequence[tuple[int, float]]]
    words: frozenset[int]
    pairs: frozenset[int]
    answer_words: frozenset[int]
    grammed: Grammed


def understood(text: str, index: Index, speller: Speller) -> Query:
    """Read a message against a bank; any ``str`` is understood, if only as nothing at all."""
    message = _Message(speller.corrected(read(text, knows=speller.knows)), index)
    size = len(message.words)
    whole = message.part(0, size)
    parts, cues = [whole], message.cues
    if sum(word is not STOP for word in message.words) > _LONG:
        starts = sorted(range(0, size - _STEP, _STEP), key=lambda at: -message.told(at, at + _PART))[:_PARTS]
        begin, end = asking(message.words, message.cues)
        parts = [message.part(begin, end)]
        parts += [message.part(at, min(at + _PART, size)) for at in starts]
        cues = [cue for cue in message.cues if begin <= cue[1] and cue[2] <= end] or message.cues
    sides = frozenset(side for side, _, _ in cues)
    where: dict[int, list[tuple[int, float]]] = {number: [] for number in whole.weights}
    for at, part in enumerate(parts):
        for number, weight in part.weights.items():
            where[number].append((at, weight))
    bare = {word.bare for word in message.words if word.bare}
    pairs = features.pairs(message.words)
    return Query(
        whole=whole,
        parts=tuple(parts),
        sides=sides,
        numbers=frozenset(where),
        where=where,
        words=_numbered(bare, index.numbers),
        pairs=_numbered(pairs, index.numbers),
        answer_words=_numbered(bare, index.said.answer_numbers),
        grammed=grammed(text, index.grams),
    )


def _numbered(names: Collection[str], numbers: Mapping[str, int]) -> frozenset[int]:
    return frozenset(numbers[name] for name in names if name in numbers)


class _Message:
    """The words of a message with what the bank knows of each, looked up once."""

    def __init__(self, words: Sequence[Word], index: Index) -> None:
        self.words = words
        self._index = index
        marked = sum(word.is_marked for word in words)
        self._has_marks = marked >= _MARKED_SHARE * sum(bool(word.bare) for word in words) > 0
        self._matters = list(features.matters(words))
        self.cues = cued(words, self._matters)
        self._numbers = [index.numbers.get(word.bare) for word in words]
        self._shares = [self._share(word, number) for word, number in zip(words, self._numbers, strict=True)]
        self._weights = [
            share * index.idf[number] if number is not None else 0.0
            for number, share in zip(self._numbers, self._shares, strict=True)
        ]
        self._weighed = [
            (index.idf[index.numbers[name]], begin, end) for name, begin, end in self._matters if name in index.numbers
        ]
        self._cue_words = {at for _, begin, end in self.cues for at in range(begin, end)}
        self._away = {at for name, begin, end in self._matters if name in index.not_ours for at in range(begin, end)}

    def part(self, begin: int, end: int) -> Part:
        """Return the words from ``begin`` to before ``end`` as a part."""
        index = self._index
        weights: dict[int, float] = {}
        missing: dict[str, float] = {}
        for at in range(begin, end):
            self._add_word(at, weights, missing)
            if at + 1 < end:
                self._add_pair(at, weights, missing)
        named = {name for name, first, last in self._matters if begin <= first and last <= end}
        for name in named:
            self._add(name, 1.0, 0.0 if name.startswith("#+") else 1.0, weights, missing)
            if name in features.WIDER:
                self._add(features.WIDER[name], 0.5, 0.0, weights, missing)
        topics = [name for name in named if features.is_topic(name, index.numbers)]
        ours = [index.numbers[name] for name in topics if name in index.numbers and name not in index.not_ours]
        pith, pith_mass = self._pith(begin, end)
        known = sum(weights.values())
        return Part(
            weights=weights,
            mass=known + sum(missing.values()) or 1e-6,
            known=known,
            matters={number: index.idf[number] for number in ours},
            foreign=index.unknown_idf * (len(topics) - len(ours)),
            pith=pith,
            pith_mass=pith_mass,
        )

    def told(self, begin: int, end: int) -> float:
        """Return what the bank's words and matters from ``begin`` to before ``end`` weigh together."""
        words = dict(zip(self._numbers[begin:end], self._weights[begin:end], strict=True))
        return sum(words.values()) + sum(
            weight for weight, first, last in self._weighed if begin <= first and last <= end
        )

    def _add_word(self, at: int, weights: dict[int, float], missing: dict[str, float]) -> None:
        word, number, share = self.words[at], self._numbers[at], self._shares[at]
        if not word.bare:
            return
        if number is None:
            missing[word.bare] = share * self._index.unknown_idf
            return
        weight = share * self._index.idf[number]
        spelling = features.spelling_of(word)
        if word.is_marked or (self._has_marks and spelling in self._index.numbers):
            self._put(spelling, self._index.numbers.get(spelling), weight * _MARKS, weights, missing)
            weight *= 1 - _MARKS
        weights[number] = max(weights.get(number, 0.0), weight)

    def _add_pair(self, at: int, weights: dict[int, float], missing: dict[str, float]) -> None:
        pair = features.pair_at(self.words, at)
        if pair:
            share = (self._shares[at] * self._shares[at + 1]) ** 0.5
            self._add(pair, share, _STRANGE_PAIR * share, weights, missing)

    def _add(
        self, feature: str, share: float, strange: float, weights: dict[int, float], missing: dict[str, float]
    ) -> None:
        number = self._index.numbers.get(feature)
        weight = strange * self._index.unknown_idf if number is None else share * self._index.idf[number]
        self._put(feature, number, weight, weights, missing)

    @staticmethod
    def _put(
        feature: str, number: int | None, weight: float, weights: dict[int, float], missing: dict[str, float]
    ) -> None:
        if number is None:
            missing[feature] = weight
        else:
            weights[number] = max(weights.get(number, 0.0), weight)

    def _pith(self, begin: int, end: int) -> tuple[dict[int, float], float]:
        """Return the words that say what this is about, and what they weigh with those that the bank lacks."""
        index = self._index
        pith: dict[int, float] = {}
        missing: dict[str, float] = {}
        for at in range(begin, end):
            word, number = self.words[at], self._numbers[at]
            if at in self._cue_words or not word.bare or self._shares[at] < _MEANT:
                continue
            spelling = index.numbers.get(features.spelling_of(word)) if word.is_marked else number
            if at in self._away or number is None:
                missing[word.spelled] = index.unknown_idf
            elif spelling is None:
                pith[number] = _MARKS * index.idf[number]
                missing[word.spelled] = (1 - _MARKS) * index.unknown_idf
            else:
                pith[spelling] = index.idf[number]
        return pith, sum(pith.values()) + sum(missing.values())

    def _share(self, word: Word, number: int | None) -> float:
        """Return how much of its weight a word keeps: all, unless it is or may be an everyday one."""
        if word.is_marked:
            return _EVERYDAY if features.is_everyday(word) else 1.0
        if number is not None:
            return self._index.chatter[number]
        return _EVERYDAY if features.may_be_everyday(word) else 1.0
