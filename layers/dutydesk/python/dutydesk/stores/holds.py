"""Legal holds: cases of which nothing may be erased until somebody says so.

===========  =====================  ==============  ==================================================================
Item         pk                     sk              Purpose
===========  =====================  ==============  ==================================================================
Hold         ``CASE#<case_id>``     ``HOLD#case``   nothing of this case is erased while it is there
===========  =====================  ==============  ==================================================================

In the table ``cases``. Whatever erases does so on condition that there is none, in the transaction that begins it. One
that was ended stays as a note, so that whoever may hold needs no right to delete anything.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.stores.cases import case_pk
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

HOLD = "HOLD#case"
_NOBODY: Any = {
    "ConditionExpression": "attribute_not_exists(pk) OR #over = :yes",
    "ExpressionAttributeNames": {"#over": "over"},
    "ExpressionAttributeValues": to_item({":yes": True}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Who holds a case, since when (ISO-8601) and why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class DynamoHolds:
    """Holds on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def get(self, case_id: str) -> Hold | None:
        """Return the hold as last written, or None."""
        found = self.client.get_item(TableName=self.table, Key=key(case_pk(case_id), HOLD), ConsistentRead=True)
        if "Item" not in found:
            return None
        plain = from_item(found["Item"])
        if plain["over"]:
            return None
        return Hold(by=plain["by"], at=plain["at"], reason=plain["reason"])

    def put(self, case_id: str, *, by: str, at: datetime, reason: str) -> "TransactWriteItemTypeDef":
        """The transaction part that holds a case that nobody holds."""
        told = to_item({"schema": 1, "by": by, "at": iso(at), "reason": reason, "over": False})
        put: Any = {"TableName": self.table, "Item": key(case_pk(case_id), HOLD) | told, **_NOBODY}
        return {"Put": put}

    def release(self, case_id: str) -> "TransactWriteItemTypeDef":
        """The transaction part that ends a hold."""
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(case_pk(case_id), HOLD),
                "UpdateExpression": "SET #over = :yes",
                "ConditionExpression": "#over = :no",
                "ExpressionAttributeNames": {"#over": "over"},
                "ExpressionAttributeValues": to_item({":yes": True, ":no": False}),
            }
        }

    def none(self, case_id: str) -> "TransactWriteItemTypeDef":
        """The transaction part that holds only while nobody holds the case."""
        check: Any = {"TableName": self.table, "Key": key(case_pk(case_id), HOLD), **_NOBODY}
        return {"ConditionCheck": check}
