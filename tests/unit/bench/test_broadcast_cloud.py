"""Counted AWS: the services answer as ever, and every call is on the bill."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from bench.broadcast_cloud import IDENTITIES, Cloud

HEADERS = {"Content-Type": "application/x-amz-json-1.0"}
TABLE = "bench-test"
KEYS = [{"AttributeName": "pk", "KeyType": "HASH"}]


@pytest.fixture(name="cloud")
def _cloud() -> Iterator[Cloud]:
    with mock_aws():
        cloud = Cloud()
        attributes = [{"AttributeName": "pk", "AttributeType": "S"}]
        table = {"TableName": TABLE, "KeySchema": KEYS, "AttributeDefinitions": attributes}
        _call(cloud, "CreateTable", table | {"BillingMode": "PAY_PER_REQUEST"})
        cloud.control("/forget", {})
        yield cloud


def _call(cloud: Cloud, operation: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    status, body = cloud.call(f"DynamoDB_20120810.{operation}", json.dumps(asked).encode(), HEADERS)
    return status, json.loads(body)


def test_an_update_is_billed_by_the_item_that_it_leaves(cloud: Cloud) -> None:
    item = {"pk": {"S": "a"}, "text": {"S": "x" * 2_000}}
    assert _call(cloud, "PutItem", {"TableName": TABLE, "Item": item})[0] == 200
    changes = {"UpdateExpression": "SET n = :n", "ExpressionAttributeValues": {":n": {"N": "1"}}}
    assert _call(cloud, "UpdateItem", {"TableName": TABLE, "Key": {"pk": {"S": "a"}}, **changes})[0] == 200
    told = cloud.control("/counted", {})
    assert told["calls"] == {"DynamoDB_20120810.PutItem": 1, "DynamoDB_20120810.UpdateItem": 1}
    assert told["used"] == {"dynamodb_write_units": 4.0}


def test_a_refused_condition_is_answered_as_such_and_billed(cloud: Cloud) -> None:
    put = {"TableName": TABLE, "Item": {"pk": {"S": "a"}}, "ConditionExpression": "attribute_exists(pk)"}
    status, body = _call(cloud, "PutItem", put)
    assert status == 400
    assert body["__type"].endswith("ConditionalCheckFailedException")
    assert cloud.control("/counted", {})["used"] == {"dynamodb_write_units": 1.0}


def test_a_transaction_is_billed_part_by_part(cloud: Cloud) -> None:
    _call(cloud, "PutItem", {"TableName": TABLE, "Item": {"pk": {"S": "old"}, "text": {"S": "x" * 3_000}}})
    cloud.control("/forget", {})
    update = {
        "TableName": TABLE,
        "Key": {"pk": {"S": "old"}},
        "UpdateExpression": "SET n = :n",
        "ExpressionAttributeValues": {":n": {"N": "1"}},
    }
    put = {"TableName": TABLE, "Item": {"pk": {"S": "new"}}}
    assert _call(cloud, "TransactWriteItems", {"TransactItems": [{"Put": put}, {"Update": update}]})[0] == 200
    assert cloud.control("/counted", {})["used"] == {"dynamodb_write_units": 2.0 * (1 + 3)}


def test_identities_come_from_the_crowd_and_are_billed_whole(cloud: Cloud) -> None:
    cloud.control("/crowd", {"page_id": "zalo-quan-mau", "oa_id": "1", "count": 10})
    person = next(iter(cloud.crowd._numbers)) if cloud.crowd else ""  # any of them
    status, body = _call(cloud, "GetItem", {"TableName": IDENTITIES, "Key": {"pk": {"S": f"PERSON#{person}"}}})
    assert (status, body["Item"]["person_id"]["S"]) == (200, person)
    assert cloud.control("/counted", {})["used"] == {"dynamodb_read_units": 0.5}
