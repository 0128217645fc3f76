"""Broadcasts on an empty DynamoDB per test."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.fakes.aws import dynamodb_in_process
from tests.fakes.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture
def dynamodb() -> Iterator["DynamoDBClient"]:
    with dynamodb_in_process() as client:
        create_tables(client)
        yield client
