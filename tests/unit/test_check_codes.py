"""Check codes: what ``dutydesk.signature`` writes is found again, however it was copied; nothing else is."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.check_codes import LONGEST_READ, pasted_code, shown_in, signed_with
from dutydesk.ids import CODE_ALPHABET, new_code, shown
from dutydesk.signature import signed
from dutydesk.text.fold import fold

CODE = new_code()
WRONG = CODE[:-1] + next(one for one in CODE_ALPHABET if one != CODE[-1])
SIGNED = signed("Bà con chú ý: mưa lớn đêm nay.", unit="Công an Phường Mẫu 1", code=CODE)


@given(st.text(max_size=200))
def test_what_signs_a_broadcast_is_found_again_whatever_its_words(words: str) -> None:
    code = new_code()
    assert signed_with(signed(words, unit="Công an Phường Mẫu", code=code)) == code
    assert pasted_code(signed(words, unit="Công an Phường Mẫu", code=code)) == code


@pytest.mark.parametrize(
    "copied",
    [
        lambda text: unicodedata.normalize("NFD", text),
        fold,
        str.upper,
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace("-", "\u2013"),
        lambda text: f"  {text}\n\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "x" * 50_000 + text,
    ],
    ids=["NFD", "no marks", "upper case", "no-break hyphens", "en dashes", "blanks", "CRLF", "behind much else"],
)
@pytest.mark.parametrize("find", [signed_with, shown_in, pasted_code])
def test_a_copy_reads_like_the_original(find: Callable[[str], str], copied: Callable[[str], str]) -> None:
    assert find(copied(SIGNED)) == CODE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mã kiểm tra:",
        f"Mã tin báo: {shown(CODE)}",
        f"Mã kiểm tra: {shown(WRONG)}",
        f"Mã kiểm tra: {shown(CODE)}7",
        f"Mã kiểm tra: x{shown(CODE)}",
        f"Mã kiểm tra: {shown(CODE)}" + "." * LONGEST_READ,
        "\ud800\0",
    ],
    ids=["nothing", "no code", "a receipt", "wrong check symbol", "more behind", "more before", "too far", "not text"],
)
def test_nothing_else_is_a_signature(text: str) -> None:
    assert (signed_with(text), pasted_code(text)) == ("", "")


@pytest.mark.parametrize(
    "text",
    [f"x{shown(CODE)}", f"{shown(CODE)}x", shown(WRONG), CODE],
    ids=["more before", "more behind", "wrong check symbol", "no hyphens"],
)
def test_what_only_resembles_a_code_shows_none(text: str) -> None:
    assert shown_in(text) == ""


def test_of_several_codes_the_last_counts() -> None:
    quoted = new_code()
    assert signed_with(f"Tin trước, mã kiểm tra: {shown(quoted)}\n{SIGNED}") == CODE


def test_a_false_code_behind_a_true_one_hides_it_from_nobody_but_the_one_who_asks() -> None:
    text = f"{SIGNED}\nMã kiểm tra: {shown(WRONG)}"
    assert (signed_with(text), pasted_code(text)) == (CODE, "")


@pytest.mark.parametrize("asked", ["có thật không ạ?", "Là tin thật hay giả vậy công an", "đúng không", "?"])
def test_a_few_words_that_ask_may_follow_what_was_pasted(asked: str) -> None:
    assert pasted_code(f"{SIGNED} {asked}") == CODE


@pytest.mark.parametrize(
    "told", ["cháy nhà tôi rồi", "tôi bị mất xe", "cứu với", "0901234567", "em bị lừa chuyển 5 triệu"]
)
def test_whoever_goes_on_telling_something_is_not_only_asking(told: str) -> None:
    assert pasted_code(f"{SIGNED} {told}") == ""
