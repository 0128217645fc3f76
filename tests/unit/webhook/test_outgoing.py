"""A route as its desk's message."""

from datetime import UTC, datetime

import pytest

from dutydesk.messages import Ask, InboundMessage, Intent, Platform
from functions.webhook.asking import QUESTIONS
from functions.webhook.dialogues import TIPS
from functions.webhook.outgoing import as_question, as_tip
from functions.webhook.session import Routed

NUMBER = "001090012345"
LIKE_A_NUMBER = "abcde123456789abcdef"


def message(text: str) -> InboundMessage:
    return InboundMessage(
        event_key="e",
        platform=Platform.ZALO,
        page_id="page",
        unit="unit",
        person_id="p",
        sent_at=datetime(2026, 11, 22, tzinfo=UTC),
        text=text,
    )


def test_a_question_loses_its_identity_number_and_says_so() -> None:
    routed = Routed(desk=QUESTIONS, intent=Ask.QUESTION, dialogue_id="d", first_contact=True)
    asked = as_question(routed, message(f"cccd {NUMBER} hết hạn"))
    assert asked.message.text == "cccd [số giấy tờ] hết hạn"
    assert (asked.ask, asked.hidden, asked.kept, asked.first_contact) == (Ask.QUESTION, True, False, True)


def test_a_question_without_one_stays_word_for_word() -> None:
    asked = as_question(Routed(desk=QUESTIONS, intent=Ask.QUESTION), message("phí 50.000đ?"))
    assert (asked.message, asked.hidden) == (message("phí 50.000đ?"), False)


def test_a_report_that_is_asked_as_well_is_greeted_and_warned_by_nobody_twice() -> None:
    routed = Routed(desk=TIPS, intent=Intent.KEEP, dialogue_id="d", report_like=True, also_ask=True, first_contact=True)
    asked, tip = as_question(routed, message(f"bị lừa {NUMBER}")), as_tip(routed, message(f"bị lừa {NUMBER}"))
    assert (asked.ask, asked.kept, asked.hidden, asked.first_contact) == (Ask.QUESTION, True, False, False)
    assert (asked.message.text, tip.message.text) == ("bị lừa [số giấy tờ]", f"bị lừa {NUMBER}")
    assert (tip.first_contact, tip.quiet, tip.report_like) == (True, False, True)


@pytest.mark.parametrize("ask", [Ask.PICK, Ask.RIGHT, Ask.WRONG, Ask.OFFICER])
def test_an_id_in_a_tap_that_looks_like_an_identity_number_is_none(ask: Ask) -> None:
    routed = Routed(desk=QUESTIONS, intent=ask, asked_id=LIKE_A_NUMBER, choice=2)
    asked = as_question(routed, message(f"#chon {LIKE_A_NUMBER} 2"))
    assert (asked.ask, asked.asked_id, asked.choice) == (ask, LIKE_A_NUMBER, 2)
    assert (asked.hidden, asked.message.text) == (False, f"#chon {LIKE_A_NUMBER} 2")


def test_a_question_below_a_photo_loses_its_number_on_both_ways_and_is_warned() -> None:
    routed = Routed(desk=TIPS, intent=Intent.KEEP, dialogue_id="d", also_ask=True)
    words = message(f"mất căn cước {NUMBER}, gọi 0912345678")
    asked, tip = as_question(routed, words), as_tip(routed, words)
    assert asked.message.text == tip.message.text == "mất căn cước [số giấy tờ], gọi 0912345678"
    assert asked.hidden
