"""The courier: a page's messages to many people at once, over pooled connections, each sent by one call."""

import contextlib
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Protocol

from dutydesk.errors import (
    DeliveryError,
    PageBroken,
    Refused,
    Throttled,
    TokenExpired,
    Unavailable,
    Unreachable,
    WindowClosed,
)
from dutydesk.stores.broadcasts import Chunk, Letter
from functions.broadcast.sending.people import Addressee
from functions.broadcast.sending.ports import Came, Outcome

LONGEST_LIMIT_S = 120.0
"""A refusal that asks for a longer rest than this is a used-up quota, not a minute's limit."""


class Token(Protocol):
    """A page's access token and which version of it this is."""

    @property
    def version(self) -> int:
        """Higher for a newer token."""

    @property
    def token(self) -> str:
        """The token itself; never to be logged."""


class PageTokens[T: Token](Protocol):
    """The tokens that pages send with."""

    def access(self, page_id: str) -> T:
        """Return the page's access token, or raise a ``DeliveryError``."""

    def renewed(self, refused: T) -> T:
        """Return a newer one, or raise a ``DeliveryError``."""

    def report_broken(self, access: T, reason: str) -> None:
        """Call a person to the page."""


class Send(Protocol):
    """One message to one person by the broadcast's words."""

    def __call__(self, access_token: str, to: Addressee) -> str:
        """Send exactly once and return the platform's message id, or raise a ``DeliveryError``."""


@dataclass(slots=True, kw_only=True)
class PooledCourier[T: Token]:
    """The ``Courier`` port; made for one broadcast, prepared for one chunk after another."""

    identities: Callable[[Sequence[str]], Mapping[str, Addressee]]
    tokens: PageTokens[T]
    send: Send
    why_not: Callable[[Addressee | None], Letter | None]
    """Says why a person is not to be sent to at this moment, or None."""
    gone: Callable[[str, str], None]
    """Told person and the platform's number when the platform says that somebody cannot be reached."""
    pool: Executor
    most_under_way: int
    _people: tuple[str, ...] = ()
    _known: Mapping[str, Addressee] = field(default_factory=dict)
    _access: T | None = None
    _page_broken: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _home: "queue.SimpleQueue[Outcome]" = field(default_factory=queue.SimpleQueue)
    _started: int = 0
    _returned: int = 0

    def prepare(self, chunk: Chunk) -> None:
        """Read who the people are, and get the page's token; a page without one only shows when it is used."""
        self._people = chunk.people
        self._known = self.identities(chunk.people)
        self._access, self._page_broken = None, False
        self._home = queue.SimpleQueue()
        self._started = self._returned = 0
        try:
            self._access = self.tokens.access(chunk.key.page_id)
        except PageBroken:
            self._page_broken = True
        except DeliveryError:
            self._access = None

    def skipped(self, index: int) -> Letter | None:
        """Ask the rails."""
        return self.why_not(self._known.get(self._people[index]))

    def start(self, index: int) -> None:
        """Hand over to a thread; when all are busy, ``finished`` has waited for one."""
        self._started += 1
        self.pool.submit(self._deliver, index, self._home)

    def finished(self, wait_s: float) -> Sequence[Outcome]:
        """Return what is home."""
        home: list[Outcome] = []
        patience = wait_s if self.under_way() < self.most_under_way else max(wait_s, 1.0)
        try:
            home.append(self._home.get(timeout=patience) if patience > 0 else self._home.get_nowait())
            while True:
                home.append(self._home.get_nowait())
        except queue.Empty:
            pass
        self._returned += len(home)
        return home

    def under_way(self) -> int:
        """Return how many are out."""
        return self._started - self._returned

    def _deliver(self, index: int, home: "queue.SimpleQueue[Outcome]") -> None:
        try:
            outcome = self._tried(index)
        except Exception:  # noqa: BLE001  # whatever went wrong, nobody knows whether the message is out
            outcome = Outcome(index=index, came=Came.LOST)
        home.put(outcome)

    def _tried(self, index: int) -> Outcome:
        if self._page_broken:
            return Outcome(index=index, came=Came.PAGE_BROKEN)
        access = self._access
        if access is None:
            return Outcome(index=index, came=Came.AGAIN)
        to = self._known[self._people[index]]
        try:
            message_id = self._sent(access, to)
        except DeliveryError as error:
            if isinstance(error, Unreachable):
                self._mark(to.person_id, error.code)
            return Outcome(index=index, came=_came(error), letter=_LETTERS.get(type(error), Letter.PENDING))
        return Outcome(index=index, came=Came.FINAL, letter=Letter.SENT, message_id=message_id)

    def _sent(self, access: T, to: Addressee) -> str:
        try:
            return self.send(access.token, to)
        except TokenExpired:
            return self.send(self._renewed(access).token, to)
        except PageBroken as broken:
            self._broken(access, broken.code)
            raise

    def _renewed(self, refused: T) -> T:
        """Renew once for all threads: who comes second finds the newer token.

        The message that was refused with the old token is not out, whatever hinders the new one.
        """
        with self._lock:
            if self._access is None or self._access.version <= refused.version:
                try:
                    self._access = self.tokens.renewed(refused)
                except PageBroken:
                    self._page_broken = True
                    raise
                except DeliveryError as error:
                    raise Unavailable(error.code, answer_lost=False) from error
            return self._access

    def _mark(self, person_id: str, code: str) -> None:
        """Spare the next broadcast this person; what hinders it hinders nothing else."""
        with contextlib.suppress(Exception):
            self.gone(person_id, code)

    def _broken(self, access: T, reason: str) -> None:
        with self._lock:
            if not self._page_broken:
                self._page_broken = True
                self.tokens.report_broken(access, reason)


_LETTERS: Mapping[type[DeliveryError], Letter] = {
    WindowClosed: Letter.SKIPPED_WINDOW,
    Unreachable: Letter.FAILED_UNREACHABLE,
    Refused: Letter.FAILED_REFUSED,
}


def _came(error: DeliveryError) -> Came:
    match error:
        case WindowClosed() | Unreachable() | Refused():
            return Came.FINAL
        case Throttled():
            return Came.NO_QUOTA if error.retry_after_s > LONGEST_LIMIT_S else Came.LIMITED
        case Unavailable():
            return Came.LOST if error.answer_lost else Came.AGAIN
        case _:
            return Came.PAGE_BROKEN
