"""From "lấy số" to a number by taps: service, day, hour, how many."""

from dataclasses import replace

import pytest

from dutydesk.errands import TicketWish
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import State
from functions.lookup.tickets.talk import MOST_BUTTONS
from functions.lookup.tickets.verdict import Did
from tests.fakes.tickets import FakeOffices
from tests.unit.lookup.tickets.counter import (
    CARD,
    LINE,
    OFFICE,
    STAY,
    TODAY,
    TOMORROW,
    Counter,
    message,
    opening,
    pick,
    take,
    tap,
    titles,
)


def test_taps_lead_to_a_number(counter: Counter) -> None:
    days = counter.say(opening())
    assert titles(days)[:2] == ["1. hôm nay, thứ Hai 02/03", "2. ngày mai, thứ Ba 03/03"]
    hours = counter.say(tap(days, "ngày mai"))
    assert titles(hours) == ["1. 08:00 (còn 2 chỗ)", "2. 09:00 (còn 2 chỗ)", "3. 14:00 (còn 2 chỗ)"]
    people = counter.say(tap(hours, "09:00"))
    assert titles(people) == ["1 người", "2 người"]
    told = counter.say(tap(people, "2 người"))
    assert "2 người, các số: 003, 004" in told.text
    assert "09:00 ngày mai, thứ Ba 03/03" in told.text
    assert "Trụ sở Phường Mẫu 1, 1 Đường Mẫu" in told.text
    assert "Giấy khai sinh" in told.text
    assert titles(told) == ["Đổi giờ", "Hủy số"]
    assert counter.ticket().numbers == (3, 4)
    assert [(seat.number, seat.state) for seat in counter.tickets.seats(LINE)] == [
        (3, State.BOOKED),
        (4, State.BOOKED),
    ]


def test_several_services_are_offered_and_one_office_is_not_asked_for(quick: Counter) -> None:
    quick.change_office(services=(CARD, STAY))
    asked = quick.say(opening())
    assert titles(asked) == ["1. Làm căn cước", "2. Đăng ký tạm trú"]
    assert "Đăng ký tạm trú" in quick.say(tap(asked, "tạm trú")).text


def test_several_offices_are_named(quick: Counter) -> None:
    other = replace(OFFICE, office_id="co-so-2", name="Cơ sở 2")
    quick.offices = FakeOffices(OFFICE, other)
    assert titles(quick.say(opening())) == ["1. Làm căn cước – Trụ sở Phường Mẫu 1", "2. Làm căn cước – Cơ sở 2"]


def test_a_unit_without_offices_says_so_with_its_telephone(quick: Counter) -> None:
    quick.offices = FakeOffices()
    told = quick.say(opening())
    assert "0200 000 0113" in told.text
    assert told.buttons == ()


@pytest.mark.parametrize("many", [2, 5, 6, 8, 9, 11])
def test_what_does_not_fit_below_a_message_is_on_further_pages(quick: Counter, many: int) -> None:
    quick.change_office(
        hours="1-7 07:00-17:00",
        services=tuple(replace(STAY, service_id=f"viec-{n}", name=f"Việc {n}") for n in range(many)),
    )
    seen: list[str] = []
    page = quick.say(opening())
    while True:
        assert len(page.buttons) <= MOST_BUTTONS
        seen += [title.partition(". ")[2] for title in titles(page) if title != words.OTHER_SERVICE]
        if words.OTHER_SERVICE not in titles(page):
            break
        page = quick.say(tap(page, words.OTHER_SERVICE))
    assert seen == [f"Việc {number}" for number in range(many)]


def test_every_hour_of_a_long_day_can_be_reached(quick: Counter) -> None:
    quick.change_office(hours="1-7 07:00-17:00")
    page = quick.say(pick("h.tru-so.cccd.20260303"))
    seen = set()
    while words.OTHER_HOUR in titles(page):
        seen |= {title.partition(". ")[2] for title in titles(page)}
        page = quick.say(tap(page, words.OTHER_HOUR))
    seen |= {title.partition(". ")[2] for title in titles(page)}
    assert len(seen - {""}) == 10


def test_hours_that_have_begun_are_not_offered(quick: Counter) -> None:
    quick.clock.advance(hours=1)
    assert titles(quick.say(pick("h.tru-so.cccd.20260302"))) == ["1. 09:00 (còn 2 chỗ)", "2. 14:00 (còn 2 chỗ)"]
    assert quick.did(take(slot="0800", day=TODAY)) is Did.ASKED
    assert quick.tickets.seats(replace(LINE, day=TODAY)) == ()


def test_weekends_holidays_and_closures_are_not_offered(quick: Counter) -> None:
    quick.clock.now = quick.clock.now.replace(month=4, day=24)  # a Friday before 26, 27 and 30 April and 1 May
    quick.change_office(closures=("2026-04-29",))
    days = quick.say(opening())
    assert titles(days) == ["1. hôm nay, thứ Sáu 24/04", "2. thứ Ba 28/04", "3. thứ Hai 04/05"]


