"""Cases whose deadline may have passed are looked at, until somebody has."""

from datetime import timedelta

import pytest

from dutydesk.messages import AlertKind, AlertMessage
from dutydesk.stores.receipts import DEADLINE
from tests.fakes.clock import NOON
from tests.unit.upkeep.conftest import House

WHAT = {"case_id": "01HCASE", "unit": "quan-mau"}


def test_a_deadline_that_is_due_is_looked_at_again_each_minute_until_it_is_moved(house: House) -> None:
    house.put_due(DEADLINE, "01HCASE", NOON, WHAT)
    assert house.due().run(lambda: True) == 1
    house.clock.advance(minutes=1)
    house.due().run(lambda: True)
    first, again = house.alerts.messages
    assert first == AlertMessage(
        kind=AlertKind.ATTEND,
        event_key="deadline#01HCASE#2026-03-02T05:00:00.000Z",
        case_id="01HCASE",
        unit="quan-mau",
    )
    assert again.event_key != first.event_key
    assert len({call.dedupe for call in house.alerts.calls}) == 2


def test_a_deadline_that_nobody_looks_at_is_no_urgent_case(house: House) -> None:
    house.put_due(DEADLINE, "01HCASE", NOON, WHAT)
    for _ in range(20):
        house.due().run(lambda: True)
        house.clock.advance(minutes=1)
    assert len(house.alerts.messages) == 20
    assert house.unheard == []


def test_an_alert_and_a_deadline_of_one_case_and_moment_do_not_swallow_each_other(house: House) -> None:
    house.put_due("alert", "01HCASE", NOON, WHAT | {"attempt": 0})
    house.put_due(DEADLINE, "01HCASE", NOON, WHAT)
    house.due().run(lambda: True)
    assert len(house.alerts.distinct()) == 2


def test_a_deadline_whose_queue_refuses_stays_due(house: House) -> None:
    house.put_due(DEADLINE, "01HCASE", NOON - timedelta(minutes=1), WHAT)
    house.alerts.refuse_next = 1
    with pytest.raises(ExceptionGroup):
        house.due().run(lambda: True)
    assert house.item("DUE#deadline#01HCASE")["due_at"] == "2026-03-02T04:59:00.000Z"
