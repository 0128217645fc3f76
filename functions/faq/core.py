"""The core of an entry: what most of its phrasings say, whatever else each of them says."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["cores"]

_MOST = 0.4
"""The share of an entry's phrasings, its question counting twice, that says what is of its core."""


def cores(
    found: Iterable[Sequence[Iterable[str]]], numbers: Mapping[str, int], weights: Sequence[float]
) -> tuple[array[int], array[int], array[float]]:
    """Return where each entry's core begins, its features by number, and what each weighs."""
    start, features, weight = array("I", [0]), array("I"), array("f")
    for phrasings in found:
        counts = Counter(feature for phrasing in (*phrasings, *phrasings[:1]) for feature in phrasing)
        size = len(phrasings) + 1
        for feature, count in sorted(counts.items()):
            if count > _MOST * size and not feature.startswith("="):
                features.append(numbers[feature])
                weight.append(weights[numbers[feature]] * count / size)
        start.append(len(features))
    return start, features, weight
