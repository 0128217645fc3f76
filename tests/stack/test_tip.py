"""A citizen's tip reaches an officer, and the officer's answer reaches the citizen."""

from datetime import datetime
from http import HTTPStatus

import pytest

from dutydesk.clock import VIETNAM
from tests.stack.backroom import Backroom
from tests.stack.desk import Citizen, Desk, wait_until
from tests.stack.words import code_in, unlike_any_other

pytestmark = pytest.mark.stack

UNIT = "phuong-mau-2"
ALBUM = [{"type": "image"}] * 4
PLACE = [{"type": "location", "latitude": "10.7769", "longitude": "106.7009"}]


def reports(citizen: Citizen, text: str) -> str:
    """Report something in one dialogue; return the receipt code."""
    citizen.tell("báo tin", text, "xong")
    return code_in(citizen.await_text("Mã tin báo"))


def test_who_follows_the_page_gets_the_menu(desk: Desk) -> None:
    citizen = desk.citizen(UNIT)
    assert citizen.follow()["status"] == HTTPStatus.OK
    assert "Công an Phường Mẫu 2" in citizen.await_text("trực 24/7")
    assert citizen.await_button("Báo tin") == "báo tin"


def test_a_first_message_that_is_no_tip_gets_the_menu(desk: Desk) -> None:
    citizen = desk.citizen(UNIT)
    citizen.tell("mấy giờ làm việc vậy")
    citizen.await_text("trực 24/7")


@pytest.mark.parametrize("start", ["báo tin", "bao tin", "Báo Tin!"])
def test_a_dialogue_with_words_an_album_and_a_place_is_one_case(desk: Desk, backroom: Backroom, start: str) -> None:
    citizen = desk.citizen(UNIT)
    words = unlike_any_other("Nhà số 9 đổ phế thải ra hẻm")
    citizen.tell(start)
    citizen.await_text("việc gì")
    citizen.tell(words)
    citizen.await_text("ở đâu")
    assert citizen.say(attachments=PLACE)["status"] == HTTPStatus.OK
    citizen.await_text("lúc nào")
    citizen.tell("tối qua")
    citizen.await_text("ảnh hay video")
    assert citizen.say(attachments=ALBUM)["status"] == HTTPStatus.OK
    citizen.say(payload=citizen.await_button("Xong"))
    citizen.await_text("đã được chuyển cho cán bộ trực")

    told = backroom.told(citizen, UNIT, words, "tối qua", attachments=4, places=1)
    assert backroom.broken_promises([citizen], [told]) == []
    assert len(citizen.texts()) == 6, "one answer each; an album is one message"

    line = desk.officer(UNIT).await_case(words)
    assert (line["unit"], line["status"], line["urgency"]) == (UNIT, "new", "normal")
    case = desk.officer(UNIT).case(line["case_id"])
    assert [message["text"] for message in case["messages"]] == [words, "", "tối qua", ""]
    assert case["messages"][1]["place"]["latitude"] == "10.7769"
    photos = case["messages"][3]["attachments"]
    assert [one["url"] for one in photos] == [""] * 4, "nobody is given the platform's link"
    assert len({one["file_id"] for one in photos}) == 4


def test_the_officer_sees_the_case_from_the_first_content_on(desk: Desk) -> None:
    citizen = desk.citizen(UNIT)
    words = unlike_any_other("Xe rác không đến ba ngày")
    citizen.tell("báo tin", words)
    line = desk.officer(UNIT).await_case(words)
    assert line["receipt"] in citizen.await_text("Mã tin báo")


def test_a_code_asks_for_the_status_and_another_persons_code_is_not_found(desk: Desk) -> None:
    citizen, stranger = desk.citizen(UNIT), desk.citizen(UNIT)
    code = reports(citizen, unlike_any_other("Chó thả rông"))
    citizen.tell(code.lower().replace("-", ""))
    told = citizen.await_text(f"Tin báo {code}: đã tiếp nhận")
    assert f"{datetime.now(VIETNAM):%d/%m/%Y}" in told
    stranger.tell(code)
    unknown = stranger.await_text("Không tìm thấy")
    stranger.tell("222-222-222")
    wait_until(lambda: stranger.texts().count(unknown) == 2, "a code that nobody has is answered alike")


