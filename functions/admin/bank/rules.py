"""What an entry of the bank may look like: one set of rules for the form and for the table. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dutydesk.stores.bank import BankEntry

NOTHING = "none"
"""As a trial's ``expected``: no entry may be sure to answer it. So no entry has this id."""

MOST_VARIANTS = 100
LENGTHS: Mapping[str, int] = {
    "id": 64,
    "question": 500,
    "variants": 500,
    "answer": 8_000,
    "topic": 100,
    "papers": 2_000,
    "fee": 2_000,
    "time": 2_000,
    "place": 2_000,
    "who": 2_000,
    "legal_source": 2_000,
}
"""Characters at the most; for variants, of each."""

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ONE_LINE = frozenset({"id", "question", "topic", "valid_from", "valid_to", "last_reviewed", "owner_unit"})
_DATES = ("valid_from", "valid_to", "last_reviewed")
_NEEDED = ("question", "answer")
_LONGER_COMPOSED = 4

NO_ID = "mã gồm 1 đến 64 chữ, số, dấu . _ - và không phải none / an id is 1 to 64 letters, digits, . _ - and not none"
NO_DATE = "ngày phải viết như 2026-12-31 / a date is written as 2026-12-31"
NEEDED = "không được để trống / must not be empty"
BACKWARDS = "hết hạn trước khi có hiệu lực / ends before it begins"
UNSAFE = "có ký tự điều khiển / holds a control character"
BAR = "cách hỏi không được có dấu | / a variant must not hold the sign |"
TOO_MANY = f"quá {MOST_VARIANTS} cách hỏi / more than {MOST_VARIANTS} variants"
NO_PAGE = "trang này không có / no such page"


def is_id(text: str) -> bool:
    """Whether an entry may be called so."""
    return bool(_ID.fullmatch(text)) and text.lower() != NOTHING


def tidied(entry: BankEntry) -> BankEntry:
    """Return the entry as it is stored: NFC, stripped, one kind of line end, no variant empty or there twice."""
    values: dict[str, Any] = {
        name: _tidy(value, LENGTHS.get(name, 100), one_line=name in _ONE_LINE)
        for name in BankEntry.__slots__
        if isinstance(value := getattr(entry, name), str)
    }
    variants = [_tidy(variant, LENGTHS["variants"], one_line=True) for variant in entry.variants]
    values["variants"] = tuple(dict.fromkeys(variant for variant in variants if variant))
    values["pages"] = tuple(sorted({page.strip() for page in entry.pages} - {""}))
    return replace(entry, **values)


def faults(entry: BankEntry) -> list[tuple[str, str]]:
    """Return what is wrong with a tidied entry: field and reason, for officers."""
    found = [] if is_id(entry.id) else [("id", NO_ID)]
    found += [(name, NEEDED) for name in _NEEDED if not getattr(entry, name)]
    for name, most in LENGTHS.items():
        value = getattr(entry, name)
        longest = max(map(len, value), default=0) if name == "variants" else len(value)
        if longest > most and name != "id":
            found.append((name, f"dài quá {most} ký tự / longer than {most} characters"))
    if len(entry.variants) > MOST_VARIANTS:
        found.append(("variants", TOO_MANY))
    if any("|" in variant for variant in entry.variants):
        found.append(("variants", BAR))
    for name in BankEntry.__slots__:
        value = getattr(entry, name)
        if name != "id" and _UNSAFE.search("".join(value) if isinstance(value, tuple) else str(value)):
            found.append((name, UNSAFE))
    dates = {name: getattr(entry, name) for name in _DATES}
    wrong = [name for name, value in dates.items() if value and not _is_date(value)]
    found += [(name, NO_DATE) for name in wrong]
    if not wrong and entry.valid_to and entry.valid_to < entry.valid_from:
        found.append(("valid_to", BACKWARDS))
    return found


def _tidy(text: str, most: int, *, one_line: bool) -> str:
    """Tidy one text; what is far too long is left as it is, since composing it could take long."""
    if len(text) > _LONGER_COMPOSED * most:
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(text.split()) if one_line else text.strip()


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
