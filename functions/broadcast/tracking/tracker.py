"""The tracker: finds the recipient whom an echo, a delivery or a look is about, and writes how far the message got.

Many come at once, so they are settled chunk by chunk: one read and one conditional write for all of a batch that are
about the same chunk. What is about no broadcast, such as a single reply, is nobody's, and that is no error.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


class Hearings(Protocol):
    """What is known of broadcasts."""

    def of_page(self, page_id: str, *, since: str) -> Sequence[PastBroadcast]:
        """Return the page's broadcasts since then, newest first."""

    def chunk_of(self, broadcast_id: str, page_id: str, person_id: str) -> Chunk | None:
        """Return the chunk that holds the person, or None when none does."""

    def known(self, chunk: Chunk) -> Known:
        """Return what is known of the chunk's messages."""

    def hear(self, known: Known, heard: str) -> None:
        """Write what was heard; raise ``Conflict`` when somebody else wrote it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """Settles a batch."""

    hearings: Hearings
    digest_of: Callable[[str], str]
    clock: Clock
    pause: Callable[[int], None]

    def settle(self, batch: Sequence[tuple[str, EchoMessage]]) -> list[str]:
        """Write what the batch says; return the ids of those that must come again.

        Args:
            batch: each message with the id that it is returned under.
        """
        again: list[str] = []
        settled: set[str] = set()
        chunks: dict[str, Chunk] = {}
        about: defaultdict[str, list[tuple[str, EchoMessage]]] = defaultdict(list)
        for one_id, echo in batch:
            for chunk in self._candidates(echo):
                chunks[self._name(chunk)] = chunk
                about[self._name(chunk)].append((one_id, echo))
        for name, echoes in about.items():
            try:
                settled |= self._settle_chunk(chunks[name], echoes)
            except Conflict:
                again += [one_id for one_id, _ in echoes]
        young = iso(self.clock() - NOT_YET)
        again += [
            one_id
            for echoes in about.values()
            for one_id, echo in echoes
            if one_id not in settled and iso(echo.at) > young
        ]
        return list(dict.fromkeys(again))

    def _candidates(self, echo: EchoMessage) -> Iterable[Chunk]:
        """Yield the chunks that the echo may be about: by its code if it has one, else all of the page's latest."""
        since = iso(echo.at - LOOK_BACK)
        for past in self.hearings.of_page(echo.page_id, since=since):
            if echo.code and past.code != echo.code:
                continue
            chunk = self.hearings.chunk_of(past.broadcast_id, echo.page_id, echo.person_id)
            if chunk is not None:
                yield chunk

    def _settle_chunk(self, chunk: Chunk, echoes: Sequence[tuple[str, EchoMessage]]) -> set[str]:
        """Write what the echoes say of this chunk; return the ids of those that were about it."""
        for attempt in range(TRIES):
            known = self.hearings.known(chunk)
            heard, settled = self._moved(known, echoes)
            if heard == known.heard:
                return settled
            try:
                self.hearings.hear(known, heard)
            except Conflict:
                self.pause(attempt)
                continue
            return settled
        raise Conflict("others keep writing what was heard of this chunk")

    def _moved(self, known: Known, echoes: Iterable[tuple[str, EchoMessage]]) -> tuple[str, set[str]]:
        """Return what was heard of each person, moved forward only, and which echoes were about the chunk."""
        heard = list(known.heard or Heard.NOTHING * len(known.chunk.people))
        places = {person: index for index, person in enumerate(known.chunk.people)}
        settled = set()
        for one_id, echo in echoes:
            index = places.get(echo.person_id)
            if index is not None and (echo.code or self._is_ours(known, index, echo.message_id)):
                heard[index] = max(heard[index], _AS[echo.kind])
                settled.add(one_id)
        return "".join(heard) if settled else known.heard, settled

    def _is_ours(self, known: Known, index: int, message_id: str) -> bool:
        """Whether this very message was the broadcast's: a delivery carries no text, only the platform's id."""
        digest = self.digest_of(message_id)
        begin = index * len(digest)
        return any(run[begin : begin + len(digest)] == digest for run in known.runs)

    def _name(self, chunk: Chunk) -> str:
        return f"{chunk.key.broadcast_id}#{chunk.key.path}"
