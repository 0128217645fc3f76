"""The lookup desk's book on DynamoDB; its items and what they cost are listed in ``functions.lookup.status.book``."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import VIETNAM, Clock, expiry, from_iso, iso
from dutydesk.errands import LookupMessage
from dutydesk.errors import Conflict, NotAccepted
from dutydesk.messages import Reply
from dutydesk.stores.items import from_item, key, known_fields, to_item
from dutydesk.stores.receipts import receipt_put, reply_from_plain
from dutydesk.stores.transactions import transact
from functions.lookup.cards import card_from, card_key, live_from, live_key
from functions.lookup.sizes import padded
from functions.lookup.status.book import WORKER, Try
from functions.lookup.status.room import receipt_bytes
from functions.lookup.status.rules import NUMBERS_A_DAY, Asked, Counted, Known, Tried

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ASKING_LIFE = timedelta(minutes=15)
ANSWERED_LIFE = timedelta(hours=24)
COUNT_LIFE = timedelta(days=2)
TRY_LIFE = timedelta(days=2)
KNOWN_LIFE = timedelta(days=365)
"""How long somebody who answered correctly is known to a number, after the last time."""
ASKED_LIFE = timedelta(days=31)
TRY_BYTES = 256
ASKED_BYTES = 512

type Item = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamoLookupBook:
    """The ``LookupBook`` port on DynamoDB."""

    client: "DynamoDBClient"
    receipts_table: str
    idcards_table: str
    clock: Clock

    def owed(self, event_key: str, *, surely: bool = False) -> tuple[Reply, ...] | None:
        """Read the receipt, eventually or consistently."""
        found = self.client.get_item(
            TableName=self.receipts_table, Key=key(f"EVENT#{event_key}", WORKER), ConsistentRead=surely
        )
        if "Item" not in found:
            return None
        return tuple(reply_from_plain(one) for one in from_item(found["Item"])["owed"])

    def asking(self, person_id: str, digest: str) -> str:
        """Update one item and read it by the same call, which costs no read."""
        now = self.clock()
        values = {":now": iso(now), ":expires": expiry(now, ASKING_LIFE * 2), ":one": 1}
        change = "SET seen_at = :now, expires_at = :expires, #schema = :one"
        if digest:
            change += ", digest = :digest, asked_at = :now"
            values |= {":digest": digest}
        before = self.client.update_item(
            TableName=self.idcards_table,
            Key=key(f"PERSON#{person_id}", "ASKING"),
            UpdateExpression=change,
            ExpressionAttributeNames={"#schema": "schema"},
            ExpressionAttributeValues=to_item(values),
            ReturnValues="ALL_OLD",
        )
        plain = from_item(before.get("Attributes", {}))
        if digest or not plain.get("digest") or now >= from_iso(plain["asked_at"]) + ASKING_LIFE:
            return digest
        return str(plain["digest"])

    def stop(self, person_id: str) -> None:
        """Delete the item."""
        self.client.delete_item(TableName=self.idcards_table, Key=key(f"PERSON#{person_id}", "ASKING"))

    def answered(self, person_id: str) -> str:
        """Query the person's tries, of which there are ten a day at most."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.idcards_table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :tries)",
            ExpressionAttributeValues=to_item({":pk": f"PERSON#{person_id}", ":tries": "TRY#"}),
            ConsistentRead=True,
        )
        since = iso(self.clock() - ANSWERED_LIFE)
        tries = [from_item(item) for page in pages for item in page["Items"]]
        right = [one for one in tries if one.get("right_at", "") > since]
        latest = max(right, key=lambda one: str(one["right_at"]), default=None)
        return str(latest["sk"]).removeprefix("TRY#") if latest else ""

    def count(self, message: LookupMessage, digest: str) -> Counted:
        """Two updates: a set of this person's numbers that takes no eleventh, and the page's sum."""
        now = self.clock()
        day = now.astimezone(VIETNAM).date().isoformat()
        expires = {":expires": {"N": str(expiry(now, COUNT_LIFE))}}
        page = self.client.update_item(
            TableName=self.idcards_table,
            Key=key(f"PAGE#{message.page_id}#{day}"),
            UpdateExpression="SET expires_at = :expires ADD tries :one",
            ExpressionAttributeValues={":one": {"N": "1"}, **expires},
            ReturnValues="ALL_NEW",
        )
        return Counted(
            numbers=self._numbers(message.person_id, digest, day, expires), page=int(page["Attributes"]["tries"]["N"])
        )

    def known(self, person_id: str, digest: str, *, surely: bool = False) -> Known:
        """Read four items at once."""
        where = (live_key(), card_key(digest), _try_key(person_id, digest), _asked_key(digest))
        found = {(one["pk"]["S"], one["sk"]["S"]): one for one in self._read(list(where), surely=surely)}
        live, card, tried, asked = (found.get((one["pk"]["S"], one["sk"]["S"]), {}) for one in where)
        return Known(
            slot=card_from(card).shown(live_from(live), self.clock()) if card else None,
            tried=Tried(**known_fields(Tried, tried)),
            asked=Asked(**known_fields(Asked, asked)),
        )

    def note(self, digest: str, asked: Asked, *, stranger: bool) -> None:
        """Put one item on condition of the version that was read; one of the same size beside it for who is known."""
        plain = {"schema": 1, "version": asked.version, "wrong_at": list(asked.wrong_at), "next_at": asked.next_at}
        expires = {"expires_at": expiry(self.clock(), ASKED_LIFE)}
        where = _asked_key(digest) if stranger else key(f"ASKED#{digest}", "KNOWN")
        try:
            self.client.put_item(
                TableName=self.idcards_table,
                Item=padded(where | to_item(plain | expires if stranger else expires), ASKED_BYTES),
                ConditionExpression="attribute_not_exists(pk) OR #version = :read OR sk = :known",
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues=to_item({":read": asked.version - 1, ":known": "KNOWN"}),
            )
        except self.client.exceptions.ConditionalCheckFailedException as lost:
            raise Conflict("somebody else's try was noted meanwhile") from lost

    def commit(self, message: LookupMessage, replies: tuple[Reply, ...], left: Try | None = None) -> None:
        """Put the receipt alone, or both in one transaction, the receipt as large for every answer."""
        receipt = receipt_put(self.receipts_table, message.event_key, WORKER, replies, now=self.clock())["Put"]
        if left is not None:
            sized = padded(receipt["Item"], receipt_bytes(message))
            transact(self.client, [{"Put": {**receipt, "Item": sized}}, {"Put": self._try(message.person_id, left)}])
            return
        try:
            self.client.put_item(**receipt)
        except self.client.exceptions.ConditionalCheckFailedException as lost:
            raise Conflict("handled meanwhile") from lost

    def _try(self, person_id: str, left: Try) -> Any:
        life = KNOWN_LIFE if left.tried.known else TRY_LIFE
        plain = {name: getattr(left.tried, name) for name in Tried.__dataclass_fields__}
        plain |= {"schema": 1, "expires_at": expiry(self.clock(), life)}
        return {
            "TableName": self.idcards_table,
            "Item": padded(_try_key(person_id, left.digest) | to_item(plain), TRY_BYTES),
            "ConditionExpression": "attribute_not_exists(pk) OR #version = :read",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": to_item({":read": left.tried.version - 1}),
        }

    def _numbers(self, person_id: str, digest: str, day: str, expires: Item) -> int | None:
        """Add the number to the day's; return how many they are, or None when it would be one too many."""
        try:
            after = self.client.update_item(
                TableName=self.idcards_table,
                Key=key(f"DAY#{day}#{person_id}"),
                UpdateExpression="SET expires_at = :expires ADD numbers :numbers",
                ConditionExpression="attribute_not_exists(numbers) OR size(numbers) < :most OR contains(numbers, :one)",
                ExpressionAttributeValues={
                    ":numbers": {"SS": [digest]},
                    ":one": {"S": digest},
                    ":most": {"N": str(NUMBERS_A_DAY)},
                    **expires,
                },
                ReturnValues="ALL_NEW",
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return None
        return len(after["Attributes"]["numbers"]["SS"])

    def _read(self, keys: list[Item], *, surely: bool) -> list[Any]:
        asked = {self.idcards_table: {"Keys": keys, "ConsistentRead": surely}}
        found = self.client.batch_get_item(RequestItems=asked)  # type: ignore[arg-type]  # the stub wants every option
        if found.get("UnprocessedKeys"):
            raise NotAccepted("DynamoDB read a part only")
        return found["Responses"].get(self.idcards_table, [])


def _try_key(person_id: str, digest: str) -> Item:
    return key(f"PERSON#{person_id}", f"TRY#{digest}")


def _asked_key(digest: str) -> Item:
    return key(f"ASKED#{digest}")
