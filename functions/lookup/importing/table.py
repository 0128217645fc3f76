"""What kind of table a file is: its encoding, what stands between cells, and its columns.

Encodings: UTF-8 with or without byte order mark, UTF-16 with one, and Windows-1258, which older spreadsheets of this
country write; a row that is not UTF-8 is read as the latter.
"""

import codecs
import csv
import re
import unicodedata
from dataclasses import dataclass

from dutydesk.stores.card_imports import Fault
from dutydesk.text.fold import fold
from functions.lookup.importing import reasons
from functions.lookup.importing.lines import BAD_QUOTES, WIDE, Read, lines

CARD, RECEIPT, BIRTH, STATUS, OFFICE, DAY = "card_number", "receipt_number", "birth_date", "status", "office", "day"
COLUMNS = (CARD, RECEIPT, BIRTH, STATUS, OFFICE, DAY)
NEEDED = (BIRTH, STATUS, OFFICE, DAY)
DELIMITERS = (",", ";", "\t")

_NAMES = {
    CARD: "card number|so the|so can cuoc|so the can cuoc|so cccd|cccd|so can cuoc cong dan|so dinh danh|"
    "so dinh danh ca nhan",
    RECEIPT: "receipt number|so giay hen|giay hen|so bien nhan|ma bien nhan|so ho so|ma ho so",
    BIRTH: "birth date|ngay sinh|sinh ngay|ngay thang nam sinh",
    STATUS: "status|trang thai|tinh trang",
    OFFICE: "office|noi tra|noi tra the|noi nhan|noi nhan the|dia diem|dia diem tra",
    DAY: "day|ngay|ngay trang thai|ngay cap nhat",
}
_COLUMN_OF = {name: column for column, names in _NAMES.items() for name in names.split("|")}
_LEGACY = "cp1258"
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


class NotATable(Exception):
    """The file's beginning is no table of ours; ``faults`` say why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(f"{len(faults)} faults in the first line")
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How to read a file's rows; ``at`` and ``line`` are where the first one begins."""

    wide: str
    delimiter: str
    columns: tuple[str, ...]
    at: int
    line: int

    def cells(self, raw: bytes) -> dict[str, str] | str:
        """Return a row's cells by column, or why there are none; an empty row has no cells."""
        text = text_of(raw, is_wide=bool(self.wide))
        if text is None:
            return reasons.NO_TEXT
        if "\0" in text:
            return reasons.NUL
        cells = split(text, self.delimiter)
        if cells is None:
            return BAD_QUOTES
        if not any(map(str.strip, cells)):
            return {}
        if len(cells) < len(self.columns) or any(map(str.strip, cells[len(self.columns) :])):
            return reasons.WRONG_NUMBER_OF_CELLS
        return dict(zip(self.columns, cells, strict=False))


def table_of(read: Read) -> Table:
    """Look at the file's beginning.

    Raises:
        NotATable: the first line that holds anything does not name our columns, or there is none.
    """
    start = read(0, 3)
    wide = WIDE.get(start[:2], "")
    at = 2 if wide else 3 if start == codecs.BOM_UTF8 else 0
    for line in lines(read, at=at, number=1, wide=wide):
        text = None if line.fault else text_of(line.raw, is_wide=bool(wide))
        if text is None or "\0" in text:
            raise NotATable(Fault(line=line.number, column="", message=line.fault or _why(text)))
        if text.strip(" ,;\t"):
            delimiter, columns = _columns(text, line.number)
            return Table(wide=wide, delimiter=delimiter, columns=columns, at=line.end, line=line.following)
    raise NotATable(Fault(line=1, column="", message=reasons.EMPTY))


def text_of(raw: bytes, *, is_wide: bool) -> str | None:
    """Decode a row, composed as people write; None when it is text in none of our encodings."""
    if raw.isascii():
        return raw.decode("ascii")
    for decode in (bytes.decode,) if is_wide else (bytes.decode, _from_legacy):
        try:
            return unicodedata.normalize("NFC", decode(raw))
        except UnicodeError:
            continue
    return None


def split(text: str, delimiter: str) -> list[str] | None:
    """Divide a row into its cells; None when its quotation marks are out of place."""
    if '"' not in text:
        return text.split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def _from_legacy(raw: bytes) -> str:
    return raw.decode(_LEGACY)


def _columns(text: str, line: int) -> tuple[str, tuple[str, ...]]:
    delimiter = max(DELIMITERS, key=lambda one: sum(bool(name) for name in _named(split(text, one))))
    cells = split(text, delimiter)
    if cells is None:
        raise NotATable(Fault(line=line, column="", message=BAD_QUOTES))
    while cells and not cells[-1].strip():
        cells.pop()
    columns = _named(cells)
    faults = [
        Fault(line=line, column=column or str(place), message=reasons.TWICE if column else reasons.UNKNOWN_COLUMN)
        for place, column in enumerate(columns, start=1)
        if not column or columns.index(column) + 1 < place
    ]
    faults += [Fault(line=line, column=column, message=reasons.MISSING) for column in NEEDED if column not in columns]
    if CARD not in columns and RECEIPT not in columns:
        faults.append(Fault(line=line, column="", message=reasons.MISSING_NUMBERS))
    if faults:
        raise NotATable(*faults)
    return delimiter, tuple(columns)


def _named(cells: list[str] | None) -> list[str]:
    return [_COLUMN_OF.get(_NOT_WORDS.sub(" ", fold(cell)).strip(), "") for cell in cells or ()]


def _why(text: str | None) -> str:
    return reasons.NO_TEXT if text is None else reasons.NUL
