"""Fixtures of reveal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from functions.reveal import handler
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.tables import create_tables
from tests.unit.admin.desk import TestDesk
from tests.unit.reveal.counter import Counter

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="package")
def dynamodb() -> Iterator["DynamoDBClient"]:
    """One client for all tests: making one costs more than a test."""
    with dynamodb_in_process() as client:
        yield client


@pytest.fixture
def counter(dynamodb: "DynamoDBClient", monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """Admin and reveal over the same empty tables."""
    counter = Counter(TestDesk(dynamodb, create_tables(dynamodb)))
    monkeypatch.setattr(handler, "disclosure", lambda: counter.disclosure)
    monkeypatch.setattr(handler, "_count", counter.counts.append)
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "DutyDesk")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "reveal")
    yield counter
    for name in dynamodb.list_tables()["TableNames"]:
        dynamodb.delete_table(TableName=name)
