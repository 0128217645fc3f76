"""Long texts are cut where a reader pauses, and no word is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.text.bubbles import bubbles


@given(st.text(), st.integers(1, 40))
def test_nothing_but_white_space_at_the_cuts_is_lost(text: str, limit: int) -> None:
    parts = bubbles(text, limit)
    assert "".join("".join(parts).split()) == "".join(unicodedata.normalize("NFC", text).split())
    assert all(len(part) <= limit for part in parts)
    assert all(parts) or len(parts) == 1
    assert parts == bubbles(text, limit)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("ngắn", ["ngắn"], id="short"),
        pytest.param("", [""], id="empty"),
        pytest.param("aaaaaa bb\n\ncc dddd", ["aaaaaa bb", "cc dddd"], id="paragraph"),
        pytest.param("aaaaaa. bbb ccc", ["aaaaaa.", "bbb ccc"], id="sentence"),
        pytest.param("aaa bbb ccc ddd", ["aaa bbb", "ccc ddd"], id="words"),
        pytest.param("a" * 25, ["a" * 10, "a" * 10, "a" * 5], id="one long word"),
        pytest.param("a b\n\n" + "c" * 12, ["a b\n\nccccc", "ccccccc"], id="a pause too early is none"),
    ],
)
def test_a_text_is_cut_at_the_best_pause_of_its_second_half(text: str, parts: list[str]) -> None:
    assert bubbles(text, 10) == parts


def test_length_is_counted_as_the_platform_counts() -> None:
    assert bubbles(unicodedata.normalize("NFD", "ắ" * 10), 10) == ["ắ" * 10]


def test_a_limit_that_holds_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="one character"):
        bubbles("a", 0)
