"""Fetch one file: claim it, bring it into quarantine, write down what it is; or say when to come again.

An attempt holds the file for as long as its worker may live, so two deliveries at once never fetch it twice; and from
the moment it is held something falls due behind that, so an attempt that is cut off is followed by another whatever
becomes of the queue's message.
"""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.clock import Clock, from_iso, iso
from dutydesk.errors import Conflict, NotFound, Unavailable
from dutydesk.evidence import Custody, FileState, Lost, MediaMessage
from dutydesk.platforms.media import MediaSource
from dutydesk.stores.custody import CustodyEntry
from dutydesk.stores.files import EvidenceFile
from functions.media.fetching.downloads import Downloads
from functions.media.fetching.failures import DELAYS, Unfetchable, next_try
from functions.media.fetching.quarantine import Landed, Quarantine
from functions.media.fetching.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

WORKER = "media"
SOON = timedelta(minutes=1)
"""Within this the queue itself brings a file back; later, upkeep does."""
WATCHED_AFTER = timedelta(seconds=120)
RESERVE_S = 45.0
"""Kept back of the worker's time: for the last part, and for writing down what came."""
SHORTEST_S = 5.0


class Outcome(StrEnum):
    """What became of a delivery."""

    FETCHED = "fetched"
    LOST = "lost"
    SOON = "soon"  # to be delivered again within a minute
    LATER = "later"  # falls due
    BUSY = "busy"  # another delivery has it
    NOTHING = "nothing"  # it is not owed, or is not there any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of it; ``again_in`` says when to come again if that is soon, ``why`` what went wrong."""

    outcome: Outcome
    why: str = ""
    again_in: timedelta = timedelta()
    size_bytes: int = 0


class Files(Protocol):
    """Files as they are written down; ``dutydesk.stores.files``."""

    def get(self, case_id: str, file_id: str) -> EvidenceFile | None:
        """Return the file, or None."""

    def move(
        self, file: EvidenceFile, *entries: CustodyEntry, beside: "Iterable[TransactWriteItemTypeDef]", **changes: Any
    ) -> EvidenceFile:
        """Change it as it was read, or raise ``Conflict``."""


class Agenda(Protocol):
    """What falls due, as parts of the transaction that changes a file."""

    def put(self, file: EvidenceFile, at: datetime) -> "TransactWriteItemTypeDef":
        """Have the file fetched then, instead of whenever it was due before."""

    def drop(self, file: EvidenceFile) -> "TransactWriteItemTypeDef":
        """Have nothing fall due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """Fetch files; its fields are everything it can touch."""

    files: Files
    agenda: Agenda
    sources: Mapping[str, MediaSource]
    downloads: Downloads
    quarantine: Quarantine
    rules: Rules
    clock: Clock

    def fetch(self, message: MediaMessage, *, time_left_s: float) -> Result:
        """Fetch the file that is meant, if it is owed and nobody else is at it.

        Raises:
            Exception: a store refused; another delivery goes on.
        """
        file = self.files.get(message.case_id, message.file_id)
        now = self.clock()
        if file is None or file.state is not FileState.OWED:
            return Result(outcome=Outcome.NOTHING)
        if file.held_until > iso(now):
            return Result(outcome=Outcome.BUSY)
        until = now + timedelta(seconds=time_left_s)
        try:
            due = self.agenda.put(file, until + WATCHED_AFTER)
            file = self.files.move(file, beside=[due], tried=file.tried + 1, held_until=iso(until))
        except Conflict:
            return Result(outcome=Outcome.BUSY)
        try:
            landed = self._landed(file, max(SHORTEST_S, min(self.rules.most_s, time_left_s - RESERVE_S)))
        except Unfetchable as failure:
            return self._failed(file, failure.why)
        return self._write_down(file, landed)

    def _landed(self, file: EvidenceFile, within_s: float) -> Landed:
        if file.tried > 1:
            self.quarantine.tidy(file.case_id, file.file_id)
            left = self.quarantine.found(file.case_id, file.file_id)
            if left is not None and left.size_bytes:
                return left
        if file.tried > len(DELAYS) + 1:
            raise Unfetchable(Lost.INTERRUPTED)
        most = self.rules.most_bytes(file.kind)
        if file.announced_bytes > most:
            raise Unfetchable(Lost.TOO_LARGE)
        source = self.sources[file.platform]
        with _as_pieces(
            self.downloads.read(_link(file, source), hosts=source.hosts, most_bytes=most, within_s=within_s)
        ) as pieces:
            return self.quarantine.take(file.case_id, file.file_id, pieces)

    def _write_down(self, file: EvidenceFile, landed: Landed) -> Result:
        hashed = self._entry(file, Custody.HASHED, landed.sha256)
        try:
            self.files.move(
                file,
                hashed,
                beside=[self.agenda.drop(file)],
                state=FileState.FETCHED,
                size_bytes=landed.size_bytes,
                sha256=landed.sha256,
                etag=landed.etag,
                link="",
                held_until="",
                reason="",
            )
        except Conflict:
            self._leave(file)
            return Result(outcome=Outcome.NOTHING)
        return Result(outcome=Outcome.FETCHED, size_bytes=landed.size_bytes)

    def _leave(self, file: EvidenceFile) -> None:
        """Somebody changed the file meanwhile; if it was erased, what came must not outlive it."""
        now = self.files.get(file.case_id, file.file_id)
        if now is None or now.state in {FileState.ERASED, FileState.LOST}:
            self.quarantine.remove(file.case_id, file.file_id)

    def _failed(self, file: EvidenceFile, why: Lost) -> Result:
        now = self.clock()
        began = from_iso(file.asked_again_at) if file.asked_again_at else file.received_at
        delay = next_try(why, file.tried, age=now - began, link_life=self.rules.link_life)
        if delay is None:
            return self._give_up(file, why)
        soon = delay < SOON
        due = self.agenda.put(file, now + (WATCHED_AFTER if soon else delay))
        try:
            self.files.move(file, beside=[due], held_until="", reason=why)
        except Conflict:
            return Result(outcome=Outcome.NOTHING)
        outcome = Outcome.SOON if soon else Outcome.LATER
        return Result(outcome=outcome, why=why, again_in=delay)

    def _give_up(self, file: EvidenceFile, why: Lost) -> Result:
        lost = self._entry(file, Custody.LOST, why)
        try:
            self.files.move(
                file, lost, beside=[self.agenda.drop(file)], state=FileState.LOST, reason=why, held_until=""
            )
        except Conflict:
            return Result(outcome=Outcome.NOTHING)
        return Result(outcome=Outcome.LOST, why=why)

    def _entry(self, file: EvidenceFile, what: Custody, detail: str) -> CustodyEntry:
        return CustodyEntry(
            case_id=file.case_id, file_id=file.file_id, what=what, at=self.clock(), by=WORKER, detail=detail
        )


def _link(file: EvidenceFile, source: MediaSource) -> str:
    """Return the link of this moment."""
    if not file.link:
        raise Unfetchable(Lost.NO_LINK)
    try:
        return source.link(file.link, page_id=file.page_id)
    except NotFound:
        raise Unfetchable(Lost.GONE) from None
    except Unavailable:
        raise Unfetchable(Lost.UNREACHABLE) from None


@contextlib.contextmanager
def _as_pieces(pieces: Iterator[bytes]) -> Iterator[Iterator[bytes]]:
    """Hang up when it is over, however it ends."""
    try:
        yield pieces
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
