"""Plans on DynamoDB, and what they read.

===========  =======================  ==============================  =================================================
Item         pk                       sk                              What the planner does with it
===========  =======================  ==============================  =================================================
Broadcast    ``BROADCAST#<id>``       ``#``                           moves it from approved over planning to sending
Progress     ``BROADCAST#<id>``       ``PLAN``                        one version per chunk
Chunk        ``BROADCAST#<id>``       ``CHUNK#<path>``                puts it once
Ledger       ``BROADCAST#<id>``       ``LEDGER#<path>``               puts it once, beside its chunk
Active       ``APP#<app>``            ``ACTIVE#<id>``                 puts the broadcast on each app's list
Sent         ``PAGE#<page>``          ``SENT#<started_at>#<id>``      says which broadcasts a page had
===========  =======================  ==============================  =================================================
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import expiry, from_iso
from dutydesk.errors import Conflict, NotFound
from dutydesk.rails import Recipient
from dutydesk.stores.broadcasts import (
    CHUNK_PREFIX,
    HEARD_PREFIX,
    LEDGER_PREFIX,
    PLAN,
    SENT_PREFIX,
    Active,
    Broadcast,
    Chunk,
    Ledger,
    State,
    active_item,
    broadcast_pk,
    chunk_from,
    chunk_item,
    ledger_from,
    ledger_item,
    merged,
    page_pk,
)
from dutydesk.stores.identities import BY_PAGE, page_shard
from dutydesk.stores.items import from_item, key, known_fields, to_item, to_value
from dutydesk.stores.transactions import transact
from functions.broadcast.header import TRIES, header_change, read_header
from functions.broadcast.planning.audience import Audience, Follower
from functions.broadcast.planning.planner import NotNow, Progress

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import PutTypeDef, TransactWriteItemTypeDef

SENT_LIFE = timedelta(days=30)
_LAST = "~"


@dataclass(frozen=True, slots=True)
class DynamoPlans:
    """The ``Plans`` port."""

    client: "DynamoDBClient"
    table: str

    def begin(self, broadcast_id: str, *, at: str) -> Broadcast:
        """Move an approved broadcast to planning."""
        for _ in range(TRIES):
            broadcast = read_header(self.client, self.table, broadcast_id)
            if broadcast.state in {State.PLANNING, State.SENDING}:
                return broadcast
            if broadcast.state is not State.APPROVED:
                raise NotNow("neither approved nor planning")
            try:
                changes = {"state": State.PLANNING, "started_at": at}
                transact(self.client, [header_change(self.table, broadcast, changes)])
            except Conflict:
                continue
            return replace(broadcast, state=State.PLANNING, started_at=at, revision=broadcast.revision + 1)
        raise Conflict("the broadcast keeps changing")

    def progress(self, broadcast_id: str) -> Progress:
        """Read the item; a plan that has not begun has none."""
        found = self.client.get_item(TableName=self.table, Key=_plan(broadcast_id), ConsistentRead=True)
        return Progress(**known_fields(Progress, found["Item"])) if "Item" in found else Progress()

    def freeze(self, chunk: Chunk, ledger: Ledger, *, before: Progress, after: Progress) -> None:
        """Three puts in one transaction."""
        parts: list[TransactWriteItemTypeDef] = [
            {"Put": {"TableName": self.table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}
            for item in (chunk_item(chunk), ledger_item(ledger))
        ]
        parts.append(self._moved(chunk.key.broadcast_id, before, after))
        transact(self.client, parts)

    def skip_to(self, broadcast_id: str, *, before: Progress, after: Progress) -> None:
        """One conditional put."""
        transact(self.client, [self._moved(broadcast_id, before, after)])

    def finish(self, broadcast: Broadcast, progress: Progress, *, at: str) -> Broadcast:
        """Note the broadcast at its pages, then put it on the lists; an empty one is done at once."""
        for page_id in Audience.of(broadcast.audience).pages:
            self._note_at_page(broadcast, page_id)
        for _ in range(TRIES):
            now = read_header(self.client, self.table, broadcast.broadcast_id)
            if now.state is not State.PLANNING:
                return now
            apps = tuple(sorted(progress.chunks))
            state = State.SENDING if apps else State.DONE
            changes: dict[str, Any] = {"state": state, "apps": list(apps), "target": progress.target}
            if not apps:
                changes |= {"ended_at": at, "reason": "nobody"}
            lists: list[TransactWriteItemTypeDef] = [
                {"Put": {"TableName": self.table, "Item": active_item(_active(now, app_id))}} for app_id in apps
            ]
            try:
                transact(self.client, [header_change(self.table, now, changes), *lists])
            except Conflict:
                continue
            return replace(now, state=state, apps=apps, target=progress.target, revision=now.revision + 1)
        raise Conflict("the broadcast keeps changing")

    def _note_at_page(self, broadcast: Broadcast, page_id: str) -> None:
        item = {
            "pk": page_pk(page_id),
            "sk": f"{SENT_PREFIX}{broadcast.started_at}#{broadcast.broadcast_id}",
            "schema": 1,
            "broadcast_id": broadcast.broadcast_id,
            "code": broadcast.code,
            "priority": broadcast.priority,
            "expires_at": expiry(from_iso(broadcast.started_at), SENT_LIFE),
        }
        self.client.put_item(TableName=self.table, Item=to_item(item))

    def _moved(self, broadcast_id: str, before: Progress, after: Progress) -> "TransactWriteItemTypeDef":
        plain: dict[str, Any] = {name: getattr(after, name) for name in ("page", "shard", "last", "target")}
        item = {
            "pk": broadcast_pk(broadcast_id),
            "sk": PLAN,
            "schema": 1,
            "chunks": dict(after.chunks),
            "version": before.version + 1,
        }
        put: PutTypeDef = {
            "TableName": self.table,
            "Item": to_item(plain | item),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        if before.version:
            put["ConditionExpression"] = "#version = :read"
            put["ExpressionAttributeNames"] = {"#version": "version"}
            put["ExpressionAttributeValues"] = {":read": to_value(before.version)}
        return {"Put": put}


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


def _active(broadcast: Broadcast, app_id: str) -> Active:
    return Active(
        broadcast_id=broadcast.broadcast_id,
        app_id=app_id,
        priority=broadcast.priority,
        state=State.SENDING,
        policy=broadcast.policy,
    )


def _plan(broadcast_id: str) -> Any:
    return key(broadcast_pk(broadcast_id), PLAN)


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
    )
