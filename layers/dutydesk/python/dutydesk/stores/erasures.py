"""Erasures: the cases whose content is to go, or is going; and those whose time is over.

===========  ==============  ==============  ==========================================================================
Item         pk              sk              Purpose
===========  ==============  ==============  ==========================================================================
Erasure      ``ERASURES``    ``<case_id>``   who has it erased, and how far that is; gone when nothing is left to do
===========  ==============  ==============  ==========================================================================

In the table ``cases``. ``admin`` puts what a supervisor decided, ``retain`` what is over; ``retain`` works it off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.retention import Retention
from dutydesk.stores.cases import BY_UNIT, HEADER, MESSAGE_PREFIX, Case, DynamoCases, Status, case_from, case_pk
from dutydesk.stores.items import from_item, key, known_fields, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

ERASURES = "ERASURES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One case's erasure; moments are ISO-8601, empty for what is still to come.

    ``by`` is a function's name or an officer's id. ``until`` is when the case heard last before its erasure began: only
    what is not younger goes. ``done_at``: its content is gone, and is looked for once more later.
    """

    case_id: str
    by: str
    ordered_at: str
    until: str = ""
    begun_at: str = ""
    done_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A case whose time is over since ``over_at``; ``heard_at`` is when it heard last."""

    case: Case
    heard_at: datetime
    over_at: datetime


@dataclass(frozen=True, slots=True)
class DynamoErasures:
    """Erasures on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def waiting(self) -> Iterator[Erasure]:
        """Yield every erasure, whatever is left to do of it."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": ERASURES}},
            ConsistentRead=True,
        )
        for page in pages:
            for item in page["Items"]:
                yield Erasure(**known_fields(Erasure, item))

    def get(self, case_id: str) -> Erasure | None:
        """Return the erasure of a case, or None when none was ordered or begun."""
        found = self.client.get_item(TableName=self.table, Key=key(ERASURES, case_id), ConsistentRead=True)
        return Erasure(**known_fields(Erasure, found["Item"])) if "Item" in found else None

    def put(self, erasure: Erasure, *, new: bool) -> "TransactWriteItemTypeDef":
        """The transaction part that keeps how far an erasure is; ``new`` says whether there may be none before."""
        plain = {name: getattr(erasure, name) for name in Erasure.__slots__}
        item = key(ERASURES, erasure.case_id) | to_item({"schema": 1} | plain)
        condition = "attribute_not_exists(pk)" if new else "attribute_exists(pk)"
        return {"Put": {"TableName": self.table, "Item": item, "ConditionExpression": condition}}

    def drop(self, case_id: str) -> None:
        """Forget an erasure of which nothing is left to do, or that cannot be done."""
        self.client.delete_item(TableName=self.table, Key=key(ERASURES, case_id))

    def still_closed(self, case: Case) -> "TransactWriteItemTypeDef":
        """The transaction part that holds only while the case is closed, and its unit's, as it was read."""
        return {
            "ConditionCheck": {
                "TableName": self.table,
                "Key": key(case_pk(case.case_id), HEADER),
                "ConditionExpression": "#status = :closed AND #unit = :unit",
                "ExpressionAttributeNames": {"#status": "status", "#unit": "unit"},
                "ExpressionAttributeValues": to_item({":closed": Status.CLOSED, ":unit": case.unit}),
            }
        }

    def over(self, terms: Retention, *, now: datetime) -> Iterator[Over]:
        """Yield each case whose time is over and whose content is there, held ones too.

        Reads the list's rows of all units, and of what may be over the header and the newest message.
        """
        pages = self.client.get_paginator("scan").paginate(TableName=self.table, IndexName=BY_UNIT)
        for page in pages:
            for item in page["Items"]:
                if _is_over(terms, case_from(item), None, now):
                    yield from self._sure(terms, item["case_id"]["S"], now)

    def heard_at(self, case: Case) -> datetime:
        """Return when the case's newest message was sent, or when it was opened."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :messages)",
            ExpressionAttributeValues={":pk": {"S": case_pk(case.case_id)}, ":messages": {"S": MESSAGE_PREFIX}},
            ScanIndexForward=False,
            Limit=1,
            ConsistentRead=True,
            ProjectionExpression="sent_at",
        )
        newest = [datetime.fromisoformat(from_item(item)["sent_at"]) for item in found["Items"]]
        return max([case.opened_at, *newest])

    def _sure(self, terms: Retention, case_id: str, now: datetime) -> Iterator[Over]:
        """Look again at the case itself: the list's rows lag behind."""
        case = DynamoCases(self.client, self.table).get(case_id)
        if case is None or not _is_over(terms, case, None, now):
            return
        heard_at = self.heard_at(case)
        over_at = terms.over_at(case, last_heard=heard_at)
        if over_at is not None and over_at <= now:
            yield Over(case=case, heard_at=heard_at, over_at=over_at)


def begun(table: str, case: Case, *, at: datetime) -> "TransactWriteItemTypeDef":
    """The transaction part with which a closed case's content counts as gone, if the case is as it was read."""
    values: dict[str, Any] = {":now": iso(at), ":closed": Status.CLOSED, ":unit": case.unit, ":none": ""}
    since = "attribute_not_exists(closed_at) OR closed_at = :none"
    if case.life.closed_at is not None:
        since, values[":closed_at"] = "closed_at = :closed_at", iso(case.life.closed_at)
    return {
        "Update": {
            "TableName": table,
            "Key": key(case_pk(case.case_id), HEADER),
            "UpdateExpression": "SET erased_at = :now",
            "ConditionExpression": (
                f"#status = :closed AND #unit = :unit AND ({since})"
                " AND (attribute_not_exists(erased_at) OR erased_at = :none)"
            ),
            "ExpressionAttributeNames": {"#status": "status", "#unit": "unit"},
            "ExpressionAttributeValues": to_item(values),
        }
    }


def _is_over(terms: Retention, case: Case, heard_at: datetime | None, now: datetime) -> bool:
    over_at = terms.over_at(case, last_heard=heard_at)
    return over_at is not None and over_at <= now
