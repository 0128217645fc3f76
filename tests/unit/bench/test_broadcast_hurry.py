"""The courier that skips waits: time passes as if it had waited."""

import time
from collections.abc import Sequence

import pytest

from bench.broadcast_hurry import ANSWER_S, Skipper, Skipping
from dutydesk.stores.broadcasts import Chunk, ChunkKey, Letter
from functions.broadcast.sending.ports import Came, Courier, Outcome

CHUNK = Chunk(
    key=ChunkKey(broadcast_id="b", app_id="a", page_id="p", shard="0", first="p1"),
    people=("p1", "p2"),
)


class _Real:
    """Knows people; must never be asked to send."""

    def __init__(self) -> None:
        self.prepared: list[Chunk] = []

    def prepare(self, chunk: Chunk) -> None:
        self.prepared.append(chunk)

    def skipped(self, index: int) -> Letter | None:
        return Letter.SKIPPED_GONE if index == 1 else None

    def start(self, index: int) -> None:
        raise AssertionError(index)

    def finished(self, wait_s: float) -> Sequence[Outcome]:
        raise AssertionError(wait_s)

    def under_way(self) -> int:
        raise AssertionError


_: Courier = Skipper(_Real(), Skipping())


def test_an_answer_comes_after_its_time_and_no_sooner() -> None:
    clock = Skipping()
    courier = Skipper(_Real(), clock)
    began = clock.now()
    courier.start(7)
    assert courier.finished(0.0) == []
    assert courier.under_way() == 1
    (home,) = courier.finished(5.0)
    assert (home.index, home.came, home.letter) == (7, Came.FINAL, Letter.SENT)
    assert clock.now() - began == pytest.approx(ANSWER_S, abs=0.05)
    assert courier.under_way() == 0


def test_a_wait_with_nobody_under_way_passes_whole_without_being_waited() -> None:
    clock, real = Skipping(), time.monotonic()
    began = clock.now()
    assert Skipper(_Real(), clock).finished(30.0) == []
    assert clock.now() - began == pytest.approx(30.0, abs=1.0)
    assert time.monotonic() - real < 5


def test_people_are_looked_up_for_real() -> None:
    real = _Real()
    courier = Skipper(real, Skipping())
    courier.prepare(CHUNK)
    assert real.prepared == [CHUNK]
    assert (courier.skipped(0), courier.skipped(1)) == (None, Letter.SKIPPED_GONE)
