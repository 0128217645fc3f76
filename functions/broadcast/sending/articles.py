"""One page's article: handed in, asked for until it is made, then carried to the page's followers by the platform.

What is known after each step is written before the next begins. Handing in twice only makes an article that nobody
sees, and asking changes nothing, so both are repeated after a crash. The last step reaches everybody at once and cannot
be told from its repetition: before it the ledger says that it is in the air, and whoever finds it so never repeats it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from dutydesk.clock import Clock, iso
from dutydesk.errors import (
    DeliveryError,
    NotReady,
    OutOfHours,
    PageBroken,
    QuotaUsedUp,
    Refused,
    Throttled,
    TokenExpired,
    Unavailable,
)
from dutydesk.rails import RAILS, RailName, in_hours, opens_at
from dutydesk.stores.articles import ArticleSteps, Waits
from dutydesk.stores.broadcasts import Chunk, ChunkKey, Ledger, Letter
from functions.broadcast.sending.articles_publisher import Taken
from functions.broadcast.sending.courier import LONGEST_LIMIT_S
from functions.broadcast.sending.pace import Pace
from functions.broadcast.sending.ports import Books
from functions.broadcast.sending.run import Stop

PATIENCE_S, ASK_EVERY_S = 10.0, 2.0
"""How long a sender waits for an article itself before others have their turn, and how often it asks meanwhile."""
REST_S = 30.0
MOST_VISITS = 60
"""How often in a row a page may be no further before it has failed: at a token a minute, an hour."""
MOST_HANDED_IN = 2
NOT_OUT, IN_AIR = (0, 0), (0, 1)

RAIL = RAILS[RailName.ZALO_ARTICLE]


class Publisher(Protocol):
    """The platform, for one broadcast on one page; every call is made once, and raises a ``DeliveryError``."""

    def create(self) -> str:
        """Hand the article in; return the token that asks for it."""

    def verify(self, token: str) -> str:
        """Return the id of the article once it is made."""

    def broadcast(self, article_id: str) -> Taken:
        """Have it carried to all followers of the page."""


class StepsKept(Protocol):
    """Where it is kept how far a page's article is."""

    def read(self, at: ChunkKey) -> ArticleSteps:
        """Return the steps as last written."""

    def write(self, at: ChunkKey, steps: ArticleSteps, *, generation: int) -> None:
        """Write them; raise ``Fenced`` when a younger generation has."""


