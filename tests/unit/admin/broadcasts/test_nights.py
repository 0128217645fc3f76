"""Quiet hours from the first message to the last: at approval, while it is sent, and in the morning."""

from typing import Any

import pytest

from dutydesk.stores.broadcasts import State
from tests.unit.admin.banking import deeds
from tests.unit.admin.broadcasting import (
    PAGE,
    act,
    approve,
    change,
    counted,
    draft,
    due,
    furnish,
    read,
    sending,
    stored,
)
from tests.unit.admin.desk import TestDesk

HOURS = 3600
ALARM = {"priority": "emergency", "night_reason": "Lũ về"}


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    """The clock says 12:00 of 2 March in Vietnam."""
    furnish(desk)


@pytest.mark.parametrize(
    ("starts_at", "seconds", "latest"),
    [
        ("", 10 * HOURS + 1, "11:59 02/03/2026"),
        ("2026-03-02T21:00:00+07:00", 2 * HOURS, "20:00 02/03/2026"),
        ("2026-03-02T21:30:00+07:00", HOURS // 2 + 1, "21:29 02/03/2026"),
        ("2026-03-03T07:00:00+07:00", 15 * HOURS + 60, "06:59 03/03/2026"),
    ],
    ids="now evening one-second next-day".split(),
)
def test_what_would_go_on_into_the_night_is_refused_with_the_latest_moment_to_begin(
    desk: TestDesk, starts_at: str, seconds: int, latest: str
) -> None:
    one = draft(desk, starts_at=starts_at)
    counted(desk, one, seconds=seconds)
    answer = approve(desk, one)
    assert answer.status == 400
    assert answer.body["message"].startswith("starts_at: ")
    assert answer.body["message"].count(latest) == 2, "in both languages"
    assert (desk.plans.calls, due(desk), stored(desk, one).state) == ([], {}, State.DRAFT)
    assert deeds(desk, "binh")[-1][2] == "refused"


def test_what_is_through_by_ten_goes_out(desk: TestDesk) -> None:
    one = draft(desk)
    counted(desk, one, seconds=10 * HOURS)
    assert approve(desk, one).status == 200
    assert stored(desk, one).by_day_only is True


def test_what_takes_longer_than_a_day_has_to_be_divided(desk: TestDesk) -> None:
    for hours in (17, 31):
        one = draft(desk, starts_at="2026-03-03T06:00:00+07:00")
        counted(desk, one, seconds=hours * HOURS)
        answer = approve(desk, one)
        assert answer.status == 400
        assert "divide the audience" in answer.body["message"]


@pytest.mark.parametrize(
    ("wish", "status", "rests"),
    [(ALARM, 200, False), ({**ALARM, "night_reason": ""}, 400, None), ({"night_reason": "x"}, 400, None)],
    ids=["alarm", "alarm-without-reason", "reason-without-alarm"],
)
def test_only_an_emergency_with_a_reason_may_go_on_into_the_night(
    desk: TestDesk, wish: dict[str, Any], status: int, *, rests: bool | None
) -> None:
    one = draft(desk, **wish)
    counted(desk, one, seconds=11 * HOURS)
    assert approve(desk, one).status == status
    if status == 200:
        assert approve(desk, one, "chi").body["state"] == "approved"
        assert stored(desk, one).by_day_only is rests


def test_each_of_a_series_keeps_quiet_hours(desk: TestDesk) -> None:
    one = draft(desk, starts_at="2026-03-02T19:00:00+07:00", recurring="daily")
    counted(desk, one)
    approve(desk, one)
    assert {stored(desk, name.removeprefix("broadcast#")).by_day_only for name in due(desk)} == {True}


def resting(desk: TestDesk, **wish: Any) -> str:
    one = draft(desk, **wish)
    sending(desk, one, {f"1#{PAGE}#0#0": "sp"})
    change(desk, one, state=State.PAUSED, reason="night", by_day_only=True)
    return one


def test_an_officer_sees_that_it_rests_and_goes_on_by_itself(desk: TestDesk) -> None:
    shown = read(desk, resting(desk)).body
    assert (shown["state"], shown["reason"]) == ("paused", "night")
    assert "06:00" in shown["reason_words"]


def test_nobody_resumes_it_at_night_and_anybody_may_by_day(desk: TestDesk) -> None:
    one = resting(desk)
    desk.clock.advance(hours=10)
    refused = act(desk, one, "resume")
    assert refused.status == 409
    assert "22:00" in refused.body["message"]
    assert not desk.chunks.calls
    desk.clock.advance(hours=8)
    assert act(desk, one, "resume").status == 200


def test_an_alarm_is_resumed_at_night(desk: TestDesk) -> None:
    one = resting(desk)
    change(desk, one, by_day_only=False, reason="officer")
    desk.clock.advance(hours=12)
    assert act(desk, one, "resume").status == 200


def test_a_pause_of_what_rests_makes_it_rest_until_an_officer_resumes_it(desk: TestDesk) -> None:
    one = resting(desk)
    answer = act(desk, one, "pause")
    assert (answer.status, answer.body["reason"]) == (200, "officer")
    assert act(desk, one, "pause").status == 409


def test_a_cancel_of_what_rests_closes_its_books_at_night(desk: TestDesk) -> None:
    one = resting(desk)
    desk.clock.advance(hours=12)
    assert act(desk, one, "cancel").status == 200
    assert len(desk.chunks.calls) == 1
