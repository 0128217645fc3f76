import pytest

from functions.faq.asking import asking
from functions.faq.attributes import cued
from functions.faq.normalise import read

STORY = "Hôm qua trời mưa to nên nhà tôi dột hết, đồ đạc ướt sạch, phải thức cả đêm dọn dẹp."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{STORY} Cho tôi hỏi mất căn cước thì làm lại ở đâu bây giờ ạ.", "mất căn cước thì làm lại ở đâu"),
        (f"Cho tôi hỏi mất căn cước thì làm lại ở đâu bây giờ ạ. {STORY}", "mất căn cước thì làm lại ở đâu"),
        (f"{STORY} Mất căn cước thì làm lại ở đâu. Cho em hỏi ạ.", "làm lại ở đâu"),
        (f"{STORY} Mất căn cước thì làm lại ở đâu", "Mất căn cước thì làm lại ở đâu"),
    ],
    ids=["question last", "question first", "hỏi only closes", "no hỏi"],
)
def test_the_part_that_asks_is_found(text: str, kept: str) -> None:
    words = read(text)
    begin, end = asking(words, cued(words, ()))
    assert " ".join(word.bare for word in read(kept)) in " ".join(word.bare for word in words[begin:end])


@pytest.mark.parametrize("text", ["", "hỏi", "hỏi " * 50, "a. " * 50])
def test_any_words_have_a_part_that_asks(text: str) -> None:
    words = read(text)
    begin, end = asking(words, ())
    assert 0 <= begin <= end <= len(words)
