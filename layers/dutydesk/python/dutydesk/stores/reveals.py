"""Reveals: who asked to learn who is behind a case, who agreed, and whether it was used.

===========  ==========================  ======  ======================================================
Item         pk                          sk      Purpose
===========  ==========================  ======  ======================================================
Request      ``REVEAL#<request_id>``     ``#``   the asker's own word, a supervisor's word, the one use
===========  ==========================  ======  ======================================================

The index ``by_unit`` (``unit``, ``request_id``) lists a unit's requests in the order in which they were made. A request
is never deleted: it is the reason why somebody was identified. It holds a person id, never a platform's. ``admin``
writes requests and decisions, ``reveal`` writes the use; each write is on condition of what was read.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.messages import as_plain
from dutydesk.stores.items import key, known_fields, to_item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

BY_UNIT = "by_unit"
LIFE = timedelta(hours=24)
"""From the asking: by then it is agreed to and used, or it must be asked again."""

ASKERS = frozenset({"officer", "duty_officer", "supervisor"})
"""Roles of which the asker has one, when asking and when using."""
APPROVERS = frozenset({"supervisor"})
"""Roles of which whoever agrees has one, when agreeing and when it is used."""


class Basis(StrEnum):
    """On what ground of law an identity is asked for; which article that is, the operator's rules say."""

    CRIME_REPORT = "crime_report"
    CRIMINAL_CASE = "criminal_case"
    DANGER_TO_LIFE = "danger_to_life"
    ADMINISTRATIVE_OFFENCE = "administrative_offence"
    COURT_ORDER = "court_order"
    CONSENT = "consent"


class State(StrEnum):
    """How far a request is."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealRequest:
    """One wish to learn who is behind one case. Moments are ISO-8601 text, empty when it has not happened.

    ``opened_key`` is the case's place among its person's cases: by it ``reveal`` finds whose the case is without
    reading the case. ``decided_by`` agreed or refused, as ``approved`` says.
    """

    request_id: str
    case_id: str
    opened_key: str
    unit: str
    person_id: str
    asked_by: str
    basis: str
    reason: str
    asked_at: str
    valid_until: str
    decided_by: str = ""
    decided_at: str = ""
    approved: bool = False
    used_at: str = ""

    def __repr__(self) -> str:
        """Name the request only: its reason is somebody's words."""
        return f"RevealRequest(request_id={self.request_id!r})"

    def state(self, now: datetime) -> State:
        """Return how far it is; what was used or refused stays so for ever."""
        if self.used_at:
            return State.USED
        if self.decided_by and not self.approved:
            return State.REFUSED
        if iso(now) >= self.valid_until:
            return State.EXPIRED
        return State.APPROVED if self.decided_by else State.OPEN


@dataclass(frozen=True, slots=True)
class DynamoReveals:
    """Requests on DynamoDB; single reads are consistent, and writes are transaction parts."""

    client: "DynamoDBClient"
    table: str

    def get(self, request_id: str) -> RevealRequest | None:
        """Return the request as last written, or None."""
        found = self.client.get_item(TableName=self.table, Key=key(_pk(request_id)), ConsistentRead=True)
        return _request(found["Item"]) if "Item" in found else None

    def of_unit(self, unit: str, *, before: str = "", limit: int = 50) -> tuple[RevealRequest, ...]:
        """Return a unit's requests, newest first, those made before the one named ``before``; up to 1 MB of them."""
        query: dict[str, Any] = {
            "TableName": self.table,
            "IndexName": BY_UNIT,
            "KeyConditionExpression": "#unit = :unit" + (" AND request_id < :before" if before else ""),
            "ExpressionAttributeNames": {"#unit": "unit"},
            "ExpressionAttributeValues": to_item({":unit": unit, ":before": before or None}),
            "ScanIndexForward": False,
            "Limit": limit,
        }
        return tuple(_request(item) for item in self.client.query(**query)["Items"])

    def add(self, request: RevealRequest) -> "TransactWriteItemTypeDef":
        """The part that writes a new request."""
        item = to_item(as_plain(request) | {"pk": _pk(request.request_id), "sk": "#", "schema": 1})
        return {"Put": {"TableName": self.table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}

    def decide(self, request: RevealRequest, *, by: str, at: datetime, approved: bool) -> "TransactWriteItemTypeDef":
        """The part that agrees or refuses; it fails when somebody has decided, or when the asker would."""
        return self._change(
            request,
            "SET decided_by = :by, decided_at = :at, approved = :approved",
            "decided_by = :nobody AND used_at = :nobody AND asked_by <> :by AND valid_until > :at",
            {":by": by, ":at": iso(at), ":approved": approved, ":nobody": ""},
        )

    def use(self, request: RevealRequest, *, at: datetime) -> "TransactWriteItemTypeDef":
        """The part that uses the request up as it was read: a second time it fails."""
        return self._change(
            request,
            "SET used_at = :at",
            "used_at = :never AND approved = :yes AND decided_by = :decided_by AND asked_by = :asked_by"
            " AND asked_by <> decided_by AND person_id = :person AND #unit = :unit AND valid_until > :at",
            {
                ":at": iso(at),
                ":never": "",
                ":yes": True,
                ":decided_by": request.decided_by,
                ":asked_by": request.asked_by,
                ":person": request.person_id,
                ":unit": request.unit,
            },
            names={"#unit": "unit"},
        )

    def _change(
        self,
        request: RevealRequest,
        change: str,
        condition: str,
        values: dict[str, Any],
        *,
        names: "Mapping[str, str] | None" = None,
    ) -> "TransactWriteItemTypeDef":
        update: Any = {
            "TableName": self.table,
            "Key": key(_pk(request.request_id)),
            "UpdateExpression": change,
            "ConditionExpression": "attribute_exists(pk) AND " + condition,
            "ExpressionAttributeValues": to_item(values),
        }
        return {"Update": update | ({"ExpressionAttributeNames": dict(names)} if names else {})}


def _pk(request_id: str) -> str:
    return f"REVEAL#{request_id}"


def _request(item: Any) -> RevealRequest:
    return RevealRequest(**known_fields(RevealRequest, item))
