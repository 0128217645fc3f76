"""Who wants to be told when a card is ready, in the table ``idcards``.

==========  =====================  ==========================  ====================================================
Item        pk                     sk                          Purpose
==========  =====================  ==========================  ====================================================
Watch       ``WATCH#<0..3>``       ``<digest>#<person_id>``    found when an import has been shown, shard by shard
The same    ``PERSON#<person>``    ``WATCH#<digest>``          found when the person writes
==========  =====================  ==========================  ====================================================

Both are written and deleted together. A watch is put only for somebody who has answered the number's date correctly.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.clock import Clock, expiry, from_iso
from dutydesk.errors import Conflict, NotAccepted
from dutydesk.messages import Reply, as_plain
from dutydesk.stores.items import from_item, key, known_fields, to_item
from dutydesk.stores.receipts import due_put, receipt_put
from dutydesk.stores.transactions import transact
from functions.lookup.cards import Slot, card_from, card_key, live_from, live_key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SHARDS = (0, 1, 2, 3)
WATCH_LIFE = timedelta(days=180)
SURELY_AFTER = timedelta(minutes=2)
"""When ``upkeep`` hands over a reply whose worker may have died before it did; ``reply`` drops the second copy."""
_READ_AT_ONCE = 99
"""Cards that one ``BatchGetItem`` takes beside ``LIVE``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One person's wish about one number; ``since`` is the moment of the wish, in ISO-8601."""

    digest: str
    person_id: str
    since: str


class Watches(Protocol):
    """Where the wishes are kept, and what they wait for."""

    def put(self, watch: Watch) -> None:
        """Keep a wish; the same person's about the same number is written over."""

    def drop(self, watch: Watch) -> None:
        """Forget a wish, whether it was there or not."""

    def of_person(self, person_id: str) -> list[Watch]:
        """Return a person's wishes that are not forgotten yet."""

    def of_shard(self, shard: int) -> Iterator[Sequence[Watch]]:
        """Return a shard's wishes, up to 99 at a time."""

    def shown(self, digests: Iterable[str]) -> dict[str, Slot]:
        """Return what citizens may see now, by digest; what they may not is not in it. At most 99 at a time."""

    def fire(self, watch: Watch, reply: Reply) -> bool:
        """End the wish and owe this reply, both or neither; False when somebody else has ended or renewed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamoWatches:
    """The ``Watches`` port on DynamoDB; what is owed lies in the table of receipts."""

    client: "DynamoDBClient"
    idcards_table: str
    receipts_table: str
    clock: Clock

    def put(self, watch: Watch) -> None:
        """Write both items."""
        plain = as_plain(watch) | {"schema": 1, "expires_at": expiry(from_iso(watch.since), WATCH_LIFE)}
        items = [where | to_item(plain) for where in _keys(watch)]
        transact(self.client, [{"Put": {"TableName": self.idcards_table, "Item": item}} for item in items])

    def drop(self, watch: Watch) -> None:
        """Delete both items."""
        transact(self.client, [{"Delete": {"TableName": self.idcards_table, "Key": where}} for where in _keys(watch)])

    def of_person(self, person_id: str) -> list[Watch]:
        """Query the person's items, consistently: one may just have been put."""
        return [watch for some in self._query(f"PERSON#{person_id}", "WATCH#", surely=True) for watch in some]

    def of_shard(self, shard: int) -> Iterator[Sequence[Watch]]:
        """Query the shard, page by page."""
        for page in self._query(f"WATCH#{shard}", ""):
            yield from batched(page, _READ_AT_ONCE, strict=False)

    def shown(self, digests: Iterable[str]) -> dict[str, Slot]:
        """Read the cards and which import is shown, consistently: an import may just have been."""
        keys = [live_key(), *(card_key(digest) for digest in dict.fromkeys(digests))]
        asked: Any = {self.idcards_table: {"Keys": keys, "ConsistentRead": True}}
        found: list[Any] = []
        while asked:
            answer = self.client.batch_get_item(RequestItems=asked)
            read = answer["Responses"].get(self.idcards_table, [])
            if not read and answer.get("UnprocessedKeys"):
                raise NotAccepted("DynamoDB read nothing")
            found, asked = [*found, *read], answer.get("UnprocessedKeys")
        live = next((live_from(item) for item in found if item["pk"] == live_key()["pk"]), 0)
        cards = [card_from(item) for item in found if item["pk"] != live_key()["pk"]]
        slots = {card.digest: card.shown(live, self.clock()) for card in cards}
        return {digest: slot for digest, slot in slots.items() if slot is not None}

    def fire(self, watch: Watch, reply: Reply) -> bool:
        """Delete both items on condition of the wish, and put the receipt and the reply as due."""
        now = self.clock()
        wish = {
            "ConditionExpression": "since = :since",
            "ExpressionAttributeValues": to_item({":since": watch.since}),
        }
        deletes: list[Any] = [
            {"Delete": {"TableName": self.idcards_table, "Key": where, **wish}} for where in _keys(watch)
        ]
        owed = as_plain(reply)
        try:
            transact(
                self.client,
                [
                    *deletes,
                    receipt_put(self.receipts_table, reply.reply_id, "watch", (reply,), now=now),
                    due_put(self.receipts_table, "reply", reply.reply_id, due_at=now + SURELY_AFTER, what=owed),
                ],
            )
        except Conflict:
            return False
        return True

    def _query(self, pk: str, prefix: str, *, surely: bool = False) -> Iterator[list[Watch]]:
        condition, values = "pk = :pk", {":pk": pk}
        if prefix:
            condition, values = f"{condition} AND begins_with(sk, :prefix)", values | {":prefix": prefix}
        pages = self.client.get_paginator("query").paginate(
            TableName=self.idcards_table,
            KeyConditionExpression=condition,
            ExpressionAttributeValues=to_item(values),
            ConsistentRead=surely,
        )
        now = self.clock().timestamp()
        for page in pages:
            yield [_watch(item) for item in page["Items"] if now < from_item(item)["expires_at"]]


def _keys(watch: Watch) -> tuple[dict[str, Any], dict[str, Any]]:
    shard = int(watch.digest[:1], 16) % len(SHARDS)
    return (
        key(f"WATCH#{shard}", f"{watch.digest}#{watch.person_id}"),
        key(f"PERSON#{watch.person_id}", f"WATCH#{watch.digest}"),
    )


def _watch(item: Mapping[str, Any]) -> Watch:
    return Watch(**known_fields(Watch, item))
