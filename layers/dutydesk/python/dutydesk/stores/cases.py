"""Cases: what citizens reported, message by message.

===========  ===========================  ==================================  =======================================
Item         pk                           sk                                  Purpose
===========  ===========================  ==================================  =======================================
Case         ``CASE#<case_id>``           ``#``                               the header, and the row of the list
Message      ``CASE#<case_id>``           ``MSG#<sent_at>#<event_key>``       one message, of a citizen or an officer
Dialogue     ``CASE#<case_id>``           ``DIALOGUE``                        what intake has asked so far
History      ``CASE#<case_id>``           ``HIST#<at>#<change id>``           a change of status: who, from, to, why
Reply        ``CASE#<case_id>``           ``REPLY#<reply_id>``                proof of an officer's reply; its message
Code         ``CODE#<receipt>``           ``#``                               which case a receipt code names
Awaiting     ``PERSON#<person_id>``       ``AWAITING``                        see ``dutydesk.stores.awaiting``
Office       ``CASE#<case_id>``           ``OFFICE#…``                        see ``functions.admin.cases.office``
Sent away    ``GONE#<unit>``              ``<at>#<case_id>``                  a case that this unit gave to another
===========  ===========================  ==================================  =======================================

A message without a header beside it is only *kept*: it expires after a day unless the citizen makes it a tip.
Indexes ``by_unit`` (``unit``, ``opened_key``) and ``by_unit_status`` (``unit_status``, ``opened_key``) hold the list's
rows; ``by_person`` (``person_id``, ``opened_key``) says which units have a case of a person. ``opened_key`` is
``<opened_at>#<case_id>``, so that text order is time order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dutydesk.clock import from_iso, iso
from dutydesk.messages import Attachment, AttachmentKind, Place, as_plain
from dutydesk.stores.case_life import CaseLife, life_from
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BY_UNIT = "by_unit"
BY_UNIT_STATUS = "by_unit_status"
BY_PERSON = "by_person"
HEADER = "#"
MESSAGE_PREFIX = "MSG#"
HISTORY_PREFIX = "HIST#"
REPLY_PREFIX = "REPLY#"
OFFICE_PREFIX = "OFFICE#"
"""What officers have among themselves about a case; behind everything that any other function reads of it."""
TWIN_PREFIX = OFFICE_PREFIX + "TWIN#"
DIALOGUE = "DIALOGUE"
QUESTION = "question"
"""The category of a case that is a question handed to an officer."""
DATA_REQUEST = "data_request"
"""The category of a case in which somebody asks for their own data, or for their erasure."""


class Status(StrEnum):
    """How far the desk is with a case."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    WAITING_CITIZEN = "waiting_citizen"
    PASSED_ON = "passed_on"
    CLOSED = "closed"


class Urgency(StrEnum):
    """Whether an officer must be called."""

    NORMAL = "normal"
    URGENT = "urgent"


class Author(StrEnum):
    """Whose words a message holds."""

    CITIZEN = "citizen"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. ``person_id`` is ours and tells nothing; no platform's id is ever in a case."""

    case_id: str
    receipt: str
    unit: str
    page_id: str
    person_id: str
    opened_at: datetime
    summary: str
    status: Status = Status.NEW
    category: str = "tip"
    urgency: Urgency = Urgency.NORMAL
    acknowledged_by: str = ""
    awaiting_citizen: bool = False
    asks: str = ""
    """What a case of the category ``data_request`` asks for (``dutydesk.data_requests.DataWish``)."""
    life: CaseLife = field(default_factory=CaseLife)

    @property
    def opened_key(self) -> str:
        """The list's sort key."""
        return f"{iso(self.opened_at)}#{self.case_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMessage:
    """One message of a case, word for word.

    ``event_key`` is the platform's event, or the reply's id for an officer's words; ``delivery`` is empty for a
    citizen's message and otherwise ``queued``, ``sent``, ``later`` or ``failed``, with ``reason`` for the officer.
    """

    case_id: str
    event_key: str
    author: Author
    sent_at: datetime
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    place: Place | None = None
    officer: str = ""
    delivery: str = ""
    reason: str = ""

    @property
    def sort_key(self) -> str:
        """The item's ``sk``: in order of sending, the same for every copy of one message."""
        return f"{MESSAGE_PREFIX}{iso(self.sent_at)}#{self.event_key}"


