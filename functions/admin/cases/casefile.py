"""The case file: what admin reads of a case beyond its header, and the parts of what it writes.

The items are those of ``dutydesk.stores.cases``. Every write is a list of transaction parts, never a call, so that it
can only be done together with its audit entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.stores.awaiting import Awaiting, awaiting_from, awaiting_item, awaiting_key
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.cases import (
    HEADER,
    HISTORY_PREFIX,
    MESSAGE_PREFIX,
    REPLY_PREFIX,
    Case,
    CaseMessage,
    Status,
    case_pk,
    message_from,
    message_item,
    unit_status,
)
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.search import Wording

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

PAGE = 200
"""Items of one read; DynamoDB stops at 1 MB before that, which keeps every answer below Lambda's 6 MB."""

_AFTER_ALL = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of status, or of whose the case is, and who made it; ``did`` names it, ``detail`` to what or whom."""

    case_id: str
    at: datetime
    officer: str
    was: Status
    now: Status
    reason: str
    did: str = "status"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """The newest messages of a case, oldest first; ``earlier`` says where the ones before them end, or is empty."""

    messages: tuple[CaseMessage, ...]
    history: tuple[Mapping[str, Any], ...]
    earlier: str


@dataclass(frozen=True, slots=True)
class DynamoCaseFile:
    """Case files on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def thread(self, case_id: str, *, before: str = "") -> Thread:
        """Return one page of messages and, with the newest page, the history.

        ``before`` is a moment (ISO-8601) and counts itself in: two messages of one moment may be on both pages.
        """
        lowest = MESSAGE_PREFIX if before else HISTORY_PREFIX
        found = self._between(case_id, lowest, f"{MESSAGE_PREFIX}{before}{_AFTER_ALL}")
        items = [from_item(item) for item in found["Items"]]
        messages = [
            message_from(raw)
            for raw, one in zip(found["Items"], items, strict=True)
            if one["sk"].startswith(MESSAGE_PREFIX)
        ]
        history = [one for one in items if one["sk"].startswith(HISTORY_PREFIX)]
        more = "LastEvaluatedKey" in found
        if more and not before and not history:
            older = self._between(case_id, HISTORY_PREFIX, f"{HISTORY_PREFIX}{_AFTER_ALL}")
            history = [from_item(item) for item in older["Items"]]
            more = bool(messages)
        elif history:
            more = False
        earlier = iso(messages[-1].sent_at) if more and messages else ""
        return Thread(tuple(reversed(messages)), tuple(reversed(history)), earlier)

    def replied(self, case_id: str, reply_id: str) -> CaseMessage | None:
        """Return the message that this reply put into the case, or None when it was never written."""
        marker = self.client.get_item(
            TableName=self.table, Key=key(case_pk(case_id), REPLY_PREFIX + reply_id), ConsistentRead=True
        )
        if "Item" not in marker:
            return None
        found = self.client.get_item(
            TableName=self.table,
            Key=key(case_pk(case_id), from_item(marker["Item"])["message_key"]),
            ConsistentRead=True,
        )
        return message_from(found["Item"]) if "Item" in found else None

    def update(
        self,
        case: Case,
        *,
        to: Status,
        by: str,
        at: datetime,
        awaiting: bool | None = None,
        life: CaseLife | None = None,
        also: Mapping[str, str] | None = None,
    ) -> "TransactWriteItemTypeDef":
        """Move the header from what was read to ``to``; whoever takes a new case acknowledges it.

        ``life``: how the case fares from now on; ``also``: other attributes of the header, such as its unit.
        """
        fields: dict[str, Any] = {"status": to}
        if case.status is Status.NEW and to is not Status.NEW and not case.acknowledged_by:
            fields |= {"acknowledged_by": by, "acknowledged_at": iso(at)}
        if awaiting is not None:
            fields["awaiting_citizen"] = awaiting
        fields |= (life.since(case.life) if life is not None else {}) | dict(also or {})
        fields["unit_status"] = unit_status(fields.get("unit", case.unit), to)
        names = {f"#{name}": name for name in ("status", "unit", *fields)}
        values = {f":{name}": value for name, value in fields.items()}
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(case_pk(case.case_id), HEADER),
                "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in fields),
                "ConditionExpression": "#status = :was AND #unit = :whose",
                "ExpressionAttributeNames": names,
                "ExpressionAttributeValues": to_item(values | {":was": case.status, ":whose": case.unit}),
            }
        }

    def history(self, change: Change, *, change_id: str) -> "TransactWriteItemTypeDef":
        """Keep a change of status."""
        return self._new(
            {
                "pk": case_pk(change.case_id),
                "sk": f"{HISTORY_PREFIX}{iso(change.at)}#{change_id}",
                "schema": 1,
                "at": iso(change.at),
                "officer": change.officer,
                "was": change.was,
                "now": change.now,
                "reason": change.reason,
                "did": change.did,
                "detail": change.detail,
            }
        )

    def message(self, message: CaseMessage) -> "list[TransactWriteItemTypeDef]":
        """Keep an officer's message, once for each reply id."""
        marker = {
            "pk": case_pk(message.case_id),
            "sk": REPLY_PREFIX + message.event_key,
            "schema": 1,
            "message_key": message.sort_key,
        }
        return [
            {
                "Put": {
                    "TableName": self.table,
                    "Item": message_item(message),
                    "ConditionExpression": "attribute_not_exists(pk)",
                }
            },
            self._new(marker),
        ]

    def words(self, case: Case, text: str) -> "list[TransactWriteItemTypeDef]":
        """Let the case be found by these words, too."""
        return Wording(self.client, self.table).parts(case, (text,))

    def awaiting(self, case: Case, *, at: datetime) -> "TransactWriteItemTypeDef":
        """Let the officer have the word: the citizen's next words outside a dialogue join this case."""
        item = awaiting_item(case.person_id, Awaiting(case_id=case.case_id, asked_at=at))
        return {"Put": {"TableName": self.table, "Item": item}}

    def ended(self, case: Case) -> "list[TransactWriteItemTypeDef]":
        """Let the desk have the word again, if it is this case whose officer has it."""
        found = self.client.get_item(TableName=self.table, Key=awaiting_key(case.person_id), ConsistentRead=True)
        if "Item" not in found or awaiting_from(found["Item"]).case_id != case.case_id:
            return []
        return [
            {
                "Update": {
                    "TableName": self.table,
                    "Key": awaiting_key(case.person_id),
                    "UpdateExpression": "SET #over = :yes",
                    "ConditionExpression": "case_id = :case",
                    "ExpressionAttributeNames": {"#over": "over"},
                    "ExpressionAttributeValues": to_item({":yes": True, ":case": case.case_id}),
                }
            }
        ]

    def _new(self, plain: dict[str, Any]) -> "TransactWriteItemTypeDef":
        condition = "attribute_not_exists(pk)"
        return {"Put": {"TableName": self.table, "Item": to_item(plain), "ConditionExpression": condition}}

    def _between(self, case_id: str, lowest: str, highest: str) -> Any:
        return self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :lowest AND :highest",
            ExpressionAttributeValues={
                ":pk": {"S": case_pk(case_id)},
                ":lowest": {"S": lowest},
                ":highest": {"S": highest},
            },
            ScanIndexForward=False,
            Limit=PAGE,
            ConsistentRead=True,
        )
