"""The list of cases."""

import base64
from datetime import timedelta

import pytest

from dutydesk.errors import RejectedInput
from dutydesk.stores.cases import Case, Status
from functions.admin.cases.inbox import cursor_of, position_of
from tests.fakes.clock import NOON
from tests.unit.admin.desk import TestDesk, as_text

UNITS = ("quan-mau", "phuong-mau-1", "phuong-mau-2")


def fill(desk: TestDesk, count: int, units: tuple[str, ...] = UNITS) -> list[Case]:
    """Put cases minute by minute, units in an uneven turn; newest first."""
    statuses = list(Status)
    cases = [
        desk.case(
            units[(place * place) % len(units)],
            opened_at=NOON - timedelta(minutes=place),
            status=statuses[place % 3],
        )
        for place in range(count)
    ]
    desk.case("doi-csgt")
    return cases


def walk(desk: TestDesk, *, limit: int, status: str = "") -> list[str]:
    """Read page after page; return the case ids."""
    found: list[str] = []
    cursor = ""
    while True:
        query = {"limit": str(limit), "status": status, "cursor": cursor}
        answer = desk.call("GET", "/admin/cases", query=query)
        assert answer.status == 200
        assert len(answer.body["items"]) <= limit
        found += [item["case_id"] for item in answer.body["items"]]
        cursor = answer.body["next"] or ""
        if not cursor:
            return found


def test_a_line_has_exactly_the_promised_fields(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    line = desk.call("GET", "/admin/cases").body["items"][0]
    assert set(line) == {
        "case_id",
        "receipt",
        "unit",
        "status",
        "category",
        "urgency",
        "opened_at",
        "summary",
        "assigned_to",
        "close_by",
        "marks",
    }
    assert line["receipt"].replace("-", "") == case.receipt
    assert line["opened_at"] == as_text(case.opened_at)


@pytest.mark.parametrize("limit", [1, 2, 7, 50])
def test_pages_over_several_units_hold_every_case_once_newest_first(desk: TestDesk, limit: int) -> None:
    desk.officer(units=UNITS)
    cases = fill(desk, 23)
    assert walk(desk, limit=limit) == [case.case_id for case in cases]


@pytest.mark.parametrize("status", list(Status))
def test_pages_can_be_of_one_status(desk: TestDesk, status: Status) -> None:
    desk.officer(units=UNITS)
    cases = fill(desk, 23)
    assert walk(desk, limit=3, status=status) == [case.case_id for case in cases if case.status is status]


def test_the_default_page_holds_twenty(desk: TestDesk) -> None:
    desk.officer(units=UNITS)
    fill(desk, 23)
    answer = desk.call("GET", "/admin/cases")
    assert len(answer.body["items"]) == 20
    assert answer.body["next"]


def test_two_cases_of_one_moment_are_both_listed(desk: TestDesk) -> None:
    desk.officer(units=UNITS)
    same = {desk.case(unit, opened_at=NOON).case_id for unit in UNITS for _ in range(2)}
    assert set(walk(desk, limit=1)) == same


def test_an_officer_without_units_has_an_empty_inbox(desk: TestDesk) -> None:
    desk.officer(units=())
    desk.case()
    assert desk.call("GET", "/admin/cases").body == {"items": [], "next": None}


def test_a_cursor_from_one_officer_shows_another_only_their_own_cases(desk: TestDesk) -> None:
    desk.officer("an", units=("quan-mau",))
    desk.officer("binh", units=("phuong-mau-1",))
    fill(desk, 23)
    cursor = desk.call("GET", "/admin/cases", username="an", query={"limit": "2"}).body["next"]
    answer = desk.call("GET", "/admin/cases", username="binh", query={"cursor": cursor})
    assert answer.status == 200
    assert {item["unit"] for item in answer.body["items"]} == {"phuong-mau-1"}


def encoded(text: str) -> str:
    """As a cursor is written."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "!!!",
        "a",
        "ữ",
        "\x00",
        "zz zz",
        encoded("quan-mau#new"),
        encoded("2026-03-02T05:00:00.000Z"),
        encoded("2026-03-02T05:00:00.000Z#" + "x" * 65),
        encoded("2026-03-02T05:00:00.000Z#a\n"),
        encoded('{"unit":"quan-mau"}'),
        "A" * 301,
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_a_cursor_that_is_none_of_ours_is_refused(desk: TestDesk, cursor: str) -> None:
    desk.officer()
    answer = desk.call("GET", "/admin/cases", query={"cursor": cursor})
    assert answer.status == 400
    assert answer.body["error"] == "invalid"


@pytest.mark.parametrize(
    "query", [{"status": "open"}, {"limit": "0"}, {"limit": "51"}, {"limit": "x"}, {"limit": "9" * 5000}]
)
def test_a_query_out_of_bounds_is_refused(desk: TestDesk, query: dict[str, str]) -> None:
    desk.officer()
    assert desk.call("GET", "/admin/cases", query=query).status == 400


def test_a_cursor_reads_back() -> None:
    assert position_of(cursor_of("2026-03-02T05:00:00.000Z#01ABC")) == "2026-03-02T05:00:00.000Z#01ABC"
    with pytest.raises(RejectedInput):
        position_of("x")


def test_a_page_reads_little_more_than_it_shows(desk: TestDesk) -> None:
    desk.officer(units=UNITS)
    fill(desk, 60)
    read: list[int] = []
    desk.client.meta.events.register(
        "after-call.dynamodb.Query", lambda parsed, **_: read.append(len(parsed["Items"])), unique_id="count"
    )
    desk.call("GET", "/admin/cases", query={"limit": "10"})
    desk.client.meta.events.unregister("after-call.dynamodb.Query", unique_id="count")
    assert sum(read) <= 10 + 1 + len(UNITS) * 8 + 1, "one query of the list is the audit's head"
