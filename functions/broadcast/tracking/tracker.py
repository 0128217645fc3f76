"""The tracker: finds the recipient whom an echo, a delivery or a look is about, and writes how far the message got.

Many come at once, so they are settled chunk by chunk: one read and one conditional write for all of a batch that are
about the same chunk. What is about no broadcast, such as a single reply, is nobody's, and that is no error.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict
from dutydesk.messages import EchoKind, EchoMessage
from dutydesk.stores.broadcasts import Chunk, Heard

LOOK_BACK = timedelta(days=3)
"""Broadcasts that began so long before a receipt may still be what it is about."""
TRIES = 6
NOT_YET = timedelta(minutes=2)
"""A delivery may come before its sender has written which message went to whom; one so young comes again."""

_AS: Mapping[EchoKind, Heard] = {
    EchoKind.ECHO: Heard.ECHO,
    EchoKind.DELIVERED: Heard.DELIVERED,
    EchoKind.SEEN: Heard.SEEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastBroadcast:
    """A broadcast that went to a page's people."""

    broadcast_id: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A chunk and what is known of its messages: digests by index, one text for each run of its senders."""

    chunk: Chunk
    runs: tuple[str, ...]
    heard: str
    version: int


type Numbered = tuple[str, EchoMessage]
"""A message and the id that it is returned under."""


class Hearings(Protocol):
    """What is known of broadcasts."""

    def of_page(self, page_id: str, *, since: str) -> Sequence[PastBroadcast]:
        """Return the page's broadcasts since then, newest first."""

    def chunk_of(self, broadcast_id: str, page_id: str, person_id: str) -> Chunk | None:
        """Return the chunk that holds the person, or None when none does; chunks are never rewritten."""

    def known(self, chunk: Chunk) -> Known:
        """Return what is known of the chunk's messages."""

    def hear(self, known: Known, heard: str) -> None:
        """Write what was heard; raise ``Conflict`` when somebody else wrote it first."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Echoes by the chunk that each may be about."""

    chunks: dict[str, Chunk] = field(default_factory=dict)
    about: defaultdict[str, list[Numbered]] = field(default_factory=lambda: defaultdict(list))

    def add(self, chunk: Chunk, numbered: Numbered) -> None:
        name = f"{chunk.key.broadcast_id}#{chunk.key.path}"
        self.chunks[name] = chunk
        self.about[name].append(numbered)


@dataclass(slots=True)
class _Verdicts:
    """Ids of echoes: those that were about a chunk, and those of which nobody can tell yet."""

    settled: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """Settles a batch."""

    hearings: Hearings
    digest_of: Callable[[str], str]
    clock: Clock
    pause: Callable[[int], None]

    def settle(self, batch: Sequence[Numbered]) -> list[str]:
        """Write what the batch says; return the ids of those that must come again.

        Args:
            batch: each message with the id that it is returned under.
        """
        sorted_out, again, verdicts = self._sorted_out(batch), set[str](), _Verdicts()
        for name, echoes in sorted_out.about.items():
            try:
                self._settle_chunk(sorted_out.chunks[name], echoes, verdicts)
            except Conflict:
                again |= {one_id for one_id, _ in echoes}
        young = self.clock() - NOT_YET
        again |= {one_id for one_id, echo in batch if one_id in verdicts.open and echo.at > young}
        return [one_id for one_id, _ in batch if one_id in again - verdicts.settled]

    def _sorted_out(self, batch: Sequence[Numbered]) -> _Batch:
        """Find the chunks that each echo may be about: by its code if it has one, else all of the page's latest.

        An echo without a code is of no broadcast: each of ours carries one.
        """
        worth_it = [(one_id, echo) for one_id, echo in batch if echo.code or echo.kind is not EchoKind.ECHO]
        since = iso(min((echo.at for _, echo in worth_it), default=self.clock()) - LOOK_BACK)
        pasts = {
            page_id: self.hearings.of_page(page_id, since=since)
            for page_id in dict.fromkeys(echo.page_id for _, echo in worth_it)
        }
        found = _Batch()
        for one_id, echo in worth_it:
            for past in pasts[echo.page_id]:
                if echo.code and past.code != echo.code:
                    continue
                chunk = self.hearings.chunk_of(past.broadcast_id, echo.page_id, echo.person_id)
                if chunk is not None:
                    found.add(chunk, (one_id, echo))
        return found

    def _settle_chunk(self, chunk: Chunk, echoes: Sequence[Numbered], verdicts: _Verdicts) -> None:
        """Write what the echoes say of this chunk."""
        for attempt in range(TRIES):
            known = self.hearings.known(chunk)
            heard, here = self._moved(known, echoes)
            try:
                if heard != known.heard:
                    self.hearings.hear(known, heard)
            except Conflict:
                self.pause(attempt)
                continue
            verdicts.settled |= here.settled
            verdicts.open |= here.open
            return
        raise Conflict("others keep writing what was heard of this chunk")

    def _moved(self, known: Known, echoes: Sequence[Numbered]) -> tuple[str, _Verdicts]:
        """Return what was heard of each person, moved forward only, and which echoes were about the chunk."""
        heard = list(known.heard or Heard.NOTHING * len(known.chunk.people))
        here = _Verdicts()
        for one_id, echo in echoes:
            index = bisect_left(known.chunk.people, echo.person_id)
            is_ours = True if echo.code else self._is_ours(known, index, echo.message_id)
            if is_ours:
                heard[index] = max(heard[index], _AS[echo.kind])
                here.settled.add(one_id)
            elif is_ours is None:
                here.open.add(one_id)
        return "".join(heard) if here.settled else known.heard, here

    def _is_ours(self, known: Known, index: int, message_id: str) -> bool | None:
        """Whether this very message was the broadcast's; None while it is not known which one went to the person.

        A delivery carries no text, only the platform's id.
        """
        wanted, nobody = self.digest_of(message_id), self.digest_of("")
        begin = index * len(wanted)
        digests = {run[begin : begin + len(wanted)] for run in known.runs} - {nobody}
        return wanted in digests if digests else None
