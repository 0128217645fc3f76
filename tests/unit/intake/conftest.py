"""Two books under one suite: in memory, and DynamoDB on moto."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dutydesk.stores.cases import DynamoCases, Status
from dutydesk.stores.transactions import transact
from functions.admin.cases.casefile import DynamoCaseFile
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
    return TestDesk(book=book, clock=clock, messages=book.messages, await_answer=book.await_answer, close=book.close)


def on_dynamodb(client: "DynamoDBClient", clock: FakeClock) -> TestDesk:
    tables = create_tables(client)
    cases, file = DynamoCases(client, tables["cases"]), DynamoCaseFile(client, tables["cases"])
    book = DynamoCaseBook(
        client=client,
        cases_table=tables["cases"],
        receipts_table=tables["receipts"],
        figures_table=tables["figures"],
        clock=clock,
    )

    def decided(case_id: str, *, to: Status, awaiting: bool | None = None) -> None:
        case = cases.get(case_id)
        assert case is not None
        more = file.ended(case) if to is Status.CLOSED else [file.awaiting(case, at=clock())]
        transact(client, [file.update(case, to=to, by="an", at=clock(), awaiting=awaiting), *more])

    return TestDesk(
        book=book,
        clock=clock,
        messages=cases.messages,
        await_answer=lambda case_id: decided(case_id, to=Status.IN_PROGRESS, awaiting=True),
        close=lambda case_id: decided(case_id, to=Status.CLOSED),
    )
