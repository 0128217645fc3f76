"""The index as one file: built once when a bank is published, loaded when a function starts.

The file is a line that names its format, a line of JSON, and the arrays that the JSON line counts, little-endian.
It holds whatever the bank decides, the limits of certainty included, so that a search needs nothing else.
"""

from __future__ import annotations

import json
import sys
from array import array
from typing import TYPE_CHECKING, Any

from functions.faq.index import Index

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BrokenIndex", "dump", "load"]

_MAGIC = b"dutydesk-faq-1\n"
_ARRAYS = (
    ("idf", "f"), ("phrase_entry", "I"), ("phrase_start", "I"), ("phrase_features", "I"), ("phrase_mass", "f"),
    ("posting_start", "I"), ("posting_entry", "I"), ("posting_weight", "f"), ("chatter", "f"),
)  # fmt: skip


class BrokenIndex(Exception):
    """The file is no index of this version, or it is damaged; the last good one must serve."""


def dump(index: Index) -> bytes:
    """Return the index as the bytes of one file."""
    arrays = [getattr(index, name) for name, _ in _ARRAYS]
    head: dict[str, Any] = {
        "entries": list(index.entries),
        "sides": [dict(sides) for sides in index.sides],
        "topics": list(index.topics),
        "not_ours": sorted(index.not_ours),
        "features": "\n".join(index.numbers),
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
        arrays = _arrays(memoryview(data)[end + 1 :], head.pop("lengths"))
        names = head.pop("features").split("\n") if head["features"] else head.pop("features")
        head["not_ours"] = frozenset(head["not_ours"])
        index = Index(numbers=dict(zip(names, range(len(names)), strict=True)), **head, **arrays)
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise BrokenIndex("the index is damaged") from broken
    if len(index.phrase_start) != len(index.phrase_entry) + 1 or len(index.posting_start) != len(index.idf) + 1:
        raise BrokenIndex("the index does not agree with itself")
    return index


def _arrays(data: memoryview, lengths: Sequence[int]) -> dict[str, Any]:
    at = 0
    arrays: dict[str, Any] = {}
    for (name, kind), length in zip(_ARRAYS, lengths, strict=True):
        values: array[Any] = array(kind)
        size = length * values.itemsize
        if at + size > len(data):
            raise BrokenIndex("the index is cut short")
        values.frombytes(data[at : at + size])
        if sys.byteorder == "big":
            values.byteswap()
        arrays[name] = values
        at += size
    return arrays
