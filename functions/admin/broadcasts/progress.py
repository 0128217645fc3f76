"""How far a broadcast is: its books added up, how fast it goes, and when it will be through.

Nothing is kept for this: whatever is shown is read from the ledgers at that moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from dutydesk.clock import from_iso
from dutydesk.stores.broadcasts import (
    CHUNK_PREFIX,
    HEARD_PREFIX,
    LEDGER_PREFIX,
    SKIPPED,
    Broadcast,
    Chunk,
    Kind,
    Letter,
    State,
    Totals,
    add_up,
    broadcast_pk,
    chunk_from,
    ledger_from,
    merged,
)
from dutydesk.stores.items import key
from functions.admin.broadcasts.store import batch_read
from functions.admin.partition import items_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WINDOW = timedelta(seconds=60)
"""The rate is that of the last minute."""
SLACK = timedelta(seconds=15)
"""A chunk takes about ten seconds: one that ended so long before the window still says where the next began."""

_PASSED_BY = SKIPPED - {Letter.SKIPPED_WINDOW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """One chunk's letters, moved forward by what was heard; ``written_at`` is None before its first letter."""

    app_id: str
    letters: str
    written_at: datetime | None

    @property
    def done(self) -> int:
        """People whom a sender has dealt with."""
        return sum(letter != Letter.PENDING and letter not in _PASSED_BY for letter in self.letters)

    @property
    def pending(self) -> int:
        """People who are still to be dealt with."""
        return self.letters.count(Letter.PENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``per_second`` is that of the last minute; ``eta_s`` None when it is not on its way or nobody can tell."""

    totals: Totals
    per_second: float = 0.0
    eta_s: int | None = None
    followers: int | None = None
    """Of an article: how many people the platform says that it goes to."""


@dataclass(frozen=True, slots=True)
class DynamoLedgers:
    """Ledgers with what was heard, and the people they are about."""

    client: "DynamoDBClient"
    table: str

    def books(self, broadcast_id: str) -> Iterator[Books]:
        """Yield every chunk's books, in the order of sending."""
        pk = broadcast_pk(broadcast_id)
        heard = {
            item["sk"]["S"].removeprefix(HEARD_PREFIX): item["heard"]["S"]
            for item in items_of(self.client, self.table, pk, HEARD_PREFIX)
        }
        for item in items_of(self.client, self.table, pk, LEDGER_PREFIX):
            ledger = ledger_from(item)
            yield Books(
                app_id=ledger.key.app_id,
                letters=merged(ledger.letters, heard.get(ledger.key.path, "")),
                written_at=from_iso(ledger.updated_at) if ledger.updated_at else None,
            )

    def chunks(self, broadcast_id: str, *, after: str, most: int) -> list[tuple[Chunk, str]]:
        """Return up to ``most`` chunks behind a path, each with a letter per person."""
        pk = broadcast_pk(broadcast_id)
        found = items_of(self.client, self.table, pk, CHUNK_PREFIX, after=after, step=most + 1)
        chunks = [chunk_from(item) for item in islice(found, most)]
        keys = [key(pk, prefix + one.key.path) for one in chunks for prefix in (LEDGER_PREFIX, HEARD_PREFIX)]
        items = {item["sk"]["S"]: item for item in batch_read(self.client, self.table, keys)}
        return [
            (
                one,
                merged(ledger_from(items[LEDGER_PREFIX + one.key.path]).letters, heard["heard"]["S"] if heard else ""),
            )
            for one in chunks
            for heard in (items.get(HEARD_PREFIX + one.key.path),)
        ]


def progress_of(broadcast: Broadcast, books: Iterable[Books], now: datetime) -> Progress:
    """Add up the books. Apps send side by side, so the slowest says when all are through."""
    by_app: dict[str, list[Books]] = defaultdict(list)
    for one in books:
        by_app[one.app_id].append(one)
    totals = add_up(one.letters for some in by_app.values() for one in some)
    if broadcast.state is State.CANCELLED and not broadcast.apps:
        return Progress(totals=_cancelled(totals))
    if broadcast.state is not State.SENDING or broadcast.kind is Kind.ARTICLE:
        return Progress(totals=totals)
    begun = from_iso(broadcast.started_at) if broadcast.started_at else now
    rates = {app_id: _rate(some, begun, now) for app_id, some in by_app.items()}
    left = {app_id: sum(one.pending for one in some) for app_id, some in by_app.items()}
    eta_s: int | None = None
    if all(rates[app_id] for app_id, pending in left.items() if pending):
        eta_s = max((round(pending / rates[app_id]) for app_id, pending in left.items() if pending), default=0)
    return Progress(totals=totals, per_second=sum(rates.values()), eta_s=eta_s)


def _rate(some: Sequence[Books], begun: datetime, now: datetime) -> float:
    """People a second of one app.

    An app does chunk after chunk, so whatever was written after a chunk's end was done after it: counted from the last
    end before the window, if that is near, no chunk is counted for less or more than was done of it.
    """
    written = sorted((one.written_at, one.done) for one in some if one.written_at is not None)
    opens = now - WINDOW
    earlier = [at for at, _done in written if at <= opens]
    since = max([begun, *earlier[-1:]])
    since = since if since >= opens - SLACK else opens
    seconds = (now - since).total_seconds()
    done = sum(count for at, count in written if at > since)
    return done / seconds if seconds > 0 else 0.0


def _cancelled(totals: Totals) -> Totals:
    """Of a broadcast that was cancelled before anybody was sent to, nobody is pending any more."""
    letters = dict(totals.letters)
    if pending := letters.pop(Letter.PENDING, 0):
        letters[Letter.SKIPPED_CANCELLED] = letters.get(Letter.SKIPPED_CANCELLED, 0) + pending
    return replace(totals, skipped=totals.skipped + totals.pending, pending=0, letters=letters)
