"""Work at the counter: whose turn it is, what can be done with a ticket, and that nobody is called twice at once."""

from dataclasses import replace

import pytest

from dutydesk.clock import iso
from dutydesk.stores.offices import office_item
from dutydesk.tickets import State
from functions.admin.counter import desk as texts
from functions.admin.counter.floor import NO_SUCH_SERVICE, ONLY_TODAY
from functions.admin.counter.rules import Action
from tests.unit.admin.banking import before_each, deeds, nothing
from tests.unit.admin.countering import OFFICE, STAY, TODAY, TOMORROW, UNIT, Hall, at
from tests.unit.admin.desk import SECRETIVE, TestDesk


@pytest.fixture
def hall(desk: TestDesk) -> Hall:
    return Hall(desk)


def test_the_line_says_what_an_officer_needs_and_never_who(hall: Hall) -> None:
    family = hall.booked("0900", people=2)
    first = hall.booked("0800", service=STAY)
    answer = hall.get()
    assert (answer.body["name"], answer.body["date"], answer.body["open"]) == (OFFICE.name, TODAY, True)
    assert [one["ticket_id"] for one in answer.body["tickets"]] == [first.ticket_id, family.ticket_id]
    assert answer.body["tickets"][1] == {
        "ticket_id": family.ticket_id,
        "service_id": "cccd",
        "slot": "09:00",
        "numbers": [5, 6],
        "people": 2,
        "state": "booked",
        "person_id": family.person_id,
        "walk_in": False,
        "desk": "",
        "called_at": "",
        "began_at": "",
        "ended_at": "",
    }
    assert not [word for word in SECRETIVE if word in answer.text]
    assert deeds(hall.desk) == [("counter.read", f"counter tru-so {TODAY}", "allowed")]


def test_whoever_is_due_is_called_in_order_and_nobody_before_their_hour(hall: Hall) -> None:
    second, first, later = hall.booked("0800"), hall.booked("0800", service=STAY), hall.booked("0900")
    assert hall.next().body["message"] == texts.NOBODY
    hall.desk.clock.now = at(8)
    assert hall.next(service="tam-tru").body["ticket_id"] == first.ticket_id
    called = hall.next("Quầy 2")
    assert (called.body["ticket_id"], called.body["desk"], called.body["state"]) == (
        second.ticket_id,
        "Quầy 2",
        "called",
    )
    assert hall.next("3").body["message"] == texts.NOBODY
    hall.desk.clock.now = at(9)
    assert hall.next("3").body["ticket_id"] == later.ticket_id
    assert deeds(hall.desk)[1] == ("counter.next", f"ticket {first.ticket_id} called", "allowed")


def test_a_day_at_the_counter(hall: Hall) -> None:
    ticket = hall.booked("0800")
    hall.desk.clock.now = at(8, 5)
    hall.next("2")
    hall.desk.clock.advance(minutes=1)
    assert hall.act(ticket, "again").body["state"] == "called"
    assert hall.act(ticket, "start").body["state"] == "serving"
    hall.desk.clock.advance(minutes=7)
    assert hall.act(ticket, "finish").body["state"] == "finished"
    (line,) = hall.line()
    assert (line["called_at"], line["began_at"], line["ended_at"]) == (
        iso(at(8, 5)),
        iso(at(8, 6)),
        iso(at(8, 13)),
    )
    changes = hall.tickets.history(ticket.ticket_id)
    assert [(one["state"], one["by"]) for one in changes] == [
        ("booked", "citizen"),
        ("called", "an"),
        ("called", "an"),
        ("serving", "an"),
        ("finished", "an"),
    ]
    assert [target for action, target, _ in deeds(hall.desk) if action == "counter.ticket"] == [
        f"ticket {ticket.ticket_id} {state}" for state in ("called", "serving", "finished")
    ]


