"""What Zalo's day is: the documentation names no time zone, Vietnam's is assumed."""

from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
NIGHT_FROM, NIGHT_TO = 22, 6


def is_night(moment: datetime) -> bool:
    """Tell whether it is 22:00 to 05:59 in Vietnam, when nothing promotional is delivered."""
    hour = moment.astimezone(VIETNAM).hour
    return hour >= NIGHT_FROM or hour < NIGHT_TO


def day_of(moment: datetime) -> int:
    """Return the ordinal of the day in Vietnam."""
    return moment.astimezone(VIETNAM).toordinal()


def month_of(moment: datetime) -> int:
    """Return the ordinal of the month in Vietnam."""
    local = moment.astimezone(VIETNAM)
    return local.year * 12 + local.month
