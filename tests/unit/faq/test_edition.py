"""An edition says what was put into it, or is known for broken."""

import dataclasses
import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.stores.bank import BankEntry
from functions.faq.edition import Answer, BrokenIndex, edition_of, pack, unpack
from functions.faq.search import Search
from tests.unit.faq.desk import ENTRIES, small_edition

PACKED = pack(small_edition())
_MAGIC, _SUM, _BODY = PACKED.split(b"\n", 2)


def resealed(body: bytes) -> bytes:
    """Return an edition of this body whose checksum is right."""
    return b"\n".join([_MAGIC, hashlib.sha256(body).hexdigest().encode(), body])


def test_what_is_unpacked_is_what_was_packed() -> None:
    assert unpack(PACKED) == small_edition()
    assert unpack(PACKED).version == "v1"


def test_an_answer_says_what_the_entry_says() -> None:
    entry = BankEntry(
        id="e", question="q", answer="a", variants=("v",), topic="t", papers="1", fee="2", time="3", place="4", who="5",
        legal_source="s", valid_from="2026-01-01", valid_to="2026-12-31", owner_unit="u", pages=("p",), sample=True,
    )  # fmt: skip
    assert edition_of("v", [entry]).answers["e"] == Answer(
        id="e", question="q", answer="a", source="s", papers="1", fee="2", time="3", place="4", who="5",
        valid_from="2026-01-01", valid_to="2026-12-31", pages=("p",), owner_unit="u",
    )  # fmt: skip


def test_entries_are_found_by_what_only_a_variant_says() -> None:
    entries = [*ENTRIES, BankEntry(id="lion", question="Giữ thú dữ?", answer="Không.", variants=("nuôi sư tử",))]
    assert Search(edition_of("v", entries).index).find("nuoi su tu").candidates[0].entry == "lion"


def test_the_columns_of_an_entry_are_sides_that_it_answers() -> None:
    index = small_edition().index
    assert index.sides[index.entries.index("lost")].keys() >= {"fee", "time"}
    assert "papers" in index.sides[index.entries.index("stay")]


def test_the_order_of_entries_changes_nothing() -> None:
    assert pack(edition_of("v1", ENTRIES[::-1])) == PACKED


def test_two_entries_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="one id"):
        edition_of("v1", [ENTRIES[0], replace(ENTRIES[1], id=ENTRIES[0].id)])


def test_an_empty_bank_is_an_edition() -> None:
    assert unpack(pack(edition_of("v0", []))).answers == {}


@given(at=st.integers(0, len(PACKED) - 1), bit=st.integers(0, 7))
def test_one_wrong_bit_anywhere_is_noticed(at: int, bit: int) -> None:
    with pytest.raises(BrokenIndex):
        unpack(PACKED[:at] + bytes([PACKED[at] ^ 1 << bit]) + PACKED[at + 1 :])


@given(kept=st.integers(0, len(PACKED) - 1))
def test_a_file_cut_short_is_noticed(kept: int) -> None:
    with pytest.raises(BrokenIndex):
        unpack(PACKED[:kept])


def test_bytes_too_many_are_noticed() -> None:
    with pytest.raises(BrokenIndex):
        unpack(PACKED + b"\n")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{}\n" + _BODY.split(b"\n", 1)[1], id="no answers"),
        pytest.param(b"[1]\n" + _BODY.split(b"\n", 1)[1], id="another type"),
        pytest.param(b"\xff\n", id="no text"),
        pytest.param(_BODY.replace(b'["elsewhere",', b'["nowhere",', 1), id="an answer without an entry"),
        pytest.param(_BODY.replace(b'"fields":["id","question"', b'"fields":["id"', 1), id="fewer names than values"),
        pytest.param(_BODY.split(b"\n", 1)[0] + b"\n", id="no index"),
    ],
)
def test_what_does_not_agree_with_itself_is_refused_though_its_sum_is_right(body: bytes) -> None:
    assert body != _BODY
    with pytest.raises(BrokenIndex):
        unpack(resealed(body))


def test_a_field_of_a_newer_release_is_passed_over() -> None:
    head, index = _BODY.split(b"\n", 1)
    newer = head.replace(b'"id","question"', b'"id","mood","question"').replace(b'["', b'["', 1)
    for entry in ENTRIES:
        newer = newer.replace(f'["{entry.id}",'.encode(), f'["{entry.id}","gay",'.encode())
    assert unpack(resealed(newer + b"\n" + index)) == small_edition()


def test_every_field_of_an_answer_travels() -> None:
    filled = {field.name: field.name for field in dataclasses.fields(Answer)} | {"id": "old", "pages": ("a", "b")}
    edition = small_edition()
    answers = {**edition.answers, "old": Answer(**filled)}  # type: ignore[arg-type]  # pages are the one tuple
    assert unpack(pack(replace(edition, answers=answers))).answers["old"] == Answer(**filled)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "shown"),
    [
        ("", "", True),
        ("2026-03-02", "", True),
        ("2026-03-03", "", False),
        ("", "2026-03-02", True),
        ("", "2026-03-01", False),
        ("2026-03-02", "2026-03-02", True),
    ],
)
def test_an_entry_holds_from_its_first_to_its_last_day(valid_from: str, valid_to: str, *, shown: bool) -> None:
    answer = Answer(id="x", question="q", valid_from=valid_from, valid_to=valid_to)
    assert answer.may_be_shown(on="2026-03-02", page_id="any") == shown


def test_an_entry_of_some_pages_is_shown_there_alone() -> None:
    answer = Answer(id="x", question="q", pages=("one", "two"))
    assert [answer.may_be_shown(on="2026-03-02", page_id=page) for page in ("one", "two", "three")] == [
        True,
        True,
        False,
    ]
