"""Reorganisations: units that are merged or split, officers who leave; what follows is done step by step.

===========  =======================  ======  ==========================================================
Item         pk                       sk      Purpose
===========  =======================  ======  ==========================================================
Order        ``ORDER#<order_id>``     ``#``   what was decided, by whom, and how far it is
===========  =======================  ======  ==========================================================

In the table ``officers``. ``admin`` puts an order in the transaction of its audit entry, beside what takes effect at
once; ``reorganise`` does the rest. Every step can be done again, and looks for what is left instead of counting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dutydesk.messages import as_plain
from dutydesk.stores.items import key, known_fields, to_item
from dutydesk.stores.receipts import due_put

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

DUE = "reorganisation"
AGAIN_AFTER = timedelta(minutes=2)
"""When upkeep asks for it again, as long as it is not finished."""


class Kind(StrEnum):
    """What is reorganised."""

    MERGE = "merge"  # units go into another, with everything
    SPLIT = "split"  # some pages go to another unit, with their cases
    LEAVE = "leave"  # an officer leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was decided. Moments are ISO-8601, empty when they have not come.

    ``units`` go into ``into``; of a split, only ``pages`` do with their cases, and the officers ``staff`` serve there,
    too. Somebody who leaves is ``username``, and whose cases go to ``hand_to``, or to nobody yet. ``moved`` counts
    what followed. ``swept`` is how often stragglers were looked for since it was ``finished_at``.
    """

    order_id: str
    kind: Kind
    by: str
    asked_at: str
    reason: str
    units: tuple[str, ...] = ()
    into: str = ""
    pages: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    username: str = ""
    hand_to: str = ""
    moved: int = 0
    first_done_at: str = ""
    finished_at: str = ""
    swept: int = 0


def order_key(order_id: str) -> dict[str, Any]:
    """Where an order lies."""
    return key(f"ORDER#{order_id}")


def order_item(order: Order) -> dict[str, Any]:
    """An order as an item."""
    plain: dict[str, Any] = as_plain(order)
    return order_key(order.order_id) | to_item(plain | {"schema": 1})


def order_from(item: Mapping[str, Any]) -> Order:
    """Read an order."""
    values = known_fields(Order, item)
    return Order(**values | {"kind": Kind(values["kind"])})


def ordered(
    officers_table: str, receipts_table: str, order: Order, *, now: datetime
) -> "list[TransactWriteItemTypeDef]":
    """The parts that give an order, and see to it that it is carried out although nobody was told."""
    return [
        {
            "Put": {
                "TableName": officers_table,
                "Item": order_item(order),
                "ConditionExpression": "attribute_not_exists(pk)",
            }
        },
        due_put(receipts_table, DUE, order.order_id, due_at=now + AGAIN_AFTER, what={"order_id": order.order_id}),
    ]
