"""The index: a bank made searchable, built once when it is published."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.faq import features
from functions.faq.attributes import sides_of
from functions.faq.core import cores
from functions.faq.grams import Grams, grammed_bank
from functions.faq.normalise import STOP, read
from functions.faq.said import Said, said_by
from functions.faq.words.offices import OTHER_OFFICES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from functions.faq.bank import Entry
    from functions.faq.normalise import Word

__all__ = ["Index", "build", "matters_of"]

_ANSWER = 0.25
"""What a word of an answer weighs beside one of a question, when entries are short-listed."""
_ANSWER_CHARACTERS = 600
_EVERYDAY_SHARE = 0.85
"""How much of its weight a word loses that is always an everyday one in this bank."""
_MATTER, _EVENT, _PAIR = 1.5, 0.8, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A bank made searchable. Entries, phrasings and features are numbered from 0.

    ``phrase_start[p]:phrase_start[p + 1]`` are the features of phrasing p, ``posting_start[f]:posting_start[f + 1]``
    the entries that feature f is found in, ``core_start[e]:core_start[e + 1]`` what most phrasings of entry e say;
    ``matters`` are the features that name one. ``idf`` is what a feature weighs, ``chatter`` the share of that weight
    which a feature keeps when nothing tells whether an everyday word was meant; ``not_ours`` are the matters that other
    offices answer. ``grams`` and ``said`` hold the plain statistics beside: runs of letters, and words by what is said.
    """

    entries: Sequence[str]
    sides: Sequence[Mapping[str, float]]
    topics: Sequence[str]
    not_ours: Collection[str]
    numbers: Mapping[str, int]
    idf: array[float]
    chatter: array[float]
    phrase_entry: array[int]
    phrase_start: array[int]
    phrase_features: array[int]
    phrase_mass: array[float]
    posting_start: array[int]
    posting_entry: array[int]
    posting_weight: array[float]
    core_start: array[int]
    core_features: array[int]
    core_weight: array[float]
    matters: Collection[int]
    typical_mass: float
    unknown_idf: float
    certainty: Mapping[str, float]
    grams: Grams
    said: Said


def build(entries: Sequence[Entry]) -> Index:
    """Index a bank; the same bank always gives the same index."""
    read_phrasings = [[read(phrasing) for phrasing in entry.phrasings] for entry in entries]
    found = [[_features(words) for words in phrasings] for phrasings in read_phrasings]
    numbers: dict[str, int] = {}
    for phrasings in found:
        for phrasing in phrasings:
            for feature in phrasing:
                numbers.setdefault(feature, len(numbers))
    answers = [_answer_features(entry, numbers) for entry in entries]
    idf = _idf(numbers, found)
    chatter = _chatter(numbers, read_phrasings)
    phrase_entry, phrase_start, phrase_features, phrase_mass = array("I"), array("I", [0]), array("I"), array("f")
    for at, phrasings in enumerate(found):
        for phrasing in phrasings:
            own = sorted(numbers[feature] for feature in phrasing)
            phrase_entry.append(at)
            phrase_features.extend(own)
            phrase_start.append(len(phrase_features))
            phrase_mass.append(
                sum(idf[numbers[f]] * chatter[numbers[f]] for f in phrasing if not f.startswith("=")) or 1e-6
            )
    core_start, core_features, core_weight = cores(
        found, numbers, [weight * kept for weight, kept in zip(idf, chatter, strict=True)]
    )
    posting_start, posting_entry, posting_weight = _postings(numbers, found, answers, idf)
    return Index(
        entries=[entry.id for entry in entries],
        sides=[sides_of(entry, words) for entry, words in zip(entries, read_phrasings, strict=True)],
        topics=[entry.topic for entry in entries],
        not_ours=frozenset(_not_ours(found)),
        numbers=numbers,
        idf=idf,
        chatter=chatter,
        phrase_entry=phrase_entry,
        phrase_start=phrase_start,
        phrase_features=phrase_features,
        phrase_mass=phrase_mass,
        posting_start=posting_start,
        posting_entry=posting_entry,
        posting_weight=posting_weight,
        typical_mass=sum(phrase_mass) / max(len(phrase_mass), 1),
        unknown_idf=math.log(1 + (len(entries) + 0.5) / 1.5),
        certainty={},
        core_start=core_start,
        core_features=core_features,
        core_weight=core_weight,
        matters=matters_of(numbers),
        grams=grammed_bank([entry.phrasings for entry in entries], OTHER_OFFICES.strip().splitlines()),
        said=said_by(found, entries),
    )


