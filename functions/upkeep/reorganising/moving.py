"""What a step of a reorganisation is, and the writes that all steps share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.errors import Conflict
from dutydesk.stores.items import key, to_item
from dutydesk.stores.reorganisations import Order
from dutydesk.stores.transactions import transact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


class Step(Protocol):
    """Lets one kind of thing follow."""

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Move each thing of ``unit`` that the order concerns to ``into``; yield whether it did, one by one.

        False stands for a thing that somebody else was changing; it is found again by the next pass.
        """


@dataclass(frozen=True, slots=True)
class Shelf:
    """One table: reading a partition, and writes that hold together."""

    client: "DynamoDBClient"
    table: str

    def item(self, pk: str, sk: str = "#") -> Any:
        """Return an item as last written, or None."""
        return self.client.get_item(TableName=self.table, Key=key(pk, sk), ConsistentRead=True).get("Item")

    def items(self, pk: str, prefix: str = "") -> Iterator[Any]:
        """Yield the items of a partition whose sort key begins so; those that are written meanwhile may be missing."""
        query: dict[str, Any] = {
            "TableName": self.table,
            "KeyConditionExpression": "pk = :pk" + (" AND begins_with(sk, :prefix)" if prefix else ""),
            "ExpressionAttributeValues": to_item({":pk": pk, ":prefix": prefix or None}),
            "ConsistentRead": True,
        }
        while True:
            found = self.client.query(**query)
            yield from found["Items"]
            if "LastEvaluatedKey" not in found:
                return
            query["ExclusiveStartKey"] = found["LastEvaluatedKey"]

    def put(self, item: dict[str, Any]) -> "TransactWriteItemTypeDef":
        """The part that writes an item."""
        return {"Put": {"TableName": self.table, "Item": item}}

    def delete(self, pk: str, sk: str = "#") -> "TransactWriteItemTypeDef":
        """The part that removes an item."""
        return {"Delete": {"TableName": self.table, "Key": key(pk, sk)}}

    def gone(self, pk: str, sk: str) -> "TransactWriteItemTypeDef":
        """The part that removes an item, and fails when it is not there."""
        part = self.delete(pk, sk)
        part["Delete"]["ConditionExpression"] = "attribute_exists(pk)"
        return part

    def change(self, pk: str, sk: str = "#", *, was: dict[str, Any], now: dict[str, Any]) -> "TransactWriteItemTypeDef":
        """The part that changes attributes; it fails when one of ``was`` is not as it was read."""
        names = {f"#{name}": name for name in {**was, **now}}
        values = {f":was_{name}": one for name, one in was.items()} | {f":now_{name}": one for name, one in now.items()}
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(pk, sk),
                "UpdateExpression": "SET " + ", ".join(f"#{name} = :now_{name}" for name in now),
                "ConditionExpression": " AND ".join(f"#{name} = :was_{name}" for name in was),
                "ExpressionAttributeNames": names,
                "ExpressionAttributeValues": to_item(values),
            }
        }

    def done(self, parts: "Sequence[TransactWriteItemTypeDef]") -> bool:
        """Write all parts or none; return False when somebody else was changing one of the items."""
        try:
            transact(self.client, parts)
        except Conflict:
            return False
        return True
