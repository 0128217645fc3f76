"""Is a row right? Pure: everything it depends on is given."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dutydesk.stores.offices import Office
from dutydesk.text.fold import fold
from functions.lookup.cards import LONGEST_NAME, Status
from functions.lookup.importing import reasons
from functions.lookup.importing.table import BIRTH, CARD, DAY, OFFICE, RECEIPT, STATUS
from functions.lookup.numbers import card_number, receipt_number

_STATUSES = {
    Status.RECEIVED: "received|da nhan ho so|nhan ho so|da tiep nhan|tiep nhan|da tiep nhan ho so",
    Status.PROCESSING: "processing|dang xu ly|dang lam|dang giai quyet|dang cho in",
    Status.PRINTED: "printed|da in|da in the",
    Status.READY: "ready|da co|da co the|co the|san sang|da xong|cho tra|cho tra the|co ket qua|da co ket qua",
    Status.HANDED_OVER: "handed over|handed_over|da tra|da tra the|da trao|da trao the|da phat|da phat the",
    Status.RETURNED: "returned|bi tra lai|tra lai|tra lai ho so|hoan tra|hoan tra ho so",
}
_STATUS_OF = {name: status for status, names in _STATUSES.items() for name in names.split("|")}
_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
_GUARD = re.compile(r"'+(?=[=+\-@＝＋－＠\d])")
_DMY = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})")
_MIDNIGHT = re.compile(r"[T ]0?0:00(:00(\.0+)?)?$")
_EARLIEST = date(1900, 1, 1)

type Wrong = list[tuple[str, str]]
"""Column and reason of everything wrong with a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row that is right. ``numbers`` is one or two, normalised; ``office`` is an id, or empty; so is ``day``."""

    numbers: tuple[str, ...] = field(repr=False)
    born: date = field(repr=False)
    status: Status
    office: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Under what rules rows are read: today's date in Vietnam, and the unit's offices by folded id and name."""

    today: date
    offices: Mapping[str, str]

    def record(self, cells: Mapping[str, str]) -> Record | Wrong:
        """Return the record that a row stands for, or all that is wrong with it."""
        wrong: Wrong = []
        values = {column: _tidied(column, cell, wrong) for column, cell in cells.items()}
        numbers = _numbers(values, wrong)
        born = self._date(BIRTH, values[BIRTH], wrong)
        day = self._date(DAY, values[DAY], wrong) if values[DAY] else None
        status = _STATUS_OF.get(_folded(values[STATUS]))
        office = self.offices.get(_folded(values[OFFICE]), "")
        if status is None:
            wrong.append((STATUS, reasons.NOT_STATUS))
        if values[OFFICE] and not office:
            wrong.append((OFFICE, reasons.NOT_OFFICE))
        elif status is Status.READY and not office:
            wrong.append((OFFICE, reasons.OFFICE_NEEDED))
        if wrong or born is None or status is None:
            return _first_of_each(wrong)
        return Record(numbers=numbers, born=born, status=status, office=office, day=day.isoformat() if day else "")

    def _date(self, column: str, text: str, wrong: Wrong) -> date | None:
        found = _date_in(text)
        if found is None:
            wrong.append((column, reasons.NOT_DATE))
        elif found > self.today:
            wrong.append((column, reasons.FUTURE))
        elif found < _EARLIEST:
            wrong.append((column, reasons.TOO_EARLY))
        return found


def known_offices(offices: Sequence[Office]) -> dict[str, str]:
    """Return the ids of offices by everything that a cell may call them; a name that two of them bear is nobody's."""
    names = [fold(office.name) for office in offices]
    by_name = {name: office.office_id for name, office in zip(names, offices, strict=True) if names.count(name) == 1}
    by_id = {fold(office.office_id): office.office_id for office in offices}
    return {name: known for name, known in (by_name | by_id).items() if name and len(known.encode()) <= LONGEST_NAME}


def _first_of_each(wrong: Wrong) -> Wrong:
    """Keep one reason a column: the first says best what is wrong."""
    return [one for place, one in enumerate(wrong) if one[0] not in {column for column, _ in wrong[:place]}]


def _tidied(column: str, cell: str, wrong: Wrong) -> str:
    text = cell.strip()
    guarded = _GUARD.sub("", text, count=1) if text.startswith("'") else text
    if _FORMULA.match(text) or _FORMULA.match(guarded):
        wrong.append((column, reasons.FORMULA))
    return guarded


def _numbers(values: Mapping[str, str], wrong: Wrong) -> tuple[str, ...]:
    found = []
    for column, read, reason in ((CARD, card_number, reasons.NOT_CARD), (RECEIPT, receipt_number, reasons.NOT_RECEIPT)):
        text = values.get(column, "")
        number = read(text) if text else None
        if number:
            found.append(number)
        elif text:
            wrong.append((column, reason))
    if not found and not (values.get(CARD) or values.get(RECEIPT)):
        wrong.append((CARD if CARD in values else RECEIPT, reasons.NO_NUMBER))
    return tuple(found)


@lru_cache(maxsize=4_096)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=4_096)
def _date_in(text: str) -> date | None:
    text = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", text))
    if found := _DMY.fullmatch(text):
        day, month, year = found[1], found[3], found[4]
    elif found := _ISO.fullmatch(text):
        year, month, day = found[1], found[3], found[4]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
