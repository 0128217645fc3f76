"""Calls to the outside as steps: a process can be killed at any of them, or something else can happen there."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from tests.unit.broadcast.air import Killed

_WATCHED = {"get_item", "put_item", "update_item", "delete_item", "query", "batch_get_item", "transact_write_items"}


class Steps:
    """Counts calls to the outside; at the one chosen, the process dies before or after it, or ``instead`` happens."""

    def __init__(self) -> None:
        self.taken = 0
        self._at = -1
        self._after = False
        self._meanwhile: Callable[[], None] | None = None

    def kill_at(self, step: int, *, after: bool = False) -> None:
        self._at, self._after, self._meanwhile = self.taken + step, after, None

    def at(self, step: int, meanwhile: Callable[[], None]) -> None:
        self._at, self._after, self._meanwhile = self.taken + step, False, meanwhile

    def never(self) -> None:
        self._at = -1

    def take(self) -> Callable[[], None]:
        """Take one step; call what is returned once it is done."""
        here = self.taken == self._at
        self.taken += 1
        if not here:
            return lambda: None
        self.never()
        if self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            meanwhile()
            return lambda: None
        if not self._after:
            raise Killed
        return self._die

    def pass_by(self) -> None:
        """Take a step that does nothing in between."""
        self.take()()

    def _die(self) -> None:
        raise Killed


@dataclass(frozen=True)
class Watched:
    """A client of DynamoDB whose calls are steps."""

    client: Any
    steps: Steps

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.client, name)
        if name not in _WATCHED:
            return real

        def call(**what: Any) -> Any:
            done = self.steps.take()
            answer = real(**what)
            done()
            return answer

        return call


class AtOnce(ThreadPoolExecutor):
    """A pool that does all its work in the thread that asks."""

    def map(self, fn: Any, *iterables: Any, **_how: Any) -> Iterator[Any]:
        return iter([fn(*one) for one in zip(*iterables, strict=True)])
