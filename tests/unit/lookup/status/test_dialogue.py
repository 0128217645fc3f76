"""The dialogue: what is asked for, what is told, and that whoever learns nothing learns it in the same words."""

from dataclasses import replace

import pytest

from dutydesk.errands import LookupWish
from dutydesk.errors import MalformedEvent
from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.cards import Status
from functions.lookup.status.desk import ANSWER_AFTER_S, Did
from tests.unit.lookup.status.desk import (
    BORN_TYPED,
    NUMBER,
    OFFICE,
    OTHER,
    RECEIPT,
    WRONG_TYPED,
    TestDesk,
    ask,
    slot,
)


def test_a_ready_card_is_told_with_place_papers_and_hours_and_nothing_else(desk: TestDesk) -> None:
    desk.holds(slot())
    assert desk.tries() == (
        "Thẻ căn cước đã có từ ngày 27/02/2026, bà con có thể đến nhận.\n"
        f"Nơi nhận: {OFFICE.name}, {OFFICE.address}.\n"
        "Mang theo: giấy hẹn, thẻ hoặc giấy tờ cũ nếu có.\n"
        "Giờ làm việc: thứ Hai đến thứ Sáu 07:30–11:30 và 13:30–17:00."
    )


def test_number_and_date_may_come_one_after_the_other(desk: TestDesk) -> None:
    desk.holds(slot())
    assert desk.said(ask()) == catalogue.ASK_BOTH
    assert desk.said(ask(f"số của tôi là {NUMBER}")) == catalogue.ASK_DATE
    assert desk.said(ask(BORN_TYPED)).startswith("Thẻ căn cước đã có")


def test_a_receipt_number_finds_its_card(desk: TestDesk) -> None:
    desk.holds(slot(number=RECEIPT), number=RECEIPT)
    assert desk.said(ask(f"giấy hẹn mau1 - 260301-0045 {BORN_TYPED}")) != catalogue.NOT_FOUND
    assert desk.tries(number=RECEIPT.lower()).startswith("Thẻ căn cước đã có")


