"""Broadcasts in DynamoDB as officers read and change them; the items are those of ``dutydesk.stores.broadcasts``.

Every change is a list of transaction parts, done only together with its audit entry. The pre-flight is an attribute of
the header that ``plan`` writes and that every edit of the draft takes away: where it is, it counted these very words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from dutydesk.stores.announced import called_off, code_pk, code_put
from dutydesk.stores.broadcasts import (
    ACTIVE_PREFIX,
    CHUNK_PREFIX,
    LISTED_PREFIX,
    Broadcast,
    State,
    active_from,
    app_pk,
    broadcast_from,
    broadcast_item,
    broadcast_pk,
)
from dutydesk.stores.items import from_value, key, known_fields, to_item, to_value
from functions.admin.partition import AFTER_ALL, items_of
from functions.admin.problems import StoreBusy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import PutTypeDef, TransactWriteItemTypeDef

ABSENT = "attribute_not_exists(pk)"
READ_AT_ONCE = 100
"""Items that one ``BatchGetItem`` takes."""
MOST_ATTEMPTS = 5
MOST_TOKENS = 50
"""Issued for an app at once; upkeep issues the next ones."""

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A broadcast as stored, with its pre-flight; empty when nobody has counted since the last edit."""

    broadcast: Broadcast
    preflight: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """Whose broadcast it is."""
        return self.broadcast.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What a code names; ``started_at`` is empty until somebody may have got the message."""

    broadcast_id: str
    unit: str
    started_at: str = ""
    called_off: bool = False
    corrected_by: str = ""


def is_id(text: str) -> bool:
    """Whether a broadcast may be called so."""
    return bool(_ID.fullmatch(text))


@dataclass(frozen=True, slots=True)
class DynamoBroadcasts:
    """The table of broadcasts; reads of headers are consistent."""

    client: "DynamoDBClient"
    table: str

    def get(self, broadcast_id: str) -> Kept | None:
        """Return the broadcast as last written, or None."""
        if not is_id(broadcast_id):
            return None
        found = self.client.get_item(TableName=self.table, Key=key(broadcast_pk(broadcast_id)), ConsistentRead=True)
        return _kept(found["Item"]) if "Item" in found else None

    def coded(self, code: str) -> Coded | None:
        """Return what a code names, or None."""
        found = self.client.get_item(TableName=self.table, Key=key(code_pk(code)), ConsistentRead=True)
        return Coded(**known_fields(Coded, found["Item"])) if "Item" in found else None

    def newest(self, units: Sequence[str], *, before: str, most: int) -> tuple[tuple[str, Kept], ...]:
        """Return up to ``most`` broadcasts of these units with their places, newest first, those behind ``before``."""
        streams = [self._places(unit, before, most) for unit in units]
        places = list(islice(merge(*streams, reverse=True), most))
        headers = self._headers([place.rpartition("#")[2] for place in places])
        return tuple((place, headers[one]) for place in places if (one := place.rpartition("#")[2]) in headers)

    def open_chunks(self, app_id: str, broadcast_id: str) -> int:
        """Return how many chunks an app has not finished, up to ``MOST_TOKENS``."""
        found = self.client.get_item(
            TableName=self.table, Key=key(app_pk(app_id), ACTIVE_PREFIX + broadcast_id), ConsistentRead=True
        )
        if "Item" not in found:
            return 0
        cursor = active_from(found["Item"]).cursor
        prefix = CHUNK_PREFIX + app_id + "#"
        after = cursor.removeprefix(app_id + "#")
        behind = items_of(
            self.client, self.table, broadcast_pk(broadcast_id), prefix, after=after, step=MOST_TOKENS, keys_only=True
        )
        return sum(1 for _ in islice(behind, MOST_TOKENS))

    def drafted(self, broadcast: Broadcast) -> "list[TransactWriteItemTypeDef]":
        """The parts that put a new broadcast, its code and its line in the list; they fail when one is there."""
        line = {
            "pk": f"UNIT#{broadcast.unit}",
            "sk": f"{LISTED_PREFIX}{broadcast.created_at}#{broadcast.broadcast_id}",
            "schema": 1,
        }
        puts: list[PutTypeDef] = [
            {"TableName": self.table, "Item": item, "ConditionExpression": ABSENT}
            for item in (broadcast_item(broadcast), to_item(line))
        ]
        return [{"Put": put} for put in (*puts, code_put(self.table, broadcast))]

    def rewritten(self, before: Broadcast, after: Broadcast) -> "list[TransactWriteItemTypeDef]":
        """The part that puts a draft anew, without its pre-flight; it fails when it is not as it was read."""
        put: PutTypeDef = {
            "TableName": self.table,
            "Item": broadcast_item(after),
            "ConditionExpression": "revision = :read",
            "ExpressionAttributeValues": {":read": to_value(before.revision)},
        }
        return [{"Put": put}]

    def changed(self, before: Broadcast, changes: Mapping[str, Any]) -> "TransactWriteItemTypeDef":
        """The part that changes a header's fields and raises its revision; it fails when it is not as it was read."""
        sets = ", ".join(f"#{name} = :{name}" for name in changes)
        values = {f":{name}": to_value(value) for name, value in changes.items()}
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(broadcast_pk(before.broadcast_id)),
                "UpdateExpression": f"SET {sets}, revision = :next",
                "ConditionExpression": "revision = :read",
                "ExpressionAttributeNames": {f"#{name}": name for name in changes},
                "ExpressionAttributeValues": values
                | {":read": to_value(before.revision), ":next": to_value(before.revision + 1)},
            }
        }

    def listed_as(self, app_id: str, broadcast_id: str, state: State) -> "TransactWriteItemTypeDef":
        """The part that tells an app's sender; it fails when the app is through with the broadcast."""
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(app_pk(app_id), ACTIVE_PREFIX + broadcast_id),
                "UpdateExpression": "SET #state = :state",
                "ConditionExpression": "attribute_exists(pk)",
                "ExpressionAttributeNames": {"#state": "state"},
                "ExpressionAttributeValues": {":state": to_value(state)},
            }
        }

    def called_off(self, broadcast: Broadcast) -> "TransactWriteItemTypeDef":
        """The part that has citizens told, who ask about the code, that it was called off."""
        return {"Update": called_off(self.table, broadcast)}

    def _places(self, unit: str, before: str, step: int) -> Iterator[str]:
        """Yield ``<created_at>#<id>``, newest first."""
        found = items_of(
            self.client,
            self.table,
            f"UNIT#{unit}",
            LISTED_PREFIX,
            before=before or AFTER_ALL,
            newest_first=True,
            step=step + 2,
        )
        for item in found:
            yield item["sk"]["S"].removeprefix(LISTED_PREFIX)

    def _headers(self, ids: Sequence[str]) -> dict[str, Kept]:
        found: dict[str, Kept] = {}
        for start in range(0, len(ids), READ_AT_ONCE):
            keys = [key(broadcast_pk(one)) for one in ids[start : start + READ_AT_ONCE]]
            for item in batch_read(self.client, self.table, keys):
                kept = _kept(item)
                found[kept.broadcast.broadcast_id] = kept
        return found


def batch_read(client: "DynamoDBClient", table: str, keys: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    """Yield the items under up to 100 keys, as far as they exist, in no order; raise ``StoreBusy`` if not all came."""
    left: Any = {table: {"Keys": list(keys), "ConsistentRead": True}}
    for _ in range(MOST_ATTEMPTS):
        if not (left and left[table]["Keys"]):
            return
        answer = client.batch_get_item(RequestItems=left)
        yield from answer["Responses"].get(table, [])
        left = answer.get("UnprocessedKeys", {})
    if left:
        raise StoreBusy("not everything was read")


def _kept(item: Mapping[str, Any]) -> Kept:
    preflight = item.get("preflight")
    return Kept(broadcast_from(item), from_value(preflight) if preflight else {})
