"""Ledgers and turns on DynamoDB: every write on condition of who may still make it.

===========  =======================  ==========================  =====================================================
Item         pk                       sk                          What a sender does with it
===========  =======================  ==========================  =====================================================
Ledger       ``BROADCAST#<id>``       ``LEDGER#<path>``           claims it for a generation, writes it about once a s
Ids          ``BROADCAST#<id>``       ``IDS#<path>``              adds digests of the platform's message ids
Chunk        ``BROADCAST#<id>``       ``CHUNK#<path>``            reads the next one
Broadcast    ``BROADCAST#<id>``       ``#``                       notes that an app is through, or pauses it
Active       ``APP#<app>``            ``ACTIVE#<id>``             moves the cursor, removes it at the end
===========  =======================  ==========================  =====================================================
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.clock import from_iso
from dutydesk.errors import Conflict
from dutydesk.stores.broadcasts import (
    ACTIVE_PREFIX,
    CHUNK_PREFIX,
    HEARD_PREFIX,
    IDS_PREFIX,
    LEDGER_PREFIX,
    Active,
    Broadcast,
    Chunk,
    ChunkKey,
    Kind,
    Ledger,
    State,
    active_from,
    app_pk,
    broadcast_pk,
    chunk_from,
    ledger_from,
    ledger_item,
)
from dutydesk.stores.figures import DESK, counted
from dutydesk.stores.items import key, to_item, to_value
from dutydesk.stores.transactions import transact
from functions.broadcast.digests import digest_of
from functions.broadcast.header import TRIES, header_change, read_header
from functions.broadcast.sending.ports import Fenced

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_LAST = "~"
"""Sorts behind every character of a path."""


@dataclass(frozen=True, slots=True)
class DynamoBooks:
    """The ``Books`` port."""

    client: "DynamoDBClient"
    table: str

    def claim(self, key: ChunkKey, generation: int) -> Ledger:
        """Raise the ledger's generation in one conditional write that returns the whole ledger."""
        try:
            written = self.client.update_item(
                TableName=self.table,
                Key=_of(key, LEDGER_PREFIX),
                UpdateExpression="SET generation = :mine",
                ConditionExpression="generation <= :mine",
                ExpressionAttributeValues={":mine": to_value(generation)},
                ReturnValues="ALL_NEW",
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            raise Fenced from None
        return ledger_from(written["Attributes"])

    def write(self, ledger: Ledger) -> None:
        """Put the whole ledger in one conditional write, 1 kB at the most."""
        try:
            self.client.put_item(
                TableName=self.table,
                Item=ledger_item(ledger),
                ConditionExpression="generation = :mine",
                ExpressionAttributeValues={":mine": to_value(ledger.generation)},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            raise Fenced from None

    def heard(self, key: ChunkKey) -> str:
        """Read the item of ``track``; empty when nothing was heard."""
        found = self.client.get_item(TableName=self.table, Key=_of(key, HEARD_PREFIX), ConsistentRead=True)
        return str(found["Item"]["heard"]["S"]) if "Item" in found else ""

    def note_ids(self, key: ChunkKey, ids: Sequence[str]) -> None:
        """Add this run's digests behind those of earlier runs of the chunk."""
        packed = "".join(digest_of(one) for one in ids)
        plain = {"runs": [packed]}
        self.client.update_item(
            TableName=self.table,
            Key=_of(key, IDS_PREFIX),
            UpdateExpression="SET runs = list_append(if_not_exists(runs, :none), :run), #schema = :schema",
            ExpressionAttributeNames={"#schema": "schema"},
            ExpressionAttributeValues={
                ":none": {"L": []},
                ":run": to_item(plain)["runs"],
                ":schema": {"N": "1"},
            },
        )


@dataclass(frozen=True, slots=True)
class DynamoWork:
    """The ``Work`` port; what was sent is counted in ``figures_table``, where one is named."""

    client: "DynamoDBClient"
    table: str
    figures_table: str = ""

    def active(self, app_id: str) -> Sequence[Active]:
        """Query the app's partition, consistently: a pause must be seen."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :active)",
            ExpressionAttributeValues={":pk": {"S": app_pk(app_id)}, ":active": {"S": ACTIVE_PREFIX}},
            ConsistentRead=True,
        )
        return [active_from(item) for item in found["Items"]]

    def chunk_after(self, active: Active) -> Chunk | None:
        """Query one item behind the cursor."""
        first = f"{CHUNK_PREFIX}{active.cursor}\x01" if active.cursor else f"{CHUNK_PREFIX}{active.app_id}#"
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues={
                ":pk": {"S": broadcast_pk(active.broadcast_id)},
                ":first": {"S": first},
                ":last": {"S": f"{CHUNK_PREFIX}{active.app_id}#{_LAST}"},
            },
            Limit=1,
            ConsistentRead=True,
        )
        return chunk_from(found["Items"][0]) if found["Items"] else None

    def through(self, active: Active, chunk: Chunk, *, at: str) -> None:
        """Move the cursor; of a broadcast that was taken off the list meanwhile nothing is left to move."""
        self._note(active, {"cursor": chunk.key.path, "served_at": at})

    def served(self, active: Active, *, at: str) -> None:
        """Write the moment."""
        self._note(active, {"served_at": at})

    def rests(self, active: Active, *, until: str) -> None:
        """Write until when."""
        self._note(active, {"rests_until": until})

    def ended(self, active: Active, *, at: str) -> None:
        """Remove it from the list and note it in the header, both or neither."""
        for _ in range(TRIES):
            broadcast = read_header(self.client, self.table, active.broadcast_id)
            if broadcast.state is State.DONE:
                return
            apps_done = tuple(sorted({*broadcast.apps_done, active.app_id}))
            last = set(apps_done) >= set(broadcast.apps)
            changes: dict[str, Any] = {"apps_done": list(apps_done)}
            if last:
                changes["ended_at"] = at
                changes["state"] = State.CANCELLED if broadcast.state is State.CANCELLED else State.DONE
            remove: TransactWriteItemTypeDef = {
                "Delete": {"TableName": self.table, "Key": _active(active.app_id, active.broadcast_id)}
            }
            figures = self._figures(active, broadcast, at=at)
            try:
                transact(self.client, [remove, header_change(self.table, broadcast, changes), *figures])
            except Conflict:
                continue
            return
        raise Conflict("the broadcast keeps changing")

    def _figures(self, active: Active, broadcast: Broadcast, *, at: str) -> "list[TransactWriteItemTypeDef]":
        """Count what the app has sent of it, once: for the unit whose broadcast it is, on the day of its end.

        Of an article that is the pages that carry it; whom the platform showed it to, nobody is told.
        """
        if not self.figures_table or active.app_id in broadcast.apps_done:
            return []
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :ledgers)",
            ExpressionAttributeValues={
                ":pk": {"S": broadcast_pk(active.broadcast_id)},
                ":ledgers": {"S": f"{LEDGER_PREFIX}{active.app_id}#"},
            },
            ConsistentRead=True,
        )
        sent = sum(ledger_from(item).totals().sent for page in pages for item in page["Items"])
        if not sent:
            return []
        seed = f"{active.broadcast_id}#{active.app_id}"
        name = "articles" if broadcast.kind is Kind.ARTICLE else "notifications"
        table, moment = self.figures_table, from_iso(at)
        return [counted(table, unit=broadcast.unit, at=moment, seed=seed, category=DESK, heard_on="", **{name: sent})]

    def pause(self, active: Active, *, reason: str) -> None:
        """Pause header and every app's list, all or none; that somebody else stopped it first is as good."""
        for _ in range(TRIES):
            broadcast = read_header(self.client, self.table, active.broadcast_id)
            if broadcast.state is not State.SENDING:
                return
            changes = {"state": State.PAUSED, "reason": reason}
            lists = [
                self._list_state(app_id, active.broadcast_id, State.PAUSED)
                for app_id in broadcast.apps
                if app_id not in broadcast.apps_done
            ]
            try:
                transact(self.client, [header_change(self.table, broadcast, changes), *lists])
            except Conflict:
                continue
            return
        raise Conflict("the broadcast keeps changing")

    def _list_state(self, app_id: str, broadcast_id: str, state: State) -> "TransactWriteItemTypeDef":
        return {
            "Update": {
                "TableName": self.table,
                "Key": _active(app_id, broadcast_id),
                "UpdateExpression": "SET #state = :state",
                "ConditionExpression": "attribute_exists(pk)",
                "ExpressionAttributeNames": {"#state": "state"},
                "ExpressionAttributeValues": {":state": to_value(state)},
            }
        }

    def _note(self, active: Active, changes: dict[str, str]) -> None:
        try:
            self.client.update_item(
                TableName=self.table,
                Key=_active(active.app_id, active.broadcast_id),
                UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in changes),
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeNames={f"#{name}": name for name in changes},
                ExpressionAttributeValues={f":{name}": {"S": value} for name, value in changes.items()},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return


def _active(app_id: str, broadcast_id: str) -> dict[str, Any]:
    return key(app_pk(app_id), ACTIVE_PREFIX + broadcast_id)


def _of(chunk: ChunkKey, prefix: str) -> dict[str, Any]:
    return key(broadcast_pk(chunk.broadcast_id), prefix + chunk.path)
