"""The reasons beside the dead letters, kept among the receipts (see ``dutydesk.stores.receipts``)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.clock import Clock, expiry, iso
from dutydesk.stores.items import from_item, key
from dutydesk.stores.receipts import FAILURE_LIFE, DynamoReceipts
from functions.upkeep.dead_letters import Failure

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class DynamoFailures:
    """The ``Failures`` port on the table of receipts."""

    client: "DynamoDBClient"
    table: str
    clock: Clock

    def find(self, queue: str, message_id: str) -> Failure | None:
        """Read consistently: the worker may have written a moment ago."""
        found = self.client.get_item(TableName=self.table, Key=key(f"FAILURE#{queue}", message_id), ConsistentRead=True)
        if "Item" not in found:
            return None
        plain = from_item(found["Item"])
        return Failure(reason=plain["reason"], first_at=plain.get("first_at", ""))

    def note(self, queue: str, message_id: str, reason: str) -> None:
        """Write as the workers do."""
        DynamoReceipts(self.client, self.table).note_failure(queue, message_id, reason, now=self.clock())

    def mark_redriven(self, queue: str, message_id: str, *, reason_if_none: str) -> None:
        """One write, whether the item is there or not."""
        now = self.clock()
        self.client.update_item(
            TableName=self.table,
            Key=key(f"FAILURE#{queue}", message_id),
            UpdateExpression="SET redriven_at = :now, #reason = if_not_exists(#reason, :reason), "
            "expires_at = :expires, #schema = :one",
            ExpressionAttributeNames={"#reason": "reason", "#schema": "schema"},
            ExpressionAttributeValues={
                ":now": {"S": iso(now)},
                ":reason": {"S": reason_if_none},
                ":expires": {"N": str(expiry(now, FAILURE_LIFE))},
                ":one": {"N": "1"},
            },
        )