def test_a_photo_outside_a_dialogue_is_kept_and_one_tap_makes_it_a_tip(desk: Desk, backroom: Backroom) -> None:
    citizen = desk.citizen(UNIT)
    sent = datetime.now(VIETNAM)
    citizen.say(attachments=[{"type": "image"}])
    tap = citizen.await_button("Gửi thành tin báo")
    assert backroom.broken_promises([citizen], []) == []
    citizen.say(payload=tap)
    code = code_in(citizen.await_text("Mã tin báo"))
    citizen.say(payload=tap)
    wait_until(lambda: len([text for text in citizen.texts() if code in text]) == 2, "a second tap repeats the code")
    assert backroom.broken_promises([citizen], [backroom.told(citizen, UNIT, attachments=1)]) == []
    listed = next(case for case in desk.officer(UNIT).cases() if case["receipt"] == code)
    (message,) = desk.officer(UNIT).case(listed["case_id"])["messages"]
    assert abs((datetime.fromisoformat(message["at"]) - sent).total_seconds()) < 2, "the original time"


def test_answer_and_question_go_back_and_forth_and_the_status_moves(desk: Desk, backroom: Backroom) -> None:
    citizen, officer = desk.citizen(UNIT), desk.officer(UNIT)
    words = unlike_any_other("Đèn đường hư ở hẻm 7")
    code = reports(citizen, words)
    case_id = officer.await_case(words)["case_id"]

    asked = officer.post(f"cases/{case_id}/replies", {"text": "Hẻm 7 đường nào ạ?"})
    assert asked.status_code == HTTPStatus.ACCEPTED
    received = citizen.await_text("Hẻm 7 đường nào ạ?")
    assert code in received
    assert "Công an Phường Mẫu 2" in received
    citizen.tell("đường Mẫu 5")
    citizen.await_text("Đã chuyển lời")
    backroom.settle()

    case = officer.case(case_id)
    assert [(one["author"], one["text"]) for one in case["messages"]] == [
        ("citizen", words),
        ("officer", "Hẻm 7 đường nào ạ?"),
        ("citizen", "đường Mẫu 5"),
    ]
    assert case["messages"][1]["delivery"] == "sent"
    assert case["status"] == "in_progress", "whoever answers has taken the case"

    closed = officer.post(f"cases/{case_id}/status", {"status": "closed", "reason": "đã thay đèn"})
    assert closed.json() == {"case_id": case_id, "status": "closed"}
    citizen.await_text("đã giải quyết xong tin báo")
    citizen.tell(code)
    citizen.await_text("đã xử lý xong")
    assert backroom.broken_promises([citizen], [backroom.told(citizen, UNIT, words, "đường Mẫu 5")]) == []


def test_a_long_answer_arrives_whole(desk: Desk) -> None:
    citizen, officer = desk.citizen(UNIT), desk.officer(UNIT)
    words = unlike_any_other("Xin hỏi thủ tục")
    reports(citizen, words)
    case_id = officer.await_case(words)["case_id"]
    sentences = [f"Bước {number}: mang giấy tờ đến phường trong giờ hành chính." for number in range(90)]
    officer.post(f"cases/{case_id}/replies", {"text": " ".join(sentences)})
    citizen.await_text("Bước 89:")
    got = " ".join(citizen.texts())
    assert all(sentence in got for sentence in sentences)
    assert max(map(len, citizen.texts())) <= 2000


def test_cancel_keeps_what_was_told(desk: Desk, backroom: Backroom) -> None:
    nothing, something = desk.citizen(UNIT), desk.citizen(UNIT)
    words = unlike_any_other("Cây đổ chắn đường")
    nothing.tell("báo tin", "hủy")
    nothing.await_text("chưa có tin nào được ghi")
    something.tell("báo tin", words, "huỷ")
    something.await_text("vẫn được giữ lại")
    assert backroom.broken_promises([nothing, something], [backroom.told(something, UNIT, words)]) == []
