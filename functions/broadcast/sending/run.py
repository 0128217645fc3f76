"""One chunk, from what its ledger says to what it says afterwards.

Before anything goes out, the ledger names the slice that may be on its way. So whatever dies whenever, a letter that is
pending outside of that slice was never sent, and one inside it is the only kind that nobody can know about.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dutydesk.stores.broadcasts import Chunk, Heard, Ledger, Letter, Policy
from functions.broadcast.sending.pace import Pace
from functions.broadcast.sending.ports import Books, Came, Courier, Outcome

TICK_S = 1.0
"""How often the ledger is written: as much of a chunk as goes out in this time is at risk when a sender dies."""
MOST_TRIES = 3
FIRST_PAUSE_S = 1.0
STORM_OF, STORM_SHARE = 40, 0.5
"""Of so many latest outcomes, this share gone wrong is a storm: better an officer looks than all are spent on it."""
ASK_AGAIN_S = 2.0
"""While a slice waits for its moments, it is asked so often whether it is still wanted."""
LAST_ANSWERS_S = 12.0
"""Longer than the platform is waited for; what has not come back by then is treated as lost."""


class Stop(StrEnum):
    """Why a run ended."""

    THROUGH = "through"  # every letter is final
    TIME = "time"  # the rest is for the next token
    TOLD = "told"  # paused, cancelled, or something more urgent came
    STORM = "storm"
    PAGE_BROKEN = "page_broken"
    NO_QUOTA = "no_quota"
    BOOKS = "books"  # the ledger does not fit its chunk
    LATER = "later"  # there is nothing to do for a while


@dataclass(slots=True, kw_only=True)
class ChunkRun:
    """Works on one chunk under one generation; made for one use."""

    chunk: Chunk
    ledger: Ledger
    policy: Policy
    books: Books
    courier: Courier
    pace: Pace
    told_to_stop: Callable[[], bool]
    """Asked about once a tick, and while waiting: has the broadcast been paused, or has something more urgent come?"""
    now: Callable[[], float]
    iso_now: Callable[[], str]
    _letters: list[str] = field(default_factory=list)
    _ids: list[str] = field(default_factory=list)
    _open: set[int] = field(default_factory=set)
    _tries: Counter[int] = field(default_factory=Counter)
    _latest: deque[bool] = field(default_factory=lambda: deque(maxlen=STORM_OF))
    _stop: Stop | None = None
    _rest: bool = False
    _asked_at: float = 0.0

    def go(self, until: float) -> Stop:
        """Send until the chunk is through, the time is up or somebody says stop; the ledger is written at the end.

        Raises:
            Fenced: a younger sender has taken over; nothing more was written.
        """
        self._begin()
        while self._stop is None:
            waiting = self._sendable()
            if not waiting:
                break
            self._pass(waiting, until)
            self._drain()
            self._breathe(until)
        self._write((0, 0))
        if any(self._ids):
            self.books.note_ids(self.chunk.key, self._ids)
        return self._stop or Stop.THROUGH

    def _begin(self) -> None:
        """Settle what a sender before us left in the air, and leave out whom no path is open to."""
        self._letters = list(self.ledger.letters)
        self._ids = [""] * len(self._letters)
        left_in_air = [at for at in range(*self.ledger.flight) if self._letters[at] == Letter.PENDING]
        heard = self.books.heard(self.chunk.key) if left_in_air else ""
        for index in left_in_air:
            if heard and heard[index] != Heard.NOTHING:
                self._letters[index] = Letter.SENT
            elif self.policy is Policy.ONCE:
                self._letters[index] = Letter.UNKNOWN
        self.courier.prepare(self.chunk)
        for index, letter in enumerate(self._letters):
            if letter == Letter.PENDING and (skipped := self.courier.skipped(index)) is not None:
                self._letters[index] = skipped

    def _sendable(self) -> list[int]:
        """Return who is pending and not tried too often; the others have failed."""
        waiting = []
        for index, letter in enumerate(self._letters):
            if letter != Letter.PENDING:
                continue
            if self._tries[index] < MOST_TRIES:
                waiting.append(index)
            else:
                self._letters[index] = Letter.FAILED_DOWN
        return waiting

    def _pass(self, waiting: Sequence[int], until: float) -> None:
        """Go once through those waiting, in order, slice by slice."""
        left = deque(waiting)
        while left and self._stop is None:
            if self.now() >= until:
                self._stop = Stop.TIME
                return
            if self._is_told():
                return
            size = max(1, min(len(left), round(self.pace.rate * TICK_S)))
            part = [left.popleft() for _ in range(size)]
            self._write(self._flight(part))
            if not self._slice(part, until):
                return

    def _slice(self, part: Sequence[int], until: float) -> bool:
        """Start each at its moment; False when the others of the pass must wait, or the run is to end."""
        for place, index in enumerate(part):
            if not self._may_start(part, place, until):
                self._rest = False
                return False
            self.pace.take(self.now())
            self._tries[index] += 1
            self._open.add(index)
            self.courier.start(index)
        return True

    def _may_start(self, part: Sequence[int], place: int, until: float) -> bool:
        """Wait for the next one's moment; False when the platform wants a rest, or the run is to end.

        A slice that takes long, for a rest or a slow platform, is asked about and written down again meanwhile.
        """
        wait = 0.0
        while True:
            self._take(self.courier.finished(min(wait, TICK_S)))
            if self._stop is not None or self._rest:
                return False
            now = self.now()
            if now - self._asked_at >= ASK_AGAIN_S:
                if self._is_told():
                    return False
                self._write(self._flight(part[place:]))
            wait = self.pace.wait(now)
            if now >= until or now + wait > until:
                self._stop = Stop.TIME
                return False
            if wait <= 0:
                return True

    def _flight(self, part: Sequence[int]) -> tuple[int, int]:
        """Return the slice that holds these and all who are under way."""
        return min({*self._open, part[0]}), max({*self._open, part[-1]}) + 1

    def _is_told(self) -> bool:
        """Ask whether to stop, and remember when."""
        self._asked_at = self.now()
        if self.told_to_stop():
            self._stop = self._stop or Stop.TOLD
            return True
        return False

    def _drain(self) -> None:
        """Wait for everybody who is under way, so that the next pass begins with nothing in the air."""
        until = self.now() + LAST_ANSWERS_S
        while self._open and self.courier.under_way() and self.now() < until:
            self._take(self.courier.finished(until - self.now()))
        for index in sorted(self._open):
            self._take([Outcome(index=index, came=Came.LOST)])
        self._rest = False

    def _breathe(self, until: float) -> None:
        """Give a platform that did not take everybody a moment before they are tried again, longer each time."""
        pending = [self._tries[index] for index, letter in enumerate(self._letters) if letter == Letter.PENDING]
        if self._stop is not None or not any(pending):
            return
        pause = FIRST_PAUSE_S * 2 ** (max(pending) - 1)
        if self.now() + pause >= until:
            self._stop = Stop.TIME
            return
        self.courier.finished(pause)

    def _take(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.index not in self._open:
                continue
            self._open.discard(outcome.index)
            self._settle(outcome)
        wrong = self._latest.count(False)
        if self._stop is None and len(self._latest) == STORM_OF and wrong >= STORM_SHARE * STORM_OF:
            self._stop = Stop.STORM

    def _settle(self, outcome: Outcome) -> None:
        index = outcome.index
        match outcome.came:
            case Came.FINAL:
                self._letters[index] = outcome.letter
                self._ids[index] = outcome.message_id
                self.pace.accepted(self.now())
                self._latest.append(True)
            case Came.LIMITED:
                self._tries[index] -= 1
                self.pace.refused(self.now())
                self._rest = True
            case Came.LOST:
                self._latest.append(False)
                if self.policy is Policy.ONCE or self._tries[index] >= MOST_TRIES:
                    self._letters[index] = Letter.UNKNOWN
            case Came.AGAIN:
                self._latest.append(False)
            case Came.PAGE_BROKEN:
                self._tries[index] -= 1
                self._stop = Stop.PAGE_BROKEN
            case Came.NO_QUOTA:
                self._tries[index] -= 1
                self._stop = Stop.NO_QUOTA

    def _write(self, flight: tuple[int, int]) -> None:
        """Write the books; the letters are as many as the chunk has people, or nothing is written at all."""
        if len(self._letters) != len(self.chunk.people):
            raise AssertionError("a ledger must have one letter for each person")
        self.ledger = replace(self.ledger, letters="".join(self._letters), flight=flight, updated_at=self.iso_now())
        self.books.write(self.ledger)
