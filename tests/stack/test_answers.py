"""A citizen's question is answered from the published bank, or by an officer."""

import json
import secrets
import time
from http import HTTPStatus

import pytest

from functions.faq.bank import entries_from_csv
from functions.faq.publish import published
from functions.faq.search import Search
from local.places import STARTER_BANK
from tests.stack.asking import FEE, FEE_QUESTION, asks, buttons
from tests.stack.backroom import Backroom
from tests.stack.desk import Desk, OfficerAtDesk, wait_until
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

UNIT = "phuong-mau-4"
VAGUE = ("xin giấy xác nhận", "giấy xác nhận", "đổi giấy tờ", "nộp hồ sơ trực tuyến", "bị mất giấy tờ", "xin cấp lại")
OUT_OF_SCOPE = "cách trồng rau muống trong chậu"


@pytest.fixture(name="editor")
def _editor(desk: Desk) -> OfficerAtDesk:
    return desk.officer_called("editor")


@pytest.fixture(name="vague")
def _vague() -> str:
    """Something of which the search of the sample bank is not sure."""
    search = Search(published(entries_from_csv(STARTER_BANK.read_text(encoding="utf-8"))))
    return next(text for text in VAGUE if search.find(text).kind == "unsure")


def test_a_question_without_diacritics_gets_the_fee_its_source_and_two_taps(desk: Desk, backroom: Backroom) -> None:
    citizen = desk.citizen(UNIT)
    (answer,) = asks(citizen, FEE_QUESTION)
    assert answer.startswith("Lệ phí: "), "the side that was asked for comes first"
    assert FEE in answer
    assert "Nguồn: " in answer
    taps = buttons(citizen)
    assert set(taps) == {"Đúng rồi", "Chưa đúng"}
    citizen.say(payload=taps["Đúng rồi"])
    citizen.await_text("Cảm ơn bà con")
    assert backroom.broken_promises([citizen], []) == [], "a question is no case"


def test_an_unsure_answer_is_a_choice_and_a_tap_chooses(desk: Desk, vague: str) -> None:
    citizen = desk.citizen(UNIT)
    asks(citizen, vague)
    taps = buttons(citizen)
    assert "Gặp cán bộ" in taps
    assert 2 <= len(taps) <= 4
    first = next(payload for title, payload in taps.items() if title != "Gặp cán bộ")
    citizen.say(payload=first)
    citizen.await_text("Nguồn: ")
    assert set(buttons(citizen)) == {"Đúng rồi", "Chưa đúng"}


def test_small_talk_is_answered_as_a_person_would(desk: Desk) -> None:
    citizen = desk.citizen(UNIT)
    asks(citizen, FEE_QUESTION)
    for text in ("cảm ơn", "👍", "dạ"):
        (answer,) = asks(citizen, text)
        assert "chưa hiểu" not in answer, text
        assert len(answer) < 200, text


def test_a_number_in_a_question_is_hidden_everywhere_and_the_citizen_is_warned(desk: Desk, backroom: Backroom) -> None:
    citizen, number = desk.citizen(UNIT), f"0010{secrets.randbelow(10**8):08}"
    citizen.tell(f"Mất thẻ căn cước số {number} thì xin cấp lại thế nào?")
    citizen.await_text("được che đi")
    citizen.await_text("Nguồn: ")
    backroom.settle()
    assert not [text for text in citizen.texts() if number in text]
    for table in ("questions", "receipts", "cases", "people"):
        assert number not in json.dumps(backroom.items(table), ensure_ascii=False, default=str), table


