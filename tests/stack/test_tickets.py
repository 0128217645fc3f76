"""Queue numbers by message: taken by taps, moved, given back; and never one too many, whoever comes at once."""

import pytest

from dutydesk.text import catalogue_tickets as words
from functions.lookup.tickets.verdict import Did
from tests.stack.backroom import Backroom
from tests.stack.desk import Citizen, Desk, wait_until
from tests.stack.takes import rush

pytestmark = pytest.mark.stack

UNIT = "phuong-mau-1"
OFFICE = "Trụ sở Công an Phường Mẫu 1"
SERVICE = "Làm thẻ căn cước"
BOOKED, MOVED = words.BOOKED.partition("\n")[0], words.MOVED


def tapped(citizen: Citizen, title: str) -> str:
    """Tap the newest message's button whose title holds these words; return what comes next."""
    before = len(citizen.inbox())
    titled = {button["title"]: button["payload"] for button in citizen.inbox()[-1]["buttons"]}
    payload = next(payload for found, payload in titled.items() if title in found)
    assert citizen.say(payload=payload)["status"] == 200
    wait_until(lambda: len(citizen.inbox()) > before, f"what [{title}] leads to")
    return citizen.texts()[-1]


def asked_for_a_service(desk: Desk) -> Citizen:
    """Return a citizen who has been greeted and asked what to take a number for."""
    citizen = desk.citizen(UNIT)
    citizen.tell("lấy số")
    citizen.await_text(words.WHICH_SERVICE)
    return citizen


def number_in(text: str) -> str:
    """Return the line that says a number."""
    return next(line for line in text.splitlines() if line.startswith("Số: "))


def with_a_number(desk: Desk) -> tuple[Citizen, str]:
    """Return a citizen who has taken a number by taps, and what they were told."""
    citizen = asked_for_a_service(desk)
    assert "ngày nào" in tapped(citizen, SERVICE)
    assert "mấy giờ" in tapped(citizen, "1. ")
    assert "mấy người" in tapped(citizen, "1. ")
    return citizen, tapped(citizen, words.PEOPLE.format(people=1))


def test_taps_lead_to_a_number_its_hour_its_place_and_the_papers(desk: Desk) -> None:
    _, told = with_a_number(desk)
    assert told.startswith(BOOKED)
    assert number_in(told)
    assert OFFICE in told
    assert "Giấy tờ mang theo: " in told


def test_a_number_is_moved_and_given_back(desk: Desk) -> None:
    citizen, told = with_a_number(desk)
    tapped(citizen, words.MOVE)
    tapped(citizen, "2. ")
    moved = tapped(citizen, "2. ")
    assert moved.startswith(MOVED)
    assert number_in(moved) != number_in(told)
    assert tapped(citizen, words.CANCEL).startswith("Bà con chắc chắn hủy số này")
    assert tapped(citizen, words.CANCEL_SURE) == words.CANCELLED
    citizen.tell("số của tôi")
    citizen.await_text(words.NONE_YET)


def test_one_live_number_for_each_service_whatever_is_tapped(desk: Desk, backroom: Backroom) -> None:
    citizen, told = with_a_number(desk)
    again = citizen.inbox()[-2]["buttons"][0]["payload"]
    citizen.say(payload=again)
    citizen.await_text(words.HAVE_ONE)
    person = backroom.person_id(citizen)
    mine = [one for one in backroom.items("tickets") if one.get("person_id") == person and one["sk"] == "#"]
    assert [f"Số: {number:03}" for one in mine for number in one["numbers"]] == [number_in(told)]


def test_what_is_typed_leads_on_as_well_as_taps(desk: Desk) -> None:
    citizen = asked_for_a_service(desk)
    for text, question in (("2", "ngày nào"), ("1", "mấy giờ"), ("1", "mấy người")):
        citizen.tell(text)
        citizen.await_text(question)
    citizen.tell("2 người")
    citizen.await_text(BOOKED)
    assert "2 người, các số: " in citizen.texts()[-1]


def test_a_unit_without_a_counter_says_so(desk: Desk) -> None:
    citizen = desk.citizen("phuong-mau-9")
    citizen.tell("lấy số")
    citizen.await_text("chưa nhận lấy số qua tin nhắn")


@pytest.mark.parametrize(
    ("takes", "seats"),
    [(1_000, 40), pytest.param(10_000, 200, marks=[pytest.mark.long, pytest.mark.timeout(3_600)])],
    ids=["short", "long"],
)
def test_however_many_come_at_once_each_place_is_given_once(desk: Desk, takes: int, seats: int) -> None:
    crowd = rush(desk, seats)
    came_to = crowd.all_at_once(takes)
    assert came_to[Did.TAKEN] == seats
    assert came_to[Did.TAKEN] + came_to[Did.REFUSED] == takes, "everybody was answered"
    assert sum(crowd.replies.texts.values()) == takes
    assert crowd.replies.texts[BOOKED] == seats
    numbers = [seat.number for seat in crowd.seats()]
    assert numbers == list(range(1, seats + 1)), "no gap, no number beyond"
    assert crowd.holders() == dict.fromkeys(numbers, 1), "no number in two tickets"
