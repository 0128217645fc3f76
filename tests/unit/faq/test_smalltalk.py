"""What is small talk, and what only looks like it."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.faq.bank import entries_from_csv
from functions.faq.smalltalk import Chat, small_talk

ROOT = Path(__file__).parents[3]
SAID = {
    Chat.HELLO: "xin chào|chào em|Chào cán bộ ạ|chao cong an phuong mau 1|alo|alo có ai không|ad ơi|chàoooo|chaof em"
    "|chào trung úy Hùng|xin chào tôi tên Nam|hello|hi ad",
    Chat.THANKS: "cảm ơn|cám ơn ạ|camr own nhieeuf|cảm ơn anh Tuấn nhé|cam on a nhieu lam|tks ad|thanks|🙏"
    "|thank you very much|em làm xong rồi cảm ơn|em cảm ơn anh chị đã tư vấn nhiệt tình|haha ok cảm ơn nhé",
    Chat.ASKS_LEAVE: "cho em hỏi|cho em hỏi chút ạ|em muốn hỏi về thủ tục hành chính|e can tu van|???|giúp em với"
    "|em chào anh chị em có việc muốn hỏi ạ|tư vấn",
    Chat.WHO: "ai đấy|bạn là ai vậy|có phải người thật không|là người hay máy thế|bot à|trả lời tự động à",
    Chat.GOODBYE: "tạm biệt nhé|bye|chúc ngủ ngon|cảm ơn, chúc anh chị một ngày tốt lành",
    Chat.PRAISE: "giỏi quá|công an phường mình tuyệt vời quá|👍|❤️",
    Chat.UPSET: "đm trả lời ngu thế|trả lời gì kỳ vậy|sao mãi không trả lời|làm ăn chán quá|lâu quá|😡😡",
    Chat.NOD: "ok|ok em|vâng ạ|dạ|hihi|không|không ạ|gửi nhầm|ừ|được rồi|ok để mai mình qua",
    Chat.SIGN: "😀|:))|<3|.|...|^^||   |\u200b",
}
QUESTIONS = (
    "cảm ơn, cho hỏi làm hộ chiếu ở đâu|cam on cho hoi ho chieu|bao giờ được nhận ạ cảm ơn|chào, hỏng xe"
    "|cảm ơn, con bị mất ví|hộ chiếu|ho chieu|mất cccd|làm sao|ở đâu|bao lâu|bao nhiêu tiền|mấy giờ làm việc|được không"
    "|hôm nay có làm việc không|chào em anh muốn làm căn cước|chó cắn|bị chó cắn báo ai|báo công an|cháo gà|mã"
    "|tôi bị lừa|cứu tôi với|Cháy nhà các chú ơi|cuu voi cac anh oi|cho tôi xin số điện thoại|thời tiết hôm nay"
    "|hello how can I get a passport|mai có làm việc không ạ|hai bên hòa giải rồi muốn rút đơn|12"
    "|co ng duoi nuoc o ben do|chong em choi bai bac o nha ong Nam, nho cac anh den bat|明日の天気"
)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts.split("|")])
def test_small_talk_is_known_for_what_it_is(kind: Chat, text: str) -> None:
    assert small_talk(text, unit_name="Công an Phường Mẫu 1") is kind


@pytest.mark.parametrize("text", QUESTIONS.split("|"))
def test_what_asks_or_tells_something_is_no_small_talk(text: str) -> None:
    assert small_talk(text) is None


def test_a_name_may_be_in_a_greeting_but_not_in_a_question() -> None:
    assert small_talk("chào Landmark") is Chat.HELLO
    assert small_talk("chào Landmark?") is None


def test_who_tells_more_than_a_few_words_tells_something() -> None:
    assert small_talk("ok mai mình qua") is Chat.NOD
    assert small_talk("ok hôm qua mai kìa lên xuống trong ngoài trên dưới") is None
    assert small_talk("cảm ơn " * 20) is None


def test_no_question_of_any_set_is_swallowed() -> None:
    texts = [phrasing for entry in entries_from_csv(_read("operate/banks/starter.csv")) for phrasing in entry.phrasings]
    for name in ("faq_dev", "faq_unseen"):
        rows = csv.DictReader(_read(f"tests/data/{name}.csv").splitlines(keepends=True))
        texts += [row["text"] for row in rows if row["expected_id"] != "none"]
    assert len(texts) > 1_500
    assert [text for text in texts if small_talk(text)] == []


@pytest.mark.parametrize(("name", "label"), [("report_like", "report"), ("emergency", "emergency")])
def test_nothing_that_reports_is_swallowed(name: str, label: str) -> None:
    rows = csv.DictReader(_read(f"tests/data/{name}.csv").splitlines(keepends=True))
    texts = [row["text"] for row in rows if row["label"] == label]
    assert len(texts) > 100
    assert [text for text in texts if small_talk(text)] == []


@given(text=st.text(max_size=400))
def test_any_text_is_one_or_the_other(text: str) -> None:
    assert small_talk(text) in {None, *Chat}


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
