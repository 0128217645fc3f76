"""Tables as people's spreadsheets save them: read whole, every fault named by its line; written so that none runs.

A cell is never told back: faults name a line, a column and what is wrong, in Vietnamese and English, since officers
read them. A spreadsheet takes a cell that begins with ``=`` or its like for a formula; writing puts an apostrophe
before such a cell, and reading takes it away again.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t")
MOST_FAULTS = 20_000
"""Told at the most, so that the answer stays below what Lambda sends."""

BAD_QUOTES = "dấu ngoặc kép mở hoặc đóng sai chỗ / a quotation mark is out of place"
WRONG_NUMBER = "số ô khác dòng tiêu đề / not as many cells as the first line has"
NO_ROWS = "bảng không có dòng nào / the table has no rows"
UNKNOWN_COLUMN = "cột lạ / a column that the desk does not know"
TWICE = "cột có hai lần / the column is there twice"
MISSING = "thiếu cột này / the column is missing"

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_FIELD_LIMIT = 10_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line (from 1); ``column`` is a name of ours, a place, or empty for the line as a whole."""

    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line's cells by column; ``line`` is where it begins."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; with faults, its rows are those that could be read."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read(text: str, *, known: Collection[str], needed: Sequence[str], most_rows: int) -> Sheet:
    """Read a table whose first line names its columns; any of ``DELIMITERS``, any line ends, any ``str`` at all."""
    faults: list[Fault] = []
    columns: list[str] | None = None
    rows: list[Row] = []
    for line, cells in _lines(text.removeprefix("\ufeff"), known):
        if cells is None:
            faults.append(Fault(line, "", BAD_QUOTES))
        elif columns is None:
            columns = [cell.strip().lower() for cell in cells]
            while not columns[-1]:
                columns.pop()
            faults += _of_header(columns, line, known, needed)
        elif len(rows) == most_rows:
            faults.append(Fault(line, "", f"quá {most_rows} dòng / more than {most_rows} rows"))
            break
        elif len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
            faults.append(Fault(line, "", WRONG_NUMBER))
        else:
            rows.append(Row(line, dict(zip(columns, map(_unguarded, cells), strict=False))))
    if not rows and not faults:
        faults.append(Fault(1, "", NO_ROWS))
    return Sheet(tuple(columns or ()), tuple(rows), tuple(faults))


def write(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table: every cell quoted, none a formula, CRLF at the ends of lines."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    lines.writerow(columns)
    lines.writerows([_guarded(cell) for cell in row] for row in rows)
    return written.getvalue()


def _lines(text: str, known: Collection[str]) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the lines that hold anything, each with where it begins; None in place of one that is no CSV."""
    csv.field_size_limit(_FIELD_LIMIT)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, known), strict=True)
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _of_header(columns: list[str], line: int, known: Collection[str], needed: Sequence[str]) -> Iterator[Fault]:
    for place, name in enumerate(columns, start=1):
        if name not in known:
            yield Fault(line, str(place), UNKNOWN_COLUMN)
        elif columns.index(name) + 1 < place:
            yield Fault(line, name, TWICE)
    yield from (Fault(line, name, MISSING) for name in needed if name not in columns)


def _delimiter(text: str, known: Collection[str]) -> str:
    """Return the delimiter under which the first line names most columns of ours."""
    first = next((line for line in text.split("\n", 20)[:20] if line.strip()), "")[:10_000]

    def columns(delimiter: str) -> int:
        return sum(cell.strip().strip('"').strip().lower() in known for cell in first.split(delimiter))

    return max(DELIMITERS, key=columns)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
