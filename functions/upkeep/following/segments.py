"""How a list that is longer than can be read becomes several that are not.

Nobody can read more than the first 10,000 of a list. People are told apart by the day of their last interaction: from
the first day to today is halved, and halved again, until each part can be read whole. The parts are read from the
oldest on, so that somebody who writes meanwhile, and so moves to today, is still ahead.
"""

from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST = date(2012, 8, 1)
"""Before the platform opened to anybody (grade C); a day too early costs one more halving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a page's followers: those who last interacted on these days, both included; without days, everybody."""

    first: date | None = None
    last: date | None = None

    @property
    def between(self) -> tuple[date, date] | None:
        """The days to ask for, or None for everybody."""
        return (self.first, self.last) if self.first and self.last else None

    def halves(self) -> tuple["Segment", ...]:
        """Return the two halves, the older first; none when it is a single day, or everybody."""
        if self.between is None or self.between[0] >= self.between[1]:
            return ()
        first, last = self.between
        middle = first + (last - first) // 2
        return Segment(first=first, last=middle), Segment(first=middle + timedelta(days=1), last=last)

    def plain(self) -> str:
        """Return it as it is kept: ``2012-08-01/2026-11-22``, or ``/``."""
        return "/".join(day.isoformat() if day else "" for day in (self.first, self.last))

    @classmethod
    def of(cls, plain: str) -> "Segment":
        """Read what ``plain`` wrote."""
        first, _, last = plain.partition("/")
        return cls(first=date.fromisoformat(first), last=date.fromisoformat(last)) if first else EVERYBODY


EVERYBODY = Segment()
