"""Orders as they are carried out, and the reminders that see to it that they are."""

from dataclasses import dataclass, replace
from datetime import datetime

from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.receipts import due_item
from dutydesk.stores.reorganisations import DUE, Kind, Order, order_from, order_item
from functions.upkeep.reorganising.moving import Shelf


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders in the table ``officers``; one turn at a time writes them."""

    officers: Shelf

    def get(self, order_id: str) -> Order | None:
        """Return an order, or None."""
        item = self.officers.item(f"ORDER#{order_id}")
        return order_from(item) if item else None

    def save(self, order: Order) -> Order:
        """Keep how far an order is."""
        self.officers.client.put_item(TableName=self.officers.table, Item=order_item(order))
        return order


@dataclass(frozen=True, slots=True)
class Reminders:
    """What upkeep asks for again, in the table of receipts."""

    receipts: Shelf

    def at(self, order: Order, moment: datetime) -> None:
        """Have the order carried on with at a moment."""
        item = due_item(DUE, order.order_id, due_at=moment, what={"order_id": order.order_id})
        self.receipts.client.put_item(TableName=self.receipts.table, Item=to_item(item))

    def drop(self, order: Order) -> None:
        """Forget it: there is nothing to do any more."""
        self.receipts.client.delete_item(TableName=self.receipts.table, Key=key(f"DUE#{DUE}#{order.order_id}"))


@dataclass(frozen=True, slots=True)
class Units:
    """Units that take part in an order."""

    content: Shelf

    def heir(self, unit: str) -> str:
        """Return where a unit's things belong today: itself, or the unit that it went into at last."""
        seen = set()
        while unit not in seen:
            seen.add(unit)
            item = self.content.item(f"UNIT#{unit}")
            unit = (from_item(item).get("merged_into") if item else "") or unit
        return unit

    def settle(self, order: Order) -> None:
        """Let the units go on by themselves; of a merger, say in each that went where it went."""
        for unit in (*order.units, order.into):
            goes = order.kind is Kind.MERGE and unit in order.units
            told = {":order": order.order_id} | ({":into": order.into} if goes else {})
            try:
                self.content.client.update_item(
                    TableName=self.content.table,
                    Key=key(f"UNIT#{unit}"),
                    UpdateExpression=("SET merged_into = :into " if goes else "") + "REMOVE regrouping",
                    ConditionExpression="regrouping = :order",
                    ExpressionAttributeValues=to_item(told),
                )
            except self.content.client.exceptions.ConditionalCheckFailedException:
                continue  # an earlier turn did it


def counted(order: Order, number: int) -> Order:
    """Return the order with some more things that followed."""
    return replace(order, moved=order.moved + number)
