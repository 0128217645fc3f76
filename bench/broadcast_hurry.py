"""A sender whose platform is computed: every wait is skipped and counted, every store is called as ever."""

import heapq
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from dutydesk.clock import iso
from dutydesk.stores.broadcasts import Active, Chunk, Letter
from functions.broadcast.sending.ports import Came, Courier, Outcome
from functions.broadcast.sending.sender import Sender

ANSWER_S = 0.12


@dataclass(slots=True)
class Skipping:
    """The clock: real time, and what was skipped."""

    skipped_s: float = 0.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self.skipped_s


@dataclass(slots=True)
class Skipper:
    """A courier whose messages are answered after ``ANSWER_S``; people and tokens are looked up by a real one."""

    real: Courier
    clock: Skipping
    _under_way: list[tuple[float, int]] = field(default_factory=list)

    def prepare(self, chunk: Chunk) -> None:
        """Look everything up as the real one does."""
        self._under_way.clear()
        self.real.prepare(chunk)

    def skipped(self, index: int) -> Letter | None:
        """Ask the rails."""
        return self.real.skipped(index)

    def start(self, index: int) -> None:
        """Note when the answer is due."""
        heapq.heappush(self._under_way, (self.clock.now() + ANSWER_S, index))

    def finished(self, wait_s: float) -> Sequence[Outcome]:
        """Return what is due, after skipping to the first that is due within the wait."""
        until = self.clock.now() + wait_s
        if self._under_way:
            until = min(until, max(self._under_way[0][0], self.clock.now()))
        self.clock.skipped_s += max(0.0, until - self.clock.now())
        now, home = self.clock.now(), []
        while self._under_way and self._under_way[0][0] <= now:
            _, index = heapq.heappop(self._under_way)
            home.append(Outcome(index=index, came=Came.FINAL, letter=Letter.SENT, message_id=f"{index:032x}"))
        return home

    def under_way(self) -> int:
        """Return how many are out."""
        return len(self._under_way)


@dataclass(slots=True)
class Hurry:
    """Works tokens off with a sender that was built for real."""

    real: Sender
    clock: Skipping = field(default_factory=Skipping)

    def work_off(self, app_id: str, tokens: int, *, work_s: float) -> dict[str, Any]:
        """Take every token that was issued, also those that find nothing left; tell begin and end of each."""
        sender = self._sender()
        spans = []
        for _ in range(tokens):
            began = self.clock.now()
            sender.send(app_id, began + work_s)
            spans.append((began, self.clock.now()))
        return {"tokens": spans}

    def _sender(self) -> Sender:
        now = self.clock.now
        courier: Callable[[Active], Courier] = lambda active: Skipper(self.real.courier(active), self.clock)  # noqa: E731
        return replace(
            self.real,
            courier=courier,
            paces=replace(self.real.paces, now=now),  # type: ignore[type-var]  # the wiring's is a dataclass
            now=now,
            iso_now=lambda: iso(datetime.fromtimestamp(now(), UTC)),
        )
