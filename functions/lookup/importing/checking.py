"""The first pass over a file: every row is looked at, nothing is written, and it can stop and go on anywhere."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Protocol, Self

from dutydesk.stores.card_imports import Fault
from functions.lookup.importing import reasons
from functions.lookup.importing.checks import Record, Rules
from functions.lookup.importing.lines import Line, Read, lines
from functions.lookup.importing.seen import Seen
from functions.lookup.importing.table import CARD, RECEIPT, Table

MOST_ROWS = 500_000
MOST_FAULTS = 10_000
"""Faults kept; more are counted."""
BETWEEN_LOOKS = 500
"""Rows between two looks at the time."""


class Names(Protocol):
    """Names numbers and birth dates; see ``functions.lookup.index_key``."""

    def digest(self, number: str) -> str:
        """Name a number."""


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far the check of one file has come: what it needs to go on, and what it has found.

    ``at`` and ``line`` are where the next row begins; 0 before the first.
    """

    etag: str
    at: int = 0
    line: int = 0
    rows: int = 0
    found: int = 0
    faults: list[Fault] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    is_done: bool = False

    def fault(self, line: int, column: str, message: str) -> None:
        """Count a fault, and keep it if there is room."""
        self.found += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line=line, column=column, message=message))

    def pack(self) -> bytes:
        """Write everything: a line of JSON, and behind it what was seen."""
        plain = {name: getattr(self, name) for name in ("etag", "at", "line", "rows", "found", "is_done")}
        head = json.dumps(plain | {"faults": [asdict(one) for one in self.faults]})
        return head.encode() + b"\n" + self.seen.pack()

    @classmethod
    def unpack(cls, data: bytes, *, etag: str) -> Self:
        """Read what ``pack`` wrote of this very file; begin anew when it is of another, or there is nothing."""
        head, _, seen = data.partition(b"\n")
        plain = json.loads(head) if head else {}
        if plain.get("etag") != etag:
            return cls(etag=etag)
        faults = [Fault(**one) for one in plain.pop("faults")]
        return cls(**plain, faults=faults, seen=Seen.unpack(seen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Checks the rows of a table under some rules; ``names`` says which number is which."""

    rules: Rules
    names: Names

    def go_on(self, read: Read, table: Table, progress: Progress, time_left: Callable[[], bool]) -> None:
        """Look at the rows until the end or until time is up, and write into ``progress`` what was found."""
        at, number = (progress.at, progress.line) if progress.line else (table.at, table.line)
        for count, line in enumerate(lines(read, at=at, number=number, wide=table.wide), start=1):
            self._look(line, table, progress)
            progress.at, progress.line = line.end, line.following
            if progress.rows > MOST_ROWS:
                progress.fault(line.number, "", reasons.TOO_MANY.format(most=MOST_ROWS))
                break
            if count % BETWEEN_LOOKS == 0 and not time_left():
                return
        if not progress.rows and not progress.found:
            progress.fault(table.line, "", reasons.NO_ROWS)
        progress.is_done = True

    def _look(self, line: Line, table: Table, progress: Progress) -> None:
        cells = line.fault or table.cells(line.raw)
        if not cells:
            return
        progress.rows += 1
        if isinstance(cells, str):
            progress.fault(line.number, "", cells)
            return
        record = self.rules.record(cells)
        if isinstance(record, Record):
            self._once(record, line.number, progress)
        else:
            for column, message in record:
                progress.fault(line.number, column, message)

    def _once(self, record: Record, line: int, progress: Progress) -> None:
        for number in record.numbers:
            first = progress.seen.first(self.names.digest(number), line)
            if first != line:
                column = CARD if number.isdecimal() else RECEIPT
                progress.fault(line, column, reasons.SAME_AS.format(line=first))
