"""Numbers for those who come without one: of the counter's share, never too many, never twice, of nobody."""

from dataclasses import replace
from typing import Any

import pytest

from dutydesk.stores.offices import office_item
from functions.admin.counter import desk as texts
from functions.admin.counter.floor import NO_SUCH_SERVICE
from tests.unit.admin.banking import before_each, nothing
from tests.unit.admin.countering import OFFICE, TODAY, UNIT, Hall, at
from tests.unit.admin.desk import TestDesk


@pytest.fixture
def hall(desk: TestDesk) -> Hall:
    return Hall(desk)


def test_somebody_without_a_number_gets_one_of_the_counters_share(hall: Hall) -> None:
    hall.desk.clock.now = at(7, 30)
    answer = hall.post("walk-in", {"service": "cccd", "people": 2})
    assert answer.status == 201
    assert (answer.body["slot"], answer.body["numbers"], answer.body["state"]) == ("08:00", [3, 4], "booked")
    (line,) = hall.line()
    assert (line["walk_in"], line["person_id"]) == (True, "")
    assert hall.post("walk-in", {"service": "cccd"}).body["slot"] == "09:00"
    assert hall.booked("0800", people=2).numbers == (1, 2), "the chat's share is untouched"
    ticket = hall.kept(answer.body["ticket_id"])
    assert (ticket.unit, ticket.person_id, ticket.page_id) == (UNIT, "", "")
    assert [one["by"] for one in hall.tickets.history(ticket.ticket_id)] == ["an"]
    assert not [one for one in hall.desk.items("tickets", "PERSON#") if one["pk"] == "PERSON#"]


def test_once_a_slot_has_begun_the_counter_gives_what_the_chat_left(hall: Hall) -> None:
    hall.desk.clock.now = at(8)
    given = [hall.post("walk-in", {"service": "cccd"}).body for _ in range(5)]
    assert [one["slot"] for one in given] == ["08:00"] * 4 + ["09:00"]
    assert [one["numbers"] for one in given] == [[3], [4], [1], [2], [7]]


def test_walk_ins_never_exceed_the_capacity_of_the_day(hall: Hall) -> None:
    hall.desk.clock.now = at(15, 30)
    given = [hall.post("walk-in", {"service": "cccd"}) for _ in range(5)]
    assert [one.status for one in given] == [201] * 4 + [409]
    assert given[-1].body["message"] == texts.FULL
    numbers = [number for one in given[:-1] for number in one.body["numbers"]]
    assert sorted(numbers) == [13, 14, 15, 16]
    hall.desk.clock.now = at(16)
    assert hall.post("walk-in", {"service": "tam-tru"}).body["message"] == texts.FULL


def test_two_officers_at_once_never_give_the_same_number(hall: Hall) -> None:
    hall.desk.officer("em", units=(UNIT,))
    given: list[Any] = []

    def quicker() -> None:
        given.append(hall.post("walk-in", {"service": "cccd"}, username="em").body)

    with before_each(hall.desk, "TransactWriteItems", *[quicker, nothing] * 3):
        given.append(hall.post("walk-in", {"service": "cccd"}).body)
    numbers = [number for one in given for number in one["numbers"]]
    assert len(numbers) == len(set(numbers)) == 4
    assert sorted(number for one in hall.line() for number in one["numbers"]) == sorted(numbers)


def test_whoever_stands_there_is_called_when_nobody_is_due(hall: Hall) -> None:
    hall.desk.clock.now = at(7, 40)
    hall.booked("0800")
    walk_in = hall.post("walk-in", {"service": "cccd"}).body["ticket_id"]
    assert hall.next().body["ticket_id"] == walk_in


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        pytest.param({"service": "khong-co"}, 404, NO_SUCH_SERVICE, id="unknown service"),
        pytest.param({"service": "cccd", "people": 0}, 400, texts.NO_PEOPLE, id="nobody"),
        pytest.param({"service": "cccd", "people": 5}, 400, texts.NO_PEOPLE, id="five"),
    ],
)
def test_a_walk_in_that_cannot_be_is_refused(hall: Hall, body: Any, status: int, message: str) -> None:
    answer = hall.post("walk-in", body)
    assert (answer.status, answer.body["message"]) == (status, message)
    assert hall.line() == []


def test_a_closed_day_gives_no_numbers(hall: Hall) -> None:
    hall.desk.put_raw("content", office_item(replace(OFFICE, closures=(TODAY,))))
    assert hall.post("walk-in", {"service": "cccd"}).body["message"] == texts.CLOSED
