"""Ids and codes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.ids import CODE_ALPHABET, as_code, new_code, new_ulid, person_id, shown

NOW = datetime(2026, 11, 22, tzinfo=UTC)
codes = st.builds(new_code)


def test_ulids_sort_by_time_and_do_not_repeat() -> None:
    ids = [new_ulid(NOW + timedelta(milliseconds=step)) for step in range(100)]
    assert ids == sorted(ids)
    assert len({new_ulid(NOW) for _ in range(1000)}) == 1000
    assert all(len(one) == 26 for one in ids)


def test_a_ulid_begins_with_its_time() -> None:
    # The specification's own example: 1469918176385 ms is 01ARYZ6S41.
    assert new_ulid(datetime.fromtimestamp(1469918176.385, UTC)).startswith("01ARYZ6S41")


def test_a_person_id_depends_on_key_page_and_user() -> None:
    ids = {person_id(key, "zalo", page, user) for key in (b"k", b"l") for page in ("p", "q") for user in ("1", "2")}
    assert len(ids) == 8
    assert person_id(b"k", "zalo", "p", "1") == person_id(b"k", "zalo", "p", "1")


@given(codes)
def test_a_code_is_found_however_it_is_typed(code: str) -> None:
    for typed in (code, shown(code), shown(code).lower(), f" {shown(code)} ", shown(code).replace("-", " ")):
        assert as_code(typed) == code


@given(codes, st.integers(0, 8), st.sampled_from(CODE_ALPHABET))
def test_one_wrong_character_is_never_a_code(code: str, position: int, other: str) -> None:
    typed = code[:position] + other + code[position + 1 :]
    assert as_code(typed) in ({code} if typed == code else {None})


@given(codes, st.integers(0, 7))
def test_two_swapped_characters_are_never_another_code(code: str, position: int) -> None:
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert as_code(swapped) in ({code} if swapped == code else {None})


def test_words_are_no_codes() -> None:
    assert [as_code(word) for word in ("", "xin chào", "thanhphan", "XXXXXXXXX", "2" * 10)] == [None] * 5
