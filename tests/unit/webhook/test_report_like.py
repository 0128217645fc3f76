import time
from dataclasses import replace

import pytest

from dutydesk.text.fold import fold, has_marks
from functions.webhook.report_like import looks_like_report
from tests.unit.webhook.labelled import Labelled, agreement, labelled

MESSAGES = labelled("report_like", "report")
WITH_MARKS = [message for message in MESSAGES if has_marks(message.text)]
WITHOUT_MARKS = [message for message in MESSAGES if not has_marks(message.text)]

SETS = pytest.mark.parametrize(
    "messages",
    [
        pytest.param(MESSAGES, id="all"),
        pytest.param(WITH_MARKS, id="with marks"),
        pytest.param(WITHOUT_MARKS, id="without marks"),
        pytest.param([replace(message, text=fold(message.text)) for message in WITH_MARKS], id="marks stripped"),
        pytest.param([message for message in MESSAGES if message.part == "held_out"], id="held out"),
    ],
)


def test_the_set_is_large_and_half_without_marks() -> None:
    assert len(MESSAGES) >= 200
    assert len(WITHOUT_MARKS) / len(MESSAGES) == pytest.approx(0.5, abs=0.2)


@SETS
def test_reports_are_kept_and_questions_are_not(messages: list[Labelled]) -> None:
    found = agreement(messages, looks_like_report)
    assert found.recall >= 0.90, found.missed
    assert found.precision >= 0.90, found.false


@pytest.mark.parametrize("text", ["thủ tục trình báo mất xe", "muc phat danh bac", "", "\x00\ud800", "chào các anh"])
def test_a_question_or_nothing_is_no_report(text: str) -> None:
    assert not looks_like_report(text)


def test_what_speaks_of_an_emergency_is_kept_too() -> None:
    assert looks_like_report("cháy nhà hàng xóm")


def test_a_megabyte_is_read_in_bounded_time() -> None:
    started = time.process_time()
    looks_like_report("bị mất xe đánh bạc " * 55_000)
    assert time.process_time() - started < 5
