"""Two desks under one suite: in memory, and DynamoDB on moto."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dutydesk.clock import from_iso
from dutydesk.errands import TicketWish
from dutydesk.stores.items import from_item
from dutydesk.stores.ticket_writes import TicketDue
from dutydesk.stores.tickets import DynamoTicketTable, Tickets
from functions.lookup.tickets.book import DynamoTicketBook
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import FakeClock
from tests.fakes.tables import create_tables
from tests.fakes.tickets import FakeTicketBook, FakeTicketTable
from tests.unit.lookup.tickets.counter import MONDAY, Counter

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(params=["fake", "dynamodb"])
def counter(request: pytest.FixtureRequest) -> Iterator[Counter]:
    if request.param == "fake":
        yield in_memory()
        return
    with dynamodb_in_process() as client:
        yield on_dynamodb(client)


@pytest.fixture
def quick() -> Counter:
    return in_memory()


def in_memory() -> Counter:
    table = FakeTicketTable()
    book = FakeTicketBook(table)
    return Counter(
        book=book,
        tickets=Tickets(table),
        clock=FakeClock(MONDAY),
        dues=lambda: sorted(book.dues.values(), key=lambda one: one.due_id),
    )


def on_dynamodb(client: "DynamoDBClient") -> Counter:
    tables, clock = create_tables(client), FakeClock(MONDAY)
    book = DynamoTicketBook(
        client=client, receipts_table=tables["receipts"], tickets_table=tables["tickets"], clock=clock
    )

    def dues() -> list[TicketDue]:
        items = [from_item(item) for item in client.scan(TableName=tables["receipts"])["Items"]]
        found = [item for item in items if item["pk"].startswith("DUE#ticket#")]
        return sorted((_due(item) for item in found), key=lambda one: one.due_id)

    return Counter(book=book, tickets=Tickets(DynamoTicketTable(client, tables["tickets"])), clock=clock, dues=dues)


def _due(item: dict[str, object]) -> TicketDue:
    what = item["what"]
    assert isinstance(what, dict)
    due_id, due_at = str(item["due_id"]), str(item["due_at"])
    return TicketDue(**what | {"due_id": due_id, "at": from_iso(due_at), "wish": TicketWish(what["wish"])})
