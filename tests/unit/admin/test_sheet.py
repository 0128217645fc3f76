"""Tables as spreadsheets save them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.admin.sheet import Sheet, read, write

KNOWN = ("id", "question", "answer")


def sheet(text: str, *, most_rows: int = 100) -> Sheet:
    return read(text, known=KNOWN, needed=("id", "question"), most_rows=most_rows)


def cells(text: str) -> list[dict[str, str]]:
    found = sheet(text)
    assert not found.faults
    return [dict(row.cells) for row in found.rows]


def faults(text: str, *, most_rows: int = 100) -> list[tuple[int, str]]:
    return [(fault.line, fault.column) for fault in sheet(text, most_rows=most_rows).faults]


@pytest.mark.parametrize(
    "text",
    [
        "id,question\na,Có mất phí không?\n",
        "\ufeffid,question\na,Có mất phí không?\n",
        "id,question\r\na,Có mất phí không?\r\n",
        "id,question\ra,Có mất phí không?",
        "id;question\na;Có mất phí không?\n",
        "id\tquestion\na\tCó mất phí không?\n",
        '\ufeff"id";"question"\r\n"a";"Có mất phí không?"\r\n',
        " ID , Question \na,Có mất phí không?\n",
        "\n\nid,question,,\n,,,\na,Có mất phí không?,,\n\n",
        "question,id\nCó mất phí không?,a\n",
    ],
    ids=["plain", "bom", "crlf", "cr", "semicolon", "tab", "excel", "header", "blank lines and columns", "order"],
)
def test_any_usual_form_of_a_table_is_read(text: str) -> None:
    assert cells(text) == [{"id": "a", "question": "Có mất phí không?"}]


def test_a_cell_may_hold_delimiters_quotes_and_lines() -> None:
    assert cells('id,question\na,"một, ""hai""\nba; bốn"\n') == [{"id": "a", "question": 'một, "hai"\nba; bốn'}]


def test_every_fault_is_named_by_the_line_where_its_row_begins() -> None:
    text = 'id,question\na,"hai\ndòng"\nb\nc,d,e\nd,"x"y\ne,f\n'
    assert faults(text) == [(4, ""), (5, ""), (6, "")]
    assert [row.line for row in sheet(text).rows] == [2, 7]


def test_a_quotation_mark_that_is_never_closed_is_a_fault_of_its_line() -> None:
    assert faults('id,question\na,b\nc,"d\ne,f\n') == [(3, "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "")]),
        ("\n\n", [(1, "")]),
        ("id,question\n", [(1, "")]),
        ("id,question,bí mật\na,b,c\n", [(1, "3")]),
        ("id,id,question\na,b,c\n", [(1, "id")]),
        ("id,answer\na,b\n", [(1, "question")]),
        ("answer,xin\na,b\n", [(1, "2"), (1, "id"), (1, "question")]),
        ("id,,question\na,b,c\n", [(1, "2")]),
        ("\0\n", [(1, "1"), (1, "id"), (1, "question")]),
    ],
)
def test_a_header_is_judged_whole(text: str, expected: list[tuple[int, str]]) -> None:
    assert faults(text) == expected


def test_rows_beyond_the_most_are_one_fault() -> None:
    assert faults("id,question\n" + "a,b\n" * 9, most_rows=3) == [(5, "")]


def test_no_fault_repeats_a_cell() -> None:
    text = 'id,question,secret-column\nsecret-cell\n"secret"x,b,c\n'
    assert "secret" not in repr(sheet(text).faults)


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-x", "@a", "'=1", "''=1", "＝1", "-", "'-'"])
def test_a_formula_is_written_so_that_no_spreadsheet_runs_it_and_is_read_back(cell: str) -> None:
    text = write(("id", "question"), [("a", cell)])
    (_, row) = csv.reader(io.StringIO(text))
    assert row[1].startswith("'")
    assert cells(text) == [{"id": "a", "question": cell}]


def test_what_a_person_typed_is_taken_as_it_is() -> None:
    assert cells("id,question\na,-1\n") == [{"id": "a", "question": "-1"}]
    assert cells("id,question\na,'tháng\n") == [{"id": "a", "question": "'tháng"}]


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_any_text_that_is_written_reads_back(rows: list[tuple[str, str]]) -> None:
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    expected = [{"id": one, "question": other} for one, other in kept]
    found = sheet(write(("id", "question"), rows))
    assert [dict(row.cells) for row in found.rows] == expected


@given(st.text(alphabet="id,question\n\r\";\t'=x\0\ufeff"))
def test_any_text_at_all_is_read_or_found_faulty(text: str) -> None:
    found = sheet(text)
    assert found.rows or found.faults
