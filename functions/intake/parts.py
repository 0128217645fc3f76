"""Parts of intake's transactions, each with the condition that keeps it from writing over anybody."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import expiry
from dutydesk.stores.cases import Case, CaseMessage, Urgency, case_pk, unit_status
from dutydesk.stores.items import key, to_value
from functions.intake.book import EMERGENCY, KEPT_FOR, Change
from functions.intake.dialogue import Dialogue
from functions.intake.items import dialogue_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


def dialogue_put(table: str, dialogue: Dialogue, *, has_case: bool, now: datetime) -> "TransactWriteItemTypeDef":
    """The part that writes a dialogue whose version is as it was read; without a case it expires."""
    item = dialogue_item(dialogue, expires_at=None if has_case else expiry(now, KEPT_FOR * 2))
    return {
        "Put": {
            "TableName": table,
            "Item": item,
            "ConditionExpression": "attribute_not_exists(pk) OR #version = :read",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": {":read": to_value(dialogue.version)},
        }
    }


def header_update(table: str, case: Case, change: Change) -> "TransactWriteItemTypeDef":
    """The part that changes the header, which must be as it was read."""
    fields: dict[str, str | bool] = {"summary": change.summary} if change.summary else {}
    if change.raised:
        fields |= {"urgency": Urgency.URGENT, "category": EMERGENCY}
    if change.status is not None and (change.raised or change.reopened or change.resumed):
        fields |= {"status": change.status, "unit_status": unit_status(case.unit, change.status)}
    if change.raised or change.reopened:
        fields |= {"acknowledged_by": ""}
    if change.life is not None:
        fields |= change.life.since(case.life)
    if change.awaits is not None:
        fields |= {"awaiting_citizen": True}
    was = {"was_status": case.status, "was_unit": case.unit}
    return {
        "Update": {
            "TableName": table,
            "Key": key(case_pk(case.case_id)),
            "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in fields),
            "ConditionExpression": "#status = :was_status AND #unit = :was_unit",
            "ExpressionAttributeNames": {f"#{name}": name for name in ("status", "unit", *fields)},
            "ExpressionAttributeValues": {f":{name}": to_value(text) for name, text in (fields | was).items()},
        }
    }


def still_the_units(table: str, case: Case) -> "TransactWriteItemTypeDef":
    """The part that holds only while the case is the unit's for which its words are put."""
    return {
        "ConditionCheck": {
            "TableName": table,
            "Key": key(case_pk(case.case_id)),
            "ConditionExpression": "#unit = :unit",
            "ExpressionAttributeNames": {"#unit": "unit"},
            "ExpressionAttributeValues": {":unit": to_value(case.unit)},
        }
    }


def promotion(table: str, message: CaseMessage) -> "TransactWriteItemTypeDef":
    """The part that makes a kept message the case's own."""
    return {
        "Update": {
            "TableName": table,
            "Key": key(case_pk(message.case_id), message.sort_key),
            "UpdateExpression": "REMOVE expires_at",
            "ConditionExpression": "attribute_exists(pk)",
        }
    }


def put_once(table: str, item: Mapping[str, Any]) -> "TransactWriteItemTypeDef":
    """The part that puts an item where there may be none yet."""
    condition = "attribute_not_exists(pk)"
    return {"Put": {"TableName": table, "Item": item, "ConditionExpression": condition}}
