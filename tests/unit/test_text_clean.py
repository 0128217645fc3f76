"""Cleaning and masking."""

import json

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.text.clean import clean, masked, summary

any_text = st.text(st.characters(codec=None))


@given(any_text)
def test_clean_text_can_be_stored_and_sent_anywhere(text: str) -> None:
    assert json.loads(json.dumps(clean(text)).encode("utf-8")) == clean(text)
    clean(text).encode("utf-8")
    assert "\0" not in clean(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=2000))
def test_what_a_citizen_can_type_is_kept_word_for_word(text: str) -> None:
    assert clean(text) == text


def test_identity_and_phone_numbers_are_hidden_but_for_two_digits() -> None:
    assert masked("CCCD 001 234 567 890 gọi 0900.000.001 lúc 7h30") == "CCCD •••90 gọi •••01 lúc 7h30"


@given(any_text)
def test_a_summary_is_one_short_line(text: str) -> None:
    line = summary(text)
    assert len(line) <= 120
    assert "\n" not in line
