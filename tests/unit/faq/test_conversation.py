"""What a citizen who asks gets to read, and what the desk remembers and hands on."""

from dataclasses import replace
from datetime import datetime

import pytest

from dutydesk.ids import asked_id
from dutydesk.messages import Ask, Intent
from dutydesk.stores.questions import Why
from dutydesk.text import catalogue
from dutydesk.text.redact import HIDDEN_IDENTITY
from functions.faq.verdict import Did
from tests.unit.faq.desk import (
    BUCKET,
    NONE,
    SURE,
    UNSURE,
    Scripted,
    TestDesk,
    question,
    scripted,
    tap,
    titles,
)

GREETING = catalogue.GREETING.format(unit="Công an Phường Mẫu 1")


def test_a_sure_answer_opens_with_the_side_that_was_asked_and_ends_with_its_source(desk: TestDesk) -> None:
    (reply,) = desk.hear(question(SURE))
    assert reply.text == (
        "Lệ phí: 70.000 đồng\n\nBà con đến công an phường để xin cấp lại.\n\nNguồn: Luật Căn cước 2023"
    )
    assert titles(reply) == ["Đúng rồi", "Chưa đúng"]


def test_buttons_name_the_question_that_was_asked(desk: TestDesk) -> None:
    asked = question(SURE, event="zalo-1")
    (reply,) = desk.hear(asked)
    name = asked_id("zalo-1")
    assert [button.payload for button in reply.buttons] == [f"#dung {name}", f"#sai {name}"]


def test_a_side_that_the_entry_does_not_tell_is_left_to_the_answer(quick: TestDesk) -> None:
    quick.shelf.now = scripted({"x": ("sure", ("lost",), frozenset({"place", "how", "penalty"}))})
    (text,) = quick.texts(question("x"))
    assert text.startswith("Bà con đến công an phường")


def test_two_sides_asked_for_both_come_first(quick: TestDesk) -> None:
    quick.shelf.now = scripted({"x": ("sure", ("lost",), frozenset({"fee", "time"}))})
    assert quick.texts(question("x"))[0].startswith("Lệ phí: 70.000 đồng\nThời gian: 7 ngày làm việc\n\n")


def test_who_asks_for_all_of_it_is_left_to_the_answer(quick: TestDesk) -> None:
    edition = scripted({"x": ("sure", ("lost",), frozenset({"fee", "time", "place", "who"}))})
    edition.answers = {**edition.answers, "lost": replace(edition.answers["lost"], place="Công an phường")}
    quick.shelf.now = edition
    assert quick.texts(question("x"))[0].startswith("Bà con đến công an phường")


def test_an_entry_without_an_answer_tells_all_that_it_has(quick: TestDesk) -> None:
    edition = scripted({"x": ("sure", ("lost",), frozenset())})
    edition.answers = {**edition.answers, "lost": replace(edition.answers["lost"], answer="")}
    quick.shelf.now = edition
    assert quick.texts(question("x")) == [
        "Lệ phí: 70.000 đồng\nThời gian: 7 ngày làm việc\n\nNguồn: Luật Căn cước 2023"
    ]


def test_an_answer_without_source_ends_with_itself(quick: TestDesk) -> None:
    quick.shelf.now = scripted({"x": ("sure", ("stay",), frozenset())})
    assert quick.texts(question("x")) == ["Cần tờ khai CT01."]


def test_a_sure_answer_remembers_the_question_and_keeps_the_words(desk: TestDesk) -> None:
    asked = question(SURE)
    desk.hear(asked)
    remembered = desk.asked(asked)
    assert (remembered.text, remembered.entry, remembered.offered) == (SURE, "lost", ())
    assert (remembered.version, remembered.person_id, remembered.dialogue_id) == ("v1", "p1", BUCKET)
    (kept,) = desk.forwarded()
    assert (kept.intent, kept.dialogue_id, kept.quiet, kept.message) == (Intent.KEEP, BUCKET, True, asked.message)
    assert desk.todos() == []


