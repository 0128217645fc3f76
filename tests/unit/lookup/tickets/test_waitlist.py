"""The waiting list: a freed place goes to whoever asked first, for a quarter of an hour."""

from dataclasses import replace
from datetime import timedelta

from dutydesk.errands import TicketWish
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import State
from functions.lookup.tickets.verdict import Did
from tests.unit.lookup.tickets.counter import (
    CARD,
    LINE,
    OFFICE,
    TOMORROW,
    Counter,
    due,
    explained,
    message,
    pick,
    take,
    tap,
    titles,
)


def full(counter: Counter, *, capacity: int = 1) -> None:
    """Have the only hour of tomorrow full: one person for each place."""
    counter.change_office(hours="1-5 08:00-09:00", services=(replace(CARD, capacity=capacity),))
    for number in range(capacity):
        counter.book_for(f"b{number}")


def waits(counter: Counter, person: str, people: int = 1) -> None:
    counter.clock.advance(seconds=1)
    assert counter.did(pick(f"w.tru-so.cccd.20260303..{people}", person)) is Did.WAITS
    counter.replies.take()


def give_back(counter: Counter, person: str) -> None:
    assert counter.did(pick(f"y.......{counter.ticket(person).ticket_id}", person)) is Did.CANCELLED
    counter.replies.take()


def test_a_full_day_offers_to_wait(counter: Counter) -> None:
    full(counter)
    told = counter.say(pick("h.tru-so.cccd.20260303", "w1"))
    assert titles(told) == [words.WAIT, words.OTHER_DAY]
    asked = counter.say(tap(told, words.WAIT, "w1"))
    assert titles(asked) == ["1 người", "2 người", "3 người", "4 người"]
    assert "vào danh sách chờ" in counter.say(tap(asked, "2 người", "w1")).text
    (one,) = counter.tickets.waiting(LINE)
    assert (one.person_id, one.people) == ("w1", 2)
    assert "đang chờ chỗ trống" in counter.say(message(TicketWish.MINE, person="w1")).text