def matters_of(numbers: Mapping[str, int]) -> frozenset[int]:
    """Return the numbers of the features that name a matter."""
    return frozenset(number for feature, number in numbers.items() if feature.startswith("#"))


def _features(words: Sequence[Word]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in words:
        if word is not STOP and word.bare:
            found[word.bare] = 1.0
            found[features.spelling_of(word)] = 1.0
    for pair in sorted(features.pairs(words)):
        found[pair] = 1.0
    for matter, _, _ in features.matters(words):
        found[matter] = 1.0
        if matter in features.WIDER:
            found.setdefault(features.WIDER[matter], 1.0)
    return found


def _not_ours(found: Iterable[Sequence[Mapping[str, float]]]) -> set[str]:
    """Return the matters of other offices that no entry names in half of its phrasings or more."""
    others = set(features.elsewhere())
    for phrasings in found:
        counts = Counter(feature for phrasing in phrasings for feature in phrasing if feature in others)
        others -= {feature for feature, count in counts.items() if 2 * count >= max(len(phrasings), 2)}
    return others


def _answer_features(entry: Entry, numbers: Mapping[str, int]) -> set[str]:
    words = read(f"{entry.answer[:_ANSWER_CHARACTERS]}\n{entry.topic.replace('-', ' ')}")
    return {word.bare for word in words if word.bare in numbers}


def _idf(numbers: Mapping[str, int], found: Iterable[Iterable[Mapping[str, float]]]) -> array[float]:
    entries = [set().union(*phrasings) for phrasings in found]
    counts = Counter(feature for entry in entries for feature in entry)
    size = len(entries)
    return array("f", [_kind(feature) * math.log(1 + (size - counts[feature] + 0.5) / (counts[feature] + 0.5))
                       for feature in numbers])  # fmt: skip


def _kind(feature: str) -> float:
    if feature.startswith("#"):
        return _EVENT if feature.startswith("#+") else _MATTER
    return _PAIR if " " in feature else 1.0


def _chatter(numbers: Mapping[str, int], phrasings: Iterable[Iterable[Sequence[Word]]]) -> array[float]:
    seen: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for entry in phrasings:
        for words in entry:
            for word in words:
                seen[word.bare][0] += 1
                seen[word.bare][1] += features.is_everyday(word)
    shares = {bare: 1 - _EVERYDAY_SHARE * everyday / total for bare, (total, everyday) in seen.items()}
    return array("f", [_kept(feature, shares) for feature in numbers])


def _kept(feature: str, shares: Mapping[str, float]) -> float:
    if feature[0] in "#=":
        return 1.0
    parts = feature.split(" ")
    return math.prod(shares[part] for part in parts) ** (1 / len(parts))


def _postings(
    numbers: Mapping[str, int],
    found: Sequence[Sequence[Mapping[str, float]]],
    answers: Sequence[set[str]],
    idf: Sequence[float],
) -> tuple[array[int], array[int], array[float]]:
    """Weigh each entry for each feature as BM25 would: more phrasings count more, each one less than the last."""
    postings: list[list[tuple[int, float]]] = [[] for _ in numbers]
    for at, phrasings in enumerate(found):
        counts = Counter(feature for phrasing in phrasings for feature in phrasing if not feature.startswith("="))
        long = 0.6 + 0.4 * len(phrasings) / 6
        for feature, count in counts.items():
            number = numbers[feature]
            postings[number].append((at, idf[number] * count * 2.2 / (count + 1.2 * long)))
        for feature in sorted(answers[at] - counts.keys()):
            postings[numbers[feature]].append((at, idf[numbers[feature]] * _ANSWER))
    start, entry, weight = array("I", [0]), array("I"), array("f")
    for posting in postings:
        entry.extend(at for at, _ in posting)
        weight.extend(value for _, value in posting)
        start.append(len(entry))
    return start, entry, weight
