"""Office hours: read, asked and said."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.clock import VIETNAM
from dutydesk.hours import USUAL, HoursUnclear, OfficeHours, moment_in_words

WITH_SATURDAY = OfficeHours.parse("1-5 07:30-11:30 13:30-17:00; 6 07:30-11:30")


def on(day: int, clock: str) -> datetime:
    """A moment of the week of Monday 2 March 2026, in Vietnam's time, as UTC."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, 1 + day, hour, minute, tzinfo=VIETNAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(on(1, "07:29"), False, id="a minute early"),
        pytest.param(on(1, "07:30"), True, id="as it opens"),
        pytest.param(on(1, "11:29") + timedelta(seconds=59), True, id="the last second"),
        pytest.param(on(1, "11:30"), False, id="as it closes"),
        pytest.param(on(1, "12:00"), False, id="lunch"),
        pytest.param(on(5, "16:59"), True, id="Friday afternoon"),
        pytest.param(on(6, "08:00"), True, id="Saturday morning"),
        pytest.param(on(6, "14:00"), False, id="Saturday afternoon"),
        pytest.param(on(7, "08:00"), False, id="Sunday"),
    ],
)
def test_whether_an_officer_is_there(moment: datetime, expected: bool) -> None:  # noqa: FBT001  # a table's column
    assert WITH_SATURDAY.is_open(moment) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(on(1, "08:00"), on(1, "08:00"), id="open already"),
        pytest.param(on(1, "00:00"), on(1, "07:30"), id="at night"),
        pytest.param(on(1, "12:00"), on(1, "13:30"), id="at lunch"),
        pytest.param(on(1, "17:00"), on(2, "07:30"), id="in the evening"),
        pytest.param(on(5, "20:00"), on(6, "07:30"), id="on Friday evening"),
        pytest.param(on(6, "11:30"), on(8, "07:30"), id="over Sunday"),
    ],
)
def test_when_an_officer_is_there_next(moment: datetime, expected: datetime) -> None:
    assert WITH_SATURDAY.next_opening(moment) == expected
    assert WITH_SATURDAY.next_opening(moment).tzinfo is UTC


def test_a_unit_open_once_a_week_opens_a_week_later() -> None:
    assert OfficeHours.parse("3 08:00-09:00").next_opening(on(3, "09:00")) == on(10, "08:00")


@given(moment=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # the zone is given beside
def test_the_next_opening_is_open_and_nothing_before_it_is(moment: datetime) -> None:
    opening = WITH_SATURDAY.next_opening(moment)
    assert opening >= moment
    assert WITH_SATURDAY.is_open(opening)
    closed = moment
    while closed < opening:
        assert not WITH_SATURDAY.is_open(closed)
        closed += timedelta(minutes=10)


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        (USUAL, "thứ Hai đến thứ Sáu 07:30–11:30 và 13:30–17:00"),
        ("1-5 07:30-11:30; 6 08:00-11:00", "thứ Hai đến thứ Sáu 07:30–11:30; thứ Bảy 08:00–11:00"),
        ("1-7 00:00-24:00", "hằng ngày 24/24"),
        ("7 08:00-12:00;1,3 08:00-12:00", "thứ Hai 08:00–12:00; thứ Tư 08:00–12:00; Chủ nhật 08:00–12:00"),
        ("1-5 13:30-17:00  07:30-11:30", "thứ Hai đến thứ Sáu 07:30–11:30 và 13:30–17:00"),
    ],
)
def test_hours_are_said_in_vietnamese(entered: str, said: str) -> None:
    assert OfficeHours.parse(entered).in_words() == said


def test_a_moment_is_said_in_vietnams_time() -> None:
    assert moment_in_words(datetime(2026, 3, 8, 23, 30, tzinfo=UTC)) == "06:30 thứ Hai 09/03"


@pytest.mark.parametrize(
    ("entered", "why"),
    [
        pytest.param("", "no day", id="empty"),
        pytest.param("Thứ 2 07:30-11:30", "'Thứ' is no day", id="words"),
        pytest.param("0 07:30-11:30", "'0' is no day", id="no such day"),
        pytest.param("٣ 07:30-11:30", "is no day", id="another script's digit"),
        pytest.param("5-1 07:30-11:30", "'5-1' ends before it begins", id="days backwards"),
        pytest.param("1-5 07:30-11:30; 5 08:00-09:00", "day 5 comes twice", id="a day twice"),
        pytest.param("1-5", "without a period", id="no period"),
        pytest.param("1-5 07:30-11:30;", "no day", id="nothing behind the last semicolon"),
        pytest.param("1-5 7h30-11h30", "'7h30-11h30' is no period", id="another notation"),
        pytest.param("1-5 07:30-25:00", "is no period", id="no such hour"),
        pytest.param("1-5 07:30-24:30", "does not end", id="beyond the day"),
        pytest.param("1-5 22:00-06:00", "does not end", id="past midnight"),
        pytest.param("1-5 08:00-08:00", "does not end", id="no time at all"),
        pytest.param("1-5 08:00-12:00 11:00-17:00", "08:00–12:00 and 11:00–17:00 overlap", id="overlap"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_place(entered: str, why: str) -> None:
    with pytest.raises(HoursUnclear, match=why):
        OfficeHours.parse(entered)


@pytest.mark.parametrize("entered", ["", "sáng chiều"])
def test_a_unit_without_readable_hours_keeps_the_usual_ones(entered: str) -> None:
    assert OfficeHours.of(entered) == OfficeHours.parse(USUAL)
