"""Verdicts on an answer, tapped or typed: what they are about, and when the same words are only words."""

import pytest

from dutydesk.ids import asked_id
from dutydesk.messages import Ask, Emergency, Intent
from functions.webhook.asking import QUESTIONS
from functions.webhook.dialogues import TIPS
from functions.webhook.emergency import assess
from functions.webhook.report_like import looks_like_report
from functions.webhook.session import Routed
from tests.unit.webhook.test_routing import PHOTO, Citizen

ID = "0123456789abcdef0123"
QUESTION = "làm căn cước mất bao nhiêu tiền"
REPORT = "có nhóm thanh niên đánh bạc sau nhà tôi"
RIGHT = [
    "đúng rồi",
    "đúng",
    "dung roi",
    "Đúng rồi ạ!",
    "ddungs roofi",
    "dạ đúng rồi cảm ơn em",
    "đúng r",
    "chính xác 👍",
]
WRONG = [
    "chưa đúng",
    "sai rồi",
    "không đúng",
    "ko dung",
    "khong phai",
    "chua dung a",
    "sai rồi em ạ",
]
OFFICER = [
    "gặp cán bộ", "gap can bo", "gặp người thật", "nói chuyện với cán bộ", "gặp tư vấn viên", "tôi muốn gặp cán bộ",
    "cho em gặp cán bộ được không?", "cần gặp công an", "GẶP CÁN BỘ", "chat voi nguoi that di",
    "xin cho tôi nói chuyện với cán bộ trực ạ", "gặp nhân viên tư vấn",
]  # fmt: skip


@pytest.fixture(name="citizen")
def _citizen() -> Citizen:
    return Citizen()


@pytest.mark.parametrize("where", ["outside", "in a dialogue"])
@pytest.mark.parametrize(
    ("tap", "ask", "choice"),
    [
        (f"#chon {ID} 0", Ask.PICK, 0),
        (f"#chon {ID} 2", Ask.PICK, 2),
        (f"#dung {ID}", Ask.RIGHT, 0),
        (f"#sai {ID}", Ask.WRONG, 0),
        (f"#canbo {ID}", Ask.OFFICER, 0),
    ],
)
def test_a_tap_names_its_question_anywhere_and_leaves_a_dialogue_as_it_is(
    citizen: Citizen, tap: str, ask: Ask, choice: int, where: str
) -> None:
    if where == "in a dialogue":
        citizen.says("báo tin")
        citizen.says("mất trộm xe")
    before = citizen.session
    assert citizen.says(tap) == Routed(desk=QUESTIONS, intent=ask, asked_id=ID, choice=choice)
    assert (citizen.session.dialogue, citizen.session.kept) == (before.dialogue, before.kept)


@pytest.mark.parametrize(
    ("words", "ask", "choice"),
    [
        *((words, Ask.RIGHT, 0) for words in RIGHT),
        *((words, Ask.WRONG, 0) for words in WRONG),
        *((words, Ask.OFFICER, 0) for words in OFFICER),
        *((words, Ask.PICK, 0) for words in ("1", "1.", "số 1 ạ", "cau 1", "１", "1️⃣")),
        ("câu số 2 nhé", Ask.PICK, 1),
        ("chọn 3", Ask.PICK, 2),
    ],
)
def test_typed_words_are_about_what_was_asked_last(citizen: Citizen, words: str, ask: Ask, choice: int) -> None:
    citizen.says(QUESTION)
    citizen.says(QUESTION)
    assert citizen.says(words) == Routed(desk=QUESTIONS, intent=ask, asked_id=asked_id("e2"), choice=choice)


