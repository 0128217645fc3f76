"""What is owed by when, on Vietnamese working days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dutydesk import deadlines
from dutydesk.deadlines import Owed, hastened, is_overdue, opened, owed, paused, reopened, resumed, workday_end
from dutydesk.stores.case_life import CaseLife, Stage
from dutydesk.stores.cases import Case, Status

MONDAY = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""Noon in Vietnam, in a week without a holiday."""


def at(day: str, hour: str = "17:00") -> datetime:
    """A moment in Vietnam."""
    return datetime.fromisoformat(f"{day}T{hour}:00+07:00").astimezone(UTC)


def case(life: CaseLife, **more: object) -> Case:
    """A case that came on Monday."""
    plain = Case(
        case_id="c", receipt="r", unit="u", page_id="p", person_id="p1", opened_at=MONDAY, summary="", life=life
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # a test's own shorthand


@pytest.mark.parametrize(
    ("moment", "days", "hours", "ends"),
    [
        pytest.param(at("2026-03-02", "10:00"), 1, "", at("2026-03-03"), id="the next day"),
        pytest.param(at("2026-03-06", "10:00"), 1, "", at("2026-03-09"), id="over a weekend"),
        pytest.param(at("2026-03-07", "10:00"), 1, "", at("2026-03-09"), id="from a Saturday"),
        pytest.param(at("2026-03-02", "10:00"), 0, "", at("2026-03-02"), id="the same day"),
        pytest.param(at("2026-03-02", "17:00"), 0, "", at("2026-03-03"), id="the day is over"),
        pytest.param(at("2026-02-13", "10:00"), 1, "", at("2026-02-23"), id="over the lunar new year"),
        pytest.param(at("2026-04-29", "10:00"), 1, "", at("2026-05-04"), id="over the end of April"),
        pytest.param(at("2026-03-06", "10:00"), 1, "1-7 00:00-24:00", at("2026-03-08", "00:00"), id="always open"),
        pytest.param(at("2026-03-06", "10:00"), 1, "6 08:00-11:00", at("2026-03-07", "11:00"), id="Saturdays only"),
        pytest.param(at("2025-12-31", "23:30"), 1, "", at("2026-01-02"), id="by the day in Vietnam"),
    ],
)
def test_a_deadline_is_the_end_of_a_working_day(moment: datetime, days: int, hours: str, ends: datetime) -> None:
    assert workday_end(moment, days, hours) == ends


def test_every_category_has_terms_in_order_and_an_unknown_one_the_usual() -> None:
    for category in (*deadlines.TERMS, "a newer one"):
        life = opened(category, MONDAY, "")
        assert life.take_by is not None
        assert life.answer_by is not None
        assert life.close_by is not None
        assert MONDAY < life.take_by <= life.answer_by < life.close_by
    assert opened("a newer one", MONDAY, "") == opened("tip", MONDAY, "")


def test_what_is_owed_goes_from_stage_to_stage() -> None:
    life = opened("tip", MONDAY, "")
    assert owed(case(life)) == Owed(Stage.TAKE, at("2026-03-03"))
    assert owed(case(life, acknowledged_by="an")) == Owed(Stage.ANSWER, at("2026-03-04"))
    assert owed(case(replace(life, answered_at=MONDAY))) == Owed(Stage.CLOSE, at("2026-03-30"))


@pytest.mark.parametrize(
    "nothing",
    [
        pytest.param(case(opened("tip", MONDAY, ""), status=Status.CLOSED), id="closed"),
        pytest.param(case(opened("tip", MONDAY, ""), status=Status.WAITING_CITIZEN), id="the citizen has the word"),
        pytest.param(case(CaseLife()), id="of an earlier release"),
        pytest.param(case(replace(opened("tip", MONDAY, ""), late="close")), id="called for everything"),
    ],
)
def test_nothing_is_owed(nothing: Case) -> None:
    assert owed(nothing) is None


def test_somebody_is_called_once_for_each_stage() -> None:
    life = replace(opened("tip", MONDAY, ""), late="take")
    assert owed(case(life)) == Owed(Stage.ANSWER, at("2026-03-04"))


def test_a_late_case_stays_late_after_the_call() -> None:
    late = case(replace(opened("tip", MONDAY, ""), late="close"))
    assert is_overdue(late, at("2026-05-30"))
    assert not is_overdue(late, MONDAY)


@pytest.mark.parametrize(
    ("waited_until", "given_back"),
    [
        pytest.param(MONDAY + timedelta(hours=3), 0, id="the same day"),
        pytest.param(MONDAY + timedelta(days=2), 2, id="two days"),
        pytest.param(MONDAY + timedelta(days=7), 5, id="a week with its weekend"),
    ],
)
def test_waiting_gives_each_working_day_back(waited_until: datetime, given_back: int) -> None:
    life = opened("question", MONDAY, "")
    after = resumed(paused(life, MONDAY), waited_until, "")
    assert life.close_by is not None
    assert after.waiting_since is None
    assert after.close_by == (workday_end(life.close_by, given_back, "") if given_back else life.close_by)
    assert after.take_by == life.take_by


def test_a_graver_category_only_brings_deadlines_forward() -> None:
    life = opened("tip", MONDAY, "")
    grave = hastened(life, "emergency", MONDAY, "")
    assert grave == opened("emergency", MONDAY, "")
    assert hastened(grave, "tip", MONDAY, "") == grave
    assert hastened(CaseLife(), "emergency", MONDAY, "") == grave


def test_what_comes_back_begins_anew_and_keeps_that_it_was_disputed() -> None:
    ended = CaseLife(outcome="other", closed_at=MONDAY, disputed_at=MONDAY, merged_into="x", late="close")
    later = MONDAY + timedelta(days=10)
    life = reopened(case(ended, status=Status.CLOSED), later, "")
    assert replace(life, disputed_at=None) == opened("tip", later, "")
    assert life.disputed_at == MONDAY