def case_pk(case_id: str) -> str:
    """The partition that holds a case and everything in it."""
    return f"CASE#{case_id}"


def unit_status(unit: str, status: str) -> str:
    """The hash key of the index by unit and status."""
    return f"{unit}#{status}"


def case_item(case: Case) -> dict[str, Any]:
    """The header as an item."""
    plain: dict[str, Any] = as_plain(case)
    del plain["life"]
    return to_item(
        plain
        | case.life.plain()
        | {
            "pk": case_pk(case.case_id),
            "sk": HEADER,
            "schema": 1,
            "opened_key": case.opened_key,
            "unit_status": unit_status(case.unit, case.status),
        }
    )


def case_from(item: Mapping[str, Any]) -> Case:
    """Read a header; an index row lacks what the list does not show, which then stays empty."""
    plain = from_item(item)
    return Case(
        case_id=plain["case_id"],
        receipt=plain["receipt"],
        unit=plain["unit"],
        page_id=plain.get("page_id", ""),
        person_id=plain.get("person_id", ""),
        opened_at=from_iso(plain["opened_at"]),
        summary=plain["summary"],
        status=Status(plain["status"]),
        category=plain["category"],
        urgency=Urgency(plain["urgency"]),
        acknowledged_by=plain.get("acknowledged_by", ""),
        awaiting_citizen=plain.get("awaiting_citizen", False),
        asks=plain.get("asks", ""),
        life=life_from(plain),
    )


def message_item(message: CaseMessage, *, expires_at: int | None = None) -> dict[str, Any]:
    """A message as an item; with ``expires_at`` it is only kept."""
    plain: dict[str, Any] = as_plain(message)
    return to_item(
        plain | {"pk": case_pk(message.case_id), "sk": message.sort_key, "schema": 1, "expires_at": expires_at}
    )


def message_from(item: Mapping[str, Any]) -> CaseMessage:
    """Read a message."""
    plain = from_item(item)
    place = plain.get("place")
    return CaseMessage(
        case_id=plain["case_id"],
        event_key=plain["event_key"],
        author=Author(plain["author"]),
        sent_at=from_iso(plain["sent_at"]),
        text=plain["text"],
        attachments=tuple(_attachment(one) for one in plain["attachments"]),
        place=Place(**place) if place else None,
        officer=plain.get("officer", ""),
        delivery=plain.get("delivery", ""),
        reason=plain.get("reason", ""),
    )


def _attachment(plain: dict[str, Any]) -> Attachment:
    return Attachment(**plain | {"kind": AttachmentKind(plain["kind"])})


@dataclass(frozen=True, slots=True)
class DynamoCases:
    """Reading cases, for every function that may."""

    client: "DynamoDBClient"
    table: str

    def get(self, case_id: str) -> Case | None:
        """Return the header as last written, or None when there is no such case (kept messages are none)."""
        found = self.client.get_item(TableName=self.table, Key=key(case_pk(case_id)), ConsistentRead=True)
        return case_from(found["Item"]) if "Item" in found else None

    def by_receipt(self, receipt: str) -> Case | None:
        """Return the case that a receipt code names, or None; both take two reads, so that time tells nothing."""
        found = self.client.get_item(TableName=self.table, Key=key(f"CODE#{receipt}"), ConsistentRead=True)
        return self.get(found["Item"]["case_id"]["S"] if "Item" in found else "none")

    def messages(self, case_id: str) -> tuple[CaseMessage, ...]:
        """Return a case's messages, oldest first, all pages of them; what is only kept is not the case's yet."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :messages)",
            FilterExpression="attribute_not_exists(expires_at)",
            ExpressionAttributeValues={":pk": {"S": case_pk(case_id)}, ":messages": {"S": MESSAGE_PREFIX}},
            ConsistentRead=True,
        )
        return tuple(message_from(item) for page in pages for item in page["Items"])
