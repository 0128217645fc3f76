"""Fixtures of what carries out orders."""

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from moto import mock_aws
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

from tests.fakes.tables import create_tables
from tests.unit.upkeep.reorganising.district import District

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient


@pytest.fixture
def district(clients: tuple["DynamoDBClient", "SQSClient"]) -> Iterator[District]:
    """An empty district."""
    dynamodb, _ = clients
    with mock_aws():
        yield District(dynamodb, create_tables(dynamodb))


@pytest.fixture
def large(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let transactions on large tables be quick: moto copies a whole table for each part of each of them.

    Only the items that a transaction names are copied, and put back when it fails. The district's tables are
    copies of empty ones, so they are made before.
    """
    del district
    whole = DynamoDBBackend.transact_write_items
    monkeypatch.setattr(Table, "__deepcopy__", lambda table, _memo: table, raising=False)

    def transact(backend: DynamoDBBackend, parts: list[dict[str, Any]]) -> None:
        places = [_place(backend, next(iter(part.values()))) for part in parts]
        before = [copy.deepcopy(partition.get(sk)) for partition, sk in places]
        try:
            whole(backend, parts)
        except Exception:
            for (partition, sk), item in zip(places, before, strict=True):
                if item is None:
                    partition.pop(sk, None)
                else:
                    partition[sk] = item
            raise

    monkeypatch.setattr(DynamoDBBackend, "transact_write_items", transact)


def _place(backend: DynamoDBBackend, part: dict[str, Any]) -> tuple[dict[Any, Any], DynamoType]:
    where = part.get("Key") or part["Item"]
    return backend.tables[part["TableName"]].items[DynamoType(where["pk"])], DynamoType(where["sk"])
