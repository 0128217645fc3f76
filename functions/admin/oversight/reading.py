"""Reading the account: an officer's own entries, a colleague's for auditors, and whose data somebody saw."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from dutydesk.audit.reading import DynamoEntries
from dutydesk.clock import iso
from dutydesk.errors import RejectedInput
from functions.admin.access import Access, Asker, Cases
from functions.admin.chain import Entry
from functions.admin.matrix import Deed
from functions.admin.oversight.subjects import CASE, PERSON, subjects_of

MOST_ENTRIES = 100
MOST_TRACED = 500
"""Entries that one page of the breach query looks at."""
SKEW = timedelta(minutes=5)
"""How far the moments of neighbours in a chain may be out of order: several machines write it."""
NO_CURSOR = "cursor: not one of ours"
COLUMNS = ("at", "deed", "kind", "id", "person", "from")

_PLACE = re.compile(r"[1-9]\d{0,11}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some entries, newest first, and the place below which the next ones are (0 when there are none)."""

    officer: str
    entries: tuple[Entry, ...]
    following: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Something of somebody's that an account saw; ``person_id`` is empty when nobody can be named."""

    at: str
    deed: str
    kind: str
    subject_id: str
    person_id: str
    source_ip: str


@dataclass(frozen=True, slots=True)
class Sights:
    """What was seen, oldest first, and the place behind which to go on (0 at the end)."""

    officer: str
    sights: tuple[Sight, ...]
    following: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReading:
    """Every method decides through ``access`` first, which accounts for the reading itself."""

    access: Access
    entries: DynamoEntries
    cases: Cases

    def page(
        self,
        asker: Asker,
        *,
        officer: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        cursor: str = "",
        limit: int = 50,
    ) -> Excerpt:
        """Return up to ``limit`` entries of an officer between two moments, newest first; one's own without a name.

        Raises:
            Forbidden: it is somebody else's account, and no role of the asker allows reading that.
            NotFound: there is no such officer in a unit of the asker's.
            RejectedInput: the cursor is none of ours.
        """
        below = place_of(cursor)
        name = self._whose(asker, officer)
        if not below:
            below = (self._place_before(name, until + SKEW) if until else self.entries.last_place(name)) + 1
        low, high = _bounds(since, until)
        earliest = iso(since - SKEW) if since else ""
        wanted = min(limit, MOST_ENTRIES) + 1
        found: list[Entry] = []
        for entry in self.entries.below(name, below, step=wanted):
            if entry.at < earliest or len(found) == wanted:
                break
            if low <= entry.at < high:
                found.append(entry)
        if len(found) < wanted:
            return Excerpt(name, tuple(found), 0)
        return Excerpt(name, tuple(found[:-1]), found[-2].seq)

    def seen(self, asker: Asker, *, officer: str, since: datetime, until: datetime, cursor: str = "") -> Sights:
        """Return whose data an account saw between two moments, oldest first; a page may be short and not the last.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: there is no such officer in a unit of the asker's.
            RejectedInput: the cursor is none of ours.
        """
        behind = place_of(cursor)
        name = self.access.colleague(asker, Deed.TRACE_AUDIT, officer).username
        behind = behind or self._place_before(name, since - SKEW)
        low, high = _bounds(since, until)
        latest = iso(until + SKEW)
        looked_at: list[Entry] = []
        for entry in islice(self.entries.behind(name, behind), MOST_TRACED + 1):
            if entry.at >= latest:
                break
            looked_at.append(entry)
        more = len(looked_at) > MOST_TRACED
        looked_at = looked_at[:MOST_TRACED]
        sights = tuple(self._sights(entry for entry in looked_at if low <= entry.at < high))
        return Sights(name, sights, looked_at[-1].seq if more else 0)

    def _whose(self, asker: Asker, officer: str) -> str:
        if officer in {"", asker.officer.username}:
            self.access.units(asker, Deed.READ_OWN_AUDIT, "own audit")
            return asker.officer.username
        return self.access.colleague(asker, Deed.READ_AUDIT, officer).username

    def _place_before(self, officer: str, moment: datetime) -> int:
        return self.entries.place_before(officer, iso(moment))

    def _sights(self, entries: Iterator[Entry]) -> Iterator[Sight]:
        persons: dict[str, str] = {}
        for entry in entries:
            for subject in subjects_of(entry):
                if subject.kind == CASE and subject.subject_id not in persons:
                    case = self.cases.get(subject.subject_id)
                    persons[subject.subject_id] = case.person_id if case else ""
                person = subject.subject_id if subject.kind == PERSON else persons.get(subject.subject_id, "")
                yield Sight(
                    at=entry.at,
                    deed=entry.action,
                    kind=subject.kind,
                    subject_id=subject.subject_id,
                    person_id=person,
                    source_ip=entry.source_ip,
                )


def place_of(cursor: str) -> int:
    """Read a cursor, 0 for none; raise ``RejectedInput`` when it holds no place."""
    if not cursor:
        return 0
    if not _PLACE.fullmatch(cursor):
        raise RejectedInput(NO_CURSOR)
    return int(cursor)


def table_of(sights: Sequence[Sight]) -> str:
    """Write what was seen as CSV with a heading; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in sights:
        cells = (one.at, one.deed, one.kind, one.subject_id, one.person_id, one.source_ip)
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    return out.getvalue()


def _bounds(since: datetime | None, until: datetime | None) -> tuple[str, str]:
    return (iso(since) if since else ""), (iso(until) if until else "~")
