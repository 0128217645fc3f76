"""Who works at a counter, and that every call is accounted for."""

import pytest

from dutydesk.tickets import State
from functions.admin.matrix import Role
from functions.admin.offices.editing import NO_SUCH_OFFICE
from tests.unit.admin.banking import deeds
from tests.unit.admin.countering import OTHER, UNIT, Hall, at
from tests.unit.admin.desk import TestDesk

WORKERS = {Role.OFFICER, Role.DUTY_OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR}


@pytest.fixture
def hall(desk: TestDesk) -> Hall:
    return Hall(desk)


@pytest.mark.parametrize("role", list(Role))
def test_who_works_at_the_counter(hall: Hall, role: Role) -> None:
    hall.desk.officer("em", roles=(role,), units=(UNIT,))
    ticket = hall.booked()
    hall.desk.clock.now = at(8)
    may = role in WORKERS
    answers = [
        hall.get(username="em"),
        hall.get("/estimate", username="em"),
        hall.get("/figures", username="em"),
        hall.next(username="em"),
        hall.act(ticket, "start", username="em"),
        hall.post("walk-in", {"service": "cccd"}, username="em"),
        hall.post("close", {"reason": "Mất điện"}, username="em"),
    ]
    assert [answer.status < 300 for answer in answers] == [may] * 7
    assert [outcome for *_, outcome in deeds(hall.desk, "em")] == ["allowed" if may else "denied"] * 7


def test_another_units_counter_is_answered_exactly_like_a_missing_one(hall: Hall) -> None:
    hall.desk.officer("binh", units=(OTHER,))
    ticket = hall.booked()
    hall.desk.clock.now = at(8)
    for what, body in (
        ("next", {"desk": "1"}),
        (f"tickets/{ticket.ticket_id}/call", {"desk": "1"}),
        ("walk-in", {"service": "cccd"}),
        ("close", {"reason": "x"}),
    ):
        there, missing = (hall.post(what, body, username="binh", office=one) for one in ("tru-so", "khong-co"))
        assert (there.status, there.text) == (missing.status, missing.text)
        assert (there.status, there.body["message"]) == (404, NO_SUCH_OFFICE)
    for what in ("", "/estimate", "/figures"):
        there, missing = (hall.get(what, username="binh", office=one) for one in ("tru-so", "khong-co"))
        assert (there.status, there.text) == (missing.status, missing.text)
        assert there.status == 404
    assert {outcome for *_, outcome in deeds(hall.desk, "binh")} == {"denied"}
    assert hall.kept(ticket).state is State.BOOKED


@pytest.mark.parametrize("day", ["2026-02-30", "20260302", "hom-nay", "02-03-2026"])
def test_a_day_that_is_none_is_refused_and_not_written_down(hall: Hall, day: str) -> None:
    assert hall.get(day=day).status == 400
    assert hall.post("next", {"desk": "1"}, day=day).status == 400
    assert {target for _, target, _ in deeds(hall.desk)} == {"counter ?"}


def test_what_cannot_be_accounted_for_is_not_done(hall: Hall) -> None:
    ticket = hall.booked()
    hall.desk.clock.now = at(8)
    hall.desk.client.delete_table(TableName=hall.desk.tables["audit"])
    for answer in (hall.get(), hall.next(), hall.post("walk-in", {"service": "cccd"})):
        assert answer.status in {500, 503}
        assert ticket.ticket_id not in answer.text
    assert hall.kept(ticket).state is State.BOOKED
