"""A broadcast's header: read whole, changed only as it was read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dutydesk.errors import NotFound
from dutydesk.stores.broadcasts import Broadcast, broadcast_from, broadcast_pk
from dutydesk.stores.items import key, to_value

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

TRIES = 5
"""How often a change is decided anew when somebody else was quicker."""


def read_header(client: "DynamoDBClient", table: str, broadcast_id: str) -> Broadcast:
    """Return the broadcast as last written; raise ``NotFound`` when there is none."""
    found = client.get_item(TableName=table, Key=key(broadcast_pk(broadcast_id)), ConsistentRead=True)
    if "Item" not in found:
        raise NotFound("no such broadcast")
    return broadcast_from(found["Item"])


def header_change(table: str, broadcast: Broadcast, changes: Mapping[str, Any]) -> "TransactWriteItemTypeDef":
    """Return the transaction part that changes these fields, if the header is still as it was read."""
    sets = ", ".join(f"#{name} = :{name}" for name in changes)
    return {
        "Update": {
            "TableName": table,
            "Key": key(broadcast_pk(broadcast.broadcast_id)),
            "UpdateExpression": f"SET {sets}, revision = :next",
            "ConditionExpression": "revision = :read",
            "ExpressionAttributeNames": {f"#{name}": name for name in changes},
            "ExpressionAttributeValues": {
                **{f":{name}": to_value(value) for name, value in changes.items()},
                ":read": to_value(broadcast.revision),
                ":next": to_value(broadcast.revision + 1),
            },
        }
    }