def test_no_log_carries_what_was_asked(desk: Desk, backroom: Backroom) -> None:
    citizen, began_ms = desk.citizen(UNIT), int(time.time() * 1000)
    number, words = f"0792{secrets.randbelow(10**8):08}", unlike_any_other("Mất thẻ căn cước thì xin cấp lại thế nào?")
    asks(citizen, f"{words} {number}")
    asks(citizen, unlike_any_other("cách nuôi cá cảnh"))
    citizen.say(payload=citizen.await_button("Gặp cán bộ"))
    citizen.await_text("Mã câu hỏi: ")
    backroom.settle()
    for function in ("webhook", "faq", "intake", "reply"):
        lines = backroom.logged(function, since_ms=began_ms)
        assert lines, function
        assert not [line for line in lines for said in (number, mark_of(words), citizen.user_id) if said in line]


def test_a_question_without_an_answer_is_handed_to_an_officer_who_answers(desk: Desk, backroom: Backroom) -> None:
    citizen, officer, words = desk.citizen(UNIT), desk.officer(UNIT), unlike_any_other(OUT_OF_SCOPE)
    asks(citizen, words)
    citizen.say(payload=citizen.await_button("Gặp cán bộ"))
    told = citizen.await_text("Mã câu hỏi: ")
    assert "Giờ làm việc" in told
    line = officer.await_case(words)
    assert (line["category"], line["urgency"], line["status"]) == ("question", "normal", "new")
    assert line["receipt"] in told
    case_id = line["case_id"]

    citizen.tell("trồng ngoài ban công ạ")
    wait_until(lambda: len(officer.case(case_id)["messages"]) == 2, "what the citizen adds joins the case")
    officer.post(f"cases/{case_id}/replies", {"text": "Mời bà con hỏi hội nông dân."})
    assert "trả lời câu hỏi" in citizen.await_text("Mời bà con hỏi hội nông dân.")
    before = len(citizen.texts())
    citizen.tell(FEE_QUESTION)
    wait_until(lambda: len(officer.case(case_id)["messages"]) == 4, "the officer is talking: nobody else answers")
    backroom.settle()
    assert len(citizen.texts()) == before
    assert [one["text"] for one in officer.case(case_id)["messages"]] == [
        words,
        "trồng ngoài ban công ạ",
        "Mời bà con hỏi hội nông dân.",
        FEE_QUESTION,
    ]

    closed = officer.post(f"cases/{case_id}/status", {"status": "closed", "reason": "đã trả lời"})
    assert closed.status_code == HTTPStatus.OK, closed.text
    citizen.await_text("đã giải quyết xong câu hỏi")
    assert FEE in asks(citizen, FEE_QUESTION)[0], "the desk answers again"


def test_what_was_not_answered_is_on_the_units_list(desk: Desk, editor: OfficerAtDesk) -> None:
    words = unlike_any_other("nuôi cá cảnh trong bể kính")
    asks(desk.citizen(UNIT), words)

    def listed() -> bool:
        return words in json.dumps(editor.get("faq/todo").json(), ensure_ascii=False)

    wait_until(listed, "the question is on the to-do list")


def test_a_tip_in_words_that_nobody_answers_is_one_tap_away(desk: Desk, backroom: Backroom) -> None:
    citizen, words = desk.citizen(UNIT), unlike_any_other("bể kính nuôi cá của nhà bên")
    asks(citizen, words)
    citizen.say(payload=citizen.await_button("Gửi thành tin báo"))
    citizen.await_text("Mã tin báo: ")
    assert backroom.broken_promises([citizen], [backroom.told(citizen, UNIT, words)]) == []


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE cases; --", "<script>alert(1)</script>", "\u0000\u202e\u200b", "?" * 9]
)
def test_whatever_is_typed_gets_an_answer_that_does_not_repeat_it(desk: Desk, text: str) -> None:
    citizen = desk.citizen(UNIT)
    answer = asks(citizen, text)
    assert not [one for one in answer if text in one]


def test_ten_thousand_characters_are_answered(desk: Desk, backroom: Backroom) -> None:
    citizen = desk.citizen(UNIT)
    asks(citizen, "tôi muốn hỏi việc này lắm ạ " * 360)
    assert backroom.broken_promises([citizen], []) == []
