"""Closing a day: no more numbers for it, those that are held stand, and telling their people survives anything."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.clock import from_iso, iso
from dutydesk.stores.offices import DynamoOffices, office_item
from functions.admin.broadcasts.rules import CONTROL, EMPTY
from functions.admin.counter.closing import PAST, TELL_AFTER
from functions.admin.offices import rules
from functions.upkeep.due import DynamoDue
from tests.unit.admin.banking import before_each, deeds
from tests.unit.admin.countering import OFFICE, STAY, TODAY, TOMORROW, UNIT, Hall, at
from tests.unit.admin.desk import Answer, TestDesk

WHY = "Mất điện toàn khu vực"


@pytest.fixture
def hall(desk: TestDesk) -> Hall:
    return Hall(desk)


def close(hall: Hall, day: str = TOMORROW, reason: str = WHY, **how: Any) -> Answer:
    return hall.post("close", {"reason": reason}, day=day, **how)


def due(hall: Hall) -> list[dict[str, Any]]:
    """What upkeep will hand to the ticket desk."""
    return hall.desk.items("receipts", "DUE#ticket#")


def test_a_closed_day_gives_no_more_numbers_and_those_given_stand(hall: Hall) -> None:
    ticket = hall.booked(day=TOMORROW)
    answer = close(hall)
    assert (answer.status, answer.body) == (200, {"office_id": "tru-so", "date": TOMORROW, "told": 1, "not_told": 0})
    (office,) = DynamoOffices(hall.desk.client, hall.desk.tables["content"], ttl_s=0).offices_of(UNIT)
    assert office == replace(OFFICE, closures=(TOMORROW,))
    assert hall.kept(ticket).state == "booked"
    assert (hall.get(day=TOMORROW).body["open"], len(hall.line(day=TOMORROW))) == (False, 1)
    assert deeds(hall.desk)[0] == ("counter.close", f"counter tru-so {TOMORROW}", "allowed")


def test_telling_falls_due_with_it_once_no_worker_takes_the_office_for_open(hall: Hall) -> None:
    hall.booked(day=TOMORROW)
    close(hall)
    items = due(hall)
    assert sorted(item["what"]["subject"] for item in items) == [
        f"LINE#tru-so#cccd#{TOMORROW}",
        f"LINE#tru-so#tam-tru#{TOMORROW}",
    ]
    for item in items:
        assert item["what"] == {
            "wish": "closed",
            "subject": item["what"]["subject"],
            "person_id": "",
            "unit": UNIT,
            "page_id": "",
            "platform": "",
            "text": WHY,
        }
        assert from_iso(item["due_at"]) == hall.desk.clock() + TELL_AFTER
    assert timedelta(seconds=60 + 15) <= TELL_AFTER, (
        "an office is remembered for a minute, a message worked on for 15 s"
    )
    found = DynamoDue(hall.desk.client, hall.desk.tables["receipts"]).due(hall.desk.clock() + TELL_AFTER)
    assert len(found) == 2


def test_whoever_cannot_be_told_by_chat_is_counted_apart(hall: Hall) -> None:
    hall.booked(), hall.booked("0900")
    hall.desk.clock.now = at(8)
    hall.post("walk-in", {"service": "cccd"})
    hall.next()
    assert close(hall, TODAY).body == {"office_id": "tru-so", "date": TODAY, "told": 1, "not_told": 2}
    assert hall.post("walk-in", {"service": "cccd"}).status == 409
    assert hall.next("2").status == 200, "whoever is there can still be served"


def test_a_repeated_call_changes_nothing_and_a_later_one_tells_again(hall: Hall) -> None:
    hall.booked(day=TOMORROW)
    first = close(hall)
    before = (due(hall), hall.desk.items("content"), hall.desk.items("tickets"))
    hall.desk.clock.advance(minutes=9)
    assert close(hall).body == first.body
    assert (due(hall), hall.desk.items("content"), hall.desk.items("tickets")) == before
    hall.desk.clock.advance(minutes=2)
    assert close(hall, reason="Vẫn mất điện").status == 200
    assert sorted({item["what"]["text"] for item in due(hall)}) == sorted({WHY, "Vẫn mất điện"})
    assert [outcome for *_, outcome in deeds(hall.desk)] == ["allowed"] * 3


def test_a_day_that_an_editor_closed_is_told_of_all_the_same(hall: Hall) -> None:
    hall.booked(day=TOMORROW)
    hall.desk.put_raw("content", office_item(replace(OFFICE, closures=(TOMORROW,))))
    assert close(hall).body["told"] == 1
    assert len(due(hall)) == 2
    (kept,) = hall.desk.items("tickets", "OFFICE#")
    assert (kept["sk"], kept["by"], kept["reason"], kept["at"]) == (
        f"CLOSED#{TOMORROW}",
        "an",
        WHY,
        iso(hall.desk.clock()),
    )


def test_a_service_that_is_offered_no_more_is_told_of_too(hall: Hall) -> None:
    ticket = hall.booked(day=TOMORROW)
    item = office_item(replace(OFFICE, services=(STAY,)))
    former = {"L": [{"M": {"service_id": {"S": "cccd"}, "name": {"S": "Làm căn cước"}}}]}
    hall.desk.put_raw("content", item | {"former": former, "revision": {"N": "4"}})
    assert close(hall).body["told"] == 1
    assert f"LINE#tru-so#cccd#{TOMORROW}" in {one["what"]["subject"] for one in due(hall)}
    assert [one["ticket_id"] for one in hall.line(day=TOMORROW)] == [ticket.ticket_id]


def test_a_change_of_the_office_at_the_very_moment_is_kept(hall: Hall) -> None:
    hall.desk.officer("em", roles=("editor",), units=(UNIT,))

    def rename() -> None:
        body = {"name": "Tên mới", "hours": OFFICE.hours, "closures": [TODAY], "revision": 1}
        assert hall.desk.call("PUT", "/admin/offices/tru-so", body, username="em").status == 200

    with before_each(hall.desk, "TransactWriteItems", rename):
        assert close(hall).status == 200
    (office,) = DynamoOffices(hall.desk.client, hall.desk.tables["content"], ttl_s=0).offices_of(UNIT)
    assert (office.name, office.closures) == ("Tên mới", (TODAY, TOMORROW))


def test_a_closing_that_cannot_be_written_leaves_nothing_behind(hall: Hall) -> None:
    hall.booked(day=TOMORROW)
    before = (hall.desk.items("content"), hall.desk.items("tickets"))
    hall.desk.client.delete_table(TableName=hall.desk.tables["receipts"])
    assert close(hall).status >= 500
    assert (hall.desk.items("content"), hall.desk.items("tickets")) == before


@pytest.mark.parametrize(
    ("day", "reason", "message"),
    [
        pytest.param(TOMORROW, " ", f"reason: {EMPTY}", id="no reason"),
        pytest.param(TOMORROW, "x" * 201, "reason: " + rules.TOO_LONG.format(most=200), id="a long reason"),
        pytest.param(TOMORROW, "a\x07", f"reason: {CONTROL}", id="a control character"),
        pytest.param("2026-03-01", WHY, f"date: {PAST}", id="yesterday"),
        pytest.param("2099-03-01", WHY, f"closures.0: {rules.DAY_TOO_FAR}", id="another age"),
    ],
)
def test_a_closing_that_cannot_be_is_refused(hall: Hall, day: str, reason: str, message: str) -> None:
    answer = close(hall, day, reason)
    assert (answer.status, answer.body["message"]) == (400, message)
    assert (due(hall), [outcome for *_, outcome in deeds(hall.desk)]) == ([], ["refused"])