def test_an_unsure_search_offers_what_may_be_meant_and_an_officer(desk: TestDesk) -> None:
    asked = question(UNSURE, event="zalo-2")
    (reply,) = desk.hear(asked)
    assert titles(reply) == [
        "1. Thẻ hết hạn thì đổi thế nào?",
        "2. Mất thẻ căn cước thì xin cấp lại thế nào?",
        "3. Đăng ký tạm trú cần gì?",
        "Gặp cán bộ",
    ]
    name = asked_id("zalo-2")
    payloads = [button.payload for button in reply.buttons]
    assert payloads == [f"#chon {name} 0", f"#chon {name} 1", f"#chon {name} 2", f"#canbo {name}"]
    remembered = desk.asked(asked)
    assert (remembered.offered, remembered.entry) == (("old", "lost", "stay"), "")
    assert [kept.intent for kept in desk.forwarded()] == [Intent.KEEP]
    assert desk.todos() == []


def test_a_single_choice_is_asked_about_as_one(quick: TestDesk) -> None:
    quick.shelf.now = scripted({"x": ("unsure", ("old",), frozenset())})
    (reply,) = quick.hear(question("x"))
    assert reply.text == catalogue.CHOOSE_ONE
    assert titles(reply) == ["1. Thẻ hết hạn thì đổi thế nào?", "Gặp cán bộ"]


def test_what_nobody_knows_is_said_and_an_officer_or_a_tip_offered(desk: TestDesk) -> None:
    (reply,) = desk.hear(question(NONE))
    assert reply.text.startswith(catalogue.NO_ANSWER)
    assert titles(reply) == ["Gặp cán bộ", "Gửi thành tin báo"]
    assert reply.buttons[1].payload == f"#tip {BUCKET}"
    assert [(kept.intent, kept.quiet) for kept in desk.forwarded()] == [(Intent.KEEP, True)]


def test_what_nobody_knows_becomes_something_to_learn(desk: TestDesk) -> None:
    asked = question(NONE)
    desk.hear(asked)
    (todo,) = desk.todos()
    assert (todo.why, todo.text, todo.entry, todo.version) == (Why.UNANSWERED, NONE, "stay", "v1")
    assert todo.words == ("phuong", "thoi", "tiet")
    assert todo.asked_at == "2026-03-02T05:00:00.000Z"


def test_no_tip_is_offered_of_words_that_were_not_kept(quick: TestDesk) -> None:
    (reply,) = quick.hear(question(NONE, dialogue=""))
    assert titles(reply) == ["Gặp cán bộ"]
    assert quick.forwarded() == []


def test_the_first_contact_is_greeted_before_it_is_told_that_nobody_knows(quick: TestDesk) -> None:
    greeting, told = quick.texts(question(NONE, first_contact=True))
    assert greeting == GREETING
    assert told.startswith(catalogue.NO_ANSWER)


@pytest.mark.parametrize("text", [SURE, UNSURE])
def test_the_first_contact_that_asks_well_is_simply_answered(quick: TestDesk, text: str) -> None:
    assert len(quick.hear(question(text, first_contact=True))) == 1


def test_without_any_bank_nobody_knows(quick: TestDesk) -> None:
    quick.shelf.now = None
    (reply,) = quick.hear(question(SURE))
    assert reply.text.startswith(catalogue.NO_ANSWER)
    (todo,) = quick.todos()
    assert (todo.why, todo.version, "?fee" in todo.words) == (Why.UNANSWERED, "", True)


@pytest.mark.parametrize("entry", ["elsewhere", "expired"])
def test_what_is_of_another_page_or_past_its_time_is_never_shown(quick: TestDesk, entry: str) -> None:
    quick.shelf.now = scripted({"x": ("sure", (entry,), frozenset()), "y": ("unsure", (entry, "stay"), frozenset())})
    (none,) = quick.hear(question("x"))
    assert none.text.startswith(catalogue.NO_ANSWER)
    (reply,) = quick.hear(question("y"))
    assert titles(reply) == ["1. Đăng ký tạm trú cần gì?", "Gặp cán bộ"]


