"""Quiet hours are those of Vietnam, whatever the zone of the moment."""

from datetime import UTC, datetime

import pytest

from dutydesk.clock import VIETNAM, iso
from dutydesk.quiet_hours import evening_after, is_night, morning_after


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, 22, hour, minute, second, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (at(21, 59, 59), False),
        (at(22), True),
        (at(0), True),
        (at(5, 59, 59), True),
        (at(6), False),
        (at(22).astimezone(UTC), True),
    ],
    ids="21:59:59 22:00 00:00 05:59:59 06:00 22:00-as-utc".split(),
)
def test_the_night_is_from_ten_up_to_six(moment: datetime, night: bool) -> None:  # noqa: FBT001  # a table
    assert is_night(moment) is night


@pytest.mark.parametrize(
    ("moment", "evening", "morning"),
    [
        (at(12), "2026-11-22T15:00:00.000Z", "2026-11-22T23:00:00.000Z"),
        (at(22), "2026-11-23T15:00:00.000Z", "2026-11-22T23:00:00.000Z"),
        (at(6), "2026-11-22T15:00:00.000Z", "2026-11-22T23:00:00.000Z"),
        (at(1), "2026-11-22T15:00:00.000Z", "2026-11-21T23:00:00.000Z"),
    ],
    ids="noon ten six one".split(),
)
def test_the_next_evening_and_the_next_morning_are_later(moment: datetime, evening: str, morning: str) -> None:
    assert (iso(evening_after(moment)), iso(morning_after(moment))) == (evening, morning)