def test_a_date_alone_a_quarter_of_an_hour_later_asks_for_the_number_again(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.hear(ask(NUMBER))
    desk.clock.advance(minutes=15)
    assert desk.said(ask(BORN_TYPED)) == catalogue.ASK_NUMBER


def test_after_a_wrong_date_another_date_is_enough(desk: TestDesk) -> None:
    desk.holds(slot())
    assert desk.tries(born=WRONG_TYPED) == catalogue.NOT_FOUND
    assert desk.said(ask(BORN_TYPED)).startswith("Thẻ căn cước đã có")


def test_one_persons_number_is_not_anothers(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.hear(ask(NUMBER, person="p1"))
    assert desk.said(ask(BORN_TYPED, person="p2")) == catalogue.ASK_NUMBER


def test_stopping_forgets_the_number(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.hear(ask(NUMBER))
    assert desk.said(ask(wish=LookupWish.CANCEL)) == catalogue.STOPPED
    assert desk.said(ask(BORN_TYPED)) == catalogue.ASK_NUMBER


@pytest.mark.parametrize(
    ("words", "shows", "prompt"),
    [
        pytest.param("", False, catalogue.ASK_BOTH, id="nothing"),
        pytest.param("thẻ của tôi xong chưa ạ", False, catalogue.ASK_BOTH, id="no digits"),
        pytest.param("", True, catalogue.TYPE_IT, id="a photo"),
        pytest.param("đây ạ", True, catalogue.TYPE_IT, id="a photo with words"),
        pytest.param(NUMBER[:11], False, catalogue.NUMBER_UNCLEAR, id="eleven digits"),
        pytest.param(NUMBER + "1", False, catalogue.NUMBER_UNCLEAR, id="thirteen digits"),
        pytest.param(f"{NUMBER} {OTHER} {BORN_TYPED}", False, catalogue.NUMBER_UNCLEAR, id="two numbers"),
        pytest.param(f"{NUMBER} 30/2/1990", False, catalogue.DATE_UNCLEAR, id="30 February"),
        pytest.param(f"{NUMBER} sinh 1990", False, catalogue.DATE_UNCLEAR, id="a year alone"),
        pytest.param(NUMBER, False, catalogue.ASK_DATE, id="a number alone"),
        pytest.param(BORN_TYPED, False, catalogue.ASK_NUMBER, id="a date alone"),
        pytest.param("12", False, catalogue.NUMBER_UNCLEAR, id="a few digits"),
    ],
)
def test_what_cannot_be_used_is_asked_for_and_never_repeated(
    desk: TestDesk, words: str, *, shows: bool, prompt: str
) -> None:
    desk.holds(slot())
    assert desk.said(ask(words, shows=shows)) == prompt
    assert desk.time.slept_s == []


@pytest.mark.parametrize(
    ("status", "text", "titles"),
    [
        pytest.param(Status.RECEIVED, catalogue.NOT_READY, ["Báo khi có thẻ"], id="received"),
        pytest.param(Status.PROCESSING, catalogue.NOT_READY, ["Báo khi có thẻ"], id="processing"),
        pytest.param(Status.PRINTED, catalogue.NOT_READY, ["Báo khi có thẻ"], id="printed"),
        pytest.param(Status.HANDED_OVER, catalogue.HANDED_OVER, [], id="handed over"),
        pytest.param(Status.RETURNED, catalogue.RETURNED, [], id="returned"),
    ],
)
def test_a_card_that_is_not_ready_is_told_without_a_day(
    desk: TestDesk, status: Status, text: str, titles: list[str]
) -> None:
    desk.holds(slot(status))
    (reply,) = desk.hear(ask(f"{NUMBER} {BORN_TYPED}"))
    assert (reply.text, [button.title for button in reply.buttons]) == (text, titles)


def test_what_no_import_has_shown_yet_is_not_there(desk: TestDesk) -> None:
    desk.holds(slot(Status.PRINTED, v=1), slot(Status.READY, v=2))
    assert desk.tries() == catalogue.NOT_READY
    desk.show(2)
    assert desk.tries().startswith("Thẻ căn cước đã có")


def test_a_card_that_only_the_next_import_brings_is_not_found(desk: TestDesk) -> None:
    desk.holds(slot(v=2), live=1)
    assert desk.tries() == catalogue.NOT_FOUND


def test_a_forgotten_card_is_not_found(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.clock.advance(days=365 * 5)
    assert desk.tries() == catalogue.NOT_FOUND


def test_a_card_of_another_units_office_is_told_without_a_place(desk: TestDesk) -> None:
    desk.holds(slot())
    said = desk.said(ask(f"{NUMBER} {BORN_TYPED}", unit="phuong-mau-2"))
    assert catalogue.READY_WHERE_APPLIED in said
    assert OFFICE.name not in said


def test_an_attempt_is_answered_at_a_fixed_delay(quick: TestDesk) -> None:
    quick.holds(slot())
    began_s = quick.time.now_s
    quick.tries()
    assert quick.time.now_s - began_s == pytest.approx(ANSWER_AFTER_S, abs=0.02)


def test_work_that_took_longer_is_answered_at_the_next_multiple(quick: TestDesk) -> None:
    quick.holds(slot())
    quick.time.work_s = ANSWER_AFTER_S * 1.3
    quick.tries()
    assert quick.time.slept_s == [pytest.approx(ANSWER_AFTER_S * 0.7)]


def test_nothing_is_enqueued_before_the_delay_is_over(quick: TestDesk) -> None:
    quick.holds(slot())
    enqueued: list[int] = []
    desk = replace(quick.desk, sleep=lambda _seconds: enqueued.append(len(quick.replies.calls)))
    desk.accept(ask(f"{NUMBER} {BORN_TYPED}"))
    assert (enqueued, len(quick.replies.calls)) == ([0], 1)


def test_words_sealed_for_somebody_else_are_refused(desk: TestDesk) -> None:
    stolen = ask(f"{NUMBER} {BORN_TYPED}", person="p2")
    theirs = ask(person="p1")
    object.__setattr__(theirs, "sealed", stolen.sealed)
    with pytest.raises(MalformedEvent):
        desk.did(theirs)


def test_offices_are_read_whatever_comes_of_an_attempt(desk: TestDesk) -> None:
    desk.holds(slot())
    for born, number in ((BORN_TYPED, NUMBER), (WRONG_TYPED, NUMBER), (BORN_TYPED, OTHER)):
        desk.tries(born=born, number=number)
    assert len(desk.offices.asked) == 3


def test_what_became_of_an_attempt_is_one_word(desk: TestDesk) -> None:
    desk.holds(slot())
    words = {desk.did(ask(f"{NUMBER} {born}")) for born in (BORN_TYPED, WRONG_TYPED)}
    assert words == {Did.ATTEMPTED}
