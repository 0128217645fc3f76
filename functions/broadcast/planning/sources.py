"""What a plan reads: the followers of a page, and what earlier broadcasts did, both in the order of person ids.

===========  =======================  ==============================  =================================================
Item         pk                       sk                              Table, and what is read of it
===========  =======================  ==============================  =================================================
Identity     by index ``by_page``                                     identities: who follows, by page and shard
Chunk        ``BROADCAST#<id>``       ``CHUNK#<path>``                broadcasts: whom an earlier one was meant for
Ledger       ``BROADCAST#<id>``       ``LEDGER#<path>``               broadcasts: what became of them
Heard        ``BROADCAST#<id>``       ``HEARD#<path>``                broadcasts: what the platform said later
Sent         ``PAGE#<page>``          ``SENT#<started_at>#<id>``      broadcasts: which ones a page had
===========  =======================  ==============================  =================================================
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.clock import from_iso
from dutydesk.errors import NotFound
from dutydesk.rails import Recipient
from dutydesk.stores.broadcasts import (
    CHUNK_PREFIX,
    HEARD_PREFIX,
    LEDGER_PREFIX,
    SENT_PREFIX,
    Chunk,
    broadcast_pk,
    chunk_from,
    ledger_from,
    merged,
    page_pk,
)
from dutydesk.stores.identities import BY_PAGE, page_shard
from dutydesk.stores.items import from_item, key
from functions.broadcast.header import read_header
from functions.broadcast.planning.audience import Follower

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_LAST = "~"

PAGE_SIZE = 500
"""People read at once: a full page of the index is 1 MB, and memory would grow with the audience up to there."""


@dataclass(frozen=True, slots=True)
class DynamoFollowers:
    """The ``Followers`` port: the index of ``identities`` by page, without a platform's id in it."""

    client: "DynamoDBClient"
    table: str

    def of(self, page_id: str, shard: str, *, after: str = "") -> Iterator[Follower]:
        """Query page by page; only one page of the answer is ever in memory."""
        values: dict[str, Any] = {":shard": {"S": page_shard(page_id, shard)}}
        if after:
            values[":after"] = {"S": after}
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=BY_PAGE,
            KeyConditionExpression="page_shard = :shard" + (" AND person_id > :after" if after else ""),
            ExpressionAttributeValues=values,
            PaginationConfig={"PageSize": PAGE_SIZE},
        )
        for page in pages:
            for item in page["Items"]:
                yield _follower(from_item(item))


@dataclass(frozen=True, slots=True)
class DynamoPast:
    """The ``Past`` port."""

    client: "DynamoDBClient"
    table: str

    def outcomes(self, broadcast_id: str, page_id: str, shard: str, *, after: str = "") -> Iterator[tuple[str, str]]:
        """Go through the earlier broadcast's chunks of this page and shard, with their ledgers and what was heard."""
        for chunk in self._chunks(broadcast_id, page_id, shard):
            if chunk.people[-1] <= after:
                continue
            letters = self._letters(chunk)
            for person, letter in zip(chunk.people, letters, strict=True):
                if person > after:
                    yield person, letter

    def of_page(self, page_id: str, *, since: str) -> tuple[str, ...]:
        """Query the page's list."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :since AND :last",
            ExpressionAttributeValues={
                ":pk": {"S": page_pk(page_id)},
                ":since": {"S": SENT_PREFIX + since},
                ":last": {"S": SENT_PREFIX + _LAST},
            },
        )
        return tuple(item["broadcast_id"]["S"] for item in found["Items"])

    def _chunks(self, broadcast_id: str, page_id: str, shard: str) -> Iterator[Chunk]:
        """Yield in order; the app is part of the path, so it is taken from the header."""
        for app_id in read_header(self.client, self.table, broadcast_id).apps:
            prefix = f"{CHUNK_PREFIX}{app_id}#{page_id}#{shard}#"
            pages = self.client.get_paginator("query").paginate(
                TableName=self.table,
                KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
                ExpressionAttributeValues={":pk": {"S": broadcast_pk(broadcast_id)}, ":prefix": {"S": prefix}},
            )
            for page in pages:
                for item in page["Items"]:
                    yield chunk_from(item)

    def _letters(self, chunk: Chunk) -> str:
        def read(prefix: str) -> Mapping[str, Any] | None:
            where = key(broadcast_pk(chunk.key.broadcast_id), prefix + chunk.key.path)
            return self.client.get_item(TableName=self.table, Key=where, ConsistentRead=True).get("Item")

        ledger, heard = read(LEDGER_PREFIX), read(HEARD_PREFIX)
        if ledger is None:
            raise NotFound("a chunk without its ledger")
        return merged(ledger_from(ledger).letters, str(heard["heard"]["S"]) if heard else "")


def _follower(plain: Mapping[str, Any]) -> Follower:
    last = plain.get("last_interaction", "")
    return Follower(
        person_id=plain["person_id"],
        recipient=Recipient(
            platform=plain.get("platform", "zalo"),
            last_interaction=from_iso(last) if last else None,
            follower=plain.get("follower") is True,
            unreachable=bool(plain.get("unreachable")),
            opted_out=plain.get("opted_out") is True,
        ),
        segments=frozenset(plain.get("segments", ())),
        link=plain.get("link", ""),
    )
