"""Alert's transactions.

============  ===============================  =============  ====================================================
Item          pk                               sk             What alert does with it
============  ===============================  =============  ====================================================
Receipt       ``EVENT#alert#<case>#<place>``   ``alert``      proves that an officer was called from this place on
Receipt       ``EVENT#<event_key>``            ``alert``      proves that a tap or a link code was handled
Due           ``DUE#alert#<case_id>``          ``#``          moves it to the next call, or ends it
Due           ``DUE#deadline#<case_id>``       ``#``          moves it to the next deadline, or ends it
Case          ``CASE#<case_id>``               ``#``          who acknowledged, when, and the status
Link code     ``LINK#<sha256 of code>``        ``#``          takes it once
Chat          ``PERSON#<person_id>``           ``#``          the officer behind a chat account
Chat          ``CHAT#<username>``              ``#``          the chat account of an officer
============  ===============================  =============  ====================================================
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.clock import Clock, iso
from dutydesk.messages import Reply
from dutydesk.stores.cases import Case, DynamoCases, Status, case_pk, unit_status
from dutydesk.stores.figures import DynamoFigures
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.officers import DynamoOfficers, link_key
from dutydesk.stores.receipts import DynamoReceipts, due_put, receipt_put
from dutydesk.stores.transactions import transact
from functions.alert.roster import Serving
from functions.alert.watching import next_look, noticed, still

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

WORKER = "alert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """When the next officer is called, and from which place of the roster on."""

    case: Case
    place: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A chat account becomes an officer's; what either was linked to before is forgotten."""

    code: str
    username: str
    person_id: str
    person_before: str | None = None
    username_before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one alert changes, all at once or not at all.

    ``call`` moves the due call, ``ends`` deletes it; ``taken`` is the case as it was read and who takes it. ``noticed``
    is the case as it was read, and as it is once somebody was called to look at it.
    """

    event_key: str
    replies: tuple[Reply, ...] = ()
    call: Call | None = None
    ends: str = ""
    taken: tuple[Case, str] | None = None
    link: Link | None = None
    noticed: tuple[Case, Case] | None = None


class AlertBook(Protocol):
    """What alert knows and changes."""

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Return the replies that a handled event owes, or None when it was never handled."""

    def case(self, case_id: str) -> Case | None:
        """Return the case as last written."""

    def link_of(self, code: str) -> str | None:
        """Return the username that a link code waits for, or None when there is no such code or it expired."""

    def end(self, case_id: str) -> None:
        """Call nobody about the case any more; nothing happens when nobody would be."""

    def watch(self, case_id: str, case: Case | None) -> None:
        """Have the case's next deadline fall due; without one, or without the case, nothing does any more."""

    def commit(self, change: Change) -> None:
        """Make the change and put its receipt.

        Raises:
            Conflict: something was changed meanwhile, or the event was handled; nothing has changed.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamoAlertBook:
    """The ``AlertBook`` port on DynamoDB."""

    client: "DynamoDBClient"
    cases_table: str
    officers_table: str
    receipts_table: str
    figures_table: str
    clock: Clock

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Read the receipt."""
        return DynamoReceipts(self.client, self.receipts_table).owed(event_key, WORKER)

    def case(self, case_id: str) -> Case | None:
        """Read consistently."""
        return DynamoCases(self.client, self.cases_table).get(case_id)

    def link_of(self, code: str) -> str | None:
        """Read the code's item; DynamoDB drops expired items late, so the time is checked here."""
        found = self.client.get_item(TableName=self.officers_table, Key=key(link_key(code)), ConsistentRead=True)
        item = from_item(found.get("Item", {}))
        return item["username"] if item.get("expires_at", 0) > self.clock().timestamp() else None

    def end(self, case_id: str) -> None:
        """Delete the due item."""
        self.client.delete_item(TableName=self.receipts_table, Key=_due_key(case_id))

    def watch(self, case_id: str, case: Case | None) -> None:
        """Write over the due item, or delete it, as long as the case is as it was read."""
        parts = [next_look(case_id, case, self.receipts_table)]
        transact(self.client, parts + ([still(case, self.cases_table)] if case is not None else []))

    def commit(self, change: Change) -> None:
        """Write everything in one transaction."""
        now = self.clock()
        parts = [receipt_put(self.receipts_table, change.event_key, WORKER, change.replies, now=now)]
        if change.call is not None:
            what = {
                "case_id": change.call.case.case_id,
                "unit": change.call.case.unit,
                "attempt": change.call.place,
            }
            parts.append(
                due_put(self.receipts_table, "alert", change.call.case.case_id, due_at=change.call.at, what=what)
            )
        if change.ends:
            parts.append({"Delete": {"TableName": self.receipts_table, "Key": _due_key(change.ends)}})
        if change.taken is not None:
            parts.append(self._take(*change.taken, at=now))
            case, _ = change.taken
            taken = replace(case, status=_once_taken(case))
            parts += DynamoFigures(self.client, self.figures_table).changed(case, taken, at=now)
        if change.noticed is not None:
            parts += noticed(*change.noticed, cases_table=self.cases_table, receipts_table=self.receipts_table)
        if change.link is not None:
            parts += self._link(change.link, at=now)
        transact(self.client, parts)

    def _take(self, case: Case, username: str, *, at: datetime) -> "TransactWriteItemTypeDef":
        status = _once_taken(case)
        return {
            "Update": {
                "TableName": self.cases_table,
                "Key": key(case_pk(case.case_id)),
                "UpdateExpression": "SET acknowledged_by = :who, acknowledged_at = :at, #status = :status, "
                "unit_status = :unit_status",
                "ConditionExpression": "#status = :was AND #unit = :unit "
                "AND (attribute_not_exists(acknowledged_by) OR acknowledged_by = :nobody)",
                "ExpressionAttributeNames": {"#status": "status", "#unit": "unit"},
                "ExpressionAttributeValues": to_item(
                    {
                        ":who": username,
                        ":at": iso(at),
                        ":status": status,
                        ":unit_status": unit_status(case.unit, status),
                        ":was": case.status,
                        ":unit": case.unit,
                        ":nobody": "",
                    }
                ),
            }
        }

    def _link(self, link: Link, *, at: datetime) -> "list[TransactWriteItemTypeDef]":
        person, chat = f"PERSON#{link.person_id}", f"CHAT#{link.username}"
        parts = [
            self._delete(link_key(link.code), "expires_at > :it", int(at.timestamp())),
            self._put({"pk": person, "username": link.username, "linked_at": iso(at)}),
            self._put({"pk": chat, "person_id": link.person_id, "linked_at": iso(at)}),
        ]
        if link.person_before not in (None, link.person_id):
            parts.append(self._delete(f"PERSON#{link.person_before}", "username = :it", link.username))
        if link.username_before not in (None, link.username):
            parts.append(self._delete(f"CHAT#{link.username_before}", "person_id = :it", link.person_id))
        return parts

    def _put(self, plain: dict[str, Any]) -> "TransactWriteItemTypeDef":
        return {"Put": {"TableName": self.officers_table, "Item": to_item(plain | {"sk": "#", "schema": 1})}}

    def _delete(self, pk: str, condition: str, it: str | int) -> "TransactWriteItemTypeDef":
        return {
            "Delete": {
                "TableName": self.officers_table,
                "Key": key(pk),
                "ConditionExpression": condition,
                "ExpressionAttributeValues": to_item({":it": it}),
            }
        }


