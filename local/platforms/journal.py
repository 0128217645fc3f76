"""The record of what the platforms did: every webhook attempt and every API call, without secrets or texts."""

import itertools
from collections import deque
from typing import Literal

from local.platforms.world import Clock

KEPT = 200_000

type Entry = dict[str, object]


class Journal:
    """The latest entries, numbered from 1; the oldest fall out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self._entries: deque[Entry] = deque(maxlen=KEPT)

    def add(self, kind: Literal["delivery", "call"], **what: object) -> None:
        """Record one thing that happened; the caller passes ids, codes and times, nothing else."""
        self._entries.append({"number": next(self._numbers), "at": self._clock().isoformat(), "kind": kind, **what})

    def since(self, number: int) -> list[Entry]:
        """Return the entries after ``number``, oldest first."""
        newer = itertools.takewhile(lambda entry: _number(entry) > number, reversed(self._entries))
        return list(newer)[::-1]

    def clear(self) -> None:
        """Drop the entries; numbers go on, so that a reader's place stays valid."""
        self._entries.clear()


def _number(entry: Entry) -> int:
    number = entry["number"]
    return number if isinstance(number, int) else 0
