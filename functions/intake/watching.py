"""What a change of a case has fall due, and what it undoes."""

from datetime import datetime
from typing import TYPE_CHECKING

from dutydesk.deadlines import owed
from dutydesk.stores.cases import TWIN_PREFIX, case_pk
from dutydesk.stores.items import key, to_item
from dutydesk.stores.receipts import DEADLINE, due_put
from functions.intake.book import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


def watched(
    change: Change, cases_table: str, receipts_table: str, *, now: datetime
) -> "Iterator[TransactWriteItemTypeDef]":
    """Yield the parts that let the case's next deadline fall due, and part it from the case that it was joined to."""
    case = change.look_at
    if case is None:
        return
    due = owed(case)
    if due is not None or change.attend:
        at = now if due is None or change.attend else due.by
        what = {"case_id": case.case_id, "unit": case.unit}
        yield due_put(receipts_table, DEADLINE, case.case_id, due_at=at, what=what)
    joined_to = change.existing.life.merged_into if change.existing is not None else ""
    if joined_to and not case.life.merged_into:
        yield {
            "Update": {
                "TableName": cases_table,
                "Key": key(case_pk(joined_to), TWIN_PREFIX + case.case_id),
                "UpdateExpression": "SET #over = :yes",
                "ExpressionAttributeNames": {"#over": "over"},
                "ExpressionAttributeValues": to_item({":yes": True}),
            }
        }
