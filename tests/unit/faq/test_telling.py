"""The telling words of a question: the same for questions that ask the same."""

import pytest

from functions.faq.normalise import read
from functions.faq.telling import telling


@pytest.mark.parametrize(
    "text",
    [
        "Lệ phí làm hộ chiếu là bao nhiêu ạ?",
        "lam ho chieu het bao nhieu tien",
        "cho em hỏi làm hộ chiếu mất bao nhiêu tiền với ạ",
        "dạ anh chị ơi làm hộ chiếu tốn tiền không",
    ],
)
def test_a_question_tells_the_same_however_it_is_asked(text: str) -> None:
    assert telling(read(text)) == ("chieu", "ho", "lam", "?fee")


def test_short_forms_are_written_out() -> None:
    assert {"tam", "tru"} <= set(telling(read("đk tt ở đâu")))


@pytest.mark.parametrize("text", ["", "xin chào ạ", "😀", "...", "dạ vâng em cảm ơn"])
def test_what_says_nothing_has_no_telling_word(text: str) -> None:
    assert telling(read(text)) == ()


def test_a_long_story_tells_a_bounded_number_of_words() -> None:
    assert len(telling(read(" ".join(f"từ{number}" for number in range(500))))) <= 60


def test_each_word_is_told_once() -> None:
    told = telling(read("hộ chiếu hộ chiếu hộ chiếu"))
    assert told == ("chieu", "ho")