def test_what_is_of_one_page_is_shown_there(quick: TestDesk) -> None:
    quick.shelf.now = scripted({"x": ("sure", ("elsewhere",), frozenset())})
    assert quick.texts(question("x", page="zalo-phuong-mau-2")) == ["Phường 2."]


@pytest.mark.parametrize(
    ("now", "did"),
    [
        pytest.param("2026-03-01T16:59:59+00:00", Did.ANSWERED, id="the last second of its last day"),
        pytest.param("2026-03-01T17:00:00+00:00", Did.UNANSWERED, id="midnight in Vietnam"),
    ],
)
def test_an_entry_expires_with_the_day_in_vietnam(quick: TestDesk, now: str, did: Did) -> None:
    quick.shelf.now = scripted({"x": ("sure", ("expired",), frozenset())})
    quick.clock.now = datetime.fromisoformat(now)
    assert quick.did(question("x")) is did


def test_a_number_that_was_taken_out_is_said_first(desk: TestDesk) -> None:
    warning, answer = desk.hear(question(SURE, hidden=True))
    assert warning.text == catalogue.NUMBERS_HIDDEN
    assert warning.buttons == ()
    assert answer.text.startswith("Lệ phí")


def test_what_stands_for_a_hidden_number_is_no_part_of_the_search(quick: TestDesk) -> None:
    serving = scripted({})
    quick.shelf.now = serving
    quick.hear(question(f"làm cccd {HIDDEN_IDENTITY} ở đâu", hidden=True))
    assert isinstance(serving.search, Scripted)
    assert serving.search.searched == ["làm cccd   ở đâu"]
    assert "giay" not in quick.todos()[0].words


def test_what_the_tips_desk_has_is_answered_only_when_sure(desk: TestDesk) -> None:
    assert desk.texts(question(SURE, kept=True))[0].startswith("Lệ phí")
    for text in (UNSURE, NONE, "cảm ơn"):
        assert desk.did(question(text, kept=True)) is Did.SILENT
    assert desk.replies.messages == []
    assert desk.forwarded() == []
    assert desk.todos() == []


def test_an_officer_who_is_asked_for_after_a_report_sees_its_words(desk: TestDesk) -> None:
    reported = question("chúng nó đánh bạc ở đầu ngõ", kept=True)
    assert desk.did(reported) is Did.SILENT
    desk.hear(tap(Ask.OFFICER, reported))
    (handed,) = desk.forwarded()
    assert (handed.intent, handed.message.text) == (Intent.HAND_OFF, "chúng nó đánh bạc ở đầu ngõ")


def test_what_is_remembered_of_a_question_holds_no_phone_either(desk: TestDesk) -> None:
    words = question("số 0912345678 gọi lừa tôi thì báo ai")
    desk.hear(words)
    asked = desk.asked(words)
    assert "0912345678" not in asked.text
    assert not any("0912345678" in word for word in asked.words)


def test_an_answer_to_what_the_tips_desk_has_can_be_denied(desk: TestDesk) -> None:
    asked = question(SURE, kept=True)
    desk.hear(asked)
    assert desk.asked(asked).entry == "lost"


def test_a_long_question_fits_on_a_button(quick: TestDesk) -> None:
    edition = scripted({"x": ("unsure", ("old",), frozenset())})
    long = edition.answers["old"]
    edition.answers = {**edition.answers, "old": type(long)(id="old", question="Thủ tục rất dài " * 20)}
    quick.shelf.now = edition
    (reply,) = quick.hear(question("x"))
    assert len(titles(reply)[0]) <= 100
    assert titles(reply)[0].endswith("…")


def test_a_template_in_the_bank_stays_as_it_is(quick: TestDesk) -> None:
    edition = scripted({"x": ("sure", ("old",), frozenset({"fee"}))})
    odd = type(edition.answers["old"])(id="old", question="{unit}", answer="{0} {unit}", fee="{text}", source="{code}")
    edition.answers = {**edition.answers, "old": odd}
    quick.shelf.now = edition
    assert quick.texts(question("x")) == ["Lệ phí: {text}\n\n{0} {unit}\n\nNguồn: {code}"]
