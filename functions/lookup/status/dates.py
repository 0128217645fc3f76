"""Dates of birth as people type them, in text that ``functions.lookup.numbers.plain`` has made comparable.

Day, month, year is the order of the country and the one taken where several are possible; others are understood where
that one cannot be. A year of two digits is the last one with them that is not in the future.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

OLDEST = 1900
_YEAR = 4
_LAST_DAY = 31

_DAYS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_MONTHS = _DAYS | {"gieng": 1, "tu": 4, "muoi mot": 11, "muoi hai": 12, "chap": 12}
_DAY_WORD = "|".join(_DAYS)
_MONTH_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_BETWEEN = r"(?:\s*[/.,\-\\]\s*|\s+)"

IN_WORDS = re.compile(
    rf"(?:\b(?:ngay|mung|mong)\s*){{0,2}}(?:(?<!\d)(?P<day>\d{{1,2}})|\b(?P<day_word>{_DAY_WORD}))\s*[,/.\-]?\s*thang\s*"
    rf"(?:(?P<month>\d{{1,2}})(?!\d)|(?P<month_word>{_MONTH_WORD})\b)\s*[,/.\-]?\s*(?:nam\s*)?(?P<year>\d{{4}}|\d{{2}})(?!\d)"
)
IN_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[.\-/])(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2})(?![.\-/]?\d)"
)
"""Digits that have the shape of a date, and of nothing else; the date may be impossible."""

_PARTS = re.compile(rf"(?<!\d)(\d{{1,4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,4}})(?!\d)")
_GLUED = re.compile(r"(?<!\d)(?:\d{8}|\d{6})(?!\d)")
_BORN = re.compile(r"(?:sinh\s*ngay|nam\s*sinh|sinh|birth|\bsn|\bns|\bdob)\W*(?:(?:la|vao)\s+)?(?=\d|ngay|mung|mong)")


@dataclass(frozen=True, slots=True)
class Born:
    """What a text says of a date of birth: one date, none, or something that is not clearly one."""

    day: date | None = None
    unclear: bool = False


def born_in(text: str, today: date) -> Born:
    """Find the date of birth in a text without numbers of papers.

    What follows a word for birth counts before any other date. Two different dates are unclear, and so is a date that
    no calendar has, that has no year, or that lies in the future or before ``OLDEST``.
    """
    labelled = [_first(text[found.end() :], today) for found in _BORN.finditer(text)]
    days = set(labelled) if any(labelled) else set(_dates(text, today))
    day = days.pop() if len(days) == 1 else None
    return Born(day=day, unclear=day is None and any(letter.isdigit() for letter in text))


def _first(text: str, today: date) -> date | None:
    """Return the date that the text begins with."""
    found = IN_WORDS.match(text) or _PARTS.match(text) or _GLUED.match(text)
    return _date(found, today) if found else None


def _dates(text: str, today: date) -> Iterator[date | None]:
    """Return every date, and None for what has the shape of one and is none."""
    for pattern in (IN_WORDS, _PARTS, _GLUED):
        yield from (_date(found, today) for found in pattern.finditer(text))
        text = pattern.sub(" ~ ", text)


def _date(found: re.Match[str], today: date) -> date | None:
    if found.re is IN_WORDS:
        day = _DAYS.get(found["day_word"] or "") or int(found["day"])
        month = _MONTHS.get(found["month_word"] or "") or int(found["month"])
        return _valid(found["year"], month, day, today)
    if found.re is _GLUED:
        digits = found[0]
        parts = (digits[:2], digits[2:4], digits[4:]), (digits[:-4], digits[-4:-2], digits[-2:])
        return next((day for one in parts for day in _orders(one, today) if day is not None), None)
    return next((day for day in _orders((found[1], found[2], found[3]), today) if day is not None), None)


def _orders(parts: tuple[str, str, str], today: date) -> Iterator[date | None]:
    """Try the orders one after the other; a year stands at the end, or in front where that can be no day."""
    first, _, third = parts
    one, two, three = map(int, parts)
    yield _valid(third, two, one, today)
    yield _valid(third, one, two, today)
    if one > _LAST_DAY:
        yield _valid(first, two, three, today)
        yield _valid(first, three, two, today)


def _valid(year: str, month: int, day: int, today: date) -> date | None:
    """Return the date, or None when these are not the year, month and day of one in the past."""
    if len(year) not in {2, _YEAR}:
        return None
    try:
        found = date(int(year) if len(year) == _YEAR else _century(int(year), today), month, day)
    except ValueError:
        return None
    return found if found.year >= OLDEST and found <= today else None


def _century(year: int, today: date) -> int:
    this = today.year // 100 * 100 + year
    return this if this <= today.year else this - 100
