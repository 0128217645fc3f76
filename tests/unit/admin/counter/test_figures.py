"""What a counter tells of itself: the wait now, and how the day went."""

import pytest

from dutydesk.stores.ticket_writes import line_of, step_writes, write_part
from dutydesk.stores.transactions import transact
from dutydesk.tickets import Act, acted
from tests.unit.admin.countering import STAY, Hall, at
from tests.unit.admin.desk import TestDesk


@pytest.fixture
def hall(desk: TestDesk) -> Hall:
    return Hall(desk)


def test_the_wait_is_estimated_by_what_was_served(hall: Hall) -> None:
    for _ in range(2):
        hall.booked("0800")
    hall.desk.clock.now = at(8)
    assert hall.get("/estimate").body["items"][0] == {
        "service_id": "cccd",
        "people_before": 2,
        "serving": 0,
        "minutes": None,
    }
    hall.served(minutes=6)
    hall.booked("0900")
    assert hall.get("/estimate").body["items"][0] == {
        "service_id": "cccd",
        "people_before": 1,
        "serving": 0,
        "minutes": 6,
    }
    hall.post("walk-in", {"service": "cccd", "people": 2})
    hall.next()
    ticket_id = next(one for one, state in hall.states().items() if state == "called")
    hall.act(ticket_id, "start")
    found = hall.get("/estimate").body["items"][0]
    assert (found["people_before"], found["serving"]) == (2, 1)


def test_the_figures_of_a_day(hall: Hall) -> None:
    first, absent, gone = hall.booked("0800"), hall.booked("0800"), hall.booked("0900", people=2)
    hall.booked("1400", service=STAY)
    hall.desk.clock.now = at(8, 4)
    assert hall.served(minutes=10) == first.ticket_id
    hall.next()
    hall.act(absent, "skip")
    hall.desk.clock.advance(minutes=10)
    hall.next()
    hall.act(absent, "skip")
    hall.desk.clock.now = at(8, 30)
    hall.post("walk-in", {"service": "cccd"})
    hall.desk.clock.advance(minutes=2)
    hall.served(minutes=20)
    hall.desk.clock.now = at(9)
    _give_back(hall, gone.ticket_id)
    answer = hall.get("/figures").body
    everything, cards, stays = answer["items"]
    assert cards == {
        "service_id": "cccd",
        "issued": 5,
        "finished": 2,
        "no_shows": 1,
        "cancelled": 2,
        "walk_ins": 1,
        "median_wait_s": 240,
        "median_service_s": 900,
        "hours": [
            {"hour": "08", "issued": 3, "finished": 2, "no_shows": 1, "cancelled": 0},
            {"hour": "09", "issued": 2, "finished": 0, "no_shows": 0, "cancelled": 2},
        ],
    }
    assert (stays["issued"], stays["median_wait_s"], stays["median_service_s"]) == (1, None, None)
    assert (everything["service_id"], everything["issued"]) == ("", 6)
    assert [one["hour"] for one in everything["hours"]] == ["08", "09", "14"]


def test_an_early_call_is_no_negative_wait(hall: Hall) -> None:
    hall.desk.clock.now = at(7)
    hall.act(hall.booked("0800"), "call")
    assert hall.get("/figures").body["items"][0]["median_wait_s"] == 0


def _give_back(hall: Hall, ticket_id: str) -> None:
    """Let a citizen give a number back, as the ticket desk does."""
    before, now = hall.kept(ticket_id), hall.desk.clock()
    seats = hall.tickets.seats(line_of(before), before.slot)
    writes = step_writes(before, acted(before, Act.CANCEL, at=now), seats, at=now, by="citizen")
    transact(hall.desk.client, [write_part(hall.desk.tables["tickets"], one) for one in writes])
