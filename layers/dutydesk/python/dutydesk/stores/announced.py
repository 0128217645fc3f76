"""What a check code says of a broadcast, for whoever asks: the one item of ``broadcasts`` that intake may read.

===========  =======================  ======  ====================================================
Item         pk                       sk      Purpose
===========  =======================  ======  ====================================================
Code         ``CODE#<code>``          ``#``   which broadcast it names; once it began, what it says
===========  =======================  ======  ====================================================

The item is put with the draft, so that no code is minted twice. Only from the moment that the broadcast is being sent
does it hold what a citizen may be told: the code of a draft is nobody's word yet.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.stores.broadcasts import Broadcast
from dutydesk.stores.items import from_item, key, to_item, to_value

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import PutTypeDef, UpdateTypeDef

LONGEST_WORDS = 300
"""Characters of a broadcast that are repeated to somebody who asks: enough to tell it from a forged one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A broadcast that went out: who sent it, when it began (ISO-8601), how it begins, whether it was called off.

    Of one that was corrected since: when the correction began (``corrected_at``), how it begins, and its own code.
    """

    unit: str
    started_at: str
    words: str
    called_off: bool = False
    corrected_at: str = ""
    correction: str = ""
    correction_code: str = ""


def code_pk(code: str) -> str:
    """The partition of a check code."""
    return f"CODE#{code}"


def code_put(table: str, broadcast: Broadcast) -> "PutTypeDef":
    """Return the put, for the draft's transaction, that takes the code; it fails when the code is taken."""
    item = {
        "pk": code_pk(broadcast.code),
        "sk": "#",
        "schema": 1,
        "broadcast_id": broadcast.broadcast_id,
        "unit": broadcast.unit,
    }
    return {"TableName": table, "Item": to_item(item), "ConditionExpression": "attribute_not_exists(pk)"}


def began(table: str, broadcast: Broadcast) -> "UpdateTypeDef":
    """Return the update, for the plan's last transaction, from which on the code is confirmed to citizens."""
    return _change(table, broadcast, unit=broadcast.unit, started_at=broadcast.started_at, words=words_of(broadcast))


def corrected(table: str, first: Broadcast, by: Broadcast) -> "UpdateTypeDef":
    """Return the update, for the last transaction of the correction's plan, which has who asks about the first told so.

    Of several corrections the one that began last is named.
    """
    named = {"corrected_by": by.broadcast_id, "correction_code": by.code}
    return _change(table, first, corrected_at=by.started_at, correction=words_of(by), **named)


def called_off(table: str, broadcast: Broadcast) -> "UpdateTypeDef":
    """Return the update, for the transaction that cancels, which has citizens told so; harmless before the start."""
    return _change(table, broadcast, called_off=True)


def words_of(broadcast: Broadcast) -> str:
    """Return how the broadcast begins."""
    text = broadcast.text.strip()
    return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class DynamoAnnouncements:
    """Looks codes up."""

    client: "DynamoDBClient"
    table: str

    def by_code(self, code: str) -> Announced | None:
        """Return the broadcast, or None when the code names none that ever went out."""
        found = self.client.get_item(TableName=self.table, Key=key(code_pk(code)))
        plain = from_item(found["Item"]) if "Item" in found else {}
        if not plain.get("started_at"):
            return None
        return Announced(
            unit=plain["unit"],
            started_at=plain["started_at"],
            words=plain.get("words", ""),
            called_off=plain.get("called_off", False),
            corrected_at=plain.get("corrected_at", ""),
            correction=plain.get("correction", ""),
            correction_code=plain.get("correction_code", ""),
        )


def _change(table: str, broadcast: Broadcast, **fields: Any) -> "UpdateTypeDef":
    stated = {"broadcast_id": broadcast.broadcast_id, **fields}
    return {
        "TableName": table,
        "Key": key(code_pk(broadcast.code)),
        "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in stated),
        "ExpressionAttributeNames": {f"#{name}": name for name in stated},
        "ExpressionAttributeValues": {f":{name}": to_value(value) for name, value in stated.items()},
    }
