"""While a card is looked up its number is for one desk alone, by whatever route a message goes."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutydesk.messages import Attachment, AttachmentKind, Emergency, Intent
from tests.unit.webhook.papers import invented
from tests.unit.webhook.test_errand_desks import MINE, NUMBER, OPEN, PHOTO, Desk
from tests.unit.webhook.test_routing import PLACE

VIDEO = Attachment(kind=AttachmentKind.VIDEO, url="https://a/1.mp4")
LONG_RUN = re.compile(r"[0-9](?:[\s.\-]?[0-9]){8,}")


@pytest.fixture(name="desk")
def _desk() -> Desk:
    return Desk()


ROUTES = {
    "bare": "{card} {date}",
    "full width": "{card_wide} {date_wide}",
    "grouped": "{card_grouped}, {date_dashed}",
    "asked about": "cccd {card} sinh {date} làm lại ở đâu, cần gì?",
    "courteous": "chào anh, {card} {date}, cảm ơn nhiều",
    "an officer wanted": "gặp cán bộ {card} {date}",
    "an opt-out": "dừng nhận tin {card} {date}",
    "an order to report": "báo tin: {card} sinh {date} lừa tiền bà con",
    "a report": "thằng trộm tên Mẫu cccd {card} sinh {date}",
    "a doubtful emergency": "dang chay, cccd {card} sinh {date}",
    "an emergency": "cháy nhà rồi cứu với, tôi là {card} sinh {date}",
    "an emergency by its paper": "nhà tôi đang cháy, cccd {card}",
    "a queue number": "lấy số cho {card} sinh {date}",
    "a forged tap": "#so {card}",
    "a tap and more": "#tip {card} {date}",
    "a check code": "{card} {date} Mã kiểm tra: ABC-DEF-GH2",
    "a form": "Họ tên: Mẫu Văn Mẫu\nSố: {card}\nNgày sinh: {date}\nQuê quán: Phường Mẫu 1\nKết quả khi nào có ạ?",
    "a long tale": "dạ em chào các anh chị, hôm trước em có lên phường làm thẻ, số của em là {card}, sinh {date}, " * 3,
}


@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize("beside", ["nothing", "a photo", "a video", "a place"])
def test_while_a_card_is_looked_up_its_number_reaches_no_other_desk_by_any_route(
    desk: Desk, name: str, beside: str
) -> None:
    text = ROUTES[name].format_map(MINE.typed)
    desk.says("tra cứu căn cước", "e1")
    shown = {"a photo": (PHOTO,), "a video": (VIDEO,)}.get(beside, ())
    desk.says(text, "e2", *shown, place=PLACE if beside == "a place" else None)
    plain = desk.elsewhere()
    assert [form for form in ("card", "card_wide", "card_grouped") if MINE.typed[form] in plain] == []
    assert len(desk.tips.calls) + len(desk.questions.calls) + len(desk.lookups.calls) >= 2


def test_a_report_told_while_a_card_is_looked_up_keeps_its_phone_numbers(desk: Desk) -> None:
    desk.says("tra cứu căn cước", "e1")
    desk.says("cháy nhà rồi cứu với, gọi {phone}, cccd {card}".format_map(MINE.typed), "e2")
    (tip,) = desk.tips.messages
    assert (tip.intent, tip.emergency) == (Intent.CONTENT, Emergency.CERTAIN)
    assert tip.message.text == f"cháy nhà rồi cứu với, gọi {MINE.phone}, cccd [số giấy tờ]"


def test_what_was_hidden_stays_hidden_when_the_event_comes_again(desk: Desk) -> None:
    desk.reception.take(OPEN)
    report = replace(NUMBER, text="thằng trộm tên Mẫu cccd {card} sinh {date}".format_map(MINE.typed))
    desk.reception.take(report)
    desk.clock.advance(hours=1)
    desk.reception.take(report)
    first, again = desk.tips.calls
    assert first == again
    assert MINE.card not in desk.elsewhere()


PIECES = st.sampled_from(
    [
        "{card}", "{card_grouped}", "{card_wide}", "{phone}", "{date}", "{receipt}", "tra cứu căn cước", "xong chưa",
        "làm lại ở đâu", "cần gì", "cảm ơn", "báo", "thằng trộm", "lấy số", "hủy", "1", "mai", "?", "\n", "gặp cán bộ",
        "dừng nhận tin", "ok", "#so", "mất trộm xe", "đúng rồi", "sinh", "cccd",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(PIECES, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=5), st.integers(0, 50))
def test_of_what_is_typed_in_an_open_look_up_no_long_number_reaches_another_desk(texts: list[str], seed: int) -> None:
    """Phone numbers of a report excepted: an officer needs them, and they name nobody's papers."""
    desk, typed = Desk(), invented(seed).typed
    for number, text in enumerate(texts):
        desk.says("#tracuu", f"open {number}")
        desk.says(text.format_map(typed), f"e{number}")
    tips = [tip.message.text for tip in desk.tips.messages if tip.intent not in {Intent.KEEP, Intent.CONTENT}]
    told = [one.message.text for one in desk.questions.messages] + [one.text for one in desk.tickets.messages] + tips
    assert [text for text in told if LONG_RUN.search(text)] == []
    papers = [typed[form] for form in ("card", "card_grouped", "card_wide")]
    assert [one for one in papers if one in desk.elsewhere()] == []


def test_the_property_can_fail(desk: Desk) -> None:
    """Without an errand a report keeps the number that it names: that is what the property would find."""
    desk.says("thằng trộm tên Mẫu cccd {card} sinh {date}".format_map(MINE.typed), "e1")
    assert MINE.card in desk.elsewhere()
    assert LONG_RUN.search(MINE.typed["card_grouped"])
