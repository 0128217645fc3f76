"""How a question comes to an officer, and when the desk leaves the word to one."""

import pytest

from dutydesk.ids import asked_id
from dutydesk.messages import Ask, Emergency, Intent
from dutydesk.stores.questions import Why
from dutydesk.text import catalogue
from functions.faq.verdict import Did
from tests.unit.faq.desk import NONE, STICKER, SURE, UNSURE, TestDesk, moment, question, tap


def test_an_officer_is_given_the_question_as_it_was_asked(desk: TestDesk) -> None:
    asked = question(NONE, event="asked")
    desk.hear(asked)
    desk.forwarded()
    tapped = tap(Ask.OFFICER, asked)
    assert desk.hear(tapped) == []
    (handed,) = desk.forwarded()
    assert (handed.intent, handed.dialogue_id) == (Intent.HAND_OFF, f"Q{asked_id('asked')}")
    assert (handed.message.text, handed.message.sent_at) == (NONE, moment(0))
    assert handed.message.event_key == tapped.message.event_key
    assert (handed.emergency, handed.quiet) == (Emergency.NONE, False)


@pytest.mark.parametrize(("text", "entry"), [(NONE, ""), (UNSURE, ""), (SURE, "lost")])
def test_a_question_that_went_to_an_officer_is_something_to_learn(desk: TestDesk, text: str, entry: str) -> None:
    asked = question(text)
    desk.hear(asked, tap(Ask.OFFICER, asked))
    (todo,) = desk.todos()
    assert (todo.why, todo.text, todo.entry) == (Why.HANDED_OFF, text, entry)


def test_two_taps_open_one_case(desk: TestDesk) -> None:
    asked = question(NONE)
    desk.hear(asked, tap(Ask.OFFICER, asked), tap(Ask.OFFICER, asked))
    _, one, other = desk.forwarded()
    assert one.dialogue_id == other.dialogue_id
    assert one.message.event_key != other.message.event_key


@pytest.mark.parametrize("about", [None, question("never heard")], ids=["none", "forgotten"])
def test_an_officer_is_called_even_without_a_question(desk: TestDesk, about: None) -> None:
    tapped = tap(Ask.OFFICER, about)
    assert desk.did(tapped) is Did.HANDED_OFF
    (handed,) = desk.forwarded()
    assert handed.message.text == "gặp cán bộ"
    assert handed.dialogue_id == f"Q{asked_id(tapped.message.event_key)}"
    assert desk.todos() == []


@pytest.mark.parametrize(("hours_ago", "over"), [(1, True), (25, False)], ids=["closed", "a day ago"])
def test_a_call_after_an_officers_talk_opens_a_case_of_its_own(
    quick: TestDesk, hours_ago: float, *, over: bool
) -> None:
    quick.officer_talks(hours_ago=hours_ago, over=over)
    assert quick.did(tap(Ask.OFFICER, None, text="gặp cán bộ")) is Did.HANDED_OFF


def test_a_tap_for_an_officer_who_is_there_reads_as_words(quick: TestDesk) -> None:
    quick.officer_talks()
    quick.hear(tap(Ask.OFFICER, question("never heard")))
    assert [joined.message.text for joined in quick.forwarded()] == ["gặp cán bộ"]


def test_what_was_typed_goes_to_the_officer_as_it_is(quick: TestDesk) -> None:
    quick.hear(tap(Ask.OFFICER, None, text="gặp người thật"))
    assert [handed.message.text for handed in quick.forwarded()] == ["gặp người thật"]


def test_another_persons_question_is_never_handed_over(desk: TestDesk) -> None:
    asked = question(NONE)
    desk.hear(asked)
    desk.forwarded()
    desk.hear(tap(Ask.OFFICER, asked, person="p2"))
    (handed,) = desk.forwarded()
    assert handed.message.text == "gặp cán bộ"
    assert handed.dialogue_id != f"Q{desk.asked(asked).asked_id}"


@pytest.mark.parametrize("text", [SURE, UNSURE, NONE, "cảm ơn"])
def test_the_desk_is_silent_while_an_officer_talks(desk: TestDesk, text: str) -> None:
    desk.officer_talks(hours_ago=23.9)
    asked = question(text)
    assert desk.hear(asked) == []
    (joined,) = desk.forwarded()
    assert (joined.intent, joined.dialogue_id, joined.message) == (Intent.JOIN, "C", asked.message)
    assert desk.todos() == []


