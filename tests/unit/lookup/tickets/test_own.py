"""One's own number: how many are before, giving it back, another hour, the day before."""

from datetime import datetime

import pytest

from dutydesk.clock import VIETNAM
from dutydesk.errands import TicketWish
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import Act, State
from functions.lookup.tickets.verdict import Did
from tests.unit.lookup.tickets.counter import (
    CARD,
    LINE,
    STAY,
    TODAY,
    Counter,
    due,
    explained,
    message,
    opening,
    pick,
    take,
    tap,
    titles,
)


def test_without_a_number_mine_offers_to_take_one(quick: Counter) -> None:
    told = quick.say(message(TicketWish.MINE))
    assert words.NONE_YET in told.text
    assert "Làm căn cước" in quick.say(tap(told, "Lấy số")).text


def test_on_the_day_mine_says_how_many_people_are_before(counter: Counter) -> None:
    first = counter.book_for("p1", day=TODAY, people=2)
    counter.book_for("p2", day=TODAY, slot="0900")
    counter.book_for("p3", day=TODAY, slot="1400")
    told = counter.say(message(TicketWish.MINE, person="p3")).text
    assert "Còn 3 người trước bà con." in told
    assert "Dự kiến" not in told, "nobody was served yet"
    counter.act(first, Act.CALL, Act.SERVE)
    assert "Còn 3 người" in counter.say(message(TicketWish.MINE, person="p3")).text
    counter.clock.advance(minutes=12)
    counter.act(first, Act.FINISH)
    told = counter.say(message(TicketWish.MINE, person="p3")).text
    assert "Còn 1 người trước bà con." in told
    assert "khoảng 12 phút" in told


def test_before_the_day_mine_says_nothing_of_the_line(quick: Counter) -> None:
    quick.book_for("p1")
    quick.book_for("p2", slot="0900")
    assert "người trước" not in quick.say(message(TicketWish.MINE, person="p2")).text


@pytest.mark.parametrize(
    ("acts", "text"),
    [
        pytest.param((), words.NOBODY_BEFORE, id="next"),
        pytest.param((Act.CALL,), words.AT_COUNTER, id="called"),
        pytest.param((Act.CALL, Act.SERVE), words.AT_COUNTER, id="served now"),
        pytest.param((Act.CALL, Act.HOLD), words.WAS_CALLED, id="held"),
        pytest.param((Act.CALL, Act.SKIP), words.WAS_CALLED, id="skipped"),
        pytest.param((Act.CALL, Act.SERVE, Act.FINISH), words.NONE_YET, id="finished"),
        pytest.param((Act.CALL, Act.SKIP, Act.CALL, Act.SKIP), words.NONE_YET, id="not there"),
    ],
)
def test_mine_says_how_far_the_number_is(quick: Counter, acts: tuple[Act, ...], text: str) -> None:
    quick.act(quick.book_for("p1", day=TODAY), *acts)
    assert text in quick.say(message(TicketWish.MINE)).text


def test_giving_back_asks_once_more(counter: Counter) -> None:
    ticket = counter.book_for("p1", people=2)
    asked = counter.say(message(TicketWish.CANCEL))
    assert titles(asked) == [words.CANCEL_SURE, words.CANCEL_NOT]
    assert counter.ticket() == ticket
    kept = counter.say(tap(asked, words.CANCEL_NOT))
    assert words.KEPT in kept.text
    assert counter.ticket() == ticket
    assert counter.did(tap(asked, words.CANCEL_SURE)) is Did.CANCELLED
    assert counter.ticket().state is State.CANCELLED
    assert [seat.state for seat in counter.tickets.seats(LINE)] == [State.CANCELLED] * 2
    assert [(one["was"], one["state"], one["by"]) for one in counter.tickets.history(ticket.ticket_id)] == [
        ("", "booked", "citizen"),
        ("booked", "cancelled", "citizen"),
    ]


def test_an_old_button_to_give_back_changes_nothing_more(counter: Counter) -> None:
    old = counter.book_for("p1")
    sure = pick(f"y.......{old.ticket_id}")
    assert counter.did(sure) is Did.CANCELLED
    new = counter.book_for("p1", slot="0900")
    assert counter.did(pick(f"y.......{old.ticket_id}")) is Did.SHOWN
    assert counter.did(pick(f"k.......{old.ticket_id}")) is Did.SHOWN
    assert counter.ticket() == new


def test_anothers_ticket_is_not_mine_to_touch(counter: Counter) -> None:
    ticket = counter.book_for("p1")
    for kind in "cym":
        assert counter.did(pick(f"{kind}.......{ticket.ticket_id}", "p2")) is Did.REFUSED
    assert counter.did(take("p2", ref=ticket.ticket_id, slot="0900")) is Did.REFUSED
    assert all("001" not in reply.text for reply in counter.replies.take())
    assert counter.ticket("p1") == ticket


def test_a_burnt_number_is_given_to_nobody_and_its_place_to_one(counter: Counter) -> None:
    old = counter.book_for("p1")
    counter.book_for("p2")
    counter.hear(pick(f"y.......{old.ticket_id}"))
    assert counter.book_for("p3").numbers == (7,), "one above the six originals"
    assert counter.did(take("p4")) is Did.REFUSED
    counter.hear(pick(f"y.......{counter.ticket('p3').ticket_id}", "p3"))
    assert counter.book_for("p4").numbers == (13,)
    assert explained(list(counter.tickets.seats(LINE)), 6)
    assert len(counter.live()) == 2


