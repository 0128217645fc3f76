"""What a sender needs: books that cannot be written by two, a courier for many at once, and somebody to watch."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dutydesk.stores.broadcasts import Active, Chunk, ChunkKey, Ledger, Letter


class Fenced(Exception):
    """A younger sender of this app has taken over; whoever hears this stops at once and writes nothing more."""


class Came(StrEnum):
    """How one attempt to reach a recipient came out."""

    FINAL = "final"  # the letter says how
    AGAIN = "again"  # it did not go out; try again
    LIMITED = "limited"  # it did not go out: too many requests
    LOST = "lost"  # it may have gone out: the answer was lost
    PAGE_BROKEN = "page_broken"  # it did not go out: the page cannot send until a person repairs it
    NO_QUOTA = "no_quota"  # it did not go out: the page's quota is used up


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one recipient; ``message_id`` is the platform's, empty where it named none."""

    index: int
    came: Came
    letter: Letter = Letter.PENDING
    message_id: str = ""


class Courier(Protocol):
    """Carries messages to people, many at once."""

    def prepare(self, chunk: Chunk) -> None:
        """Look up the chunk's people, before the first of them is started."""

    def skipped(self, index: int) -> Letter | None:
        """Return why this person is not to be sent to, or None."""

    def start(self, index: int) -> None:
        """Begin to send to this person; returns at once unless too many are under way."""

    def finished(self, wait_s: float) -> Sequence[Outcome]:
        """Return what came back since the last call.

        Waits up to ``wait_s`` seconds for the first; if nobody is under way, all of it.
        """

    def under_way(self) -> int:
        """Return how many were started and have not come back."""


class Books(Protocol):
    """Where ledgers are kept."""

    def claim(self, key: ChunkKey, generation: int) -> Ledger:
        """Return the ledger, from now on writable by this generation alone; raise ``Fenced`` when a younger has it."""

    def write(self, ledger: Ledger) -> None:
        """Write the ledger of ``ledger.generation``; raise ``Fenced`` when a younger generation has it."""

    def heard(self, key: ChunkKey) -> str:
        """Return what the platform said of the chunk's people since (see ``Heard``), empty when it said nothing."""

    def note_ids(self, key: ChunkKey, ids: Sequence[str]) -> None:
        """Keep which message of the platform went to whom (empty for nobody), for the receipts that follow."""


class Work(Protocol):
    """What an app has to send."""

    def active(self, app_id: str) -> Sequence[Active]:
        """Return the app's broadcasts as last written."""

    def chunk_after(self, active: Active) -> Chunk | None:
        """Return the next chunk after the cursor, or None when all are through."""

    def through(self, active: Active, chunk: Chunk, *, at: str) -> None:
        """Move the cursor past a chunk."""

    def served(self, active: Active, *, at: str) -> None:
        """Note when the broadcast was last worked on, for the others' turn."""

    def rests(self, active: Active, *, until: str) -> None:
        """Leave the broadcast alone until that moment (ISO-8601)."""

    def ended(self, active: Active, *, at: str) -> None:
        """Take the broadcast off the app's list; with its last app it is done."""

    def pause(self, active: Active, *, reason: str) -> None:
        """Stop the broadcast everywhere until an officer resumes it; ``reason`` is one of our codes."""
