"""Two books under one suite: in memory, and DynamoDB on moto."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dutydesk.stores.cases import DynamoCases, case_pk
from dutydesk.stores.items import key, to_item
from functions.intake.store import DynamoCaseBook
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.casebook import FakeCaseBook
from tests.fakes.clock import FakeClock
from tests.fakes.tables import create_tables
from tests.unit.intake.desk import TestDesk

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
    book = FakeCaseBook(clock)
    return TestDesk(book=book, clock=clock, messages=book.messages, await_answer=book.await_answer)


def on_dynamodb(client: "DynamoDBClient", clock: FakeClock) -> TestDesk:
    tables = create_tables(client)
    cases = DynamoCases(client, tables["cases"])
    book = DynamoCaseBook(client=client, cases_table=tables["cases"], receipts_table=tables["receipts"], clock=clock)

    def await_answer(case_id: str) -> None:
        case = cases.get(case_id)
        assert case is not None
        client.update_item(
            TableName=tables["cases"],
            Key=key(case_pk(case_id)),
            UpdateExpression="SET awaiting_citizen = :yes",
            ExpressionAttributeValues={":yes": {"BOOL": True}},
        )
        mark = {"pk": f"PERSON#{case.person_id}", "sk": "AWAITING", "case_id": case_id}
        client.put_item(TableName=tables["cases"], Item=to_item(mark))

    return TestDesk(book=book, clock=clock, messages=cases.messages, await_answer=await_answer)
