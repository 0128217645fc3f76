"""Receipts: proof that an event was handled, what it still owes, what failed, and what falls due.

===========  =============================  ======================  ===========================================
Item         pk                             sk                      Purpose
===========  =============================  ======================  ===========================================
Receipt      ``EVENT#<event_key>``          ``<function>``          handled; holds the replies and fetches it owes
Sent         ``SENT#<reply_id>``            ``#``                   how far one reply got; sent is final
Failure      ``FAILURE#<queue>``            ``<SQS message id>``    why a message could not be processed
Due          ``DUE#<kind>#<id>``            ``#``                   what upkeep does at ``due_at``; index by_due
===========  =============================  ======================  ===========================================

Platforms redeliver for up to 36 hours, so a receipt outlives that by days.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import expiry, iso
from dutydesk.evidence import MediaMessage
from dutydesk.messages import Button, Reply, as_plain
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

RECEIPT_LIFE = timedelta(days=7)
FAILURE_LIFE = timedelta(days=30)
DUE_SHARDS = 4
DUE_INDEX = "by_due"
DEADLINE = "deadline"
"""The kind of what falls due when somebody may have to look at a case; there is one for each case."""


def receipt_put(
    table: str,
    event_key: str,
    function: str,
    replies: tuple[Reply, ...],
    *,
    now: datetime,
    files: tuple[MediaMessage, ...] = (),
) -> "TransactWriteItemTypeDef":
    """The transaction part that proves ``function`` handled the event; fails when it is there already."""
    item = {
        "pk": f"EVENT#{event_key}",
        "sk": function,
        "schema": 1,
        "handled_at": iso(now),
        "owed": [as_plain(reply) for reply in replies],
        "files": [as_plain(file) for file in files] or None,
        "expires_at": expiry(now, RECEIPT_LIFE),
    }
    return {"Put": {"TableName": table, "Item": to_item(item), "ConditionExpression": "attribute_not_exists(pk)"}}


def due_put(
    table: str, kind: str, due_id: str, *, due_at: datetime, what: dict[str, Any]
) -> "TransactWriteItemTypeDef":
    """The transaction part that makes ``what`` fall due; the same kind and id is written over."""
    return {"Put": {"TableName": table, "Item": to_item(due_item(kind, due_id, due_at=due_at, what=what))}}


def due_item(kind: str, due_id: str, *, due_at: datetime, what: dict[str, Any]) -> dict[str, Any]:
    """The plain item of something due; it stays a week past its time in case upkeep does not run."""
    return {
        "pk": f"DUE#{kind}#{due_id}",
        "sk": "#",
        "schema": 1,
        "kind": kind,
        "due_id": due_id,
        "due_shard": str(sum(due_id.encode()) % DUE_SHARDS),
        "due_at": iso(due_at),
        "what": what,
        "expires_at": expiry(due_at, RECEIPT_LIFE),
    }


def reply_from_plain(plain: dict[str, Any]) -> Reply:
    """Read a reply that ``as_plain`` wrote into an item."""
    return Reply(
        reply_id=plain["reply_id"],
        person_id=plain["person_id"],
        text=plain["text"],
        created_at=datetime.fromisoformat(plain["created_at"]),
        buttons=tuple(Button(**button) for button in plain.get("buttons", [])),
        case_id=plain.get("case_id", ""),
        message_key=plain.get("message_key", ""),
        attempt=plain.get("attempt", 0),
    )


@dataclass(frozen=True, slots=True)
class DynamoReceipts:
    """Reading receipts and writing failures, for every worker."""

    client: "DynamoDBClient"
    table: str

    def owed(self, event_key: str, function: str) -> tuple[Reply, ...] | None:
        """Return the replies that the event's receipt holds, or None when it was never handled."""
        found = self.client.get_item(TableName=self.table, Key=key(f"EVENT#{event_key}", function), ConsistentRead=True)
        if "Item" not in found:
            return None
        return tuple(reply_from_plain(plain) for plain in from_item(found["Item"])["owed"])

    def owed_files(self, event_key: str, function: str) -> tuple[MediaMessage, ...]:
        """Return the files that are to be fetched because of a handled event."""
        found = self.client.get_item(TableName=self.table, Key=key(f"EVENT#{event_key}", function), ConsistentRead=True)
        return tuple(MediaMessage(**plain) for plain in from_item(found.get("Item", {})).get("files", []))

    def note_failure(self, queue: str, message_id: str, reason: str, *, now: datetime) -> None:
        """Put the reason beside a message that could not be processed; ``reason`` is a class name, never a text."""
        self.client.update_item(
            TableName=self.table,
            Key=key(f"FAILURE#{queue}", message_id),
            UpdateExpression="SET #reason = :reason, last_at = :now, first_at = if_not_exists(first_at, :now), "
            "expires_at = :expires, #schema = :one ADD attempts :one",
            ExpressionAttributeNames={"#reason": "reason", "#schema": "schema"},
            ExpressionAttributeValues={
                ":reason": {"S": reason},
                ":now": {"S": iso(now)},
                ":expires": {"N": str(expiry(now, FAILURE_LIFE))},
                ":one": {"N": "1"},
            },
        )
