"""Search: an officer's cases that hold some words, newest first, a page at a time.

Words are looked for without accents and in any order, the last one also as the beginning of a word. A page reads a
bounded number of items whatever is asked: it may be short, or empty, and still say where the next one begins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dutydesk.errors import RejectedInput
from dutydesk.ids import as_code
from dutydesk.stores.cases import HEADER, case_pk
from dutydesk.stores.items import from_item, key
from dutydesk.stores.search import beginning, token_pk, words_in
from functions.admin.access import Access, Asker
from functions.admin.cases.inbox import Page, Row, cursor_of, position_of, row_of
from functions.admin.matrix import Deed
from functions.admin.problems import StoreBusy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST_FOUND = 20
"""Cases of a page: each header is half a read unit."""
MOST_SEARCHED = 8
"""Words of one search."""
READS = 16
"""Reads of words for a page, half a unit each; an officer of more units pays one more for each of them."""
UNIT_BYTES = 4096
"""What half a read unit holds, when the newest write may be missed."""

_NEWEST = "~"
_SELF = "-"
"""Put behind a key, it makes the bound below which the key itself is the first; sorts before all that ids hold."""
_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Find cases; what may be found is decided by ``access`` and by the case's own header, never by a word's item."""

    access: Access
    client: "DynamoDBClient"
    table: str

    def page(self, asker: Asker, words: str, *, cursor: str = "", limit: int = MOST_FOUND) -> Page:
        """Return up to ``limit`` cases of the asker's units that hold all the words.

        Raises:
            RejectedInput: the cursor is none of ours, or there is nothing to search for.
            Forbidden: no role of the asker allows searching.
        """
        bound = position_of(cursor) if cursor else _NEWEST
        terms = terms_of_search(words)
        units = self.access.units(asker, Deed.SEARCH_CASES, "cases by words")
        budget = _Budget(max(READS, len(units) + len(terms)))
        paths = [_Path([self._trail(unit, term, budget) for term in terms], unit, bound) for unit in units]
        found: list[tuple[str, str]] = []
        try:
            while len(found) < limit and (path := _newest(paths)) is not None:
                if head := path.step():
                    found.append((path.unit, head))
        except _Spent:
            pass
        nearest = _newest(paths)
        rows = self._rows(found)
        self.access.shown(asker, [row.case_id for row in rows])
        return Page(rows, cursor_of(nearest.bound) if nearest is not None else "")

    def _trail(self, unit: str, term: str, budget: "_Budget") -> "_Trail":
        return _Trail(client=self.client, table=self.table, pk=token_pk(unit, term), budget=budget)

    def _rows(self, found: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
        """Read the headers; a case that has moved to another unit, or never came to be, is left out."""
        headers = self._headers([opened_key.partition("#")[2] for _, opened_key in found])
        rows = [
            row_of(headers[case_id], unit)
            for unit, opened_key in found
            if (case_id := opened_key.partition("#")[2]) in headers and headers[case_id]["unit"] == unit
        ]
        return tuple(rows)

    def _headers(self, case_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        wanted: Any = [key(case_pk(case_id), HEADER) for case_id in dict.fromkeys(case_ids)]
        items: list[Mapping[str, Any]] = []
        for _ in range(_TRIES):
            if not wanted:
                break
            answer = self.client.batch_get_item(RequestItems={self.table: {"Keys": wanted}})
            items += [from_item(item) for item in answer["Responses"].get(self.table, [])]
            left = answer.get("UnprocessedKeys", {})
            wanted = left[self.table]["Keys"] if self.table in left else []
        if wanted:
            raise StoreBusy("the store did not hand out all cases")
        return {item["case_id"]: item for item in items}


def terms_of_search(words: str) -> tuple[str, ...]:
    """Return what to look for, what is probably rarest first; raise ``RejectedInput`` when it is nothing or too much.

    Numbers by which people are known are not searched for: no case is found by them.
    """
    code = as_code(words)
    if code is not None:
        return (code.lower(),)
    found = words_in(words)
    if not found:
        raise RejectedInput("words: nothing to search for")
    if len(found) > MOST_SEARCHED:
        raise RejectedInput(f"words: at most {MOST_SEARCHED}")
    terms = found if words[-1].isspace() else (*found[:-1], beginning(found[-1]))
    return tuple(sorted(dict.fromkeys(terms), key=lambda term: (-len(term.rstrip("*")), term.endswith("*"))))


class _Spent(Exception):
    """The page has read as much as it may."""


@dataclass(slots=True)
class _Budget:
    left: int

    def spend(self) -> None:
        if self.left <= 0:
            raise _Spent
        self.left -= 1


@dataclass(slots=True, kw_only=True)
class _Trail:
    """The cases of one unit that one term leads to, newest first, read a half unit at a time."""

    client: "DynamoDBClient"
    table: str
    pk: str
    budget: _Budget
    _keys: list[str] = field(default_factory=list)
    _more: bool = True

    def below(self, bound: str) -> str:
        """Return the newest key below the bound, empty when there is none; bounds only ever fall."""
        while True:
            while self._keys and self._keys[-1] >= bound:
                self._keys.pop()
            if self._keys or not self._more:
                return self._keys[-1] if self._keys else ""
            self._read(bound)

    def _read(self, bound: str) -> None:
        self.budget.spend()
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND sk < :bound",
            ExpressionAttributeValues={":pk": {"S": self.pk}, ":bound": {"S": bound}},
            ScanIndexForward=False,
            Limit=max(1, UNIT_BYTES // (len(self.pk.encode()) + 70)),
        )
        self._keys = [item["sk"]["S"] for item in reversed(found["Items"])]
        self._more = "LastEvaluatedKey" in found


class _Path:
    """The cases of one unit that all terms lead to; what is at ``bound`` or newer is done with."""

    def __init__(self, trails: "Sequence[_Trail]", unit: str, bound: str) -> None:
        self.unit = unit
        self.bound = bound
        self.ended = False
        self._first, *self._others = trails

    def step(self) -> str:
        """Return the next key that all terms lead to, or nothing after ``bound`` has fallen or the path has ended."""
        head = self._first.below(self.bound)
        if not head:
            self.ended = True
            return ""
        if head + _SELF < self.bound:
            self.bound = head + _SELF
            return ""
        for trail in self._others:
            reached = trail.below(self.bound)
            if reached != head:
                self.ended = not reached
                self.bound = reached + _SELF
                return ""
        self.bound = head
        return head


def _newest(paths: "Sequence[_Path]") -> "_Path | None":
    """Return the path that may hold the newest key of all that are left."""
    going = [path for path in paths if not path.ended]
    return max(going, key=lambda path: path.bound, default=None)
