"""Changes of an office and the numbers that citizens hold: none is taken away, and officers are told of each."""

from dataclasses import replace
from typing import Any

import pytest

from functions.admin.offices import editing as texts
from tests.unit.admin.banking import deeds
from tests.unit.admin.countering import CARD, STAY, TODAY, TOMORROW, UNIT, Hall
from tests.unit.admin.countering import delete_office as delete
from tests.unit.admin.countering import put_office as put
from tests.unit.admin.countering import seen_offices as seen
from tests.unit.admin.desk import TestDesk


@pytest.fixture
def hall(desk: TestDesk) -> Hall:
    """An office that a seed wrote, and its editor."""
    hall = Hall(desk)
    desk.officer(roles=("editor",), units=(UNIT,))
    return hall


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param({"closures": [TOMORROW]}, "closed", id="closed that day"),
        pytest.param({"hours": "1,3-5 08:00-10:00"}, "closed", id="that weekday no more"),
        pytest.param({"hours": "1-5 08:00-09:00"}, "hours", id="shorter hours"),
        pytest.param({"services": (replace(CARD, slot_minutes=50), STAY)}, "hours", id="other slots"),
        pytest.param({"services": (replace(CARD, capacity=1), STAY)}, "capacity", id="less room"),
        pytest.param({"services": (STAY,)}, "service", id="no such service any more"),
    ],
)
def test_a_change_says_which_numbers_lie_outside_of_it_and_takes_none_away(
    hall: Hall, changes: dict[str, Any], why: str
) -> None:
    ticket = hall.booked("0900", people=2, day=TOMORROW)
    fine = hall.booked("0800", service=STAY, day=TODAY)
    answer = put(hall.desk, revision=1, **changes)
    assert answer.status == 200, answer.text
    assert answer.body["outside"] == [
        {
            "ticket_id": ticket.ticket_id,
            "service_id": "cccd",
            "date": TOMORROW,
            "slot": "09:00",
            "numbers": [5, 6],
            "why": why,
        }
    ]
    assert answer.body["outside_count"] == 1
    assert "person" not in answer.text
    assert hall.kept(ticket).state == hall.kept(fine).state == "booked"


def test_of_a_full_slot_only_those_above_the_new_capacity_lie_outside(hall: Hall) -> None:
    hall.booked("0900", day=TOMORROW)
    last = hall.booked("0900", day=TOMORROW)
    answer = put(hall.desk, revision=1, services=(replace(CARD, capacity=1), STAY))
    assert [(one["ticket_id"], one["why"]) for one in answer.body["outside"]] == [(last.ticket_id, "capacity")]


def test_numbers_that_are_no_more_lie_nowhere(hall: Hall) -> None:
    hall.desk.clock.advance(hours=1)
    hall.desk.officer("em", units=(UNIT,))
    ticket = hall.booked("0800")
    hall.post("next", {"desk": "1"}, username="em")
    hall.act(ticket, "start", "finish", username="em")
    assert put(hall.desk, revision=1, services=(STAY,)).body["outside"] == []


def test_a_service_with_numbers_stays_at_the_counter_until_they_are_served(hall: Hall) -> None:
    hall.desk.officer("em", units=(UNIT,))
    ticket = hall.booked("0800")
    put(hall.desk, revision=1, services=(STAY,))
    put(hall.desk, revision=2, services=(STAY,), name="Trụ sở")
    assert [one.service_id for one in seen(hall.desk)[0].services] == ["tam-tru"]
    assert [one["ticket_id"] for one in hall.line(username="em")] == [ticket.ticket_id]
    assert hall.get(username="em").body["services"][-1] == {"service_id": "cccd", "name": CARD.name}
    hall.desk.clock.advance(hours=1)
    assert hall.next(username="em").body["ticket_id"] == ticket.ticket_id
    hall.act(ticket, "start", "finish", username="em")
    put(hall.desk, revision=3, services=(STAY,))
    assert [one["service_id"] for one in hall.get(username="em").body["services"]] == ["tam-tru"]


def test_an_office_goes_only_when_nobody_holds_a_number(hall: Hall) -> None:
    hall.booked("0900", day=TOMORROW)
    answer = delete(hall.desk)
    assert (answer.status, answer.body["message"]) == (409, texts.STILL_HELD.format(tickets=1, day=TOMORROW))
    assert len(seen(hall.desk)) == 1
    hall.desk.clock.advance(days=2)
    assert delete(hall.desk, revision=7).status == 409
    assert delete(hall.desk).body == {"office_id": "tru-so"}
    assert seen(hall.desk) == ()
    assert delete(hall.desk).status == 404
    assert [outcome for *_, outcome in deeds(hall.desk)] == ["refused", "refused", "allowed", "denied"]
