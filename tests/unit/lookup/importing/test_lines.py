"""Rows of any file, read in parts, from any row's start on."""

import csv
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.lookup.importing import lines as module
from functions.lookup.importing.lines import BAD_QUOTES, MOST_ROW_BYTES, TOO_LONG, WIDE, Line, Read, lines


def over(data: bytes) -> Read:
    return lambda at, length: data[at : at + length]


def read(data: bytes, wide: str = "") -> list[Line]:
    return list(lines(over(data), at=0, number=1, wide=wide))


@pytest.fixture
def tiny_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PART_BYTES", 4)


ENDS = {"LF": b"\n", "CRLF": b"\r\n", "CR": b"\r"}


@pytest.mark.usefixtures("tiny_parts")
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("last", [True, False], ids=["ended", "not ended"])
def test_any_line_end_ends_a_row(end: bytes, *, last: bool) -> None:
    found = read(end.join([b"a,b", b"", b"ccccc"]) + (end if last else b""))
    assert [(one.number, one.raw) for one in found] == [(1, b"a,b"), (2, b""), (3, b"ccccc")]


@pytest.mark.usefixtures("tiny_parts")
def test_a_line_end_within_quotes_ends_no_row_and_counts_as_a_line() -> None:
    found = read(b'a,"b\r\nc"\r\nd,e\r\n')
    assert [(one.number, one.raw) for one in found] == [(1, b'a,"b\r\nc"'), (3, b"d,e")]


def test_quotes_that_do_not_close_are_one_lines_fault() -> None:
    filler = b"x,y\n" * 2_000
    found = read(b"a,b\n" + b'c,"d\n' + filler)
    assert [(one.number, one.fault) for one in found if one.fault] == [(2, BAD_QUOTES)]
    assert (len(found), found[-1].number) == (2_002, 2_002)


def test_quotes_that_do_not_close_before_the_end_are_one_lines_fault() -> None:
    assert [(one.number, one.raw, one.fault) for one in read(b'a\n"b\nc\nd')] == [
        (1, b"a", ""),
        (2, b"", BAD_QUOTES),
        (3, b"c", ""),
        (4, b"d", ""),
    ]


@pytest.mark.parametrize("wide", ["", *WIDE.values()], ids=lambda name: name or "utf-8")
def test_a_row_of_ten_megabytes_is_one_lines_fault_in_little_memory(wide: str) -> None:
    codec = wide or "utf-8"
    data = ("a\n" + "1" * 10_000_000 + "\nb\n").encode(codec)
    tracemalloc.start()
    found = read(data, wide)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(one.number, one.raw, one.fault) for one in found] == [(1, b"a", ""), (2, b"", TOO_LONG), (3, b"b", "")]
    assert found[-1].end == len(data)
    assert peak < 10 * 2**20


def test_a_row_just_as_long_as_allowed_is_read() -> None:
    data = b"1" * MOST_ROW_BYTES + b"\n" + b"1" * (MOST_ROW_BYTES + 1) + b"\n"
    assert [(len(one.raw), one.fault) for one in read(data)] == [(MOST_ROW_BYTES, ""), (0, TOO_LONG)]


TEXT = st.text(st.sampled_from('aĐ,;"\r\n\t𐐷ế '), max_size=60)
PARTS = st.sampled_from([4, 6, 8, 64])
LIMITS = st.sampled_from([8, 4_096])


def in_small_steps(data: bytes, wide: str, part: int, limit: int) -> Iterator[list[Line]]:
    """Read the whole, and then from every row's start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PART_BYTES", part)
        patch.setattr(module, "MOST_ROW_BYTES", limit)
        whole = read(data, wide)
        yield whole
        for place, line in enumerate(whole, start=1):
            rest = list(lines(over(data), at=line.end, number=line.following, wide=wide))
            assert rest == whole[place:], "going on from here finds something else"


@given(text=TEXT, part=PARTS, limit=LIMITS, wide=st.sampled_from(["", *WIDE.values()]))
def test_reading_goes_on_from_any_row_as_if_it_had_never_stopped(text: str, part: int, limit: int, wide: str) -> None:
    data = text.encode(wide or "utf-8")
    (whole,) = in_small_steps(data, wide, part, limit)
    assert (whole[-1].end if whole else 0) == len(data)
    assert [one.following for one in whole[:-1]] == [one.number for one in whole[1:]]


@given(data=st.binary(max_size=80), part=PARTS, limit=LIMITS, wide=st.sampled_from(["", *WIDE.values()]))
def test_no_bytes_at_all_break_it(data: bytes, part: int, limit: int, wide: str) -> None:
    (whole,) = in_small_steps(data, wide, part, limit)
    end = whole[-1].end if whole else 0
    assert end == len(data) + (len(data) % 2 if wide else 0)


CELLS = st.lists(st.lists(st.text(st.sampled_from('aế,"\r\n '), max_size=6), min_size=2, max_size=3), max_size=8)


@given(rows=CELLS, part=PARTS)
def test_whatever_a_spreadsheet_writes_is_read_as_it_was(rows: list[list[str]], part: int) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PART_BYTES", part)
        found = read(written.getvalue().encode())
    assert [next(csv.reader(io.StringIO(one.raw.decode(), newline=""), strict=True)) for one in found] == rows
