"""The bank as a table: what a file would make of the draft, decided whole before anything is written. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dutydesk.stores.bank import BankEntry
from functions.admin import sheet
from functions.admin.bank.rules import NO_PAGE, faults, is_id, tidied
from functions.admin.sheet import Fault, Row, Sheet

MOST_ENTRIES = 5_000
COLUMNS = tuple(name for name in BankEntry.__slots__ if name != "revision")
NEEDED = ("id", "question", "variants", "answer", "topic")

_LISTS = frozenset({"variants", "pages"})
_BETWEEN = " | "
_YES = {"yes", "y", "true", "1", "x", "có", "co"}
_NO = {"", "no", "n", "false", "0", "không", "khong"}

TWICE = "mã này đã có ở dòng {line} / the id is on line {line} already"
NOT_YOURS = "mục này của đơn vị khác / the entry is another unit's"
NO_OWNER = "phải ghi đơn vị phụ trách / the unit that owns the entry must be named"
NOT_YOUR_UNIT = "không phải đơn vị của đồng chí, hoặc không có / not a unit of yours, or no unit"
YES_OR_NO = "ghi yes hoặc để trống / yes, or nothing"
TOO_MANY = f"ngân hàng sẽ quá {MOST_ENTRIES} mục / the bank would have more than {MOST_ENTRIES} entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The draft as it would be, ordered by id; with ``faults``, nothing of it may be done."""

    entries: tuple[BankEntry, ...] = ()
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the draft would be as it is."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under what terms a table is taken.

    ``units``: those whose entries the asker may change. ``owner``: whose the entries without owner are to be, if said.
    ``pages``: those that exist, of the ones in the table. ``replace``: entries of ``units`` that the table lacks go.
    """

    units: Collection[str]
    owner: str
    pages: Collection[str]
    replace: bool


def parsed(text: str) -> Sheet:
    """Read a table of entries; a column ``revision`` is let through and means nothing."""
    return sheet.read(text, known=(*COLUMNS, "revision"), needed=NEEDED, most_rows=MOST_ENTRIES)


def written(entries: Iterable[BankEntry]) -> str:
    """Write entries as a table that ``parsed`` and ``planned`` take for what they are."""
    return sheet.write(COLUMNS, ([_cell(getattr(entry, name)) for name in COLUMNS] for entry in entries))


def pages_named(table: Sheet) -> frozenset[str]:
    """Return the pages that a table names."""
    return frozenset(page for row in table.rows for page in _parts(row.cells.get("pages", "")))


def planned(table: Sheet, present: Mapping[str, BankEntry], terms: Terms, *, revision: int) -> Plan:
    """Return what the table makes of the entries ``present``, or all that is wrong with it.

    A row stands for a whole entry, but a column that the table lacks leaves what the entry has. An entry of another
    unit may be in the table as it is; changed or new ones get ``revision``.
    """
    found = list(table.faults)
    result = dict(present)
    lines: dict[str, int] = {}
    added = changed = 0
    for row in table.rows:
        before = present.get(row.cells.get("id", "").strip())
        entry, wrong = _entry(row, before, terms)
        if is_id(entry.id) and lines.setdefault(entry.id, row.line) != row.line:
            wrong.append(("id", TWICE.format(line=lines[entry.id])))
        elif before is None or replace(entry, revision=before.revision) != before:
            wrong += faults(entry) + _foreign(entry, before, terms)
            added += before is None
            changed += before is not None
            result[entry.id] = replace(entry, revision=revision)
        found += [Fault(row.line, column, message) for column, message in wrong]
    gone = [one.id for one in present.values() if terms.replace and one.id not in lines and _may_change(one, terms)]
    for entry_id in gone:
        del result[entry_id]
    if len(result) > MOST_ENTRIES:
        found.append(Fault(1, "", TOO_MANY))
    if found:
        return Plan(faults=tuple(sorted(found, key=lambda fault: fault.line)))
    return Plan(
        entries=tuple(result[entry_id] for entry_id in sorted(result)),
        added=added,
        changed=changed,
        unchanged=len(table.rows) - added - changed,
        removed=len(gone),
    )


def _entry(row: Row, before: BankEntry | None, terms: Terms) -> tuple[BankEntry, list[tuple[str, str]]]:
    """Return the entry that a row stands for, and what could not be read of it."""
    values: dict[str, Any] = {name: cell for name, cell in row.cells.items() if name in COLUMNS}
    wrong = []
    for name in _LISTS & set(values):
        values[name] = _parts(values[name])
    if "sample" in values:
        word = values["sample"].strip().lower()
        if word not in _YES | _NO:
            wrong.append(("sample", YES_OR_NO))
        values["sample"] = word in _YES
    if not values.get("owner_unit", "").strip():
        values["owner_unit"] = before.owner_unit if before else _default_owner(terms)
    blank = before or BankEntry(id="", question="", answer="")
    return tidied(replace(blank, **values)), wrong


def _foreign(entry: BankEntry, before: BankEntry | None, terms: Terms) -> list[tuple[str, str]]:
    """Return what is not the asker's to change, or not there."""
    wrong = [("pages", NO_PAGE)] if set(entry.pages) - set(terms.pages) else []
    if before is not None and not _may_change(before, terms):
        wrong.append(("id", NOT_YOURS))
    elif not entry.owner_unit:
        wrong.append(("owner_unit", NO_OWNER))
    elif entry.owner_unit not in terms.units:
        wrong.append(("owner_unit", NOT_YOUR_UNIT))
    return wrong


def _may_change(entry: BankEntry, terms: Terms) -> bool:
    return not entry.owner_unit or entry.owner_unit in terms.units


def _default_owner(terms: Terms) -> str:
    return terms.owner or (next(iter(terms.units)) if len(terms.units) == 1 else "")


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(stripped for part in cell.split("|") if (stripped := part.strip()))


def _cell(value: str | bool | tuple[str, ...]) -> str:  # noqa: FBT001  # a field's value, whatever its kind
    if isinstance(value, tuple):
        return _BETWEEN.join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return value
