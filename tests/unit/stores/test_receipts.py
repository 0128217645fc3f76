"""Receipts, what they owe, what failed, what falls due."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from dutydesk.errors import Conflict
from dutydesk.messages import Button, Reply, as_plain
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.receipts import (
    DUE_INDEX,
    DUE_SHARDS,
    DynamoReceipts,
    due_item,
    due_put,
    receipt_put,
    reply_from_plain,
)
from dutydesk.stores.transactions import transact
from tests.fakes.clock import NOON
from tests.fakes.tables import PREFIX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = PREFIX + "receipts"
REPLY = Reply(
    reply_id="zalo-1#intake#0",
    person_id="p1",
    text="Chào 🚨",
    created_at=NOON,
    buttons=(Button(title="Xong", payload="xong"),),
    case_id="01J1",
    message_key="MSG#1",
    attempt=2,
)


def test_a_reply_comes_back_as_it_was() -> None:
    assert reply_from_plain(as_plain(REPLY)) == REPLY


def test_a_receipt_can_be_put_once_and_says_what_is_owed(dynamodb: "DynamoDBClient") -> None:
    receipts = DynamoReceipts(dynamodb, TABLE)
    assert receipts.owed("zalo-1", "intake") is None
    transact(dynamodb, [receipt_put(TABLE, "zalo-1", "intake", (REPLY,), now=NOON)])
    with pytest.raises(Conflict):
        transact(dynamodb, [receipt_put(TABLE, "zalo-1", "intake", (), now=NOON)])
    assert receipts.owed("zalo-1", "intake") == (REPLY,)


def test_each_function_has_its_own_receipt_of_an_event(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [receipt_put(TABLE, "zalo-1", "intake", (), now=NOON)])
    assert DynamoReceipts(dynamodb, TABLE).owed("zalo-1", "alert") is None
    assert DynamoReceipts(dynamodb, TABLE).owed("zalo-1", "intake") == ()


def test_a_refused_receipt_leaves_nothing_of_its_transaction(dynamodb: "DynamoDBClient") -> None:
    transact(dynamodb, [receipt_put(TABLE, "zalo-1", "intake", (), now=NOON)])
    parts = [
        due_put(TABLE, "alert", "01J1", due_at=NOON, what={}),
        receipt_put(TABLE, "zalo-1", "intake", (), now=NOON),
    ]
    with pytest.raises(Conflict):
        transact(dynamodb, parts)
    assert "Item" not in dynamodb.get_item(TableName=TABLE, Key=key("DUE#alert#01J1"))


def test_what_falls_due_is_found_by_its_shard_and_moment(dynamodb: "DynamoDBClient") -> None:
    for number in range(20):
        item = due_item("alert", f"case-{number}", due_at=NOON + timedelta(minutes=number), what={"attempt": number})
        dynamodb.put_item(TableName=TABLE, Item=to_item(item))
    found = [
        from_item(item)["what"]["attempt"]
        for shard in range(DUE_SHARDS)
        for item in dynamodb.query(
            TableName=TABLE,
            IndexName=DUE_INDEX,
            KeyConditionExpression="due_shard = :shard AND due_at <= :now",
            ExpressionAttributeValues={":shard": {"S": str(shard)}, ":now": {"S": "2026-03-02T05:09:00.000Z"}},
        )["Items"]
    ]
    assert sorted(found) == list(range(10))


def test_falling_due_again_writes_over_the_first(dynamodb: "DynamoDBClient") -> None:
    for attempt in (0, 1):
        transact(dynamodb, [due_put(TABLE, "alert", "01J1", due_at=NOON, what={"attempt": attempt})])
    found = from_item(dynamodb.get_item(TableName=TABLE, Key=key("DUE#alert#01J1"))["Item"])
    assert found["what"] == {"attempt": 1}


def test_a_failure_keeps_its_first_moment_its_last_reason_and_counts(dynamodb: "DynamoDBClient") -> None:
    receipts = DynamoReceipts(dynamodb, TABLE)
    receipts.note_failure("tips", "sqs-1", "Conflict", now=NOON)
    receipts.note_failure("tips", "sqs-1", "MalformedEvent", now=NOON + timedelta(minutes=1))
    found = from_item(dynamodb.get_item(TableName=TABLE, Key=key("FAILURE#tips", "sqs-1"))["Item"])
    assert (found["reason"], found["attempts"]) == ("MalformedEvent", 2)
    assert (found["first_at"], found["last_at"]) == ("2026-03-02T05:00:00.000Z", "2026-03-02T05:01:00.000Z")
    assert found["expires_at"] > NOON.timestamp()
