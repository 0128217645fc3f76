"""How far each message got on its way out.

===========  =======================  ======  ====================================================================
Item         pk                       sk      Purpose
===========  =======================  ======  ====================================================================
Sent         ``SENT#<record_id>``     ``#``   state, whether a copy may be out, the platform's id of the message
===========  =======================  ======  ====================================================================

States: ``sending`` → ``sent`` or ``failed``, both final, or ``waiting`` for the next try. A record that is found in
``sending`` belongs to a worker that died between the call and the mark: the citizen may have the message.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.clock import expiry, iso
from dutydesk.stores.items import from_item, key
from dutydesk.stores.receipts import RECEIPT_LIFE

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class State(StrEnum):
    """How far a message got."""

    SENDING = "sending"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


FINAL = frozenset({State.SENT, State.FAILED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was known of a message before this try; ``state`` is None for one never tried."""

    state: State | None = None
    may_be_out: bool = False
    reason: str = ""

    @property
    def is_final(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in FINAL


class SentRecords(Protocol):
    """Where it is kept how far messages got."""

    def find(self, record_id: str) -> Found:
        """Return what is known."""

    def begin(self, record_id: str, *, now: datetime) -> Found:
        """Note that the message is about to go out, unless its state is final; return what was known before."""

    def finish(self, record_id: str, state: State, *, now: datetime, message_id: str = "", reason: str = "") -> None:
        """Write a final state; the first one stands."""

    def put_back(self, record_id: str, *, may_be_out: bool, now: datetime) -> None:
        """Note that this try is over and another will follow."""


@dataclass(frozen=True, slots=True)
class DynamoSent:
    """The ``SentRecords`` port on the table of receipts."""

    client: "DynamoDBClient"
    table: str

    def find(self, record_id: str) -> Found:
        """Read consistently."""
        found = self.client.get_item(TableName=self.table, Key=_key(record_id), ConsistentRead=True)
        return _found(found.get("Item", {}))

    def begin(self, record_id: str, *, now: datetime) -> Found:
        """One conditional write that returns what it wrote over."""
        try:
            before = self._write(record_id, State.SENDING, now, "first_at = if_not_exists(first_at, :now)", {})
        except self.client.exceptions.ConditionalCheckFailedException:
            return self.find(record_id)
        return _found(before)

    def finish(self, record_id: str, state: State, *, now: datetime, message_id: str = "", reason: str = "") -> None:
        """One conditional write; that somebody was first is no error."""
        more = {":message": {"S": message_id}, ":reason": {"S": reason}}
        try:
            self._write(record_id, state, now, "message_id = :message, reason = :reason", more)
        except self.client.exceptions.ConditionalCheckFailedException:
            return

    def put_back(self, record_id: str, *, may_be_out: bool, now: datetime) -> None:
        """One conditional write; a final state stays."""
        try:
            self._write(record_id, State.WAITING, now, "may_be_out = :out", {":out": {"BOOL": may_be_out}})
        except self.client.exceptions.ConditionalCheckFailedException:
            return

    def _write(
        self, record_id: str, state: State, now: datetime, change: str, values: dict[str, Any]
    ) -> dict[str, Any]:
        written = self.client.update_item(
            TableName=self.table,
            Key=_key(record_id),
            UpdateExpression=f"SET #state = :state, last_at = :now, expires_at = :expires, #schema = :schema, {change}",
            ConditionExpression="attribute_not_exists(pk) OR NOT #state IN (:sent, :failed)",
            ExpressionAttributeNames={"#state": "state", "#schema": "schema"},
            ExpressionAttributeValues={
                ":state": {"S": state},
                ":now": {"S": iso(now)},
                ":expires": {"N": str(expiry(now, RECEIPT_LIFE))},
                ":schema": {"N": "1"},
                ":sent": {"S": State.SENT},
                ":failed": {"S": State.FAILED},
                **values,
            },
            ReturnValues="ALL_OLD",
        )
        return dict(written.get("Attributes", {}))


def _key(record_id: str) -> dict[str, dict[str, Any]]:
    return key(f"SENT#{record_id}")


def _found(item: dict[str, Any]) -> Found:
    plain = from_item(item)
    if not plain:
        return Found()
    state = State(plain["state"])
    return Found(
        state=state,
        may_be_out=state is State.SENDING or plain.get("may_be_out", False),
        reason=plain.get("reason", ""),
    )
