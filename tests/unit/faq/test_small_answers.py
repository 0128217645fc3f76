"""Small talk is answered as a person would, and questions are told from it."""

import pytest

from dutydesk.messages import Intent
from dutydesk.text import catalogue
from functions.faq.verdict import Did
from tests.unit.faq.desk import STICKER, TestDesk, question, scripted, titles

GREETING = catalogue.GREETING.format(unit="Công an Phường Mẫu 1")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("em chào anh", catalogue.HELLO_BACK),
        ("cảm ơn anh nhiều nhé", catalogue.THANKS_BACK),
        ("giỏi quá", catalogue.PRAISED),
        ("tạm biệt", catalogue.GOODBYE),
        ("ok ạ", catalogue.NODDED),
        ("cho em hỏi chút", catalogue.GO_AHEAD),
        ("trả lời ngu thế", catalogue.UPSET),
        ("🙂", catalogue.GO_AHEAD),
        ("", catalogue.GO_AHEAD),
    ],
)
def test_small_talk_is_answered_as_a_person_would(quick: TestDesk, text: str, answer: str) -> None:
    assert quick.texts(question(text)) == [answer]
    assert quick.todos() == []


def test_who_asks_whether_a_person_answers_is_told_the_truth(quick: TestDesk) -> None:
    asked = question("có phải người thật không ạ")
    (reply,) = quick.hear(asked)
    assert reply.text == catalogue.WHO_ANSWERS.format(unit="Công an Phường Mẫu 1")
    assert titles(reply) == ["Gặp cán bộ"]
    assert quick.asked(asked).text == "có phải người thật không ạ"


def test_a_lone_sticker_is_small_talk_that_nobody_keeps(desk: TestDesk) -> None:
    assert desk.texts(question(stickers=STICKER)) == [catalogue.GO_AHEAD]
    assert desk.forwarded() == []


def test_small_talk_in_words_is_kept_quietly_all_the_same(quick: TestDesk) -> None:
    quick.hear(question("cảm ơn"))
    assert [(kept.intent, kept.quiet) for kept in quick.forwarded()] == [(Intent.KEEP, True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("xin chào", [GREETING]),
        ("🙂", [GREETING]),
        ("cho em hỏi", [GREETING, catalogue.GO_AHEAD]),
        ("cảm ơn", [catalogue.THANKS_BACK]),
    ],
)
def test_small_talk_of_a_first_contact_is_greeted(quick: TestDesk, text: str, said: list[str]) -> None:
    assert quick.texts(question(text, first_contact=True)) == said


def test_thanks_with_a_question_is_a_question(quick: TestDesk) -> None:
    text = "cảm ơn, cho hỏi làm hộ chiếu ở đâu"
    quick.shelf.now = scripted({text: ("sure", ("old",), frozenset())})
    assert quick.did(question(text)) is Did.ANSWERED
