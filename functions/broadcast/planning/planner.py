"""The planner: freezes an audience into chunks that are never rewritten, however often it is interrupted.

Its progress is written in the same transaction as each chunk, on condition of the progress that was read. People are
read in the order of their ids, and only behind the last one frozen. So a plan that is taken up again, or run twice at
the same moment, puts nobody twice and leaves nobody out; who follows later behind that point is met, who follows before
it is not, and both are as frozen says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import batched
from typing import Protocol

from dutydesk.errors import Conflict
from dutydesk.stores.broadcasts import Broadcast, Chunk, ChunkKey, Ledger, State
from functions.broadcast.planning.audience import SHARDS, Audience, Choice, Meant

CHUNK_SECONDS = 10
LEAST, MOST = 60, 900
"""People in a chunk: about ten seconds of an app's rate, in a ledger that one write unit holds."""


class NotNow(Conflict):
    """The broadcast is in no state in which it can be planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a plan is: the chunks of ``page`` and ``shard`` up to the person ``last`` are frozen.

    ``chunks`` counts them by app, ``target`` everybody in them.
    """

    page: int = 0
    shard: int = 0
    last: str = ""
    target: int = 0
    chunks: Mapping[str, int] = field(default_factory=dict)
    version: int = 0


class Plans(Protocol):
    """Where plans are kept."""

    def begin(self, broadcast_id: str, *, at: str) -> Broadcast:
        """Return the broadcast, from now on planning; raise ``NotNow`` when it is not to be planned, or is through.

        One that is being sent is returned as that; so is one that was paused or cancelled while it was planned.
        """

    def progress(self, broadcast_id: str) -> Progress:
        """Return how far the plan is."""

    def freeze(self, chunk: Chunk, ledger: Ledger, *, before: Progress, after: Progress) -> None:
        """Put both and move the progress, all or nothing; raise ``Conflict`` when somebody else moved it."""

    def skip_to(self, broadcast_id: str, *, before: Progress, after: Progress) -> None:
        """Move the progress over a stretch without people; raise ``Conflict`` when somebody else moved it."""

    def finish(self, broadcast: Broadcast, progress: Progress, *, at: str) -> Broadcast:
        """Put the broadcast on the lists of its apps; nothing changes when it is there already.

        One that was paused or cancelled while it was planned comes on the lists as that, so that its books are closed.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """Plans one broadcast."""

    plans: Plans
    selection: Callable[[Broadcast, str], Choice]
    """Returns the choice of people for a broadcast on a page."""
    app_of: Callable[[str], str]
    """Returns the app of a page."""
    rate_of: Callable[[str], float]
    """Returns an app's messages a second."""
    issue: Callable[[Broadcast, str, int], None]
    """Sees to it that the app's sender comes, with so many tokens; the same ones again are harmless."""
    iso_now: Callable[[], str]

    def plan(self, broadcast_id: str) -> Progress:
        """Freeze the audience and set the senders going.

        Raises:
            NotNow: the broadcast is not to be sent, or is through already.
            Conflict: another planner of this broadcast is at work; the message is to come again.
        """
        broadcast = self.plans.begin(broadcast_id, at=self.iso_now())
        progress = self.plans.progress(broadcast_id)
        if broadcast.state in {State.PLANNING, State.PAUSED}:
            for after, chunk, letters in self._stretches(broadcast, progress):
                if chunk is None:
                    self.plans.skip_to(broadcast_id, before=progress, after=after)
                else:
                    self.plans.freeze(chunk, Ledger(key=chunk.key, letters=letters), before=progress, after=after)
                progress = replace(after, version=progress.version + 1)
        if broadcast.state is not State.SENDING:
            broadcast = self.plans.finish(broadcast, progress, at=self.iso_now())
        for app_id, chunks in sorted(progress.chunks.items()):
            self.issue(broadcast, app_id, chunks)
        return progress

    def _stretches(self, broadcast: Broadcast, progress: Progress) -> Iterator[tuple[Progress, Chunk | None, str]]:
        """Yield the next chunks with the progress after each; None where a shard is through."""
        pages = Audience.of(broadcast.audience).pages
        for page in range(progress.page, len(pages)):
            page_id = pages[page]
            app_id = self.app_of(page_id)
            size = min(max(round(self.rate_of(app_id) * CHUNK_SECONDS), LEAST), MOST)
            selection = self.selection(broadcast, page_id)
            for shard in range(progress.shard if page == progress.page else 0, len(SHARDS)):
                here = (page, shard) == (progress.page, progress.shard)
                people = selection.of(page_id, SHARDS[shard], after=progress.last if here else "")
                for group in batched(people, size, strict=False):
                    chunk = _chunk(broadcast.broadcast_id, app_id, page_id, SHARDS[shard], group)
                    progress = _further(progress, page, shard, chunk)
                    yield progress, chunk, "".join(one.letter for one in group)
            progress = replace(progress, page=page + 1, shard=0, last="")
            yield progress, None, ""


def _further(progress: Progress, page: int, shard: int, chunk: Chunk) -> Progress:
    app_id = chunk.key.app_id
    return replace(
        progress,
        page=page,
        shard=shard,
        last=chunk.people[-1],
        target=progress.target + len(chunk.people),
        chunks={**progress.chunks, app_id: progress.chunks.get(app_id, 0) + 1},
    )


def _chunk(broadcast_id: str, app_id: str, page_id: str, shard: str, group: Iterable[Meant]) -> Chunk:
    people = tuple(one.follower.person_id for one in group)
    key = ChunkKey(broadcast_id=broadcast_id, app_id=app_id, page_id=page_id, shard=shard, first=people[0])
    return Chunk(key=key, people=people)
