"""The promise of ``assess`` on invented messages, and its bounds.

The figures asserted here are an upper estimate of those on unseen text: every part of the set but ``held_out``
was, in the end, read while the rules were written. Each part was first measured blind, just after it was
written (recall of the line / its precision): held_out 0.96 / 0.99, fresh_1 0.50 / 0.83 (wordings chosen to be
unusual), fresh_2 0.98 / 0.91, fresh_3 0.85 / 0.93, fresh_4 0.85 / 0.90, fresh_5 0.93 / 0.95.
A new blind part says more than a higher figure on an old one.
"""

import time
from dataclasses import replace

import pytest

from dutydesk.messages import Emergency
from dutydesk.text.fold import fold, has_marks
from functions.webhook.emergency import assess, explain
from tests.unit.webhook.labelled import Labelled, agreement, labelled

MESSAGES = labelled("emergency", "emergency")
WITH_MARKS = [message for message in MESSAGES if has_marks(message.text)]
WITHOUT_MARKS = [message for message in MESSAGES if not has_marks(message.text)]
STRIPPED = [replace(message, text=fold(message.text)) for message in WITH_MARKS]

SETS = pytest.mark.parametrize(
    "messages",
    [
        pytest.param(MESSAGES, id="all"),
        pytest.param(WITH_MARKS, id="with marks"),
        pytest.param(WITHOUT_MARKS, id="without marks"),
        pytest.param(STRIPPED, id="with their marks stripped"),
        pytest.param([message for message in MESSAGES if message.part == "held_out"], id="held out"),
    ],
)


def test_the_set_is_large_half_without_marks_and_full_of_traps() -> None:
    assert len(MESSAGES) >= 400
    assert len({message.text for message in MESSAGES}) == len(MESSAGES)
    assert len(WITHOUT_MARKS) / len(MESSAGES) == pytest.approx(0.5, abs=0.15)
    assert sum(1 for message in MESSAGES if not message.positive) >= 150
    assert {message.part for message in MESSAGES} >= {"development", "held_out", "fresh_1"}


@SETS
def test_nearly_every_emergency_gets_the_line_at_once(messages: list[Labelled]) -> None:
    found = agreement(messages, lambda text: assess(text) is not Emergency.NONE)
    assert found.recall >= 0.98, found.missed


@SETS
def test_the_line_is_seldom_shown_in_vain(messages: list[Labelled]) -> None:
    found = agreement(messages, lambda text: assess(text) is not Emergency.NONE)
    assert found.precision >= 0.90, found.false


@SETS
def test_most_emergencies_make_an_urgent_tip_at_once_and_few_others_do(messages: list[Labelled]) -> None:
    found = agreement(messages, lambda text: assess(text) is Emergency.CERTAIN)
    assert found.recall >= 0.90, found.missed
    assert found.precision >= 0.90, found.false


@pytest.mark.parametrize(
    "text",
    [
        "phòng cháy chữa cháy",
        "phong chay chua chay",
        "giấy phép PCCC",
        "chạy xe quá tốc độ",
        "chay xe qua toc do",
        "nước chảy ra đường",
        "quan chay gan day",
        "bán cháy hàng",
        "đạo đức",
        "bo sung ho so",
        "bị lửa đảo mất tiền",
        "bi lua dao mat tien",
        "tra cuu phat nguoi",
        "may em bi chet nguon",
        "",
        "   ",
        "👍",
        "\x00\ud800",
    ],
)
def test_a_trap_is_no_emergency(text: str) -> None:
    assert assess(text) is Emergency.NONE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("cháy nhà", "fire"),
        ("chays nhaf", "fire"),
        ("cha1y nha2", "fire"),
        ("cháy nhaf", "fire"),
        ("nha em bi ro gas, mui lam", "gas"),
        ("CHÁYYYYY NHÀ", "fire"),
        ("cha\u0301y nha\u0300", "fire"),
        ("có cháy 🔥🔥 ở chợ", "fire"),
        ("ddanhs nhau ngoai cho", "fight"),
        ("có người cầm dao đuổi chém", "weapon"),
        ("con tôi bị bắt cóc", "kidnap"),
        ("co nguoi nhay cau", "suicide"),
        ("\U0001f198\U0001f198", "call_for_help"),
        ("cuuvoi", "call_for_help"),
    ],
)
def test_an_emergency_is_certain_and_names_its_reason(text: str, reason: str) -> None:
    found = explain(text)
    assert (found.level, found.reason) == (Emergency.CERTAIN, reason)


@pytest.mark.parametrize(
    ("marked", "level"),
    [("đang cháy", Emergency.CERTAIN), ("đang chạy", Emergency.NONE), ("đang chảy", Emergency.NONE)],
)
def test_where_there_are_marks_they_decide(marked: str, level: Emergency) -> None:
    assert assess(marked) is level


def test_without_marks_what_could_be_a_fire_is_doubtful() -> None:
    assert assess("dang chay") is Emergency.DOUBTFUL


def test_an_assessment_never_repeats_the_message() -> None:
    assert "Mẫu" not in repr(explain("cháy nhà số 12 đường Mẫu"))


def test_an_emergency_at_the_end_of_a_megabyte_is_found() -> None:
    assert assess("em chào các anh ạ. " * 60_000 + "cháy nhà rồi cứu với") is Emergency.CERTAIN


@pytest.mark.parametrize(
    "unit",
    ["chay nha ", "a\u0300\u0323", "\ud800\x00", "có bị em con nhà ", "cứuuuuu", "u", ".", "dang bi danh hom qua "],
)
def test_a_megabyte_of_anything_is_assessed_in_bounded_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    started = time.process_time()
    assess(text)
    assert time.process_time() - started < 5  # it takes a fraction of a second; a quadratic reading takes minutes
