"""One import at a time: whose turn it is, and how far it has come.

===========  =============  ======  ==================================================================================
Item         pk             sk      Purpose
===========  =============  ======  ==================================================================================
Turn         ``IMPORTING``  ``#``   the import whose turn it is; every write is on condition of ``token``
===========  =============  ======  ==================================================================================

In the table ``idcards``. A turn is held until ``held_until``, longer than the function may run: whoever holds it is
alone, since whoever held it before has been ended by then. What comes behind waits, and wakes the one before.
"""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from dutydesk.clock import from_iso, iso
from dutydesk.errors import Conflict
from dutydesk.stores.items import key, known_fields, to_item, to_value
from dutydesk.stores.transactions import transact
from functions.lookup.cards import live_from, live_key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

HELD = timedelta(seconds=330)
"""Above the function's time-out of 300 s."""
FREE = iso(datetime.fromisoformat("2000-01-01T00:00:00+00:00"))

_PK = "IMPORTING"


class Phase(StrEnum):
    """What is to be done next."""

    CHECK = "check"  # read all of it, and write nothing
    WRITE = "write"  # write it, under a number that nobody is shown
    UNDO = "undo"  # take back all that was written under that number
    TIDY = "tidy"  # it has ended: tell those who wait, clear up


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose turn it is. ``attempts`` counts the times that it was taken without coming any further.

    ``number`` is what the import is shown under; ``etag`` names the file; ``at`` and ``line`` are where the next row to
    be written begins, and the counts are of the rows before. ``cursor`` is where undoing goes on, or which watchers
    are told next. Moments are ISO-8601.
    """

    import_id: str
    unit: str
    token: str
    held_until: str
    phase: Phase = Phase.CHECK
    attempts: int = 0
    number: int = 0
    etag: str = ""
    at: int = 0
    line: int = 0
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    cursor: str = ""

    def is_held(self, now: datetime) -> bool:
        """Whether somebody may be at work."""
        return now < from_iso(self.held_until)


class LostTurn(Conflict):
    """Somebody else has taken the turn meanwhile; nothing was written."""


class Turns(Protocol):
    """Where it is kept whose turn it is."""

    def now(self) -> Turn | None:
        """Return whose turn it is, as last written, or None."""

    def take(self, turn: Turn, *, before: Turn | None) -> bool:
        """Write the turn in the place of ``before``; return False when something else lies there by now."""

    def save(self, turn: Turn) -> None:
        """Write how far it has come; raise ``LostTurn`` when it is not its holder's any more."""

    def show(self, turn: Turn) -> None:
        """Let citizens be answered from ``turn.number``, and write the turn, both or neither.

        Raises:
            LostTurn: it is not its holder's any more, or another number than the one before is shown.
        """

    def leave(self, turn: Turn) -> None:
        """Let the next have its turn; nothing happens when it is not its holder's any more."""

    def live(self) -> int:
        """Return the number that is shown, as last written."""


@dataclass(frozen=True, slots=True)
class DynamoTurns:
    """The ``Turns`` port on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def now(self) -> Turn | None:
        """Read the item."""
        found = self.client.get_item(TableName=self.table, Key=key(_PK), ConsistentRead=True)
        if "Item" not in found:
            return None
        plain = known_fields(Turn, found["Item"])
        return Turn(**plain | {"phase": Phase(plain["phase"])})

    def take(self, turn: Turn, *, before: Turn | None) -> bool:
        """Put the item on condition of what was read."""
        try:
            if before is None:
                self.client.put_item(
                    TableName=self.table, Item=_item(turn), ConditionExpression="attribute_not_exists(pk)"
                )
            else:
                self.client.put_item(TableName=self.table, Item=_item(turn), **_held_as(before.token))
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def save(self, turn: Turn) -> None:
        """Put the item on condition of its token."""
        if not self.take(turn, before=turn):
            raise LostTurn("another has the turn")

    def show(self, turn: Turn) -> None:
        """Move the number and put the item in one transaction."""
        moved: TransactWriteItemTypeDef = {
            "Update": {
                "TableName": self.table,
                "Key": live_key(),
                "UpdateExpression": "SET #number = :mine, #schema = :one",
                "ConditionExpression": "#number = :before"
                + (" OR attribute_not_exists(pk)" if turn.number == 1 else ""),
                "ExpressionAttributeNames": {"#number": "number", "#schema": "schema"},
                "ExpressionAttributeValues": to_item({":mine": turn.number, ":before": turn.number - 1, ":one": 1}),
            }
        }
        kept: TransactWriteItemTypeDef = {
            "Put": {
                "TableName": self.table,
                "Item": _item(turn),
                **_held_as(turn.token),  # type: ignore[typeddict-item]  # a key that need not be there is not
            }
        }
        try:
            transact(self.client, [moved, kept])
        except Conflict as lost:
            raise LostTurn("another has the turn") from lost

    def leave(self, turn: Turn) -> None:
        """Delete the item on condition of its token."""
        try:
            self.client.delete_item(TableName=self.table, Key=key(_PK), **_held_as(turn.token))
        except self.client.exceptions.ConditionalCheckFailedException:
            return

    def live(self) -> int:
        """Read the item."""
        found = self.client.get_item(TableName=self.table, Key=live_key(), ConsistentRead=True)
        return live_from(found.get("Item", {}))


def taken(before: Turn | None, unit: str, import_id: str, *, token: str, now: datetime) -> Turn:
    """Return the turn as it is to be taken: gone on with if it is this import's, begun otherwise."""
    held_until = iso(now + HELD)
    if before is not None and before.import_id == import_id:
        return replace(before, token=token, held_until=held_until, attempts=before.attempts + 1)
    return Turn(import_id=import_id, unit=unit, token=token, held_until=held_until, attempts=1)


class _Held(TypedDict):
    ConditionExpression: str
    ExpressionAttributeNames: dict[str, str]
    ExpressionAttributeValues: dict[str, Any]


def _held_as(token: str) -> _Held:
    """The condition that the turn is held under this token."""
    return {
        "ConditionExpression": "#token = :held",
        "ExpressionAttributeNames": {"#token": "token"},
        "ExpressionAttributeValues": {":held": to_value(token)},
    }


def _item(turn: Turn) -> dict[str, Any]:
    plain = {field.name: getattr(turn, field.name) for field in fields(turn)}
    return key(_PK) | to_item({"schema": 1} | plain)
