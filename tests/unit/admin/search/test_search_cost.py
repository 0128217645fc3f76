"""What a page of the search and of the list reads over 10,000 cases, counted as DynamoDB counts it."""

from bisect import bisect_left
from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.stores.cases import Case, case_item
from dutydesk.stores.search import terms_in, token_pk
from functions.admin.access import Asker
from functions.admin.cases.inbox import Inbox
from functions.admin.search.searching import MOST_FOUND, Search
from tests.fakes.clock import NOON
from tests.unit.admin.desk import TestDesk

CASES = 10_000
ADMITTED = 2.0
"""Read units of every call: the officer, and once in a while the end of the officer's chain."""
ROW = ("receipt", "status", "category", "urgency", "opened_at", "summary", "case_id", "unit", "opened_key", "pk", "sk")


class Shelf:
    """As much of a DynamoDB client as the two use, over sorted lists; counts half units of 4 kB each."""

    def __init__(self) -> None:
        self.words: dict[str, list[str]] = defaultdict(list)
        self.headers: dict[str, dict[str, Any]] = {}
        self.rows: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        self.units = 0.0

    def open(self, case: Case, text: str) -> None:
        """Put a case; the oldest first."""
        item = case_item(case)
        self.headers[item["pk"]["S"]] = item
        self.rows[case.unit].append((case.opened_key, {name: item[name] for name in ROW}))
        for term in terms_in([text]):
            self.words[token_pk(case.unit, term)].append(case.opened_key)

    def query(self, **asked: Any) -> dict[str, Any]:
        """Answer from the newest below the bound."""
        values = asked["ExpressionAttributeValues"]
        if "IndexName" in asked:
            rows = self.rows[values[":hash"]["S"]]
            bound = values.get(":position", {"S": "~"})["S"]
            end = bisect_left(rows, bound, key=lambda row: row[0])
            items = [item for _, item in reversed(rows[max(0, end - asked["Limit"]) : end])]
        else:
            pk = values[":pk"]["S"]
            end = bisect_left(self.words[pk], values[":bound"]["S"])
            keys = reversed(self.words[pk][max(0, end - asked["Limit"]) : end])
            items = [{"pk": {"S": pk}, "sk": {"S": one}} for one in keys]
        self._read(sum(map(_size, items)))
        return {"Items": items} | ({"LastEvaluatedKey": {}} if end > asked["Limit"] else {})

    def batch_get_item(self, *, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803  # DynamoDB's name
        """Answer with each header."""
        ((table, wanted),) = RequestItems.items()
        found = [self.headers[one["pk"]["S"]] for one in wanted["Keys"] if one["pk"]["S"] in self.headers]
        for item in found:
            self._read(_size(item))
        return {"Responses": {table: found}, "UnprocessedKeys": {}}

    def _read(self, size: int) -> None:
        self.units += max(1, -(-size // 4096)) * 0.5


def _size(item: dict[str, Any]) -> int:
    return sum(len(name.encode()) + len(str(next(iter(value.values()))).encode()) for name, value in item.items())


def said(place: int) -> list[str]:
    """A common word, others in one of three, seven and 500 cases, one in the older and one in the newer half."""
    words = ["trom", "cuoi" if place < CASES // 2 else "dau"]
    return [*words, *(word for word, each in (("xe", 3), ("may", 7), ("kho", 500)) if place % each == 0)]


def crowded(units: int) -> Shelf:
    """A shelf of many cases, in turn one of each unit."""
    shelf = Shelf()
    for place in range(CASES):
        case = Case(
            case_id=f"01CASE{place:020d}",
            receipt="ABCDEF234",
            unit=f"phuong-mau-{place % units}",
            page_id="zalo-mau",
            person_id="p" + "0" * 32,
            opened_at=NOON + timedelta(minutes=place),
            summary="Bà con báo mất xe máy ở gần chợ, người dân thấy hai thanh niên lạ mặt đi về phía cầu lúc nửa đêm",
        )
        shelf.open(case, " ".join(said(place)))
    return shelf


@pytest.mark.parametrize("units", [1, 3, 8])
def test_a_page_reads_at_most_20_units_and_pages_hold_what_they_should(desk: TestDesk, units: int) -> None:
    shelf = crowded(units)
    asker = Asker(officer=desk.officer(units=tuple(f"phuong-mau-{at}" for at in range(units))), source_ip="192.0.2.7")
    search: Any = Search
    finder: Search = search(access=desk.casework.access, client=shelf, table="cases")
    most = 0.0
    for words in ("trom ", "tr", "trom xe ", "xe may ", "kho ", "dau cuoi ", "trom xe may kho ", "xe ma", "khong"):
        wanted = words.split()
        expected = [
            f"01CASE{place:020d}"
            for place in reversed(range(CASES))
            if _holds(said(place), wanted, whole=words.endswith(" "))
        ]
        cursor, found = "", list[str]()
        for _ in range(12):
            shelf.units = 0.0
            page = finder.page(asker, words, cursor=cursor)
            assert shelf.units + ADMITTED <= 20, words
            most = max(most, shelf.units)
            found += [row.case_id for row in page.rows]
            cursor = page.following
            if not cursor or len(found) >= 3 * MOST_FOUND:
                break
        assert found == expected[: len(found)], words
        assert cursor or found == expected, words
    assert most > 10, "the figures would hold for nothing"


def _holds(words: list[str], wanted: list[str], *, whole: bool) -> bool:
    *first, last = wanted
    ends = last in words if whole else any(word.startswith(last) for word in words)
    return set(first) <= set(words) and ends


@pytest.mark.parametrize("units", [1, 3, 8])
def test_a_list_of_50_reads_at_most_10_units(desk: TestDesk, units: int) -> None:
    shelf = crowded(units)
    asker = Asker(officer=desk.officer(units=tuple(f"phuong-mau-{at}" for at in range(units))), source_ip="192.0.2.7")
    inbox: Any = Inbox
    page = inbox(access=desk.casework.access, client=shelf, table="cases").page(asker, limit=50)
    assert len(page.rows) == 50
    assert 1 < shelf.units + ADMITTED <= 10
