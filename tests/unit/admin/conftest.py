"""Fixtures of the officers' desk."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.fakes.aws import dynamodb_in_process
from tests.fakes.tables import create_tables
from tests.unit.admin.desk import TestDesk

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="package")
def dynamodb() -> Iterator["DynamoDBClient"]:
    """One client for all tests: making one costs more than a test."""
    with dynamodb_in_process() as client:
        yield client


@pytest.fixture
def desk(dynamodb: "DynamoDBClient") -> Iterator[TestDesk]:
    """A desk with empty tables."""
    tables = create_tables(dynamodb)
    yield TestDesk(dynamodb, tables)
    for name in dynamodb.list_tables()["TableNames"]:
        dynamodb.delete_table(TableName=name)
