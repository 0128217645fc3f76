"""The inbox: an officer's cases over all the officer's units, newest first, a page at a time."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from dutydesk.errors import RejectedInput
from dutydesk.stores.case_life import CaseLife, life_from
from dutydesk.stores.cases import BY_UNIT, BY_UNIT_STATUS, unit_status
from dutydesk.stores.items import from_item
from functions.admin.access import Access, Asker
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST_ROWS = 50
SMALLEST_READ = 8
"""Rows per read and unit at the least: about what one read unit holds, twice over."""

_POSITION = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the inbox."""

    case_id: str
    receipt: str
    unit: str
    status: str
    category: str
    urgency: str
    opened_at: str
    summary: str
    opened_key: str
    life: CaseLife = field(default_factory=CaseLife)


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and where the next ones begin (empty when there are none)."""

    rows: tuple[Row, ...]
    following: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """List cases; what may be listed is decided by ``access``, never by the cursor."""

    access: Access
    client: "DynamoDBClient"
    table: str

    def page(self, asker: Asker, *, status: str = "", cursor: str = "", limit: int = 20) -> Page:
        """Return up to ``limit`` rows behind the cursor.

        One row more than asked is read, and at most ``limit`` + 1 + (units x rows per read) in all.

        Raises:
            RejectedInput: the cursor is none of ours.
            Forbidden: no role of the asker allows listing.
        """
        position = position_of(cursor) if cursor else ""
        units = self.access.units(asker, Deed.LIST_CASES, f"cases {status or 'all'}")
        wanted = min(limit, MOST_ROWS) + 1
        rows = tuple(islice(self._merged(units, status, position, wanted), wanted))
        page = Page(rows, "") if len(rows) < wanted else Page(rows[:-1], cursor_of(rows[-2].opened_key))
        self.access.shown(asker, [row.case_id for row in page.rows])
        return page

    def _merged(self, units: Sequence[str], status: str, position: str, wanted: int) -> Iterator[Row]:
        step = min(wanted, max(SMALLEST_READ, -(-wanted // max(1, len(units))) + 1))
        streams = [self._of_unit(unit, status, position, step) for unit in units]
        return merge(*streams, key=lambda row: row.opened_key, reverse=True)

    def _of_unit(self, unit: str, status: str, position: str, step: int) -> Iterator[Row]:
        """Yield one unit's rows, newest first, reading ``step`` at a time and only as far as they are taken."""
        hash_key, value = ("unit_status", unit_status(unit, status)) if status else ("unit", unit)
        while True:
            query: dict[str, Any] = {
                "TableName": self.table,
                "IndexName": BY_UNIT_STATUS if status else BY_UNIT,
                "KeyConditionExpression": "#hash = :hash" + (" AND opened_key < :position" if position else ""),
                "ExpressionAttributeNames": {"#hash": hash_key},
                "ExpressionAttributeValues": {":hash": {"S": value}},
                "ScanIndexForward": False,
                "Limit": step,
            }
            if position:
                query["ExpressionAttributeValues"][":position"] = {"S": position}
            found = self.client.query(**query)
            rows = [row_of(from_item(item), unit) for item in found["Items"]]
            yield from rows
            if "LastEvaluatedKey" not in found or not rows:
                return
            position = rows[-1].opened_key


def cursor_of(opened_key: str) -> str:
    """Write a position as a cursor. It names no unit: whoever holds it sees only what they may see anyway."""
    return base64.urlsafe_b64encode(opened_key.encode()).decode().rstrip("=")


def position_of(cursor: str) -> str:
    """Read a cursor; raise ``RejectedInput`` when it holds no position."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        position = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        raise RejectedInput("cursor: not one of ours") from None
    if not _POSITION.fullmatch(position):
        raise RejectedInput("cursor: not one of ours")
    return position


def row_of(plain: Mapping[str, Any], unit: str) -> Row:
    """Read a line from a row of an index, or from a case's header."""
    names = ("case_id", "receipt", "status", "category", "urgency", "opened_at", "summary", "opened_key")
    return Row(unit=unit, **{name: plain[name] for name in names}, life=life_from(plain))
