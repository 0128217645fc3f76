"""Two books under one suite: in memory, and DynamoDB on moto."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dutydesk.stores.awaiting import Awaiting, awaiting_item
from dutydesk.stores.questions import OPEN_PREFIX, ToDo, todo_from, todo_pk
from functions.faq.store import DynamoQuestionBook
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import FakeClock
from tests.fakes.questionbook import FakeQuestionBook
from tests.fakes.tables import create_tables
from tests.unit.faq.desk import UNIT, TestDesk

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(params=["fake", "dynamodb"])
def desk(request: pytest.FixtureRequest) -> Iterator[TestDesk]:
    if request.param == "fake":
        yield in_memory()
        return
    with dynamodb_in_process() as client:
        yield on_dynamodb(client, FakeClock())


@pytest.fixture
def quick() -> TestDesk:
    return in_memory()


def in_memory() -> TestDesk:
    clock = FakeClock()
    book = FakeQuestionBook(clock)
    return TestDesk(
        book=book, clock=clock, todos=lambda: list(book.todos.values()), await_officer=book.awaits.__setitem__
    )


def on_dynamodb(client: "DynamoDBClient", clock: FakeClock) -> TestDesk:
    tables = create_tables(client)
    book = DynamoQuestionBook(
        client=client,
        receipts_table=tables["receipts"],
        questions_table=tables["questions"],
        cases_table=tables["cases"],
        figures_table=tables["figures"],
        clock=clock,
    )

    def todos() -> list[ToDo]:
        found = client.query(
            TableName=tables["questions"],
            KeyConditionExpression="pk = :pk AND begins_with(sk, :open)",
            ExpressionAttributeValues={":pk": {"S": todo_pk(UNIT.unit)}, ":open": {"S": OPEN_PREFIX}},
        )
        return [todo_from(item) for item in found["Items"]]

    def await_officer(person_id: str, awaiting: Awaiting) -> None:
        client.put_item(TableName=tables["cases"], Item=awaiting_item(person_id, awaiting))

    return TestDesk(book=book, clock=clock, todos=todos, await_officer=await_officer)
