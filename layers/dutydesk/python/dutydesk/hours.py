"""A unit's office hours, in Vietnam's time: when an officer is there to answer.

Written as ``1-5 07:30-11:30 13:30-17:00; 6 07:30-11:30``: ISO weekdays (1 is Monday), such as ``6``, ``1-5`` or
``1,3,5``, then the periods of those days. ``24:00`` ends a day; who is there past midnight has a period on both days.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from typing import Self

from dutydesk.clock import VIETNAM
from dutydesk.text import catalogue

USUAL = "1-5 07:30-11:30 13:30-17:00"

_DAYS = re.compile(r"([1-7])(?:-([1-7]))?")
_PERIOD = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
_MIDNIGHT = 24 * 60
_WEEK = range(1, 8)


class HoursUnclear(ValueError):
    """These office hours cannot be understood; the message says where."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``begins`` up to, not including, ``ends``, in minutes of one day."""

    begins: int
    ends: int

    def in_words(self) -> str:
        """Such as ``07:30–11:30``."""
        return f"{_clock(self.begins)}–{_clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The periods of each day, Monday first, in order of time; at least one day has one."""

    week: tuple[tuple[Period, ...], ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what an administrator wrote.

        Raises:
            HoursUnclear: a part is not of the form above, a period does not end after it begins, two overlap, or a day
                comes twice.
        """
        week: dict[int, tuple[Period, ...]] = {}
        for part in text.split(";"):
            written, _, periods = part.strip().partition(" ")
            days, found = _days(written), _periods(periods)
            for day in days:
                if day in week:
                    raise HoursUnclear(f"day {day} comes twice")
                week[day] = found
        return cls(tuple(week.get(day, ()) for day in _WEEK))

    @classmethod
    def of(cls, entered: str) -> Self:
        """Return a unit's hours; the usual ones where none are entered, or nothing that can be understood."""
        try:
            return cls.parse(entered or USUAL)
        except HoursUnclear:
            return cls.parse(USUAL)

    def is_open(self, moment: datetime) -> bool:
        """Whether an officer is there."""
        local = moment.astimezone(VIETNAM)
        minute = local.hour * 60 + local.minute
        return any(period.begins <= minute < period.ends for period in self.week[local.weekday()])

    def next_opening(self, moment: datetime) -> datetime:
        """Return when an officer is there next, at the earliest ``moment`` itself."""
        if self.is_open(moment):
            return moment
        midnight = moment.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
        days = (midnight + timedelta(days=ahead) for ahead in range(len(self.week) + 1))
        openings = (day + timedelta(minutes=period.begins) for day in days for period in self.week[day.weekday()])
        return next(opening for opening in openings if opening > moment).astimezone(UTC)

    def in_words(self) -> str:
        """Say them in Vietnamese, such as ``thứ Hai đến thứ Sáu 07:30–11:30 và 13:30–17:00; thứ Bảy 07:30–11:30``."""
        runs = [(list(days), periods) for periods, days in groupby(range(7), key=self.week.__getitem__)]
        return "; ".join(f"{_days_in_words(days)} {_periods_in_words(periods)}" for days, periods in runs if periods)


def moment_in_words(moment: datetime) -> str:
    """Say a moment in Vietnamese, such as ``07:30 thứ Hai 09/03``."""
    local = moment.astimezone(VIETNAM)
    day = catalogue.DAYS[local.weekday()]
    return catalogue.MOMENT.format(time=f"{local:%H:%M}", day=day, date=f"{local:%d/%m}")


def _days(text: str) -> list[int]:
    """Return the days of one part."""
    found: list[int] = []
    for run in text.split(","):
        match = _DAYS.fullmatch(run)
        if match is None:
            raise HoursUnclear(f"'{run}' is no day from 1 (Monday) to 7, nor a range of them")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise HoursUnclear(f"'{run}' ends before it begins")
        found += range(first, last + 1)
    return found


def _periods(text: str) -> tuple[Period, ...]:
    """Return the periods of one part, in order of time."""
    found = sorted((_period(one) for one in text.split()), key=lambda period: period.begins)
    if not found:
        raise HoursUnclear("days without a period such as 07:30-11:30")
    for before, after in pairwise(found):
        if after.begins < before.ends:
            raise HoursUnclear(f"{before.in_words()} and {after.in_words()} overlap")
    return tuple(found)


def _period(text: str) -> Period:
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise HoursUnclear(f"'{text}' is no period such as 07:30-11:30")
    hour, minute, last_hour, last_minute = map(int, match.groups())
    period = Period(hour * 60 + minute, last_hour * 60 + last_minute)
    if not period.begins < period.ends <= _MIDNIGHT:
        raise HoursUnclear(f"'{text}' does not end after it begins, on the same day")
    return period


def _days_in_words(days: list[int]) -> str:
    if len(days) == len(_WEEK):
        return catalogue.EVERY_DAY
    first, last = catalogue.DAYS[days[0]], catalogue.DAYS[days[-1]]
    return first if len(days) == 1 else catalogue.SEVERAL_DAYS.format(first=first, last=last)


def _periods_in_words(periods: tuple[Period, ...]) -> str:
    if periods == (Period(0, _MIDNIGHT),):
        return catalogue.ALL_DAY
    return catalogue.AND.join(period.in_words() for period in periods)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
