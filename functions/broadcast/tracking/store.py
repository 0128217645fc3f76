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

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(slots=True)
class DynamoHearings:
    """The ``Hearings`` port; made for one batch, it reads each thing once."""

    client: "DynamoDBClient"
    table: str

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
        """Query the last chunk of the person's shard whose first person does not come behind."""
        for app_id in read_header(self.client, self.table, broadcast_id).apps:
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
            chunks = [chunk_from(item) for item in found["Items"]]
            if chunks and person_id in chunks[0].people:
                return chunks[0]
        return None

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

    def _item(self, chunk: Chunk, prefix: str) -> dict[str, Any]:
        where = key(broadcast_pk(chunk.key.broadcast_id), prefix + chunk.key.path)
        found = self.client.get_item(TableName=self.table, Key=where, ConsistentRead=True)
        return from_item(found["Item"]) if "Item" in found else {}
