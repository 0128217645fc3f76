"""A broadcast's header as the pre-flight needs it: read, and given what was counted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.errors import Conflict
from dutydesk.stores.broadcasts import Broadcast, broadcast_pk
from dutydesk.stores.items import key, to_value
from functions.broadcast.header import read_header
from functions.broadcast.planning.preflight import Preflight

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class DynamoHeaders:
    """The ``Headers`` port."""

    client: "DynamoDBClient"
    table: str

    def read(self, broadcast_id: str) -> Broadcast:
        """Read consistently."""
        return read_header(self.client, self.table, broadcast_id)

    def note(self, broadcast_id: str, preflight: Preflight) -> None:
        """Set ``preflight`` beside the header's fields; the revision stays, or the count would outdate itself."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=key(broadcast_pk(broadcast_id)),
                UpdateExpression="SET preflight = :counted",
                ConditionExpression="revision = :counted_at",
                ExpressionAttributeValues={
                    ":counted": to_value(preflight.plain()),
                    ":counted_at": to_value(preflight.revision),
                },
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            raise Conflict("changed meanwhile") from None
