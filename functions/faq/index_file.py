"""The index as one file: built once when a bank is published, loaded when a function starts.

The file is a line that names its format, a line of JSON, and the arrays that the JSON line counts, little-endian.
It holds whatever the bank decides, the limits of certainty included, so that a search needs nothing else.
"""

from __future__ import annotations

import json
import sys
from array import array
from typing import TYPE_CHECKING, Any

from functions.faq.grams import Grams
from functions.faq.index import Index, matters_of
from functions.faq.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["BrokenIndex", "dump", "load"]

_MAGIC = b"dutydesk-faq-3\n"
_ARRAYS = (
    ("idf", "f"), ("phrase_entry", "I"), ("phrase_start", "I"), ("phrase_features", "I"), ("phrase_mass", "f"),
    ("posting_start", "I"), ("posting_entry", "I"), ("posting_weight", "f"), ("chatter", "f"),
    ("core_start", "I"), ("core_features", "I"), ("core_weight", "f"),
)  # fmt: skip
_GRAMS = (
    ("weight", "f"), ("told", "f"), ("phrase_start", "I"), ("phrase_grams", "I"), ("phrase_norm", "f"),
    ("entry_start", "I"), ("entry_grams", "I"), ("entry_told", "f"),
    ("stranger_start", "I"), ("stranger", "I"), ("stranger_norm", "f"), ("long", "f"),
)  # fmt: skip
_SAID = (
    ("words_long", "f"), ("pairs_long", "f"), ("answer_start", "I"), ("answer_words", "I"), ("answer_weight", "f"),
)  # fmt: skip


class BrokenIndex(Exception):
    """The file is no index of this version, or it is damaged; the last good one must serve."""


def dump(index: Index) -> bytes:
    """Return the index as the bytes of one file."""
    arrays = [
        getattr(part, name)
        for part, names in ((index, _ARRAYS), (index.grams, _GRAMS), (index.said, _SAID))
        for name, _ in names
    ]
    head: dict[str, Any] = {
        "entries": list(index.entries),
        "sides": [dict(sides) for sides in index.sides],
        "topics": list(index.topics),
        "not_ours": sorted(index.not_ours),
        "features": list(index.numbers),
        "grams": list(index.grams.numbers),
        "answer_words": list(index.said.answer_numbers),
        "unknown_gram": index.grams.unknown,
        "typical_mass": index.typical_mass,
        "unknown_idf": index.unknown_idf,
        "certainty": dict(index.certainty),
        "lengths": [len(values) for values in arrays],
    }
    blobs = []
    for values in arrays:
        copy = values[:]
        if sys.byteorder == "big":
            copy.byteswap()
        blobs.append(copy.tobytes())
    return _MAGIC + json.dumps(head, ensure_ascii=False).encode() + b"\n" + b"".join(blobs)


def load(data: bytes) -> Index:
    """Read what ``dump`` wrote.

    Raises:
        BrokenIndex: the bytes are of another format or version, cut short, or damaged.
    """
    if not data.startswith(_MAGIC):
        raise BrokenIndex("not an index of this version")
    try:
        end = data.index(b"\n", len(_MAGIC))
        head = json.loads(data[len(_MAGIC) : end])
        kinds = [kind for names in (_ARRAYS, _GRAMS, _SAID) for _, kind in names]
        arrays = _arrays(memoryview(data)[end + 1 :], kinds, head.pop("lengths"))
        index = _index(head, iter(arrays))
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise BrokenIndex("the index is damaged") from broken
    if not _agrees(index):
        raise BrokenIndex("the index does not agree with itself")
    return index


def _index(head: dict[str, Any], arrays: Iterator[array[Any]]) -> Index:
    own: dict[str, Any] = {name: next(arrays) for name, _ in _ARRAYS}
    numbers = _numbered(head.pop("features"))
    head["not_ours"] = frozenset(head["not_ours"])
    grams = Grams(
        numbers=_numbered(head.pop("grams")),
        unknown=head.pop("unknown_gram"),
        **{name: next(arrays) for name, _ in _GRAMS},
    )
    said = Said(answer_numbers=_numbered(head.pop("answer_words")), **{name: next(arrays) for name, _ in _SAID})
    return Index(numbers=numbers, matters=matters_of(numbers), grams=grams, said=said, **head, **own)


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return dict(zip(names, range(len(names)), strict=True))


def _agrees(index: Index) -> bool:
    phrases, entries = len(index.phrase_entry), len(index.entries)
    return (
        len(index.phrase_start) == phrases + 1
        and len(index.posting_start) == len(index.idf) + 1
        and len(index.grams.phrase_start) == phrases + 1
        and len(index.grams.weight) == len(index.grams.numbers)
        and len(index.grams.entry_start) == len(index.said.answer_start) == entries + 1
    )


def _arrays(data: memoryview, kinds: Sequence[str], lengths: Sequence[int]) -> list[array[Any]]:
    at = 0
    arrays: list[array[Any]] = []
    for kind, length in zip(kinds, lengths, strict=True):
        values: array[Any] = array(kind)
        size = length * values.itemsize
        if at + size > len(data):
            raise BrokenIndex("the index is cut short")
        values.frombytes(data[at : at + size])
        if sys.byteorder == "big":
            values.byteswap()
        arrays.append(values)
        at += size
    return arrays