@dataclass(slots=True, kw_only=True)
class ArticleRun:
    """Works on one page under one generation; made for one use."""

    chunk: Chunk
    ledger: Ledger
    books: Books
    kept: StepsKept
    publisher: Publisher
    pace: Pace
    told_to_stop: Callable[[], bool]
    rest: Callable[[str], None]
    """Told until when (ISO-8601) there is nothing to do for this broadcast."""
    wait: Callable[[float], None]
    now: Callable[[], float]
    clock: Clock
    _steps: ArticleSteps = field(default_factory=ArticleSteps)

    def go(self, until: float) -> Stop:
        """Go on with the article until its letter is final, the time is up, somebody says stop or it must wait.

        Raises:
            Fenced: a younger sender has taken over; nothing more was written.
        """
        if self.ledger.letters != Letter.PENDING:
            return Stop.THROUGH
        self._steps = self.kept.read(self.chunk.key)
        if self.ledger.flight != NOT_OUT:
            return self._end(Letter.SENT if self._steps.taken else Letter.UNKNOWN)
        patient_until = min(until, self.now() + PATIENCE_S)
        while True:
            if self.now() + self.pace.wait(self.now()) >= until:
                return Stop.TIME
            if self.told_to_stop():
                return Stop.TOLD
            try:
                stop = self._next_step()
            except DeliveryError as error:
                stop = self._hindered(error, patient_until)
            if stop is not None:
                return stop

    def _next_step(self) -> Stop | None:
        """Take the next step and write what came of it; None when there is another."""
        steps = self._steps
        if steps.article_id and not in_hours(RAIL, self.clock()):
            raise OutOfHours("by the desk's clock")
        self.wait(self.pace.wait(self.now()))
        self.pace.take(self.now())
        if steps.article_id:
            return self._broadcast(steps.article_id)
        if steps.token:
            self._further(article_id=self.publisher.verify(steps.token))
        else:
            self._further(token=self.publisher.create(), handed_in=steps.handed_in + 1)
        return None

    def _broadcast(self, article_id: str) -> Stop:
        """Take the one step that must never be taken twice."""
        self._write(Letter.PENDING, IN_AIR)
        try:
            taken = self.publisher.broadcast(article_id)
        except DeliveryError as error:
            if isinstance(error, Unavailable) and error.answer_lost:
                return self._end(Letter.UNKNOWN)
            self._write(Letter.PENDING, NOT_OUT)
            raise
        except Exception:  # noqa: BLE001  # whatever went wrong, nobody knows whether it is out
            return self._end(Letter.UNKNOWN)
        self._further(message_id=taken.message_id, followers=taken.followers, taken=True)
        return self._end(Letter.SENT)

    def _hindered(self, error: DeliveryError, patient_until: float) -> Stop | None:
        """Decide what an error means: the end, a rest for this broadcast, or a moment's wait (None)."""
        match error:
            case PageBroken() | TokenExpired():
                return Stop.PAGE_BROKEN
            case OutOfHours():
                return self._later(Waits.HOURS, opens_at(RAIL, self.clock()), visits=self._steps.visits)
            case Throttled() if isinstance(error, QuotaUsedUp) or error.retry_after_s > LONGEST_LIMIT_S:
                # Other pages have quotas of their own, and must not wait for the end of this one's month.
                return self._end(Letter.FAILED_DOWN, Waits.QUOTA)
            case Throttled():
                self.pace.refused(self.now())
                waits = Waits.LIMIT
            case NotReady():
                waits = Waits.PROCESSING
            case Unavailable():
                waits = Waits.DOWN
            case Refused() if self._may_hand_in_again():
                self._further(token="", handed_in=self._steps.handed_in)
                return None
            case _:
                return self._end(Letter.FAILED_REFUSED)
        return self._wait_or_rest(waits, patient_until)

    def _may_hand_in_again(self) -> bool:
        """Whether it was asked for with a token that the platform may have forgotten meanwhile."""
        steps = self._steps
        return bool(steps.token) and not steps.article_id and steps.handed_in < MOST_HANDED_IN

    def _wait_or_rest(self, waits: Waits, patient_until: float) -> Stop | None:
        if self.now() + ASK_EVERY_S <= patient_until:
            self.wait(ASK_EVERY_S)
            return None
        visits = self._steps.visits + 1
        if visits >= MOST_VISITS:
            return self._end(Letter.FAILED_DOWN, waits)
        return self._later(waits, self.clock(), visits=visits)

    def _later(self, waits: Waits, moment: datetime, *, visits: int) -> Stop:
        """Leave the page for others until the moment, or for a little while."""
        self._keep(replace(self._steps, waits=waits, visits=visits))
        soonest = datetime.fromtimestamp(self.now() + REST_S, moment.tzinfo)
        self.rest(iso(max(moment, soonest)))
        return Stop.LATER

    def _further(self, **known: Any) -> None:
        """Write what a step has told."""
        self._keep(replace(self._steps, **known, waits=Waits.NOTHING, visits=0))

    def _keep(self, steps: ArticleSteps) -> None:
        self.kept.write(self.chunk.key, steps, generation=self.ledger.generation)
        self._steps = steps

    def _end(self, letter: Letter, waits: Waits = Waits.NOTHING) -> Stop:
        """Write the page's letter, and before it what hindered it."""
        if waits is not self._steps.waits:
            self._keep(replace(self._steps, waits=waits))
        self._write(letter, NOT_OUT)
        return Stop.THROUGH

    def _write(self, letter: Letter, flight: tuple[int, int]) -> None:
        self.ledger = replace(self.ledger, letters=letter.value, flight=flight, updated_at=iso(self.clock()))
        self.books.write(self.ledger)
