"""The publisher's side of the question bank; the items are those of ``dutydesk.stores.bank``.

===========  ============  ========================  =================================================================
Item         pk            sk                        What the publisher does with it
===========  ============  ========================  =================================================================
State        ``BANK``      ``STATE``                 reads it; sets ``live`` and ``history``, never the draft's fields
Version      ``BANK``      ``VERSION#<version>``     reads it; says how it ended, once, while it is being built
Entry        ``BANK#…``    ``ENTRY#<id>``            reads all of a draft
Trial        ``BANK#…``    ``TRIAL#<trial_id>``      reads all
===========  ============  ========================  =================================================================
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.stores.bank import (
    BANK_PK,
    ENTRY_PREFIX,
    STATE_SK,
    TRIAL_PREFIX,
    TRIALS_PK,
    VERSION_PREFIX,
    BankEntry,
    BankState,
    BankVersion,
    Build,
    Trial,
    draft_pk,
    entry_from,
    state_from,
    trial_from,
    version_from,
)
from dutydesk.stores.items import key, to_value
from dutydesk.stores.transactions import transact

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_ENDING = (
    "build", "draft", "revision", "entries", "trials", "right_now", "right_before", "finished_at", "reason",
)  # fmt: skip


class Bank(Protocol):
    """What the publisher knows of the question bank, always as last written, and what it changes there."""

    def version(self, version: str) -> BankVersion | None:
        """Return the version, or None."""

    def state(self) -> BankState:
        """Return the state; an empty one before the first entry."""

    def entries(self, draft: str) -> tuple[BankEntry, ...]:
        """Return all entries of a draft."""

    def trials(self) -> tuple[Trial, ...]:
        """Return all trials."""

    def end(self, version: BankVersion) -> None:
        """Write how the version ended.

        Raises:
            Conflict: it had ended already, or somebody writes it right now; nothing has changed.
        """

    def serve(self, version: BankVersion, *, before: BankState, after: BankState) -> None:
        """Write how the version ended, and ``live`` and ``history`` of the state ``after``: both or neither.

        Raises:
            Conflict: the version had ended already, or another one serves than ``before``; nothing has changed.
        """


@dataclass(frozen=True, slots=True)
class DynamoBank:
    """The ``Bank`` port on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def version(self, version: str) -> BankVersion | None:
        """Read its item."""
        item = self._item(VERSION_PREFIX + version)
        return version_from(item) if item else None

    def state(self) -> BankState:
        """Read its item."""
        item = self._item(STATE_SK)
        return state_from(item) if item else BankState()

    def entries(self, draft: str) -> tuple[BankEntry, ...]:
        """Query the draft's partition."""
        return tuple(entry_from(item) for item in self._all(draft_pk(draft), ENTRY_PREFIX))

    def trials(self) -> tuple[Trial, ...]:
        """Query their partition."""
        return tuple(trial_from(item) for item in self._all(TRIALS_PK, TRIAL_PREFIX))

    def end(self, version: BankVersion) -> None:
        """Update the version alone."""
        transact(self.client, [self._ended(version)])

    def serve(self, version: BankVersion, *, before: BankState, after: BankState) -> None:
        """Update both in one transaction; what an editor changes in the draft meanwhile stays changed."""
        fields = ("live", "history")
        served: TransactWriteItemTypeDef = {
            "Update": {
                "TableName": self.table,
                "Key": key(BANK_PK, STATE_SK),
                "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in fields),
                "ConditionExpression": " AND ".join(_as_read(name, getattr(before, name)) for name in fields),
                "ExpressionAttributeNames": {f"#{name}": name for name in fields},
                "ExpressionAttributeValues": {f":{name}": _value(getattr(after, name)) for name in fields}
                | {f":{name}_read": _value(getattr(before, name)) for name in fields},
            }
        }
        transact(self.client, [self._ended(version), served])

    def _ended(self, version: BankVersion) -> "TransactWriteItemTypeDef":
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(BANK_PK, VERSION_PREFIX + version.version),
                "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in _ENDING),
                "ConditionExpression": "#build = :building",
                "ExpressionAttributeNames": {f"#{name}": name for name in _ENDING},
                "ExpressionAttributeValues": {f":{name}": _value(getattr(version, name)) for name in _ENDING}
                | {":building": _value(Build.BUILDING)},
            }
        }

    def _item(self, sk: str) -> Mapping[str, Any] | None:
        found = self.client.get_item(TableName=self.table, Key=key(BANK_PK, sk), ConsistentRead=True)
        return found.get("Item")

    def _all(self, pk: str, prefix: str) -> Iterator[Mapping[str, Any]]:
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":pk": {"S": pk}, ":prefix": {"S": prefix}},
            ConsistentRead=True,
        )
        for page in pages:
            yield from page["Items"]


def _as_read(name: str, read: str | tuple[str, ...]) -> str:
    """Return the condition that a field is as it was read, where a missing one reads as empty."""
    same = f"#{name} = :{name}_read"
    return same if read else f"(attribute_not_exists(#{name}) OR {same})"


def _value(plain: str | int | tuple[str, ...]) -> dict[str, Any]:
    return to_value(list(plain) if isinstance(plain, tuple) else plain)
