"""The sender of one app: which broadcast's turn it is, chunk after chunk, until the time of a token is over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dutydesk.stores.broadcasts import Active, Chunk, Kind, Ledger, Letter, State
from functions.broadcast.sending.articles_store import ArticleRuns
from functions.broadcast.sending.nights import Nights
from functions.broadcast.sending.pace import Pace
from functions.broadcast.sending.ports import Books, Courier, Work
from functions.broadcast.sending.run import ChunkRun, Stop

PAUSED_FOR = {Stop.STORM: "storm", Stop.PAGE_BROKEN: "page_broken", Stop.NO_QUOTA: "no_quota", Stop.BOOKS: "books"}
"""Why a broadcast was paused by itself: our codes, which the console puts into words."""


class Paces(Protocol):
    """Where an app's pace, and the right to send for it, are kept between tokens."""

    def take_over(self, app_id: str) -> tuple[int, Pace]:
        """Return a generation higher than all before, which fences those off, and the pace as it was left."""

    def leave(self, app_id: str, generation: int, pace: Pace) -> None:
        """Keep the pace, unless a younger generation has taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Works off one token."""

    work: Work
    books: Books
    paces: Paces
    courier: Callable[[Active], Courier]
    """Returns the courier of a broadcast: its words, and the pages' tokens."""
    articles: ArticleRuns
    now: Callable[[], float]
    iso_now: Callable[[], str]
    count: Callable[[str], None]
    nights: Nights
    at_rest: Callable[[str], None]
    """Told when an app has nothing on its list any more."""

    def send(self, app_id: str, until: float) -> int:
        """Send for this app until that moment or until nothing is left; return how many chunks are through.

        Raises:
            Fenced: a younger sender has taken over in the middle of a chunk.
            Exception: a store refused; the token is to come again, and no letter is lost.
        """
        generation, pace = self.paces.take_over(app_id)
        through = 0
        try:
            while self.now() < until and (active := self._turn(app_id)) is not None:
                stop = self._one(active, generation, pace, until)
                through += stop is Stop.THROUGH
                if stop is Stop.TIME:
                    break
        finally:
            self.paces.leave(app_id, generation, pace)
        return through

    def _turn(self, app_id: str) -> Active | None:
        """Choose: the most urgent first, of those the one that has waited longest."""
        listed = self.work.active(app_id)
        if not listed:
            self.at_rest(app_id)
        workable = [one for one in listed if one.state is not State.PAUSED and not self._rests(one)]
        return min(workable, key=lambda one: (one.priority, one.served_at, one.broadcast_id), default=None)

    def _rests(self, active: Active) -> bool:
        """Whether there is nothing to do for it now; the books of one that was cancelled are closed at once."""
        return active.rests_until > self.iso_now() and active.state is not State.CANCELLED

    def _one(self, active: Active, generation: int, pace: Pace, until: float) -> Stop | None:
        """Do the broadcast's next chunk and say how that ended.

        None when there was none to do: it is off the list, or rests for the night.
        """
        if active.state is State.SENDING and self.nights.fallen(active):
            self.count("BroadcastRests")
            self.nights.rest(active)
            return None
        chunk = self.work.chunk_after(active)
        if chunk is None:
            self.work.ended(active, at=self.iso_now())
            return None
        ledger = self.books.claim(chunk.key, generation)
        stop = self._stopped(active, chunk, ledger, pace, until)
        if stop is Stop.THROUGH:
            self.work.through(active, chunk, at=self.iso_now())
        elif stop in PAUSED_FOR:
            self.count("BroadcastPaused")
            self.work.pause(active, reason=PAUSED_FOR[stop])
        else:
            self.work.served(active, at=self.iso_now())
        return stop

    def _stopped(self, active: Active, chunk: Chunk, ledger: Ledger, pace: Pace, until: float) -> Stop:
        balances = len(ledger.letters) == len(chunk.people)
        if not balances:
            self.count("BooksDoNotBalance")
        if active.state is State.CANCELLED:
            self._cancel(ledger)
            return Stop.THROUGH
        if not balances:
            return Stop.BOOKS
        if active.kind is Kind.ARTICLE:
            return self.articles.of(active, chunk, ledger, pace, lambda: self._outranked(active)).go(until)
        return self._run(active, chunk, ledger, pace).go(until)

    def _run(self, active: Active, chunk: Chunk, ledger: Ledger, pace: Pace) -> ChunkRun:
        return ChunkRun(
            chunk=chunk,
            ledger=ledger,
            policy=active.policy,
            books=self.books,
            courier=self.courier(active),
            pace=pace,
            told_to_stop=lambda: self._outranked(active),
            now=self.now,
            iso_now=self.iso_now,
        )

    def _outranked(self, active: Active) -> bool:
        """Whether this broadcast must stop here.

        It was paused, cancelled or taken away, a more urgent one came, or the night did.
        """
        if self.nights.fallen(active):
            return True
        others: Sequence[Active] = self.work.active(active.app_id)
        same = next((one for one in others if one.broadcast_id == active.broadcast_id), None)
        if same is None or same.state is not State.SENDING:
            return True
        workable = [one for one in others if one.state is State.SENDING and not self._rests(one)]
        return any(one.priority < active.priority for one in workable)

    def _cancel(self, ledger: Ledger) -> None:
        """Close a chunk's books: who was in the air is unknown, the others were not sent to."""
        letters = list(ledger.letters)
        for index, letter in enumerate(letters):
            if letter == Letter.PENDING:
                in_air = ledger.flight[0] <= index < ledger.flight[1]
                letters[index] = Letter.UNKNOWN if in_air else Letter.SKIPPED_CANCELLED
        self.books.write(
            Ledger(
                key=ledger.key,
                letters="".join(letters),
                generation=ledger.generation,
                updated_at=self.iso_now(),
            )
        )
