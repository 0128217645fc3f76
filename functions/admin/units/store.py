"""Units in the table ``content`` as administrators change them; every write is a list of transaction parts.

``regrouping`` names the order that a unit takes part in: one at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.stores.content import UNITS, Unit, unit_items
from dutydesk.stores.items import from_item, key, to_item
from functions.admin.partition import items_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_FREE = "attribute_not_exists(regrouping) AND (attribute_not_exists(merged_into) OR merged_into = :none)"
_NAMES = ("name", "parent", "hotline", "hours", "merged_into")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A unit as read, and the order that it takes part in."""

    unit: Unit
    regrouping: str = ""


@dataclass(frozen=True, slots=True)
class DynamoUnits:
    """Units; reads are consistent."""

    client: "DynamoDBClient"
    table: str

    def get(self, unit: str) -> Kept | None:
        """Return a unit, or None."""
        found = self.client.get_item(TableName=self.table, Key=key(f"UNIT#{unit}"), ConsistentRead=True)
        if "Item" not in found:
            return None
        plain = from_item(found["Item"])
        known = Unit(unit=unit, **{name: plain.get(name, "") for name in _NAMES})
        return Kept(unit=known, regrouping=plain.get("regrouping", ""))

    def pages(self, unit: str) -> Iterator[str]:
        """Yield the ids of the pages on the unit's list."""
        for line in items_of(self.client, self.table, f"UNIT#{unit}", "PAGE#", keys_only=True):
            yield line["sk"]["S"].removeprefix("PAGE#")

    def enter(self, unit: Unit) -> "list[TransactWriteItemTypeDef]":
        """The parts that write a new unit; the first fails when there is one."""
        known, listed = (to_item(item) for item in unit_items(unit))
        return [
            {"Put": {"TableName": self.table, "Item": known, "ConditionExpression": "attribute_not_exists(pk)"}},
            {"Put": {"TableName": self.table, "Item": listed}},
        ]

    def change(self, unit: Unit) -> "list[TransactWriteItemTypeDef]":
        """The parts that rename a unit; the first fails when it went into another one."""
        listed: Any = to_item({"pk": UNITS, "sk": unit.unit, "schema": 1, "parent": unit.parent})
        fields = {name: getattr(unit, name) for name in _NAMES if name != "merged_into"}
        return [
            {
                "Update": {
                    "TableName": self.table,
                    "Key": key(f"UNIT#{unit.unit}"),
                    "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in fields),
                    "ConditionExpression": "attribute_exists(pk) AND "
                    "(attribute_not_exists(merged_into) OR merged_into = :none)",
                    "ExpressionAttributeNames": {f"#{name}": name for name in fields},
                    "ExpressionAttributeValues": to_item(
                        {f":{name}": value for name, value in fields.items()} | {":none": ""}
                    ),
                }
            },
            {"Put": {"TableName": self.table, "Item": listed}},
        ]

    def take_part(self, unit: str, order_id: str) -> "TransactWriteItemTypeDef":
        """The part that binds a unit to an order; it fails when another one has it, or it went into another unit."""
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(f"UNIT#{unit}"),
                "UpdateExpression": "SET regrouping = :order",
                "ConditionExpression": f"attribute_exists(pk) AND {_FREE}",
                "ExpressionAttributeValues": to_item({":order": order_id, ":none": ""}),
            }
        }
