"""What entries say, as plain statistics: how long their phrasings are, and which words their answers use."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.faq.normalise import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from functions.faq.bank import Entry

__all__ = ["Said", "said_by", "saturated"]

_CHARACTERS = 1_500
_K, _B = 1.5, 0.75
"""BM25's usual constants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How long each entry is in words and in pairs beside the others, and its answer's words, numbered from 0.

    ``answer_start[e]:answer_start[e + 1]`` are the words of entry e's answer and columns in ``answer_words``, in order,
    with what BM25 makes of each in ``answer_weight``.
    """

    words_long: array[float]
    pairs_long: array[float]
    answer_numbers: Mapping[str, int]
    answer_start: array[int]
    answer_words: array[int]
    answer_weight: array[float]


def saturated(count: float, long: float) -> float:
    """Return what BM25 makes of a count in a text of this length beside the others."""
    return count * (_K + 1) / (count + _K * (1 - _B + _B * long))


def said_by(found: Sequence[Sequence[Iterable[str]]], entries: Sequence[Entry]) -> Said:
    """Count what a bank says; ``found`` are the features of each entry's phrasings."""
    words, pairs = [], []
    for phrasings in found:
        plain = [feature for phrasing in phrasings for feature in phrasing if feature[0] not in "#="]
        pairs.append(sum(" " in feature for feature in plain))
        words.append(len(plain) - pairs[-1])
    answers = [_answer_words(entry) for entry in entries]
    of_entries = Counter(word for answer in answers for word in answer)
    numbers = {word: number for number, word in enumerate(sorted(of_entries))}
    long = _long([answer.total() for answer in answers])
    start, own, weight = array("I", [0]), array("I"), array("f")
    for answer, length in zip(answers, long, strict=True):
        for word in sorted(answer):
            idf = math.log(1 + (len(answers) - of_entries[word] + 0.5) / (of_entries[word] + 0.5))
            own.append(numbers[word])
            weight.append(idf * saturated(answer[word], length))
        start.append(len(own))
    return Said(
        words_long=_long(words),
        pairs_long=_long(pairs),
        answer_numbers=numbers,
        answer_start=start,
        answer_words=own,
        answer_weight=weight,
    )


def _answer_words(entry: Entry) -> Counter[str]:
    texts = [entry.answer[:_CHARACTERS], *(entry.details.get(side, "") for side in _COLUMNS)]
    return Counter(word.bare for word in read("\n".join(texts)) if word.bare)


_COLUMNS = ("papers", "fee", "time", "place", "who")


def _long(lengths: Sequence[int]) -> array[float]:
    mean = sum(lengths) / max(len(lengths), 1) or 1.0
    return array("f", [length / mean for length in lengths])
