"""Plans on DynamoDB: every chunk is frozen in one transaction with the progress of the plan.

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

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import expiry, from_iso
from dutydesk.errors import Conflict, NotFound
from dutydesk.stores.announced import began, corrected
from dutydesk.stores.broadcasts import (
    PLAN,
    SENT_PREFIX,
    Active,
    Broadcast,
    Chunk,
    Ledger,
    State,
    active_item,
    broadcast_pk,
    chunk_item,
    ledger_item,
    page_pk,
)
from dutydesk.stores.items import key, known_fields, to_item, to_value
from dutydesk.stores.transactions import transact
from functions.broadcast.header import TRIES, header_change, read_header
from functions.broadcast.planning.audience import Audience
from functions.broadcast.planning.planner import NotNow, Progress

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import PutTypeDef, TransactWriteItemTypeDef

SENT_LIFE = timedelta(days=30)
_LAST = "~"
_BEFORE_SENDING = {
    State.PLANNING: State.SENDING,
    State.PAUSED: State.PAUSED,
    State.CANCELLED: State.CANCELLED,
}
"""What a broadcast is once it is planned, by what it is then."""


@dataclass(frozen=True, slots=True)
class DynamoPlans:
    """The ``Plans`` port."""

    client: "DynamoDBClient"
    table: str

    def begin(self, broadcast_id: str, *, at: str) -> Broadcast:
        """Move an approved broadcast to planning, unless it is there."""
        for _ in range(TRIES):
            broadcast = read_header(self.client, self.table, broadcast_id)
            stopped_while_planned = broadcast.state in _BEFORE_SENDING and broadcast.started_at and not broadcast.apps
            if broadcast.state is State.SENDING or stopped_while_planned:
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
            if now.state not in _BEFORE_SENDING or now.apps:
                return now
            apps = tuple(sorted(progress.chunks))
            state = _BEFORE_SENDING[now.state]
            changes: dict[str, Any] = {"apps": list(apps), "target": progress.target}
            if not apps:
                state = State.CANCELLED if state is State.CANCELLED else State.DONE
                changes |= {"ended_at": at, "reason": now.reason or "nobody"}
            changes["state"] = state
            lists: list[TransactWriteItemTypeDef] = [
                {"Put": {"TableName": self.table, "Item": active_item(_active(now, app_id, state))}} for app_id in apps
            ]
            told = self._told(now, state) if apps and now.code else []
            try:
                transact(self.client, [header_change(self.table, now, changes), *lists, *told])
            except Conflict:
                continue
            return replace(now, state=state, apps=apps, target=progress.target, revision=now.revision + 1)
        raise Conflict("the broadcast keeps changing")

    def _told(self, now: Broadcast, state: State) -> "list[TransactWriteItemTypeDef]":
        """Return what citizens are told from now on who ask about its code, or about that of the one it corrects."""
        told: list[TransactWriteItemTypeDef] = [{"Update": began(self.table, now)}]
        if now.corrects and state is not State.CANCELLED:
            try:
                first = read_header(self.client, self.table, now.corrects)
            except NotFound:
                return told
            if first.code:
                told.append({"Update": corrected(self.table, first, now)})
        return told

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


def _active(broadcast: Broadcast, app_id: str, state: State) -> Active:
    return Active(
        broadcast_id=broadcast.broadcast_id,
        app_id=app_id,
        priority=broadcast.priority,
        state=state,
        policy=broadcast.policy,
        kind=broadcast.kind,
        by_day_only=broadcast.by_day_only,
    )


def _plan(broadcast_id: str) -> Any:
    return key(broadcast_pk(broadcast_id), PLAN)
