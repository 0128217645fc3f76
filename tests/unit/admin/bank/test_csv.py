"""What a table makes of the draft."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.stores.bank import BankEntry
from functions.admin.bank.rules import LENGTHS, faults, tidied
from functions.admin.bank.sheets import MOST_ENTRIES, Plan, Terms, pages_named, parsed, planned, written
from tests.unit.admin.banking import LOST, OTHERS, PAGE, lines

FIVE = "id,question,variants,answer,topic"
WHOLE = FIVE + ",valid_from,valid_to,last_reviewed,owner_unit,pages,sample"


def plan(
    text: str,
    present: Iterable[BankEntry] = (),
    *,
    units: tuple[str, ...] = ("quan-mau",),
    owner: str = "",
    replaced: bool = False,
) -> Plan:
    terms = Terms(units=units, owner=owner, pages={PAGE}, replace=replaced)
    return planned(parsed(text), {entry.id: entry for entry in present}, terms, revision=7)


def told(plan: Plan) -> list[tuple[int, str]]:
    assert not plan.entries
    return [(fault.line, fault.column) for fault in plan.faults]


def counts(plan: Plan) -> tuple[int, int, int, int]:
    assert not plan.faults
    return plan.added, plan.changed, plan.unchanged, plan.removed


def test_five_columns_are_enough() -> None:
    found = plan(lines(FIVE, "a,Hỏi gì?,hoi gi | hỏi chi,Đáp.,chung"))
    assert found.entries == (
        BankEntry(
            id="a",
            question="Hỏi gì?",
            variants=("hoi gi", "hỏi chi"),
            answer="Đáp.",
            topic="chung",
            owner_unit="quan-mau",
            revision=7,
        ),
    )
    assert counts(found) == (1, 0, 0, 0)


def test_a_table_that_was_handed_out_changes_nothing() -> None:
    present = [LOST, OTHERS]
    found = plan(written(present), present, replaced=True)
    assert counts(found) == (0, 0, 2, 0)
    assert found.changes_nothing


def test_a_column_that_is_not_there_leaves_what_the_entry_has_and_an_empty_cell_empties_it() -> None:
    (entry,) = plan(lines("id,question,variants,answer,topic,fee", "cc-mat,Mất thẻ?,,Đến phường.,,"), [LOST]).entries
    assert entry == replace(LOST, question="Mất thẻ?", variants=(), answer="Đến phường.", topic="", fee="", revision=7)


def test_only_what_changes_gets_the_new_revision() -> None:
    present = [replace(LOST, revision=3), replace(LOST, id="doi-the", revision=4)]
    found = plan(written([present[0], replace(present[1], fee="0")]), present)
    assert [entry.revision for entry in found.entries] == [3, 7]
    assert counts(found) == (0, 1, 1, 0)


def test_without_replace_what_the_table_lacks_stays() -> None:
    found = plan(written([LOST]), [OTHERS])
    assert [entry.id for entry in found.entries] == ["cc-mat", "xe-sang-ten"]


def test_replace_removes_only_entries_of_ones_own_units() -> None:
    mine = replace(LOST, id="b")
    found = plan(written([LOST]), [LOST, mine, OTHERS], replaced=True)
    assert [entry.id for entry in found.entries] == ["cc-mat", "xe-sang-ten"]
    assert counts(found) == (0, 0, 1, 1)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",Hỏi?,,Đáp.,", "id"),
        ("a b,Hỏi?,,Đáp.,", "id"),
        ("none,Hỏi?,,Đáp.,", "id"),
        ("None,Hỏi?,,Đáp.,", "id"),
        ("-a,Hỏi?,,Đáp.,", "id"),
        ("x" * 65 + ",Hỏi?,,Đáp.,", "id"),
        ("a, ,,Đáp.,", "question"),
        ("a,Hỏi?,,,", "answer"),
        ("a," + "x" * 501 + ",,Đáp.,", "question"),
        ("a,Hỏi?," + "x" * 501 + ",Đáp.,", "variants"),
        ("a,Hỏi?," + "|".join(map(str, range(101))) + ",Đáp.,", "variants"),
        ("a,Hỏi?,," + "x" * 8_001 + ",", "answer"),
        ("a,Hỏi?,,Đáp.," + "x" * 101, "topic"),
        ("a,Hỏi?,,Đ\x07áp.,", "answer"),
        ("a,Hỏi?,,Đ\ud800áp.,", "answer"),
    ],
)
def test_each_rule_names_line_and_column(row: str, column: str) -> None:
    assert told(plan(lines(FIVE, "ok,Hỏi?,,Đáp.,", row))) == [(3, column)]


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ("2026-02-30,,,,,", ["valid_from"]),
        (",31/12/2026,,,,", ["valid_to"]),
        (",20261231,,,,", ["valid_to"]),
        (",,٢٠٢٦-01-01,,,", ["last_reviewed"]),
        ("2026-02-02,2026-02-01,,,,", ["valid_to"]),
        ("2026-02-02,2026-02-02,,,,", []),
        (",,,phuong-mau-1,,", ["owner_unit"]),
        (",,,nowhere,,", ["owner_unit"]),
        (",,,,zalo-elsewhere,", ["pages"]),
        (f",,,,{PAGE} | {PAGE},yes", []),
        (",,,,,perhaps", ["sample"]),
    ],
)
def test_dates_units_pages_and_marks_are_checked(cells: str, columns: list[str]) -> None:
    found = plan(lines(WHOLE, f"a,Hỏi?,,Đáp.,,{cells}"))
    assert [fault.column for fault in found.faults] == columns


def test_all_faults_are_told_in_order_of_lines() -> None:
    text = lines(FIVE, "a,Hỏi?,,Đáp.,", ",,,,x", "a,Hỏi?,,Đáp.,", "b,Hỏi?", "c,,,Đáp.,")
    assert sorted(told(plan(text))) == [(3, "answer"), (3, "id"), (3, "question"), (4, "id"), (5, ""), (6, "question")]
    assert [line for line, _ in told(plan(text))] == [3, 3, 3, 4, 5, 6]


def test_a_row_of_another_units_entry_may_stay_and_may_not_change() -> None:
    assert counts(plan(written([OTHERS]), [OTHERS])) == (0, 0, 1, 0)
    changed = written([replace(OTHERS, fee="0")])
    assert told(plan(changed, [OTHERS])) == [(2, "id")]
    taken = written([replace(OTHERS, owner_unit="quan-mau")])
    assert told(plan(taken, [OTHERS])) == [(2, "id")]
    given = written([replace(LOST, owner_unit="phuong-mau-1")])
    assert told(plan(given, [LOST])) == [(2, "owner_unit")]


def test_an_entry_without_owner_goes_to_the_one_that_is_said_or_the_only_one() -> None:
    text = lines(FIVE, "a,Hỏi?,,Đáp.,")
    both = ("quan-mau", "phuong-mau-1")
    assert plan(text).entries[0].owner_unit == "quan-mau"
    assert plan(text, units=both, owner="phuong-mau-1").entries[0].owner_unit == "phuong-mau-1"
    assert told(plan(text, units=both)) == [(2, "owner_unit")]
    kept = plan(lines(FIVE, "xe-sang-ten,Hỏi?,,Đáp.,"), [OTHERS], units=both, owner="quan-mau")
    assert kept.entries[0].owner_unit == "phuong-mau-1"


def test_the_bank_has_an_upper_bound() -> None:
    present = [replace(OTHERS, id=f"e{number}") for number in range(MOST_ENTRIES)]
    assert told(plan(written([LOST]), present)) == [(1, "")]
    assert not plan(written([LOST]), present[1:]).faults


def test_no_fault_repeats_a_cell() -> None:
    found = plan(lines(WHOLE, "bí mật,bí\x07mật,,,,bí mật,bí mật,bí mật,bí mật,bí mật,bí mật"))
    assert len(found.faults) >= 8
    assert "mật" not in "".join(fault.message for fault in found.faults)


def test_pages_of_a_table_are_named_once() -> None:
    assert pages_named(parsed(lines(WHOLE, "a,b,,c,,,,,,x | y,", "b,b,,c,,,,,,y,"))) == {"x", "y"}


words = st.text(min_size=1, max_size=30)
entries = st.builds(
    BankEntry,
    id=st.from_regex(r"[a-z][a-z0-9._-]{0,8}", fullmatch=True),
    question=words,
    answer=words,
    variants=st.lists(words, max_size=3).map(tuple),
    topic=words,
    fee=words,
    legal_source=words,
    valid_to=st.dates().map(str),
    owner_unit=st.just("quan-mau"),
    sample=st.booleans(),
)


@given(st.lists(entries, max_size=4, unique_by=lambda entry: entry.id))
def test_any_good_entry_comes_back_from_a_table_as_it_was(some: list[BankEntry]) -> None:
    present = [entry for entry in map(tidied, some) if not faults(entry)]
    if present:
        assert counts(plan(written(present), present, replaced=True)) == (0, 0, len(present), 0)
        anew = plan(written(present)).entries
        assert [replace(entry, revision=0) for entry in anew] == sorted(present, key=lambda entry: entry.id)


def test_an_entry_is_stored_composed_and_on_one_line_where_it_is_one() -> None:
    rough = replace(
        LOST, question=" Mâ\u0301t\n thẻ ", variants=(" a ", "", "a", "b"), answer=" x\r\ny\rz ", pages=("b", "a", "")
    )
    tidy = tidied(rough)
    assert tidy.question == "Mất thẻ"
    assert tidy.variants == ("a", "b")
    assert tidy.answer == "x\ny\nz"
    assert tidy.pages == ("a", "b")
    assert tidied(tidy) == tidy


def test_no_limit_lets_an_item_grow_beyond_what_dynamodb_holds() -> None:
    once = sum(most for name, most in LENGTHS.items() if name != "variants")
    assert 3 * (once + 100 * LENGTHS["variants"]) < 400_000