def test_a_number_is_warned_of_even_then(quick: TestDesk) -> None:
    quick.officer_talks()
    assert quick.texts(question(SURE, hidden=True)) == [catalogue.NUMBERS_HIDDEN]


def test_a_sticker_joins_and_nothing_at_all_does_not(quick: TestDesk) -> None:
    quick.officer_talks()
    quick.hear(question(stickers=STICKER))
    assert len(quick.forwarded()) == 1
    assert quick.hear(question()) == []
    assert quick.forwarded() == []


def test_what_the_tips_desk_has_is_left_to_the_officer_too(quick: TestDesk) -> None:
    quick.officer_talks()
    assert quick.did(question(SURE, kept=True)) is Did.SILENT
    assert quick.forwarded() == []


def test_an_officer_of_another_persons_case_silences_nobody(desk: TestDesk) -> None:
    desk.officer_talks(person="p2")
    assert desk.did(question(SURE)) is Did.ANSWERED


def test_the_desk_answers_again_once_the_case_is_closed(desk: TestDesk) -> None:
    desk.officer_talks(over=True)
    assert desk.did(question(UNSURE)) is Did.OFFERED
    assert [kept.intent for kept in desk.forwarded()] == [Intent.KEEP]


def test_a_day_later_the_desk_answers_what_it_is_sure_of_and_passes_on_the_rest(desk: TestDesk) -> None:
    desk.officer_talks(hours_ago=24)
    assert desk.did(question(SURE)) is Did.ANSWERED
    assert [kept.intent for kept in desk.forwarded()] == [Intent.KEEP]
    for text in (UNSURE, NONE):
        assert desk.did(question(text)) is Did.JOINED
    assert [joined.intent for joined in desk.forwarded()] == [Intent.JOIN, Intent.JOIN]
    assert desk.todos() == []


def test_a_day_later_small_talk_is_answered(quick: TestDesk) -> None:
    quick.officer_talks(hours_ago=48)
    assert quick.texts(question("cảm ơn")) == [catalogue.THANKS_BACK]


def test_calling_for_an_officer_who_is_there_joins_the_talk(desk: TestDesk) -> None:
    desk.officer_talks()
    assert desk.texts(tap(Ask.OFFICER, None, text="gặp cán bộ")) == [catalogue.WITH_OFFICER]
    assert [(joined.intent, joined.dialogue_id) for joined in desk.forwarded()] == [(Intent.JOIN, "C")]


@pytest.mark.parametrize(
    ("ask", "text"), [(Ask.RIGHT, "đúng rồi"), (Ask.WRONG, "chưa đúng"), (Ask.PICK, "2")], ids=["yes", "no", "number"]
)
def test_what_is_typed_to_the_officer_is_not_taken_for_a_verdict(desk: TestDesk, ask: Ask, text: str) -> None:
    asked = question(UNSURE)
    desk.hear(asked)
    desk.forwarded()
    desk.officer_talks()
    assert desk.hear(tap(ask, asked, text=text)) == []
    assert [(joined.intent, joined.message.text) for joined in desk.forwarded()] == [(Intent.JOIN, text)]
    assert desk.asked(asked).entry == ""


def test_typed_words_are_a_verdict_again_once_the_officer_is_done(quick: TestDesk) -> None:
    asked = question(UNSURE)
    quick.hear(asked)
    quick.officer_talks(over=True)
    assert quick.did(tap(Ask.PICK, asked, text="1")) is Did.ANSWERED


def test_calling_again_for_the_officer_who_has_the_question_opens_no_second_case(desk: TestDesk) -> None:
    asked = question(NONE)
    desk.hear(asked)
    desk.forwarded()
    desk.officer_talks()
    assert desk.texts(tap(Ask.OFFICER, asked, text="gặp cán bộ")) == [catalogue.WITH_OFFICER]
    assert [joined.intent for joined in desk.forwarded()] == [Intent.JOIN]


def test_a_tap_of_an_answer_before_still_works_while_an_officer_talks(quick: TestDesk) -> None:
    asked = question(UNSURE)
    quick.hear(asked)
    quick.officer_talks()
    assert quick.did(tap(Ask.PICK, asked)) is Did.ANSWERED


def test_an_angry_word_is_what_the_officer_sees(quick: TestDesk) -> None:
    asked = question("trả lời ngu thế")
    quick.hear(asked, tap(Ask.OFFICER, asked))
    assert quick.forwarded()[-1].message.text == "trả lời ngu thế"
    assert quick.todos() == []
