"""Quiet hours: from 22:00 up to, but not including, 06:00 in Vietnam nobody is told what can wait until the morning."""

from datetime import UTC, datetime, time, timedelta

from dutydesk.clock import VIETNAM

NIGHT = (time(22), time(6))
"""When the night begins, and when it is over."""


def is_night(at: datetime) -> bool:
    """Whether people sleep at this moment."""
    begin, end = NIGHT
    hour = at.astimezone(VIETNAM).time()
    return hour >= begin or hour < end


def evening_after(at: datetime) -> datetime:
    """Return when the next night begins, later than ``at``."""
    return _next(NIGHT[0], at)


def morning_after(at: datetime) -> datetime:
    """Return when the night next ends, later than ``at``."""
    return _next(NIGHT[1], at)


def _next(hour: time, at: datetime) -> datetime:
    local = at.astimezone(VIETNAM)
    same_day = datetime.combine(local.date(), hour, VIETNAM)
    return (same_day if same_day > local else same_day + timedelta(days=1)).astimezone(UTC)
