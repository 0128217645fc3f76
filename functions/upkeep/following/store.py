"""Where readings are kept between two answers, and what brings the next worker (items: ``stores.followed``)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.errors import Conflict
from dutydesk.stores.followed import FOLLOWERS_DUE, FOLLOWING, following_key
from dutydesk.stores.items import from_item, to_item
from dutydesk.stores.receipts import due_item
from functions.upkeep.following.reading import Reading
from functions.upkeep.following.segments import Segment

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_FIGURES = ("offset", "before", "total", "found", "added", "mended", "failures", "version")
_WORDS = ("began_at", "ended_at", "reason")


class Readings(Protocol):
    """Where readings are kept."""

    def pages(self) -> list[str]:
        """Return the ids of the pages whose followers are read each night."""

    def of(self, page_id: str) -> Reading:
        """Return the page's reading as last kept; one that never began for a page of which nothing is kept."""

    def keep(self, reading: Reading) -> Reading:
        """Keep it, and return it as it is kept.

        Raises:
            Conflict: another worker has kept a newer one.
        """


class Reminder(Protocol):
    """Brings the next worker."""

    def remind(self, page_id: str, *, app_id: str, asked_at: str, at: datetime) -> None:
        """Have the page's list read on at that moment or within the minute after; one reminder a page, the last."""


@dataclass(frozen=True, slots=True)
class DynamoReadings:
    """The ``Readings`` port on the table ``apps``."""

    client: "DynamoDBClient"
    table: str

    def pages(self) -> list[str]:
        """Query the one list."""
        found = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :list",
            ExpressionAttributeValues={":list": {"S": FOLLOWING}},
            ProjectionExpression="page_id",
        )
        return [item["page_id"]["S"] for page in found for item in page["Items"]]

    def of(self, page_id: str) -> Reading:
        """Read consistently."""
        found = self.client.get_item(TableName=self.table, Key=following_key(page_id), ConsistentRead=True)
        return _reading(page_id, from_item(found.get("Item", {})))

    def keep(self, reading: Reading) -> Reading:
        """Write on condition of the version that was read."""
        kept = replace(reading, version=reading.version + 1)
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(#version)"}
        if reading.version:
            condition = {
                "ConditionExpression": "#version = :read",
                "ExpressionAttributeValues": {":read": {"N": str(reading.version)}},
            }
        condition["ExpressionAttributeNames"] = {"#version": "version"}
        try:
            self.client.put_item(TableName=self.table, Item=to_item(_item(kept)), **condition)
        except self.client.exceptions.ConditionalCheckFailedException:
            raise Conflict("another worker reads this list") from None
        return kept


@dataclass(frozen=True, slots=True)
class DynamoReminder:
    """The ``Reminder`` port: an item of what falls due, which upkeep hands to the queue."""

    client: "DynamoDBClient"
    table: str

    def remind(self, page_id: str, *, app_id: str, asked_at: str, at: datetime) -> None:
        """Put the item."""
        what = {"page_id": page_id, "app_id": app_id, "asked_at": asked_at}
        self.client.put_item(TableName=self.table, Item=to_item(due_item(FOLLOWERS_DUE, page_id, due_at=at, what=what)))


def _item(reading: Reading) -> dict[str, Any]:
    kept = {name: getattr(reading, name) for name in ("page_id", *_FIGURES, *_WORDS)}
    segments = [segment.plain() for segment in reading.segments]
    keys = {name: value["S"] for name, value in following_key(reading.page_id).items()}
    return {**keys, "schema": 1, **kept, "segments": segments}


def _reading(page_id: str, plain: dict[str, Any]) -> Reading:
    return Reading(
        page_id=page_id,
        segments=tuple(Segment.of(one) for one in plain.get("segments", [])),
        **{name: plain.get(name, 0) for name in _FIGURES},
        **{name: plain.get(name, "") for name in _WORDS},
    )