def test_another_hour_is_one_step(counter: Counter) -> None:
    old = counter.book_for("p1", people=2)
    days = counter.say(message(TicketWish.MOVE))
    hours = counter.say(tap(days, "ngày mai"))
    told = counter.say(tap(hours, "09:00"))
    assert words.MOVED in told.text
    new = counter.ticket()
    assert (new.numbers, new.slot) == ((3, 4), "0900")
    before = counter.tickets.ticket(old.ticket_id)
    assert before is not None
    assert (before.state, before.moved_to) == (State.MOVED, new.ticket_id)
    states = {seat.number: seat.state for seat in counter.tickets.seats(LINE)}
    assert states == {1: State.MOVED, 2: State.MOVED, 3: State.BOOKED, 4: State.BOOKED}


def test_a_move_to_a_full_hour_keeps_the_number(counter: Counter) -> None:
    old = counter.book_for("p1")
    counter.book_for("p2", slot="0900", people=2)
    assert counter.did(take("p1", slot="0900", ref=old.ticket_id)) is Did.ASKED
    assert counter.ticket() == old


def test_a_second_tap_on_another_hour_moves_nothing_more(counter: Counter) -> None:
    old = counter.book_for("p1")
    assert counter.did(take("p1", slot="0900", ref=old.ticket_id)) is Did.MOVED
    new = counter.ticket()
    assert counter.did(take("p1", slot="1400", ref=old.ticket_id)) is Did.REFUSED
    assert counter.ticket() == new


def test_what_the_counter_has_called_is_not_moved_by_chat(counter: Counter) -> None:
    ticket = counter.act(counter.book_for("p1", day=TODAY), Act.CALL)
    assert counter.did(message(TicketWish.MOVE)) is Did.REFUSED
    assert counter.did(pick(f"y.......{ticket.ticket_id}")) is Did.REFUSED
    assert counter.ticket() == ticket


def test_with_several_numbers_it_is_asked_which(quick: Counter) -> None:
    quick.change_office(services=(CARD, STAY))
    quick.book_for("p1")
    quick.hear(pick("t.tru-so.tam-tru.20260303.0900.1"))
    asked = quick.say(message(TicketWish.CANCEL))
    assert [title.partition(",")[0] for title in titles(asked)] == ["1. Làm căn cước", "2. Đăng ký tạm trú"]
    sure = quick.say(tap(asked, "tạm trú"))
    quick.hear(tap(sure, words.CANCEL_SURE))
    assert quick.ticket("p1", "tam-tru").state is State.CANCELLED
    assert quick.ticket("p1").state is State.BOOKED


def test_a_reminder_is_due_at_five_the_day_before(counter: Counter) -> None:
    ticket = counter.book_for("p1", day="2026-03-05")
    (reminder,) = counter.dues()
    assert reminder.at == datetime(2026, 3, 4, 17, 0, tzinfo=VIETNAM)
    assert (reminder.wish, reminder.subject, reminder.person_id) == (TicketWish.REMIND, ticket.ticket_id, "p1")
    counter.clock.now = reminder.at
    told = counter.say(due(TicketWish.REMIND, ticket.ticket_id))
    assert "08:00 ngày mai, thứ Năm 05/03" in told.text
    assert "Giấy khai sinh" in told.text


def test_a_number_taken_after_five_the_day_before_has_no_reminder(quick: Counter) -> None:
    quick.clock.now = datetime(2026, 3, 2, 17, 0, tzinfo=VIETNAM)
    quick.book_for("p1")
    assert quick.dues() == []


def test_a_number_that_stands_no_more_is_not_remembered(counter: Counter) -> None:
    gone = counter.book_for("p1", day="2026-03-05")
    counter.hear(pick(f"y.......{gone.ticket_id}"))
    late = counter.book_for("p2", day="2026-03-05")
    assert counter.hear(due(TicketWish.REMIND, gone.ticket_id)) == []
    assert counter.hear(due(TicketWish.REMIND, "none")) == []
    assert counter.hear(due(TicketWish.REMIND, late.ticket_id, person="p1")) == [], "another person's"
    counter.clock.now = datetime(2026, 3, 5, 7, 0, tzinfo=VIETNAM)
    assert counter.hear(due(TicketWish.REMIND, late.ticket_id, person="p2")) == [], "a day late"


def test_two_days_missed_and_only_the_counter_gives_numbers_for_a_month(counter: Counter) -> None:
    for _ in range(2):
        assert "hai lần" not in counter.say(opening("p1")).text
        day = counter.clock().astimezone(VIETNAM).date().isoformat()
        ticket = counter.book_for("p1", day=day)
        assert counter.act(ticket, Act.CALL, Act.SKIP, Act.CALL, Act.SKIP).state is State.NO_SHOW
        counter.clock.advance(days=7)
    counter.book_for("p2", day="2026-03-16")
    told = counter.say(opening("p1")).text
    assert "đến hết 08/04" in told
    assert counter.did(take("p1", day="2026-03-17")) is Did.REFUSED
    assert counter.did(pick("w.tru-so.cccd.20260317..1")) is Did.REFUSED
    counter.clock.now = datetime(2026, 4, 9, 7, 0, tzinfo=VIETNAM)
    assert counter.book_for("p1", day="2026-04-09").state is State.BOOKED
