"""Whether the time of an answer tells what became of the try.

The real desk on DynamoDB, KMS and SQS of the emulator, many citizens at once. Its fixed delay is shortened: its clock
runs faster, so that the second after which it answers lasts ``SECOND_S``. The time of an answer is that of this
process's monotonic clock, from when the worker has the message until the queue has the reply.
"""

import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import combinations

from bench.lookup_desk import Asker, Fate, Listening, Room, check
from functions.lookup.status.desk import ANSWER_AFTER_S

SECOND_S = 0.25
AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One try: when it was answered, and when it would have been without the delay, in milliseconds."""

    fate: Fate
    answered_ms: float
    worked_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """All tries."""

    tries: Sequence[Timed]
    delay_ms: float

    @property
    def late(self) -> float:
        """The share of tries that took longer than the delay, and so were answered at its next multiple."""
        return sum(one.worked_ms > self.delay_ms for one in self.tries) / len(self.tries)

    def answered_ms(self, fate: Fate) -> list[float]:
        """Return the times of the answers of one fate."""
        return [one.answered_ms for one in self.tries if one.fate is fate]

    def hit_against_rest(self, *, of: str = "answered_ms") -> float:
        """Return the area for a hit against everything else."""
        hits = [getattr(one, of) for one in self.tries if one.fate is Fate.HIT]
        return auc(hits, [getattr(one, of) for one in self.tries if one.fate is not Fate.HIT])

    def pairs(self) -> Mapping[tuple[Fate, Fate], float]:
        """Return the area for each two fates."""
        return {
            (one, other): auc(self.answered_ms(one), self.answered_ms(other)) for one, other in combinations(Fate, 2)
        }


@dataclass(slots=True)
class Hurried:
    """The desk's clock and its sleep, whose seconds last ``second_s``; ``worked_s`` is the time before the sleep."""

    second_s: float
    really_sleep: Callable[[float], None]
    began: float = field(default_factory=time.perf_counter)
    worked_s: float = 0.0

    def monotonic(self) -> float:
        """Return the desk's seconds."""
        return time.perf_counter() / self.second_s

    def sleep(self, seconds: float) -> None:
        """Sleep for so many of them."""
        self.worked_s = time.perf_counter() - self.began
        self.really_sleep(seconds * self.second_s)


def measure(
    room: Room,
    askers: Sequence[Asker],
    *,
    second_s: float = SECOND_S,
    at_once: int = AT_ONCE,
    sleep: Callable[[float], None] = time.sleep,
) -> Timing:
    """Take all tries, interleaved at random.

    Raises:
        NotAsIntended: a try became something else.
    """
    desk = room.desk()
    mixed = random.sample(askers, len(askers))

    def one(asker: Asker) -> Timed:
        message, told = room.ask(asker), Listening(desk.replies)
        hurried = Hurried(second_s, sleep)
        replace(desk, replies=told, monotonic=hurried.monotonic, sleep=hurried.sleep).accept(message)
        answered_s = time.perf_counter() - hurried.began
        check(told.text, asker.fate)
        return Timed(fate=asker.fate, answered_ms=answered_s * 1000, worked_ms=hurried.worked_s * 1000)

    with ThreadPoolExecutor(at_once) as crowd:
        tries = list(crowd.map(one, mixed))
    return Timing(tries=tries, delay_ms=ANSWER_AFTER_S * second_s * 1000)


def auc(ones: Sequence[float], others: Sequence[float]) -> float:
    """Return how probably one of ``ones`` is larger than one of ``others``, equal ones counted half.

    0.5 tells nothing, 0 and 1 tell everything.

    Raises:
        ValueError: one of them is empty.
    """
    if not ones or not others:
        raise ValueError("an area needs samples of both")
    ranked = sorted(others)
    below = sum(bisect_left(ranked, one) + bisect_right(ranked, one) for one in ones)
    return below / (2 * len(ones) * len(others))
