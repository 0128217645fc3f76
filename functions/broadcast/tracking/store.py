"""What was heard, on DynamoDB: one item per chunk that nobody but ``track`` writes.

===========  =======================  ==============================  =================================================
Item         pk                       sk                              What the tracker does with it
===========  =======================  ==============================  =================================================
Sent         ``PAGE#<page>``          ``SENT#<started_at>#<id>``      reads which broadcasts a page had
Chunk        ``BROADCAST#<id>``       ``CHUNK#<path>``                finds the one that holds a person
Ids          ``BROADCAST#<id>``       ``IDS#<path>``                  reads which message went to whom
Heard        ``BROADCAST#<id>``       ``HEARD#<path>``                writes how far each message got, by version
===========  =======================  ==============================  =================================================
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dutydesk.errors import Conflict
from dutydesk.stores.broadcasts import (
    CHUNK_PREFIX,
    HEARD_PREFIX,
    IDS_PREFIX,
    SENT_PREFIX,
    Chunk,
    broadcast_pk,
    chunk_from,
    page_pk,
)
from dutydesk.stores.identities import shard_of
from dutydesk.stores.items import from_item, key, to_item, to_value
from functions.broadcast.header import read_header
from functions.broadcast.tracking.tracker import Known, PastBroadcast

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_LAST = "~"


MOST_KEPT = 400
"""Chunks in memory: those of a broadcast to some 200,000 people, 50 kB each."""


@dataclass(slots=True)
class Shelf:
    """Chunks that were read before: what they hold never changes."""

    _firsts: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    _chunks: dict[tuple[str, str, str, str], Chunk] = field(default_factory=dict)

    def around(self, broadcast_id: str, page_id: str, person_id: str) -> Chunk | None:
        """Return the chunk within whose first and last person this one is, if it is here."""
        where = (broadcast_id, page_id, shard_of(person_id))
        firsts = self._firsts.get(where, [])
        place = bisect_right(firsts, person_id)
        if not place:
            return None
        chunk = self._chunks[*where, firsts[place - 1]]
        return chunk if person_id <= chunk.people[-1] else None

    def put(self, chunk: Chunk) -> None:
        """Keep a chunk; all others go when there are too many."""
        if len(self._chunks) >= MOST_KEPT:
            self._firsts.clear()
            self._chunks.clear()
        where = (chunk.key.broadcast_id, chunk.key.page_id, chunk.key.shard)
        if (*where, chunk.key.first) not in self._chunks:
            self._chunks[*where, chunk.key.first] = chunk
            insort(self._firsts.setdefault(where, []), chunk.key.first)


@dataclass(frozen=True, slots=True)
class DynamoHearings:
    """The ``Hearings`` port; chunks and what apps a broadcast has are read once and kept."""

    client: "DynamoDBClient"
    table: str
    _shelf: Shelf = field(default_factory=Shelf)
    _apps: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of_page(self, page_id: str, *, since: str) -> Sequence[PastBroadcast]:
        """Query the page's list, newest first."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :since AND :last",
            ExpressionAttributeValues={
                ":pk": {"S": page_pk(page_id)},
                ":since": {"S": SENT_PREFIX + since},
                ":last": {"S": SENT_PREFIX + _LAST},
            },
            ScanIndexForward=False,
        )
        items = [from_item(item) for item in found["Items"]]
        return [PastBroadcast(broadcast_id=item["broadcast_id"], code=item["code"]) for item in items]

    def chunk_of(self, broadcast_id: str, page_id: str, person_id: str) -> Chunk | None:
        """Look at what is here, else query the last chunk of the person's shard that does not begin behind."""
        chunk = self._shelf.around(broadcast_id, page_id, person_id) or self._read(broadcast_id, page_id, person_id)
        if chunk is None:
            return None
        place = bisect_left(chunk.people, person_id)
        return chunk if chunk.people[place : place + 1] == (person_id,) else None

    def known(self, chunk: Chunk) -> Known:
        """Read the digests and what was heard so far."""
        ids, heard = self._item(chunk, IDS_PREFIX), self._item(chunk, HEARD_PREFIX)
        return Known(
            chunk=chunk,
            runs=tuple(ids.get("runs", ())),
            heard=heard.get("heard", ""),
            version=heard.get("version", 0),
        )

    def hear(self, known: Known, heard: str) -> None:
        """Put the next version."""
        item = {
            "pk": broadcast_pk(known.chunk.key.broadcast_id),
            "sk": HEARD_PREFIX + known.chunk.key.path,
            "schema": 1,
            "heard": heard,
            "version": known.version + 1,
        }
        try:
            self.client.put_item(
                TableName=self.table,
                Item=to_item(item),
                ConditionExpression="attribute_not_exists(pk) OR #version = :read",
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues={":read": to_value(known.version)},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            raise Conflict("changed meanwhile") from None

    def _read(self, broadcast_id: str, page_id: str, person_id: str) -> Chunk | None:
        for app_id in self._apps_of(broadcast_id):
            shard = f"{CHUNK_PREFIX}{app_id}#{page_id}#{shard_of(person_id)}#"
            found = self.client.query(
                TableName=self.table,
                KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :person",
                ExpressionAttributeValues={
                    ":pk": {"S": broadcast_pk(broadcast_id)},
                    ":first": {"S": shard},
                    ":person": {"S": shard + person_id},
                },
                ScanIndexForward=False,
                Limit=1,
            )
            for item in found["Items"]:
                chunk = chunk_from(item)
                self._shelf.put(chunk)
                return chunk
        return None

    def _apps_of(self, broadcast_id: str) -> tuple[str, ...]:
        """Return the broadcast's apps; they never change once there are any."""
        apps = self._apps.get(broadcast_id) or read_header(self.client, self.table, broadcast_id).apps
        self._apps[broadcast_id] = apps
        return apps

    def _item(self, chunk: Chunk, prefix: str) -> dict[str, Any]:
        where = key(broadcast_pk(chunk.key.broadcast_id), prefix + chunk.key.path)
        found = self.client.get_item(TableName=self.table, Key=where, ConsistentRead=True)
        return from_item(found["Item"]) if "Item" in found else {}
