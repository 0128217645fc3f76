"""The record of what the platforms did: every webhook attempt and every API call, without secrets or texts."""

import itertools
from collections import deque
from datetime import datetime
from typing import NamedTuple

from local.platforms.faults import Fault
from local.platforms.world import Clock

KEPT = 100_000

type Entry = dict[str, object]


class Call(NamedTuple):
    """One call of the platform's API; ``error`` is None when no work was done."""

    endpoint: str
    page_id: str | None
    user_id: str | None
    error: int | None
    message_id: str | None
    latency_ms: float
    fault: Fault | None = None


class Posted(NamedTuple):
    """One attempt to post an event to the app's webhook."""

    event_name: str
    app_id: str
    page_id: str | None
    user_id: str | None
    message_id: str
    num_retry: int
    status: int | None
    latency_ms: float
    error: str


class Journal:
    """The latest entries, numbered from 1; the oldest fall out. Adding is cheap: a text is made when one is read."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self._entries: deque[tuple[int, datetime, Call | Posted]] = deque(maxlen=KEPT)

    def add(self, what: Call | Posted) -> None:
        """Record one thing that happened."""
        self._entries.append((next(self._numbers), self._clock(), what))

    def since(self, number: int, limit: int = KEPT) -> list[Entry]:
        """Return the entries after ``number``, oldest first, at most ``limit``."""
        if not self._entries:
            return []
        known = max(0, number + 1 - self._entries[0][0])
        return [_shown(*entry) for entry in itertools.islice(self._entries, known, known + limit)]

    def clear(self) -> None:
        """Drop the entries; numbers go on, so that a reader's place stays valid."""
        self._entries.clear()


def _shown(number: int, at: datetime, what: Call | Posted) -> Entry:
    entry: Entry = {
        "number": number,
        "at": at.isoformat(),
        "kind": "call" if isinstance(what, Call) else "delivery",
        **what._asdict(),
    }
    if isinstance(what, Call):
        entry["fault"] = what.fault.model_dump(exclude_defaults=True) if what.fault else None
    return entry
