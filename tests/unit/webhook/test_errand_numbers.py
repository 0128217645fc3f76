"""An open errand about a queue number, and what is kept of a wish to be told when a card is ready."""

from dataclasses import replace

import pytest

from dutydesk.clock import iso
from dutydesk.errands import TicketWish
from dutydesk.messages import Intent
from functions.webhook.asking import QUESTIONS
from functions.webhook.dialogues import TIPS
from functions.webhook.errands import WATCHED_FOR
from functions.webhook.lookups import LOOKUPS
from functions.webhook.numbers import TICKETS
from functions.webhook.session import Business, Routed
from tests.unit.webhook.test_errands import BOTH, Typing
from tests.unit.webhook.test_routing import NOW, PHOTO, Citizen

SAID = Routed(desk=TICKETS, intent=TicketWish.WORDS)


@pytest.fixture(name="citizen")
def _citizen() -> Citizen:
    return Typing()


@pytest.fixture(name="queueing")
def _queueing(citizen: Citizen) -> Citizen:
    assert citizen.says("lấy số") == Routed(desk=TICKETS, intent=TicketWish.OPEN)
    return citizen


@pytest.mark.parametrize(
    "words",
    [
        "1", "2 người", "mai", "sáng mai", "chiều thứ 5", "thứ sáu ạ", "8h", "8 giờ rưỡi", "chủ nhật", "hai người",
        "23/11", "tuần sau", "hủy", "thôi", "cho em 3 suất", "sang mai 8h nhe", "ngày 25", "có", "không", "đồng ý",
    ],
)  # fmt: skip
def test_an_open_queue_errand_takes_numbers_days_and_hours(queueing: Citizen, words: str) -> None:
    assert queueing.says(words) == SAID


@pytest.mark.parametrize(
    ("text", "desk"),
    [
        ("thứ 7 có làm việc không", QUESTIONS),
        ("làm cccd cần mang gì", QUESTIONS),
        ("cảm ơn", QUESTIONS),
        ("ok", QUESTIONS),
        ("sáng mai công an phường mở cửa lúc nào", QUESTIONS),
        ("có 3 người đang đánh nhau ngoài chợ", TIPS),
        ("menu", TIPS),
        (BOTH, LOOKUPS),
    ],
)
def test_other_words_pass_it_by(queueing: Citizen, text: str, desk: str) -> None:
    assert queueing.says(text).desk == desk


def test_a_photo_in_a_queue_errand_is_kept_as_ever(queueing: Citizen) -> None:
    assert queueing.says("", PHOTO).intent == Intent.KEEP


@pytest.mark.parametrize("wish", [TicketWish.MINE, TicketWish.CANCEL, TicketWish.MOVE])
def test_every_wish_about_a_number_opens_the_errand(citizen: Citizen, wish: TicketWish) -> None:
    words = {TicketWish.MINE: "số của tôi", TicketWish.CANCEL: "hủy số", TicketWish.MOVE: "đổi giờ"}[wish]
    assert citizen.says(words) == Routed(desk=TICKETS, intent=wish)
    assert citizen.session.errand is not None
    assert citizen.session.errand.kind == Business.TICKET
    assert citizen.says("1") == SAID


def test_a_newer_releases_errand_takes_nothing(citizen: Citizen) -> None:
    citizen.says("lấy số")
    assert citizen.session.errand is not None
    object.__setattr__(citizen.session.errand, "kind", "fine")
    assert citizen.says("thứ sáu").desk == QUESTIONS


def test_who_watches_a_card_is_told_of_at_most_once_in_ten_minutes(citizen: Citizen) -> None:
    assert not citizen.says("cảm ơn").also_check
    citizen.says("#baotoi")
    assert not citizen.says("cảm ơn").also_check
    citizen.waits(minutes=10)
    assert [citizen.says(text).also_check for text in ("cảm ơn", "xin chào")] == [True, False]
    citizen.waits(minutes=10)
    assert not citizen.says(BOTH).also_check
    assert citizen.says("lấy số").also_check


def test_a_watch_of_which_no_check_is_known_is_checked(citizen: Citizen) -> None:
    citizen.session = replace(citizen.session, watching_until=iso(NOW + WATCHED_FOR))
    assert citizen.says("cảm ơn").also_check


def test_a_watch_ends_by_a_tap_or_half_a_year_on(citizen: Citizen) -> None:
    citizen.says("#baotoi")
    citizen.says("#thoibao")
    citizen.waits(minutes=11)
    assert not citizen.says("cảm ơn").also_check
    citizen.says("#baotoi")
    citizen.waits(seconds=WATCHED_FOR.total_seconds() - 60)
    assert citizen.says("cảm ơn").also_check
    citizen.waits(minutes=11)
    assert not citizen.says("cảm ơn").also_check
    assert (citizen.session.watching_until, citizen.session.checked_at) == ("", "")