def test_whoever_was_held_and_came_back_is_called_in_the_old_place(hall: Hall) -> None:
    early, late = hall.booked("0800"), hall.booked("0900")
    hall.desk.clock.now = at(9)
    hall.next()
    hall.act(early, "hold")
    assert hall.next().body["ticket_id"] == late.ticket_id, "a held one waits for nobody"
    hall.act(late, "start")
    assert hall.next().body["message"] == texts.NOBODY
    third = hall.booked("0900")
    assert hall.act(early, "return").body["state"] == "booked"
    assert hall.next().body["ticket_id"] == early.ticket_id
    assert hall.next("2").body["ticket_id"] == third.ticket_id


def test_whoever_did_not_come_is_called_once_more_ten_minutes_later_and_last(hall: Hall) -> None:
    absent, other = hall.booked("0800"), hall.booked("0800")
    hall.desk.clock.now = at(8)
    hall.next()
    assert hall.act(absent, "skip").body["calls_in_vain"] == 1
    hall.desk.clock.now = at(8, 9)
    assert hall.next().body["ticket_id"] == other.ticket_id
    hall.act(other, "start")
    assert hall.next().body["message"] == texts.NOBODY
    hall.desk.clock.now = at(8, 10)
    assert hall.next().body["ticket_id"] == absent.ticket_id
    assert hall.act(absent, "no_show").body["state"] == "no_show"
    assert hall.tickets.person(absent.person_id).missed == (TODAY,)


def test_one_call_in_vain_is_no_missed_day(hall: Hall) -> None:
    ticket = hall.booked("0800")
    hall.desk.clock.now = at(8)
    hall.next()
    hall.act(ticket, "again")
    answer = hall.act(ticket, "no_show")
    assert (answer.status, answer.body["message"]) == (409, texts.ONE_MORE_CALL)
    assert hall.kept(ticket).state is State.CALLED
    assert hall.act(ticket, "skip").body["state"] == "skipped"


def test_an_officer_may_call_a_certain_ticket_out_of_turn(hall: Hall) -> None:
    ticket = hall.booked("1500")
    assert hall.act(ticket, "call", desk="").body["message"] == texts.NO_DESK
    assert hall.act(ticket, "call", desk="4").body["desk"] == "4"


def test_a_desk_deals_with_its_ticket_before_it_calls_another(hall: Hall) -> None:
    ticket, after = hall.booked("0800", people=2), hall.booked("0900", service=STAY)
    hall.desk.clock.now = at(9)
    hall.next("1")
    answer = hall.next("1")
    assert (answer.status, answer.body["message"]) == (409, texts.DESK_BUSY.format(desk="1", numbers="001, 002"))
    assert hall.states() == {ticket.ticket_id: "called", after.ticket_id: "booked"}


@pytest.mark.parametrize("rivals", [1, 3, 9])
def test_two_officers_at_once_never_call_the_same_ticket(hall: Hall, rivals: int) -> None:
    hall.desk.officer("em", units=(UNIT,))
    tickets = [hall.booked(slot, service=service) for service in OFFICE.services for slot in ("0800", "0900")]
    hall.desk.clock.now = at(9)
    called: list[str] = []

    def quicker() -> None:
        answer = hall.next(f"em {len(called)}", username="em")
        called.extend([answer.body["ticket_id"]] if answer.status == 200 else [])

    with before_each(hall.desk, "TransactWriteItems", *[quicker, nothing] * rivals):
        answer = hall.next("an")
    if answer.status == 200:
        called.append(answer.body["ticket_id"])
    else:
        assert answer.body["message"] == texts.NOBODY
    assert len(called) == len(set(called)) == min(rivals + 1, len(tickets))
    assert sorted(called) == sorted(one for one, state in hall.states().items() if state == "called")


