"""The reasons beside the dead letters, kept among the receipts (see ``dutydesk.stores.receipts``)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.clock import Clock, iso
from dutydesk.stores.items import key
from dutydesk.stores.receipts import DynamoReceipts

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class DynamoFailures:
    """The ``Failures`` port on the table of receipts."""

    client: "DynamoDBClient"
    table: str
    clock: Clock

    def is_known(self, queue: str, message_id: str) -> bool:
        """Read consistently: the worker may have written a moment ago."""
        found = self.client.get_item(TableName=self.table, Key=key(f"FAILURE#{queue}", message_id), ConsistentRead=True)
        return "Item" in found

    def note(self, queue: str, message_id: str, reason: str) -> None:
        """Write as the workers do."""
        DynamoReceipts(self.client, self.table).note_failure(queue, message_id, reason, now=self.clock())

    def mark_redriven(self, queue: str, message_id: str) -> None:
        """Add the moment to the item, if there is one."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=key(f"FAILURE#{queue}", message_id),
                UpdateExpression="SET redriven_at = :now",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":now": {"S": iso(self.clock())}},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return
