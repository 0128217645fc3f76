"""Whatever breaks, however often a message comes and in whatever order: nothing is given twice, nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from dutydesk.errands import TicketMessage, TicketWish
from dutydesk.errors import Conflict, MalformedEvent
from dutydesk.tickets import Act, State
from functions.lookup.tickets.book import Change
from functions.lookup.tickets.desk import TRIES
from functions.lookup.tickets.verdict import Did
from tests.fakes.queues import QueueRefused
from tests.fakes.tickets import FakeTicketBook, FakeTicketTable, StoreDown
from tests.unit.lookup.tickets.counter import LINE, TODAY, Counter, due, message, opening, pick, take, typed


def taking(_counter: Counter) -> TicketMessage:
    return take("p1", slot="0900", people=2, event="e1")


def cancelling(counter: Counter) -> TicketMessage:
    return pick(f"y.......{counter.book_for('p1').ticket_id}", event="e1")


def moving(counter: Counter) -> TicketMessage:
    return take("p1", slot="0900", ref=counter.book_for("p1").ticket_id, event="e1")


def waiting(_counter: Counter) -> TicketMessage:
    return pick("w.tru-so.cccd.20260303..3", event="e1")


def looking(counter: Counter) -> TicketMessage:
    counter.hear(pick("w.tru-so.cccd.20260303..2", "w1"))
    return due(TicketWish.OFFER, LINE.key, person="", event="e1")


def accepting(counter: Counter) -> TicketMessage:
    counter.hear(pick("w.tru-so.cccd.20260303..2", "p1"))
    (offer,) = counter.look()
    return pick(offer.buttons[0].payload.removeprefix("#so "), event="e1")


def declining(counter: Counter) -> TicketMessage:
    counter.hear(pick("w.tru-so.cccd.20260303..2", "p1"))
    (offer,) = counter.look()
    return pick(offer.buttons[1].payload.removeprefix("#so "), event="e1")


def opened(_counter: Counter) -> TicketMessage:
    return message(TicketWish.OPEN, event="e1")


type Step = Callable[[Counter], TicketMessage]
STEPS = [taking, cancelling, moving, waiting, looking, accepting, declining, opened]
every_step = pytest.mark.parametrize("step", [pytest.param(step, id=step.__name__) for step in STEPS])


def everything(counter: Counter) -> Any:
    table = counter.tickets.table
    assert isinstance(table, FakeTicketTable)
    return {key: dict(item) for key, item in table.items.items()}


@every_step
def test_a_copy_says_the_same_again_and_changes_nothing(counter: Counter, step: Step) -> None:
    one = step(counter)
    counter.replies.take()
    said = counter.hear(one)
    seats, dues = counter.tickets.seats(LINE), counter.dues()
    counter.clock.advance(hours=1)
    counter.change_office(closures=("2026-03-03",))
    assert counter.did(one) is Did.REPEATED
    assert counter.replies.take() == said
    assert (counter.tickets.seats(LINE), counter.dues()) == (seats, dues)
    assert [reply.reply_id for reply in said] == [f"e1#ticket#{number}" for number in range(len(said))]


@every_step
def test_a_store_that_fails_leaves_nothing_behind(quick: Counter, step: Step) -> None:
    one = step(quick)
    quick.replies.take()
    before = everything(quick)
    assert isinstance(quick.book, FakeTicketBook)
    quick.book.fail_next = 1
    with pytest.raises(StoreDown):
        quick.did(one)
    after = {key: item for key, item in everything(quick).items() if key[1] != "PLAN"}
    assert after == {key: item for key, item in before.items() if key[1] != "PLAN"}
    assert quick.replies.calls == []
    assert quick.did(one) is not Did.REPEATED


@every_step
def test_a_worker_that_dies_after_the_commit_owes_its_answer(quick: Counter, step: Step) -> None:
    one = step(quick)
    quick.replies.take()
    assert isinstance(quick.book, FakeTicketBook)
    quick.book.die_next = 1
    with pytest.raises(StoreDown):
        quick.did(one)
    assert quick.replies.calls == []
    before = everything(quick)
    assert quick.did(one) is Did.REPEATED
    assert len(quick.replies.take()) >= 1
    assert everything(quick) == before


@every_step
def test_a_queue_that_refuses_gets_the_answer_on_redelivery(quick: Counter, step: Step) -> None:
    one = step(quick)
    quick.replies.take()
    quick.replies.refuse_next = 1
    with pytest.raises(QueueRefused):
        quick.did(one)
    assert quick.did(one) is Did.REPEATED
    assert quick.replies.take()


@every_step
def test_a_lost_race_is_decided_again(quick: Counter, step: Step) -> None:
    one = step(quick)
    quick.replies.take()
    assert isinstance(quick.book, FakeTicketBook)
    quick.book.conflict_next = 3
    quick.did(one)
    assert len(quick.replies.distinct()) == len(quick.replies.calls) >= 1
    assert quick.pauses == [0, 1, 2]


def test_a_race_that_is_always_lost_is_given_up_without_a_change(quick: Counter) -> None:
    assert isinstance(quick.book, FakeTicketBook)
    quick.book.conflict_next = TRIES
    with pytest.raises(Conflict):
        quick.did(take("p1"))
    assert (quick.book.receipts, quick.replies.calls, quick.live()) == ({}, [], [])


def test_an_event_handled_meanwhile_is_a_conflict(counter: Counter) -> None:
    counter.book.commit(Change(event_key="once"))
    with pytest.raises(Conflict):
        counter.book.commit(Change(event_key="once"))


def test_two_want_the_last_place_and_one_gets_it(counter: Counter) -> None:
    counter.book_for("p1")
    results = [counter.did(take(person)) for person in ("p2", "p3")]
    assert results == [Did.TAKEN, Did.REFUSED]
    assert [seat.number for seat in counter.live()] == [1, 2]


def test_taps_in_any_order_end_well(counter: Counter) -> None:
    for one in (
        take("p1"),
        pick("d.tru-so.cccd"),
        pick("p.tru-so.cccd.20260303.0900"),
        take("p1", slot="0900"),
        opening(),
        pick("h.tru-so.cccd.20260303"),
        typed("2"),
        take("p1"),
    ):
        counter.did(one)
    assert len(counter.live()) == 1


def test_the_counter_calls_while_the_citizen_gives_back(counter: Counter) -> None:
    ticket = counter.book_for("p1", day=TODAY)
    counter.act(ticket, Act.CALL)
    assert counter.did(pick(f"y.......{ticket.ticket_id}")) is Did.REFUSED
    assert counter.ticket().state is State.CALLED


def test_a_reminder_that_overtakes_a_change_is_about_what_stands(counter: Counter) -> None:
    old = counter.book_for("p1", day="2026-03-05")
    counter.hear(take("p1", day="2026-03-06", ref=old.ticket_id))
    assert counter.hear(due(TicketWish.REMIND, old.ticket_id)) == []


@pytest.mark.parametrize("subject", ["", "LINE#a#b", "LINE#a#b#never", "TICKET#a#b#2026-03-03"])
def test_what_is_due_about_no_line_is_refused(quick: Counter, subject: str) -> None:
    with pytest.raises(MalformedEvent):
        quick.did(due(TicketWish.OFFER, subject, person=""))
