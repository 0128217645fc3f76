"""The parts of transactions with which somebody was called to look at a case, and is called again when it is time."""

from typing import TYPE_CHECKING, Any

from dutydesk.deadlines import owed
from dutydesk.stores.cases import Case, case_pk
from dutydesk.stores.items import key, to_item
from dutydesk.stores.receipts import DEADLINE, due_put

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


def noticed(before: Case, after: Case, *, cases_table: str, receipts_table: str) -> "list[TransactWriteItemTypeDef]":
    """Write down for what somebody was called, and have the next deadline fall due."""
    fields = after.life.since(before.life)
    update = _as_read(before, cases_table)
    update["UpdateExpression"] = "SET " + ", ".join(f"{name} = :{name}" for name in fields)
    update["ExpressionAttributeValues"] |= to_item({f":{name}": text for name, text in fields.items()})
    header: Any = {"Update": update}
    return [header, next_look(after.case_id, after, receipts_table)]


def next_look(case_id: str, case: Case | None, receipts_table: str) -> "TransactWriteItemTypeDef":
    """Have the case's next deadline fall due; without one, or without the case, nothing does any more."""
    due = owed(case) if case is not None else None
    if case is None or due is None:
        return {"Delete": {"TableName": receipts_table, "Key": key(f"DUE#{DEADLINE}#{case_id}")}}
    what = {"case_id": case_id, "unit": case.unit}
    return due_put(receipts_table, DEADLINE, case_id, due_at=due.by, what=what)


def still(case: Case, cases_table: str) -> "TransactWriteItemTypeDef":
    """Hold only while the case has the state and the unit with which it was read."""
    check: Any = _as_read(case, cases_table)
    return {"ConditionCheck": check}


def _as_read(case: Case, cases_table: str) -> dict[str, Any]:
    return {
        "TableName": cases_table,
        "Key": key(case_pk(case.case_id)),
        "ConditionExpression": "#status = :was AND #unit = :unit",
        "ExpressionAttributeNames": {"#status": "status", "#unit": "unit"},
        "ExpressionAttributeValues": to_item({":was": case.status, ":unit": case.unit}),
    }