def test_a_ticket_given_back_at_the_very_moment_is_not_called(hall: Hall) -> None:
    gone, next_one = hall.booked("0800"), hall.booked("0800")
    hall.desk.clock.now = at(8)
    hall.desk.officer("em", units=(UNIT,))
    with before_each(hall.desk, "TransactWriteItems", lambda: hall.act(gone, "call", username="em", desk="9")):
        answer = hall.next()
    assert answer.body["ticket_id"] == next_one.ticket_id


ALLOWED: dict[str, tuple[list[str], set[str]]] = {
    "booked": ([], {"call"}),
    "called": (["call"], {"again", "hold", "skip", "start"}),
    "serving": (["call", "start"], {"hold", "finish"}),
    "held": (["call", "hold"], {"call", "return"}),
    "skipped": (["call", "skip"], {"call", "return"}),
    "called twice": (["call", "skip", "call"], {"again", "hold", "skip", "start", "no_show"}),
    "finished": (["call", "start", "finish"], set()),
    "no_show": (["call", "skip", "call", "skip"], set()),
}


@pytest.mark.parametrize("state", list(ALLOWED))
def test_what_is_not_possible_now_is_refused_in_clear_words_and_changes_nothing(hall: Hall, state: str) -> None:
    path, allowed = ALLOWED[state]
    refused = [action for action in Action if action not in allowed]
    hall.desk.clock.now = at(8)
    ticket = hall.booked("0800")
    hall.act(ticket, *path) if path else None
    before = hall.kept(ticket)
    for action in refused:
        answer = hall.act(ticket, action)
        assert (answer.status, answer.body["error"]) == (409, "conflict"), action
        assert " / " in answer.body["message"]
    assert hall.kept(ticket) == before
    assert [outcome for *_, outcome in deeds(hall.desk)][-1] == "refused"
    for possible, slot in zip(sorted(allowed), ("0900", "0900", "1400", "1400", "1500"), strict=False):
        other = hall.booked(slot, service=STAY)
        hall.act(other, *path) if path else None
        assert hall.act(other, possible).status == 200, possible


def test_what_cannot_be_done_to_a_ticket_is_no_route(hall: Hall) -> None:
    ticket = hall.booked()
    assert hall.act(ticket, "cancel").status == 400
    assert hall.kept(ticket).state is State.BOOKED


@pytest.mark.parametrize("day", [TOMORROW, "2026-03-01"], ids=["tomorrow", "yesterday"])
def test_only_today_is_worked_on(hall: Hall, day: str) -> None:
    ticket = hall.booked("0800", day=TOMORROW)
    for what, body in (
        ("next", {"desk": "1"}),
        ("walk-in", {"service": "cccd"}),
        (f"tickets/{ticket.ticket_id}/call", {"desk": "1"}),
    ):
        answer = hall.post(what, body, day=day)
        assert (answer.status, answer.body["message"]) == (409, ONLY_TODAY)
    assert hall.get("/estimate", day=day).status == 409


def test_a_ticket_of_another_day_office_or_kind_does_not_exist_here(hall: Hall) -> None:
    hall.desk.put_raw("content", office_item(replace(OFFICE, office_id="khac")))
    tomorrow, today = hall.booked(day=TOMORROW), hall.booked()
    for ticket_id, office in (
        (tomorrow.ticket_id, "tru-so"),
        (today.ticket_id, "khac"),
        ("T" * 26, "tru-so"),
        ("a.b", "tru-so"),
    ):
        answer = hall.post(f"tickets/{ticket_id}/call", {"desk": "1"}, office=office)
        assert (answer.status, answer.body["message"]) == (404, texts.NO_SUCH_TICKET)


@pytest.mark.parametrize("desk_name", ["", "  ", "x" * 21, "a\x07"], ids=["empty", "blank", "long", "control"])
def test_a_desk_has_a_name(hall: Hall, desk_name: str) -> None:
    hall.booked()
    hall.desk.clock.now = at(8)
    assert hall.next(desk_name).body["message"] == texts.NO_DESK
    assert hall.next(service="khong-co").body["message"] == NO_SUCH_SERVICE