@pytest.mark.parametrize(
    "words",
    [
        "dừng", "đừng", "dùng", "đụng rồi", "đúng không", "đúng chưa ạ?", "đúng rồi?", "sai thì sao", "0", "4", "12",
        "1 2", "1h", "không", "gấp cán bộ", "gặp cán bộ ở đâu", "gặp cán bộ nào để làm hộ chiếu", "cho em hỏi cán bộ",
        "gặp cán bộ phường cần mang gì", "đúng rồi mà làm hộ chiếu ở đâu", "đúng rồi" + " ạ" * 40,
    ],
)  # fmt: skip
def test_words_that_say_more_or_something_else_are_a_question(citizen: Citizen, words: str) -> None:
    bucket = citizen.says(QUESTION).dialogue_id
    assert citizen.says(words) == Routed(desk=QUESTIONS, intent=Ask.QUESTION, dialogue_id=bucket)


@pytest.mark.parametrize("words", ["đúng rồi", "sai rồi", "1"])
def test_a_verdict_on_nothing_is_a_question(citizen: Citizen, words: str) -> None:
    routed = citizen.says(words)
    assert (routed.desk, routed.intent, bool(routed.dialogue_id)) == (QUESTIONS, Ask.QUESTION, True)


def test_an_officer_comes_without_any_question(citizen: Citizen) -> None:
    assert citizen.says("gặp cán bộ") == Routed(desk=QUESTIONS, intent=Ask.OFFICER)


@pytest.mark.parametrize("between", ["cảm ơn", "👍", "xin chào", "sai rồi", f"#chon {asked_id('e1')} 1"])
def test_courtesies_and_other_verdicts_may_stand_in_between(citizen: Citizen, between: str) -> None:
    citizen.says(QUESTION)
    citizen.says(between)
    assert citizen.says("đúng rồi") == Routed(desk=QUESTIONS, intent=Ask.RIGHT, asked_id=asked_id("e1"))


@pytest.mark.parametrize("between", ["gặp cán bộ", f"#canbo {asked_id('e1')}", REPORT])
def test_to_an_officer_or_about_a_report_the_same_words_are_only_words(citizen: Citizen, between: str) -> None:
    bucket = citizen.says(QUESTION).dialogue_id
    citizen.says(between)
    assert citizen.says("đúng rồi") == Routed(desk=QUESTIONS, intent=Ask.QUESTION, dialogue_id=bucket)


def test_an_officer_asked_for_twice_is_asked_for_once(citizen: Citizen) -> None:
    citizen.says(QUESTION)
    assert [citizen.says("gặp cán bộ").asked_id for _ in range(2)] == [asked_id("e1")] * 2


def test_an_officer_is_asked_for_about_a_report_too(citizen: Citizen) -> None:
    citizen.says(QUESTION)
    citizen.says(REPORT)
    assert citizen.says("gặp cán bộ").asked_id == asked_id("e2")


def test_after_a_tip_typed_words_are_no_verdict_on_what_was_asked_before_it(citizen: Citizen) -> None:
    for words in (QUESTION, "báo tin", "mất trộm xe", "xong"):
        citizen.says(words)
    assert citizen.says("1").intent == Ask.QUESTION


@pytest.mark.parametrize("words", ["đúng rồi", "1", "gặp cán bộ"])
def test_in_a_dialogue_typed_words_are_part_of_the_tip(citizen: Citizen, words: str) -> None:
    citizen.says(QUESTION)
    opened = citizen.says("báo tin").dialogue_id
    assert citizen.says(words) == Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=opened)


def test_in_a_dialogue_that_is_over_when_they_arrive_too(citizen: Citizen) -> None:
    citizen.says(QUESTION)
    opened = citizen.says("báo tin").dialogue_id
    sent_at = citizen.now
    citizen.says("xong")
    assert citizen.says("1", sent_at=sent_at) == Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=opened)


def test_a_verdict_that_comes_with_a_photo_is_kept(citizen: Citizen) -> None:
    citizen.says(QUESTION)
    assert citizen.says("đúng rồi", PHOTO).intent == Intent.KEEP


@pytest.mark.parametrize("words", [*RIGHT, *WRONG, *OFFICER])
def test_no_verdict_sounds_like_an_emergency_or_a_report(words: str) -> None:
    assert assess(words) is Emergency.NONE
    assert not looks_like_report(words)
