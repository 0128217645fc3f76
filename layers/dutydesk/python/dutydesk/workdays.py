"""Which days an office works: its weekly hours, less its own closures, less the public holidays of Vietnam.

Public holidays, those of the lunar new year and the days given in their place included, are those of the library
``holidays`` (its country ``VN``). A Saturday that makes up for a day off is no working day here: an
office that keeps it serves those who come without a number.
"""

import functools
from collections.abc import Iterator
from datetime import date, timedelta

from dutydesk.hours import OfficeHours, Period


def holiday(day: date) -> str:
    """Return the Vietnamese name of the public holiday, or nothing on any other day."""
    return _holidays(day.year).get(day, "")


def periods(day: date, *, hours: str, closures: tuple[str, ...] = ()) -> tuple[Period, ...]:
    """Return when the office is open on this day, in order; empty when it is closed.

    Args:
        day: a day in Vietnam.
        hours: in the syntax of ``dutydesk.hours``; the usual ones where it is empty or cannot be read.
        closures: days, in ISO form, on which the office is closed besides.
    """
    if day.isoformat() in closures:
        return ()
    usual = OfficeHours.of(hours).week[day.weekday()]
    return usual if usual and not holiday(day) else ()


def open_days(first: date, *, ahead: int, hours: str, closures: tuple[str, ...] = ()) -> Iterator[date]:
    """Yield the working days from ``first`` to ``ahead`` days after it, both included, in order."""
    days = (first + timedelta(days=number) for number in range(ahead + 1))
    return (day for day in days if periods(day, hours=hours, closures=closures))


@functools.cache
def _holidays(year: int) -> dict[date, str]:
    """Ask the library for one year, on first use: loading it takes some 0.2 s, and most calls need no calendar."""
    import holidays  # noqa: PLC0415  # see above

    return dict(holidays.country_holidays("VN", years=year))