@dataclass(frozen=True, slots=True)
class DynamoRoster:
    """The ``Officers`` port on DynamoDB; read each time, since an officer out of service must not be called."""

    client: "DynamoDBClient"
    table: str

    def serving(self, unit: str) -> Sequence[Serving]:
        """Query the unit's roster, all pages of it."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :officers)",
            ExpressionAttributeValues={":pk": {"S": f"UNIT#{unit}"}, ":officers": {"S": "OFFICER#"}},
            ConsistentRead=True,
        )
        lines = [from_item(item) for page in pages for item in page["Items"]]
        return [
            Serving(username=line["username"], roles=tuple(line["roles"]), order=line.get("order", 0)) for line in lines
        ]

    def is_active(self, username: str) -> bool:
        """Read the officer."""
        officer = DynamoOfficers(self.client, self.table).get(username)
        return officer is not None and officer.active

    def chat_of(self, username: str) -> str | None:
        """Read the officer's chat item."""
        return self._linked(f"CHAT#{username}", "person_id")

    def officer_behind(self, person_id: str) -> str | None:
        """Read the chat account's item."""
        return self._linked(f"PERSON#{person_id}", "username")

    def _linked(self, pk: str, name: str) -> str | None:
        found = self.client.get_item(TableName=self.table, Key=key(pk), ConsistentRead=True)
        return found["Item"][name]["S"] if "Item" in found else None


def _once_taken(case: Case) -> Status:
    return Status.IN_PROGRESS if case.status is Status.NEW else case.status


def _due_key(case_id: str) -> dict[str, Any]:
    return key(f"DUE#alert#{case_id}")
