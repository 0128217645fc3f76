"""An office closes for a day: everybody with a number for it is told, once, and offered another day."""

from dataclasses import replace

import pytest

from dutydesk.clock import from_iso
from dutydesk.errands import TicketMessage, TicketWish
from dutydesk.messages import Reply
from dutydesk.stores.ticket_writes import TicketDue
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import Act, State
from functions.lookup.tickets import closing
from functions.lookup.tickets.choices import Choice, Kind
from functions.lookup.tickets.verdict import Did
from tests.unit.lookup.tickets.counter import LINE, MONDAY, TOMORROW, UNIT, Counter, due, tap, titles

REASON = "Mất điện toàn khu vực"


def closed(event: str = "due-closed", **changes: object) -> TicketMessage:
    """What upkeep makes of the due item that the counter writes."""
    message = due(TicketWish.CLOSED, LINE.key, person="", event=event)
    return replace(message, text=REASON, **changes)  # type: ignore[arg-type]  # the fields' own types


def shut(counter: Counter) -> None:
    counter.change_office(closures=(TOMORROW,))


def told(counter: Counter, message: TicketMessage) -> dict[str, Reply]:
    return {reply.person_id: reply for reply in counter.hear(message)}


def test_whoever_holds_a_number_is_told_why_and_offered_another_day(counter: Counter) -> None:
    ticket = counter.book_for("p1")
    counter.book_for("p2", slot="0900", people=2)
    shut(counter)
    said = told(counter, closed())
    assert set(said) == {"p1", "p2"}
    assert "Trụ sở Phường Mẫu 1 không làm việc ngày mai" in said["p1"].text
    assert words.CLOSED_WHY.format(reason=REASON) in said["p1"].text
    assert f"{ticket.numbers[0]:03}" in said["p1"].text
    assert titles(said["p1"]) == [words.MOVE, words.CANCEL]
    assert counter.ticket("p1").state is State.BOOKED, "the number stands"
    assert str(Choice(kind=Kind.MOVE, ref=ticket.ticket_id)) in said["p1"].buttons[0].payload
    days = counter.say(tap(said["p1"], words.MOVE))
    assert not [title for title in titles(days) if "ngày mai" in title]


def test_a_copy_and_a_later_look_tell_nobody_twice(counter: Counter) -> None:
    counter.book_for("p1")
    shut(counter)
    assert counter.did(closed()) is Did.CLOSED
    first = counter.replies.take()
    assert counter.did(closed()) is Did.REPEATED
    assert [reply.reply_id for reply in counter.replies.take()] == [reply.reply_id for reply in first]
    assert counter.did(closed("another")) is Did.NOTHING


def test_closing_it_once_more_later_tells_who_still_holds_a_number(counter: Counter) -> None:
    counter.book_for("p1")
    shut(counter)
    counter.hear(closed())
    counter.clock.advance(hours=1)
    assert set(told(counter, closed("again", sent_at=counter.clock()))) == {"p1"}


def test_an_office_that_works_after_all_tells_nobody(counter: Counter) -> None:
    counter.book_for("p1")
    assert counter.did(closed()) is Did.NOTHING
    assert not counter.replies.take()


def test_an_office_that_is_gone_is_closed(counter: Counter) -> None:
    counter.book_for("p1")
    counter.offices.offices = ()
    assert set(told(counter, closed())) == {"p1"}


@pytest.mark.parametrize(
    ("acts", "is_told"),
    [
        pytest.param([Act.CALL], False, id="called"),
        pytest.param([Act.CALL, Act.SERVE], False, id="served"),
        pytest.param([Act.CALL, Act.HOLD], True, id="held"),
        pytest.param([Act.CALL, Act.SKIP], True, id="skipped"),
        pytest.param([Act.CANCEL], False, id="given back"),
    ],
)
def test_whoever_stands_at_the_counter_or_gave_it_back_is_not_told(
    counter: Counter, acts: list[Act], *, is_told: bool
) -> None:
    counter.act(counter.book_for("p1"), *acts)
    shut(counter)
    assert bool(told(counter, closed())) is is_told


def test_a_day_that_is_past_is_told_of_no_more(counter: Counter) -> None:
    counter.book_for("p1")
    shut(counter)
    counter.clock.advance(days=2)
    assert counter.did(closed()) is Did.NOTHING


def test_many_are_told_batch_by_batch_each_once(quick: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "MOST_AT_ONCE", 2)
    quick.change_office(services=(replace(quick.offices.offices[0].services[0], capacity=9),))
    people = [f"p{number}" for number in range(5)]
    for person in people:
        quick.book_for(person)
    shut(quick)
    done: list[TicketDue] = []
    message: TicketMessage | None = closed()
    heard: list[str] = []
    while message is not None:
        assert len(done) <= len(people), "it goes on for ever"
        heard += [reply.person_id for reply in quick.hear(message)]
        new = [one for one in quick.dues() if one.wish is TicketWish.CLOSED and one not in done]
        done += new
        quick.clock.advance(minutes=1)
        message = _message(new[0]) if new else None
    assert (sorted(heard), len(done)) == (people, 2)


def _message(one: TicketDue) -> TicketMessage:
    """As upkeep hands it over."""
    message = due(one.wish, one.subject, person="", event=f"due#{one.due_id}#{one.at}")
    return replace(message, text=one.text, unit=one.unit, sent_at=one.at)


def test_a_reminder_of_a_closed_day_is_not_sent_after_that(counter: Counter) -> None:
    ticket = counter.book_for("p1")
    shut(counter)
    counter.hear(closed())
    assert counter.did(due(TicketWish.REMIND, ticket.ticket_id)) is Did.NOTHING
    counter.change_office(closures=())
    assert counter.did(due(TicketWish.REMIND, ticket.ticket_id)) is Did.REMINDED


def test_a_lost_race_is_decided_again(quick: Counter) -> None:
    quick.book_for("p1")
    shut(quick)
    quick.book.conflict_next = 1  # type: ignore[attr-defined]  # the fake's
    assert set(told(quick, closed())) == {"p1"}
    assert from_iso(quick.ticket("p1").told_at) == MONDAY
    assert UNIT.unit == quick.ticket("p1").unit
