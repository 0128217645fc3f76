"""Cases follow their unit, or the page that they came by; their receipts, history and words stay theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict
from dutydesk.ids import new_ulid
from dutydesk.stores.cases import (
    BY_UNIT,
    BY_UNIT_STATUS,
    HISTORY_PREFIX,
    Case,
    DynamoCases,
    Status,
    case_pk,
    unit_status,
)
from dutydesk.stores.items import to_item
from dutydesk.stores.reorganisations import Kind, Order
from dutydesk.stores.search import Wording
from functions.upkeep.reorganising.moving import Shelf

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

OPEN = tuple(status for status in Status if status is not Status.CLOSED)


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases of a unit."""

    cases: Shelf
    clock: Clock

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Move each case in one transaction with its history; the index may show a case once more than it should."""
        for case_id in list(_ids(self.cases, BY_UNIT, "unit", unit)):
            case = DynamoCases(self.cases.client, self.cases.table).get(case_id)
            if case is None or case.unit != unit:
                continue
            if order.kind is Kind.SPLIT and case.page_id not in order.pages:
                continue
            yield self._moved(order, case, into)

    def _moved(self, order: Order, case: Case, into: str) -> bool:
        try:
            return self._written(order, case, into)
        except Conflict:
            return False

    def _written(self, order: Order, case: Case, into: str) -> bool:
        wording = Wording(self.cases.client, self.cases.table)
        messages = DynamoCases(self.cases.client, self.cases.table).messages(case.case_id)
        texts = [message.text for message in messages]
        header = self.cases.change(
            case_pk(case.case_id),
            was={"unit": case.unit, "status": case.status},
            now={"unit": into, "unit_status": unit_status(into, case.status)},
        )
        said = f"{case.unit} → {into}: {order.reason}"
        parts = [header, noted(self.cases, order, case, said, self.clock), *wording.moved(case, texts, to=into)]
        if not self.cases.done(parts):
            return False
        wording.forget(case, texts)
        return True


@dataclass(frozen=True, slots=True)
class InHand:
    """Open cases that an officer had in hand."""

    cases: Shelf
    clock: Clock

    def hand_over(self, order: Order, unit: str, *, to: str) -> Iterator[bool]:
        """Give each open case of a unit that the leaver had to ``to``, or to nobody in particular."""
        for status in OPEN:
            for case_id in list(_ids(self.cases, BY_UNIT_STATUS, "unit_status", unit_status(unit, status))):
                case = DynamoCases(self.cases.client, self.cases.table).get(case_id)
                if case is None or case.unit != unit or case.status is Status.CLOSED:
                    continue
                if case.life.assigned_to == order.username:
                    yield self._given(order, case, to)

    def _given(self, order: Order, case: Case, to: str) -> bool:
        was = {"unit": case.unit, "assigned_to": order.username}
        header = self.cases.change(case_pk(case.case_id), was=was, now={"assigned_to": to})
        said = f"{order.username} → {to or case.unit}: {order.reason}"
        return self.cases.done([header, noted(self.cases, order, case, said, self.clock)])


def noted(cases: Shelf, order: Order, case: Case, said: str, clock: Clock) -> "TransactWriteItemTypeDef":
    """The part that keeps in the case's history what happened to it; its status stays."""
    now = clock()
    return cases.put(
        to_item(
            {
                "pk": case_pk(case.case_id),
                "sk": f"{HISTORY_PREFIX}{iso(now)}#{new_ulid(now)}",
                "schema": 1,
                "at": iso(now),
                "officer": order.by,
                "was": case.status,
                "now": case.status,
                "reason": said,
            }
        )
    )


def _ids(cases: Shelf, index: str, name: str, value: str) -> Iterator[str]:
    query: dict[str, Any] = {
        "TableName": cases.table,
        "IndexName": index,
        "KeyConditionExpression": "#hash = :hash",
        "ExpressionAttributeNames": {"#hash": name},
        "ExpressionAttributeValues": {":hash": {"S": value}},
        "ProjectionExpression": "case_id",
    }
    while True:
        found = cases.client.query(**query)
        yield from (item["case_id"]["S"] for item in found["Items"])
        if "LastEvaluatedKey" not in found:
            return
        query["ExclusiveStartKey"] = found["LastEvaluatedKey"]
