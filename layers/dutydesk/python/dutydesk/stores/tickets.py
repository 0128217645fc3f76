"""Queue numbers: the table ``tickets``, read by the ticket desk and by the counter, and the writes both make.

===========  =======================  ==========================  =================================================
Item         pk                       sk                          Purpose
===========  =======================  ==========================  =================================================
Plan         ``LINE#<o>#<s>#<day>``   ``PLAN``                    the line's slots and capacity; written once
Seat         ``LINE#<o>#<s>#<day>``   ``SEAT#<slot>#<number>``    one number, and what became of it
Waiting      ``LINE#<o>#<s>#<day>``   ``WAIT#<moment>#<person>``  somebody who wants a place that becomes free
Ticket       ``TICKET#<ticket_id>``   ``#``                       one to four numbers of one person
History      ``TICKET#<ticket_id>``   ``AT#<version>``            one change of state: when, by whom
Pointer      ``PERSON#<person_id>``   ``TICKET#<service>``        the person's latest ticket for the service
Waits        ``PERSON#<person_id>``   ``WAIT#<service>``          where the person's waiting lies
Missed       ``PERSON#<person_id>``   ``MISSED#<day>#<ticket>``   a day on which nobody answered two calls
Asked        ``PERSON#<person_id>``   ``ASKED``                   what was offered last, for typed answers
Closing      ``OFFICE#<o>``           ``CLOSED#<day>``            an officer closed this day: when, who, why
===========  =======================  ==========================  =================================================

``<o>`` and ``<s>`` are the office's and the service's id, ``<day>`` is in ISO form. Each item counts its writes in
``version``, and each write but Asked's is on condition of the version that was read: of two that read the same, one
fails as a whole. Names, numbers of identity and what was said are nowhere.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.lines import Line, Plan
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.ticket_items import (
    SEATS,
    WAITS,
    Asked,
    PersonFile,
    Pointer,
    Waiting,
    WaitPointer,
    Write,
    known,
)
from dutydesk.stores.ticket_writes import plan_write
from dutydesk.tickets import Seat, State, Ticket

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class TicketTable(Protocol):
    """Where the items lie; what is read is what was written last."""

    def get(self, pk: str, sk: str) -> dict[str, Any] | None:
        """Return one plain item, or None."""

    def query(self, pk: str, prefix: str = "") -> list[dict[str, Any]]:
        """Return the plain items of a partition whose sort key begins so, in its order."""

    def put_once(self, write: Write) -> None:
        """Write an item unless it is there already."""


@dataclass(frozen=True, slots=True)
class Tickets:
    """Reads the table; nothing here is remembered between two calls."""

    table: TicketTable

    def ticket(self, ticket_id: str) -> Ticket | None:
        """Return a ticket, live or not, or None."""
        found = self.table.get(f"TICKET#{ticket_id}", "#")
        return _ticket(found) if found is not None else None

    def history(self, ticket_id: str) -> list[dict[str, Any]]:
        """Return the changes of a ticket, the first first: ``was``, ``state``, ``at``, ``by``."""
        return self.table.query(f"TICKET#{ticket_id}", "AT#")

    def plan(self, line: Line) -> Plan | None:
        """Return the line's plan, or None as long as it has no number."""
        found = self.table.get(line.key, "PLAN")
        return Plan(**known(Plan, found)) if found is not None else None

    def fixed(self, line: Line, plan: Plan) -> Plan:
        """Return the line's plan; from now on it is ``plan``, unless there was one already."""
        before = self.plan(line)
        if before is not None:
            return before
        self.table.put_once(plan_write(line, plan))
        return self.plan(line) or plan

    def seats(self, line: Line, slot: str = "") -> tuple[Seat, ...]:
        """Return the numbers of a line that were ever given, or those of one slot, by slot and then by number."""
        found = self.table.query(line.key, f"{SEATS}{slot}#" if slot else SEATS)
        seats = (Seat(**known(Seat, one) | {"state": State(one["state"])}) for one in found)
        return tuple(sorted(seats, key=lambda seat: (seat.slot, seat.number)))

    def waiting(self, line: Line) -> tuple[Waiting, ...]:
        """Return who waits for a place, the first first."""
        return tuple(Waiting(**known(Waiting, one)) for one in self.table.query(line.key, WAITS))

    def waits(self, pointer: WaitPointer, person_id: str) -> Waiting | None:
        """Return a person's waiting, or None when it is over."""
        found = self.table.get(pointer.line, f"{WAITS}{pointer.moment}#{person_id}")
        return Waiting(**known(Waiting, found)) if found is not None else None

    def person(self, person_id: str) -> PersonFile:
        """Return what is kept under a person, in one query."""
        found = {item["sk"]: item for item in self.table.query(f"PERSON#{person_id}")}

        def named(prefix: str) -> list[dict[str, Any]]:
            return [item for sk, item in found.items() if sk.startswith(prefix)]

        pointers = [Pointer(**known(Pointer, one)) for one in named("TICKET#")]
        waits = [WaitPointer(**known(WaitPointer, one)) for one in named(WAITS)]
        return PersonFile(
            pointers={one.service_id: one for one in pointers},
            waits={one.service_id: one for one in waits},
            missed=tuple(one["day"] for one in named("MISSED#")),
            asked=Asked(**known(Asked, found["ASKED"])) if "ASKED" in found else None,
        )


@dataclass(frozen=True, slots=True)
class DynamoTicketTable:
    """The ``TicketTable`` port on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def get(self, pk: str, sk: str) -> dict[str, Any] | None:
        """Read consistently."""
        found = self.client.get_item(TableName=self.table, Key=key(pk, sk), ConsistentRead=True)
        return from_item(found["Item"]) if "Item" in found else None

    def query(self, pk: str, prefix: str = "") -> list[dict[str, Any]]:
        """Query consistently, all pages."""
        condition, values = "pk = :pk", {":pk": {"S": pk}}
        if prefix:
            condition, values = f"{condition} AND begins_with(sk, :prefix)", values | {":prefix": {"S": prefix}}
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            ConsistentRead=True,
        )
        return [from_item(item) for page in pages for item in page["Items"]]

    def put_once(self, write: Write) -> None:
        """Put on condition that nothing is there; that something is there is no failure."""
        with contextlib.suppress(self.client.exceptions.ConditionalCheckFailedException):
            self.client.put_item(
                TableName=self.table,
                Item=to_item(write.plain or {}),
                ConditionExpression="attribute_not_exists(pk)",
            )


def _ticket(plain: Mapping[str, Any]) -> Ticket:
    return Ticket(**known(Ticket, plain) | {"state": State(plain["state"])})
