"""At the counter: officers enter an office, call, serve and skip; citizens see how far it is."""

import secrets
from datetime import datetime
from http import HTTPStatus
from typing import Any

import pytest

from dutydesk.clock import VIETNAM
from dutydesk.lines import Line
from dutydesk.text import catalogue_tickets as words
from tests.stack.backroom import Backroom
from tests.stack.desk import Citizen, Desk, OfficerAtDesk
from tests.stack.takes import holds_today

pytestmark = pytest.mark.stack

UNIT, OTHER_UNIT, SERVICE = "doi-kinh-te", "doi-ma-tuy", "tiep-dan"
REASON = "mất điện cả phường"
OFFICE = {
    "name": "Phòng tiếp dân Mẫu",
    "hours": "1-7 00:00-24:00",
    "unit": UNIT,
    "services": [{"service_id": SERVICE, "name": "Tiếp dân", "capacity": 10, "walk_in_share": 0.2}],
}


@pytest.fixture(name="line", scope="module")
def _line(desk: Desk) -> Line:
    """Enter an office; return its line of today."""
    return opened(desk)


def opened(desk: Desk) -> Line:
    """Have an editor enter a new office; return its line of today."""
    office_id = f"tiep-dan-{secrets.token_hex(4)}"
    entered = desk.officer_called("editor").put(f"offices/{office_id}", OFFICE)
    assert entered.status_code == HTTPStatus.OK, entered.text
    return Line(office_id=office_id, service_id=SERVICE, day=datetime.now(VIETNAM).date().isoformat())


@pytest.fixture(name="office", scope="module")
def _office(line: Line) -> str:
    """Return the path of the office's counter today."""
    return f"counter/{line.office_id}/{line.day}"


def done(answer: Any, status: HTTPStatus = HTTPStatus.OK) -> dict[str, Any]:
    """Return what an officer was answered."""
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return told


def ask_how_far(citizen: Citizen) -> str:
    """Have a citizen ask for their number; return what they are told."""
    before = len(citizen.texts())
    citizen.tell("số của tôi")
    citizen.await_text("Số: ")
    return "\n".join(citizen.texts()[before:])


def test_the_counter_calls_in_order_and_citizens_see_how_far_it_is(
    desk: Desk, backroom: Backroom, line: Line, office: str
) -> None:
    first, second = desk.citizen(UNIT), desk.citizen(UNIT)
    for number, citizen in enumerate((first, second), start=1):
        person_id = backroom.person_id(citizen)
        holds_today(desk, line, person_id=person_id, page_id=citizen.page_id, unit=UNIT, number=number)
    assert words.BEFORE.format(people=1) in ask_how_far(second)
    officer, colleague = desk.officer(UNIT), desk.duty_officer(UNIT)

    called = done(officer.post(f"{office}/next", {"desk": "1"}))
    assert (called["numbers"], called["state"]) == ([1], "called")
    other = done(colleague.post(f"{office}/next", {"desk": "2"}))
    assert other["numbers"] == [2], "two officers never call the same"
    second.tell("số của tôi")
    second.await_text(words.AT_COUNTER)

    for action, state in (("start", "serving"), ("finish", "finished")):
        assert done(act(officer, office, called, action))["state"] == state
    refused = act(officer, office, called, "start")
    assert refused.status_code == HTTPStatus.CONFLICT
    assert done(act(colleague, office, other, "skip"))["state"] == "skipped"

    tickets = done(officer.get(office))["tickets"]
    assert [(one["numbers"], one["state"]) for one in tickets] == [([1], "finished"), ([2], "skipped")]
    figures = next(one for one in done(officer.get(f"{office}/figures"))["items"] if one["service_id"] == SERVICE)
    assert (figures["issued"], figures["finished"]) == (2, 1)


def test_a_closed_day_is_told_to_those_who_have_a_number(desk: Desk, backroom: Backroom) -> None:
    line, citizen = opened(desk), desk.citizen(UNIT)
    citizen.tell("xin chào")
    citizen.await_text("kênh trực")
    person_id = backroom.person_id(citizen)
    holds_today(desk, line, person_id=person_id, page_id=citizen.page_id, unit=UNIT, number=1)
    closed = done(desk.officer(UNIT).post(f"counter/{line.office_id}/{line.day}/close", {"reason": REASON}))
    assert (closed["told"], closed["not_told"]) == (1, 0)
    due = [item for item in backroom.items("receipts") if item.get("kind") == "ticket" and line.key in item["due_id"]]
    for item in due:
        backroom.make_due("ticket", item["due_id"])
    backroom.upkeep(do="minute")
    citizen.await_text(REASON)
    again = done(desk.officer(UNIT).post(f"counter/{line.office_id}/{line.day}/close", {"reason": REASON}))
    assert again["told"] == 1
    backroom.settle()
    assert len([text for text in citizen.texts() if REASON in text]) == 1


def test_another_units_officers_know_of_no_such_counter(desk: Desk, office: str) -> None:
    stranger = desk.officer(OTHER_UNIT)
    answers = [stranger.get(office), stranger.post(f"{office}/next", {"desk": "1"})]
    assert [answer.status_code for answer in answers] == [HTTPStatus.NOT_FOUND] * 2


def test_an_office_s_id_is_one_units(desk: Desk, line: Line) -> None:
    taken = desk.officer_called("editor").put(f"offices/{line.office_id}", OFFICE | {"unit": OTHER_UNIT})
    assert taken.status_code == HTTPStatus.CONFLICT, taken.text


def act(officer: OfficerAtDesk, office: str, ticket: dict[str, Any], action: str) -> Any:
    """Have an officer do something with a ticket."""
    return officer.post(f"{office}/tickets/{ticket['ticket_id']}/{action}", {})
