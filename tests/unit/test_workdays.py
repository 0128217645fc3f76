"""Which days an office works: weekdays, closures, and the holidays of Vietnam."""

import subprocess
import sys
from datetime import date

import pytest

from dutydesk.workdays import holiday, open_days, periods

HOURS = "1-5 07:30-11:30 13:30-17:00; 6 07:30-11:30"


@pytest.mark.parametrize(
    ("day", "many"),
    [
        pytest.param(date(2026, 3, 2), 2, id="Monday"),
        pytest.param(date(2026, 3, 7), 1, id="Saturday morning"),
        pytest.param(date(2026, 3, 8), 0, id="Sunday"),
        pytest.param(date(2026, 1, 1), 0, id="new year"),
        pytest.param(date(2026, 2, 16), 0, id="the eve of the lunar new year"),
        pytest.param(date(2026, 2, 20), 0, id="its fourth day"),
        pytest.param(date(2026, 2, 21), 1, id="the Saturday after it"),
        pytest.param(date(2026, 4, 27), 0, id="in place of a holiday on a Sunday"),
        pytest.param(date(2026, 9, 2), 0, id="National Day"),
        pytest.param(date(2027, 2, 8), 0, id="the lunar new year of another year"),
    ],
)
def test_a_day_has_its_hours_unless_it_is_a_holiday(day: date, many: int) -> None:
    assert len(periods(day, hours=HOURS)) == many


def test_a_closure_closes() -> None:
    assert periods(date(2026, 3, 2), hours=HOURS, closures=("2026-03-02",)) == ()


def test_hours_that_cannot_be_read_are_the_usual_ones() -> None:
    assert len(periods(date(2026, 3, 2), hours="nonsense")) == 2


def test_a_holiday_has_its_name() -> None:
    assert "Tết" in holiday(date(2026, 2, 17))
    assert holiday(date(2026, 3, 2)) == ""


def test_days_ahead_leave_out_what_is_closed() -> None:
    days = list(open_days(date(2026, 4, 24), ahead=10, hours="1-5 08:00-09:00", closures=("2026-04-29",)))
    assert days == [date(2026, 4, 24), date(2026, 4, 28), date(2026, 5, 4)]


def test_the_library_is_loaded_when_a_day_is_asked_for_and_not_before() -> None:
    code = (
        "import sys, datetime, dutydesk.workdays as w; print('holidays' in sys.modules);"
        "w.holiday(datetime.date(2026, 3, 2)); print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603  # ours
    assert done.stdout.split() == ["False", "True"]