def test_a_freed_place_is_offered_to_the_first_and_taken(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    waits(counter, "w2")
    give_back(counter, "b0")
    (offer,) = counter.look()
    assert offer.person_id == "w1"
    assert "08:00" in offer.text
    told = counter.say(tap(offer, words.TAKE_OFFER, "w1"))
    assert "Số: 002" in told.text
    assert counter.ticket("w1").numbers == (2,)
    assert [one.person_id for one in counter.tickets.waiting(LINE)] == ["w2"]
    assert counter.tickets.person("w1").waits == {}
    assert counter.look() == []
    assert explained(list(counter.tickets.seats(LINE)), 1)


def test_a_freed_place_is_looked_at_because_it_was_given_back(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    before = {one.due_id for one in counter.dues()}
    give_back(counter, "b0")
    (one,) = [one for one in counter.dues() if one.due_id not in before]
    assert (one.wish, one.subject, one.at) == (TicketWish.OFFER, LINE.key, counter.clock())


def test_whoever_did_not_wait_does_not_overtake(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    give_back(counter, "b0")
    assert counter.did(pick("h.tru-so.cccd.20260303", "x1")) is Did.REFUSED
    assert counter.did(take("x1")) is Did.REFUSED
    counter.replies.take()
    assert counter.look()[0].person_id == "w1"
    assert counter.did(take("x1")) is Did.REFUSED


def test_whoever_waits_may_take_the_place_without_the_offer(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    give_back(counter, "b0")
    assert counter.did(take("w1")) is Did.TAKEN
    assert counter.tickets.waiting(LINE) == ()


def test_an_offer_that_nobody_takes_goes_on_to_the_next_after_a_quarter_of_an_hour(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    waits(counter, "w2")
    give_back(counter, "b0")
    (offer,) = counter.look()
    ends = [one for one in counter.dues() if one.at == counter.clock() + timedelta(minutes=15)]
    assert [(one.wish, one.subject) for one in ends] == [(TicketWish.OFFER, LINE.key)]
    counter.clock.advance(minutes=14, seconds=59)
    assert counter.look() == []
    counter.clock.advance(seconds=1)
    told = {reply.person_id: reply for reply in counter.look()}
    assert told["w1"].text == words.OFFER_ENDED
    assert words.TAKE_OFFER in titles(told["w2"])
    assert counter.did(tap(offer, words.TAKE_OFFER, "w1")) is Did.REFUSED
    assert counter.did(tap(told["w2"], words.TAKE_OFFER, "w2")) is Did.TAKEN
    assert counter.ticket("w2").numbers == (2,), "the number had been told to nobody"
    assert len(counter.live()) == 1


def test_an_offer_is_over_on_time_though_nobody_looked(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    give_back(counter, "b0")
    (offer,) = counter.look()
    counter.clock.advance(minutes=15)
    assert counter.did(tap(offer, words.TAKE_OFFER, "w1")) is Did.REFUSED
    assert counter.live() != []
    assert counter.tickets.person("w1").pointers == {}


def test_a_place_left_for_another_day_is_offered(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    before = {one.due_id for one in counter.dues()}
    counter.hear(take("b0", day="2026-03-04", ref=counter.ticket("b0").ticket_id))
    looks = [one for one in counter.dues() if one.due_id not in before and one.wish is TicketWish.OFFER]
    assert [(one.subject, one.at) for one in looks] == [(LINE.key, counter.clock())]
    assert [reply.person_id for reply in counter.look()] == ["w1"]


def test_an_offer_that_is_declined_goes_on(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    waits(counter, "w2")
    give_back(counter, "b0")
    (offer,) = counter.look()
    assert counter.did(tap(offer, words.DECLINE_OFFER, "w1")) is Did.DECLINED
    assert counter.did(tap(offer, words.DECLINE_OFFER, "w1")) is Did.DECLINED
    counter.replies.take()
    assert [reply.person_id for reply in counter.look()] == ["w2"]


def test_an_offer_is_for_one_person_alone(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    give_back(counter, "b0")
    (offer,) = counter.look()
    assert counter.did(tap(offer, words.TAKE_OFFER, "x1")) is Did.REFUSED
    assert counter.did(tap(offer, words.DECLINE_OFFER, "x1")) is Did.DECLINED
    assert counter.did(tap(offer, words.TAKE_OFFER, "w1")) is Did.TAKEN


def test_nobody_waits_so_the_place_is_anybodys(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    give_back(counter, "b0")
    counter.look()
    counter.clock.advance(minutes=15)
    assert [reply.text for reply in counter.look()] == [words.OFFER_ENDED]
    assert counter.book_for("x1").numbers == (2,)


def test_a_family_waits_until_there_is_room_and_others_are_not_held_up(counter: Counter) -> None:
    full(counter, capacity=2)
    waits(counter, "w1", people=2)
    waits(counter, "w2")
    give_back(counter, "b0")
    assert [reply.person_id for reply in counter.look()] == ["w2"]
    give_back(counter, "b1")
    assert counter.look() == [], "one place is held, one is free"
    counter.clock.advance(minutes=15)
    told = {reply.person_id: reply for reply in counter.look()}
    assert counter.did(tap(told["w1"], words.TAKE_OFFER, "w1")) is Did.TAKEN
    assert counter.ticket("w1").numbers == (3, 4)


def test_who_waits_twice_waits_once(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    first = counter.tickets.waiting(LINE)
    waits(counter, "w1")
    assert counter.tickets.waiting(LINE) == first
    waits(counter, "w1", people=2)
    assert [one.people for one in counter.tickets.waiting(LINE)] == [2]


def test_no_place_is_offered_so_late_that_its_hour_comes_first_nor_on_a_closed_day(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    give_back(counter, "b0")
    counter.change_office(closures=(TOMORROW,))
    assert counter.look() == []
    counter.change_office(closures=())
    counter.clock.now = LINE.begins("0800") - timedelta(minutes=15)
    assert counter.look() == []
    counter.clock.now -= timedelta(seconds=1)
    assert len(counter.look()) == 1


def test_several_who_wait_are_served_one_look_after_the_other(counter: Counter) -> None:
    full(counter, capacity=2)
    for person in ("w1", "w2", "w3"):
        waits(counter, person)
    give_back(counter, "b0")
    give_back(counter, "b1")
    before = {one.due_id for one in counter.dues()}
    told = counter.look()
    again = [one for one in counter.dues() if one.due_id not in before and one.at == counter.clock()]
    assert len(again) == 1, "looked at again at once"
    told += counter.look()
    assert [reply.person_id for reply in told] == ["w1", "w2"]
    assert counter.look() == []


def test_a_copy_of_a_look_offers_nothing_twice(counter: Counter) -> None:
    full(counter, capacity=2)
    waits(counter, "w1")
    waits(counter, "w2")
    give_back(counter, "b0")
    give_back(counter, "b1")
    (offer,) = counter.look(event="due-1")
    (again,) = counter.look(event="due-1")
    assert again == offer
    assert sum(seat.state is State.OFFERED for seat in counter.tickets.seats(LINE)) == 1


def test_a_line_of_an_office_that_is_gone_is_left_alone(counter: Counter) -> None:
    full(counter)
    waits(counter, "w1")
    give_back(counter, "b0")
    counter.offices.offices = (replace(OFFICE, services=()),)
    assert counter.did(due(TicketWish.OFFER, LINE.key, person="")) is Did.NOTHING
