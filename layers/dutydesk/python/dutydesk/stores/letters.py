"""Letters: what the queues' dead letters are, as upkeep last saw them, and who asked to have them tried again.

===========  ===========  ===========  =================================================================
Item         pk           sk           Purpose
===========  ===========  ===========  =================================================================
Seen         ``LETTERS``  ``#``        when upkeep last looked, and what each queue held: numbers, reasons
Redrive      ``LETTERS``  ``<queue>``  when a redrive was asked for and by whom, and what came of it
===========  ===========  ===========  =================================================================

In the table ``receipts``. ``upkeep`` alone touches the queues; ``admin`` reads what it saw, and asks by an item that
upkeep finds within a minute. Nothing of a letter is here but the class of the error that it died of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.messages import as_plain
from dutydesk.stores.items import from_item, key, known_fields, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_PK, _SEEN = "LETTERS", "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one queue's dead letters were: ``waiting`` is None when they could not be counted.

    ``reasons`` counts those that were looked at; ``oldest`` is when the first of them failed first, ISO-8601.
    """

    queue: str
    waiting: int | None
    oldest: str = ""
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrive:
    """A wish to have a queue's dead letters tried again; ``done_at`` is empty until upkeep has done it."""

    queue: str
    asked_at: str
    asked_by: str
    done_at: str = ""
    moved: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """All of it; ``seen_at`` is empty when upkeep never looked."""

    seen_at: str = ""
    held: tuple[Held, ...] = ()
    redrives: Mapping[str, Redrive] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DynamoLetters:
    """Letters on DynamoDB; reads are consistent."""

    client: "DynamoDBClient"
    table: str

    def read(self) -> Letters:
        """Return what was last written."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": _PK}},
            ConsistentRead=True,
        )
        items = {item["sk"]["S"]: item for item in found["Items"]}
        seen = from_item(items.pop(_SEEN, {}))
        held = [Held(queue=queue, **told) for queue, told in sorted(seen.get("queues", {}).items())]
        redrives = {queue: Redrive(**known_fields(Redrive, item)) for queue, item in items.items()}
        return Letters(seen_at=seen.get("at", ""), held=tuple(held), redrives=redrives)

    def write(self, held: Iterable[Held], *, at: datetime) -> None:
        """Write down what was seen."""
        queues = {
            one.queue: {"waiting": one.waiting, "oldest": one.oldest, "reasons": dict(one.reasons)} for one in held
        }
        item = key(_PK, _SEEN) | to_item({"schema": 1, "at": iso(at), "queues": queues})
        self.client.put_item(TableName=self.table, Item=item)

    def ask(self, redrive: Redrive) -> "TransactWriteItemTypeDef":
        """The part that asks for a redrive; what is asked for twice is done once."""
        plain: dict[str, Any] = as_plain(redrive)
        item = key(_PK, redrive.queue) | to_item(plain | {"schema": 1})
        return {"Put": {"TableName": self.table, "Item": item}}

    def done(self, asked: Redrive, *, moved: int, left: int, at: datetime) -> None:
        """Write what came of it; nothing when it has been asked for anew, which is then done, too."""
        values = {":at": iso(at), ":moved": moved, ":left": left, ":asked": asked.asked_at}
        try:
            self.client.update_item(
                TableName=self.table,
                Key=key(_PK, asked.queue),
                UpdateExpression="SET done_at = :at, moved = :moved, #left = :left",
                ConditionExpression="asked_at = :asked",
                ExpressionAttributeNames={"#left": "left"},
                ExpressionAttributeValues=to_item(values),
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return
