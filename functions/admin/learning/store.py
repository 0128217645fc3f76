"""The to-do list in DynamoDB; the items are those of ``dutydesk.stores.questions``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.questions import DONE_PREFIX, OPEN_PREFIX, ToDo, todo_from, todo_pk, todo_sk
from functions.admin.partition import items_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

STEP = 200
"""Items of one read and unit; of a unit's, only as many are read as are taken."""

_MEMBER = re.compile(
    r"([^/\x00-\x1f\ud800-\udfff]{1,64})/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)/([0-9A-Za-z_-]{1,64})"
)


@dataclass(frozen=True, slots=True)
class Member:
    """Where a question lies in a unit's list; officers' clients hold it as text."""

    unit: str
    asked_at: str
    asked_id: str

    def __str__(self) -> str:
        return f"{self.unit}/{self.asked_at}/{self.asked_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What an officer made of a question; ``at`` is ISO-8601."""

    made: str
    by: str
    at: str
    entry_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A question of the list and when it is forgotten."""

    todo: ToDo
    expires_at: int


def member_of(todo: ToDo) -> Member:
    """Say where a question lies."""
    return Member(todo.unit, todo.asked_at, todo.asked_id)


def member_from(text: str) -> Member | None:
    """Read what ``str(member)`` wrote; None for anything else."""
    found = _MEMBER.fullmatch(text)
    return Member(*found.groups()) if found else None


@dataclass(frozen=True, slots=True)
class DynamoToDos:
    """The list of every unit; reads of single questions are consistent."""

    client: "DynamoDBClient"
    table: str

    def newest(self, units: Sequence[str], *, since: str, most: int) -> list[ToDo]:
        """Return what is open in these units since a moment (ISO-8601), newest first."""
        streams = [self._of_unit(unit, since) for unit in units]
        return list(islice(merge(*streams, key=lambda one: (one.asked_at, one.asked_id), reverse=True), most))

    def open(self, member: Member) -> Listed | None:
        """Return the question if it is still open."""
        item = self._item(member, OPEN_PREFIX)
        return Listed(todo_from(item), int(from_item(item)["expires_at"])) if item else None

    def is_done(self, member: Member) -> bool:
        """Whether somebody made something of the question."""
        return self._item(member, DONE_PREFIX) is not None

    def done(self, listed: Listed, resolution: Resolution) -> "list[TransactWriteItemTypeDef]":
        """The parts that move a question from open to done; they fail when it is not open any more."""
        todo = listed.todo
        plain = {name: getattr(todo, name) for name in ToDo.__slots__} | {"why": todo.why.value}
        kept = {name: getattr(resolution, name) for name in Resolution.__slots__ if name != "entry_id"}
        keys = {"pk": todo_pk(todo.unit), "sk": todo_sk(todo, DONE_PREFIX), "schema": 1}
        item = plain | kept | keys | {"made_entry": resolution.entry_id, "expires_at": listed.expires_at}
        return [
            {
                "Delete": {
                    "TableName": self.table,
                    "Key": key(todo_pk(todo.unit), todo_sk(todo)),
                    "ConditionExpression": "attribute_exists(pk)",
                }
            },
            {"Put": {"TableName": self.table, "Item": to_item(item)}},
        ]

    def _item(self, member: Member, prefix: str) -> Any:
        sort_key = f"{prefix}{member.asked_at}#{member.asked_id}"
        found = self.client.get_item(TableName=self.table, Key=key(todo_pk(member.unit), sort_key), ConsistentRead=True)
        return found.get("Item")

    def _of_unit(self, unit: str, since: str) -> Iterator[ToDo]:
        newest = items_of(
            self.client, self.table, todo_pk(unit), OPEN_PREFIX, after=since, newest_first=True, step=STEP
        )
        return map(todo_from, newest)
