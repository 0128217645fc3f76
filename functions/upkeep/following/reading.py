"""One reading of a page's list of followers: where it stands, and where it goes on after each answer.

Pure: a reading is changed by what the platform answers and by nothing else, so it can be kept after each answer and
taken up by another worker.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from dutydesk.clock import VIETNAM, from_iso, iso
from dutydesk.platforms.zalo.directory import LAST_OFFSET, READABLE, Listed
from functions.upkeep.following.segments import EARLIEST, EVERYBODY, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where the reading of a page's list stands. Moments are ISO-8601, empty for never.

    ``segments`` are still to be read, the first of them from ``offset`` on; ``before`` is how long that one was at the
    last answer. ``total`` is how many follow by the platform's count. ``found`` counts the people of the lists read,
    nobody twice, ``added`` those whom the desk did not know, ``mended`` those of whom it lacked something. ``failures``
    counts the turns in a row that got nowhere; ``reason`` says why the last reading was given up.
    """

    page_id: str
    began_at: str = ""
    ended_at: str = ""
    segments: tuple[Segment, ...] = ()
    offset: int = 0
    before: int = 0
    total: int = 0
    found: int = 0
    added: int = 0
    mended: int = 0
    failures: int = 0
    reason: str = ""
    version: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether something is left to be read."""
        return bool(self.segments)

    @property
    def missed(self) -> int:
        """How many follow whom no list showed, at the most, by the platform's own counts."""
        return max(0, self.total - self.found)

    @property
    def is_sweep(self) -> bool:
        """Whether the first 10,000 of everybody are read after the days: no list of days showed some people."""
        return self.segments == (EVERYBODY,) and self.total > READABLE

    def begun(self, now: datetime) -> "Reading":
        """Return a new reading of this page, from the beginning."""
        return Reading(page_id=self.page_id, began_at=iso(now), segments=(EVERYBODY,), version=self.version)

    def is_too_long(self, listed: Listed) -> bool:
        """Whether this first answer of a list says that the list must be cut before anybody of it counts."""
        too_long = self.offset == 0 and listed.total > READABLE
        return too_long and (bool(self.segments[0].halves()) or (self.segments[0] == EVERYBODY and not self.is_sweep))

    def cut(self, listed: Listed) -> "Reading":
        """Go on with the parts of the list instead of the list."""
        parts = self.segments[0].halves()
        if parts:
            return replace(self, segments=(*parts, *self.segments[1:]), before=0, failures=0)
        today = from_iso(self.began_at).astimezone(VIETNAM).date()
        days = Segment(first=EARLIEST, last=today)
        return replace(self, segments=(days, EVERYBODY), total=listed.total, before=0, failures=0)

    def read(self, listed: Listed, *, added: int, mended: int) -> "Reading":
        """Go on behind this answer, or before it.

        When the list has become shorter since the last answer, people before us have left it, and as many moved up
        past us: the next answer begins that much earlier.
        """
        moved_up = max(0, self.before - listed.total) if self.offset else 0
        offset = max(0, self.offset - moved_up) if moved_up else self.offset + listed.length
        is_through = not moved_up and (not listed.length or offset >= min(listed.total, READABLE))
        if not is_through:
            offset = min(offset, LAST_OFFSET)
        after = replace(
            self,
            offset=offset,
            before=listed.total,
            total=self.total if self.is_sweep or self.segments[0].between else listed.total,
            found=max(self.found, offset) if self.is_sweep else self.found + offset - self.offset,
            added=self.added + added,
            mended=self.mended + mended,
            failures=0,
        )
        return after.without_first() if is_through else after

    def without_first(self) -> "Reading":
        """Leave the first list: it is read, or the platform refuses its days."""
        left = self.segments[1:]
        if left == (EVERYBODY,) and not self.missed:
            left = ()  # the days have shown everybody
        return replace(self, segments=left, offset=0, before=0)

    def failed(self) -> "Reading":
        """Count a turn that got nowhere."""
        return replace(self, failures=self.failures + 1)

    def ended(self, now: datetime, *, reason: str = "") -> "Reading":
        """Return the reading closed, with the reason if it was given up."""
        return replace(self, segments=(), offset=0, before=0, ended_at=iso(now), reason=reason)