def test_full_days_are_not_offered(quick: Counter) -> None:
    for slot in ("0800", "0900", "1400"):
        quick.book_for(f"p-{slot}", slot=slot, people=2)
    assert not any("ngày mai" in title for title in titles(quick.say(opening("p9"))))


def test_places_kept_for_the_counter_are_not_given_by_chat(counter: Counter) -> None:
    counter.change_office(services=(replace(CARD, capacity=4, walk_in_share=0.3),))
    assert counter.book_for("p1", people=2).numbers == (1, 2)
    assert counter.did(take("p2")) is Did.REFUSED
    assert counter.book_for("p3", slot="0900", people=2).numbers == (5, 6)


def test_a_slot_without_enough_places_says_so_and_gives_nothing(quick: Counter) -> None:
    quick.book_for("p1")
    assert quick.did(take("p2", people=2)) is Did.REFUSED
    told = quick.replies.take()[-1]
    assert "không đủ chỗ cho 2 người" in told.text
    assert titles(told)[-1] == words.WAIT
    assert len(quick.live()) == 1


def test_one_live_number_for_each_service(counter: Counter) -> None:
    counter.change_office(services=(CARD, STAY))
    first = counter.book_for("p1")
    assert counter.did(take("p1", slot="0900")) is Did.SHOWN
    told = counter.replies.take()[-1]
    assert words.HAVE_ONE in told.text
    assert titles(told) == ["Đổi giờ", "Hủy số"]
    assert counter.ticket() == first
    assert counter.did(pick("t.tru-so.tam-tru.20260303.0900.1")) is Did.TAKEN


def test_a_number_of_a_past_day_stands_in_nobodys_way(counter: Counter) -> None:
    counter.book_for("p1")
    counter.clock.advance(days=2)
    assert counter.book_for("p1", day="2026-03-05").day == "2026-03-05"


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param("", id="nothing"),
        pytest.param("x.1.2", id="no such kind"),
        pytest.param("t.tru-so.cccd.20260230.0800.1", id="30 February"),
        pytest.param("h.tru-so.gone.20260303", id="a service that is gone"),
        pytest.param("h.gone.cccd.20260303", id="an office that is gone"),
        pytest.param("t.tru-so.cccd", id="no day"),
        pytest.param("t.tru-so.cccd.20260303.0800.9", id="nine people"),
        pytest.param("t." + "a" * 5_000, id="long"),
        pytest.param("h.tru-so.cccd.20260303.\u0660\u0660\u0660\u0660", id="other digits"),
    ],
)
def test_a_choice_that_cannot_be_begins_anew(quick: Counter, choice: str) -> None:
    told = quick.say(pick(choice))
    assert words.NOT_KNOWN in told.text
    assert told.buttons


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param("t.tru-so.cccd.20260303.0815.1", id="no slot"),
        pytest.param("t.tru-so.cccd.20260303.0800", id="nobody"),
        pytest.param("t.tru-so.cccd.20260303..1", id="no hour"),
        pytest.param("t.tru-so.cccd.20260301.0800.1", id="yesterday"),
        pytest.param("t.tru-so.cccd.20260307.0800.1", id="a Saturday"),
        pytest.param("t.tru-so.cccd.20270301.0800.1", id="next year"),
        pytest.param("t.tru-so.cccd.20260303.9999.1", id="no hour of a day"),
    ],
)
def test_a_number_that_is_not_given_out_is_not_given_to_a_forged_tap(quick: Counter, choice: str) -> None:
    told = quick.say(pick(choice))
    assert told.buttons
    assert quick.tickets.person("p1").pointers == {}


def test_an_office_closed_later_takes_no_more_and_its_numbers_stand(counter: Counter) -> None:
    ticket = counter.book_for("p1")
    counter.change_office(closures=(TOMORROW,))
    assert counter.did(take("p2")) is not Did.TAKEN
    assert not any("ngày mai" in title for title in titles(counter.say(opening("p3"))))
    assert counter.ticket("p1") == ticket
    assert "001" in counter.say(message(TicketWish.MINE)).text


def test_a_line_keeps_its_plan_when_the_office_changes(counter: Counter) -> None:
    counter.book_for("p1", slot="0900")
    counter.change_office(services=(replace(CARD, capacity=9, slot_minutes=30),), hours="1-5 06:00-10:00")
    offered = counter.say(pick("h.tru-so.cccd.20260303", "p2"))
    assert titles(offered) == ["1. 08:00 (còn 2 chỗ)", "2. 09:00 (còn 1 chỗ)", "3. 14:00 (còn 2 chỗ)"]
    assert counter.book_for("p2", slot="0900").numbers == (4,)
    assert counter.did(take("p3", slot="0900")) is Did.REFUSED
    assert counter.book_for("p3", slot="0630", day="2026-03-04").numbers == (10,)
