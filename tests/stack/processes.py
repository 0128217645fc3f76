"""The emulator's worker processes, found by what they run; only those of the stack under test are ever signalled."""

import itertools
import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from local.emulator import NAME
from local.places import Places
from local.processes import remembered

STATE, PARENT = 0, 1


@dataclass(frozen=True, slots=True)
class Worker:
    """One process of a function."""

    pid: int

    def kill(self) -> None:
        """End it at once, as a crash of its machine would."""
        os.kill(self.pid, signal.SIGKILL)


def workers_of(places: Places, function: str) -> list[Worker]:
    """Return a function's worker processes: children of the emulator that were told to be this function."""
    emulator = remembered(places.pid(NAME))
    assert emulator is not None, "the emulator does not run"
    processes = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
    ours = (entry for entry in processes if _parent(entry) == emulator.pid and _runs(entry, function))
    return [Worker(int(entry.name)) for entry in ours]


def _parent(entry: Path) -> int | None:
    try:
        fields = (entry / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[STATE] == "Z" else int(fields[PARENT])


def _runs(entry: Path, function: str) -> bool:
    try:
        told = (entry / "environ").read_bytes()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False
    return f"AWS_LAMBDA_FUNCTION_NAME=dutydesk-local-{function}".encode() in told.split(b"\0")


class Shooting:
    """Kills workers of some functions at random moments until the block ends; ``hits`` counts them by function."""

    def __init__(self, places: Places, functions: Sequence[str], rng: random.Random, *, most_s: float = 0.3) -> None:
        self.hits = Counter[str]()
        self._places, self._functions, self._rng, self._most_s = places, functions, rng, most_s
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._shoot)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _shoot(self) -> None:
        for function in itertools.cycle(self._functions):
            if self._over.wait(self._rng.uniform(0.05, self._most_s)):
                return
            workers = workers_of(self._places, function)
            if workers:
                try:
                    self._rng.choice(workers).kill()
                except ProcessLookupError:
                    continue
                self.hits[function] += 1
