"""The roll of officers in the table ``officers``; every write is a list of transaction parts.

For the items see ``dutydesk.stores.officers``. ``order_id`` of an officer is the order by which they left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.stores.items import from_item, key, to_item, to_value
from dutydesk.stores.officers import LIST, DynamoOfficers, Officer, officer_items
from dutydesk.stores.reorganisations import Order, order_from, order_key
from functions.admin.matrix import Role

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

USUAL_PLACE = 100
"""An officer's place in the order of calls, when nobody said another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An officer as read, and the order by which they left, if they did."""

    officer: Officer
    order: int = USUAL_PLACE
    order_id: str = ""


@dataclass(frozen=True, slots=True)
class DynamoRoll:
    """Officers as administrators change them; reads are consistent."""

    client: "DynamoDBClient"
    table: str

    def get(self, username: str) -> Kept | None:
        """Return an officer, or None."""
        item = self._item(key(f"OFFICER#{username}"))
        if item is None:
            return None
        plain = from_item(item)
        listed = self._item(key(LIST, f"OFFICER#{username}"))
        officer = Officer(
            username=username,
            display=plain.get("display", username),
            roles=tuple(plain["roles"]),
            units=tuple(plain["units"]),
            active=plain.get("active", True),
        )
        order = from_item(listed).get("order", USUAL_PLACE) if listed else USUAL_PLACE
        return Kept(officer=officer, order=order, order_id=plain.get("order_id", ""))

    def everybody(self) -> Iterator[Kept]:
        """Yield everybody who ever served, by username."""
        for username in DynamoOfficers(self.client, self.table).everybody():
            if (kept := self.get(username)) is not None:
                yield kept

    def order(self, order_id: str) -> Order | None:
        """Return an order to reorganise, or None."""
        item = self._item(order_key(order_id)) if order_id else None
        return order_from(item) if item else None

    def put(self, after: Kept, *, read: Kept | None) -> "list[TransactWriteItemTypeDef]":
        """The parts that write an officer; the first fails when somebody changed them since ``read``.

        Whoever is not in service is on no unit's roster.
        """
        officer = after.officer
        known, listed, *roster = officer_items(officer, order=after.order)
        if after.order_id:
            known["order_id"] = after.order_id
        first: Any = {"TableName": self.table, "Item": to_item(known)} | _as_read(read)
        serves = officer.units if officer.active else ()
        puts = [listed, *(line for line in roster if officer.active)]
        parts: list[TransactWriteItemTypeDef] = [{"Put": first}]
        parts += [{"Put": {"TableName": self.table, "Item": to_item(item)}} for item in puts]
        gone = [unit for unit in (read.officer.units if read else ()) if unit not in serves]
        for unit in gone:
            where = key(f"UNIT#{unit}", f"OFFICER#{officer.username}")
            parts.append({"Delete": {"TableName": self.table, "Key": where}})
        return parts

    def still(self, officer: Officer, *, role: Role | None = None) -> "TransactWriteItemTypeDef":
        """The part that fails when an officer has left since, or moved, or lost this role."""
        check: Any = {
            "TableName": self.table,
            "Key": key(f"OFFICER#{officer.username}"),
            "ConditionExpression": "active = :yes AND #units = :units",
            "ExpressionAttributeNames": {"#units": "units"},
            "ExpressionAttributeValues": {":yes": to_value(plain=True), ":units": to_value(list(officer.units))},
        }
        if role is not None:
            check["ConditionExpression"] += " AND contains(#roles, :role)"
            check["ExpressionAttributeNames"]["#roles"] = "roles"
            check["ExpressionAttributeValues"][":role"] = to_value(str(role))
        return {"ConditionCheck": check}

    def _item(self, where: dict[str, Any]) -> Any:
        return self.client.get_item(TableName=self.table, Key=where, ConsistentRead=True).get("Item")


def _as_read(read: Kept | None) -> dict[str, Any]:
    if read is None:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    officer = read.officer
    return {
        "ConditionExpression": "#roles = :roles AND #units = :units AND active = :active",
        "ExpressionAttributeNames": {"#roles": "roles", "#units": "units"},
        "ExpressionAttributeValues": {
            ":roles": to_value(list(officer.roles)),
            ":units": to_value(list(officer.units)),
            ":active": to_value(officer.active),
        },
    }
