"""The cards of the table ``idcards`` as an import reads and writes them: many at a time, until all are through."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.errors import DeskError
from dutydesk.stores.items import key
from functions.lookup.cards import Card, card_from, card_item, card_key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

READ_AT_ONCE = 100
WRITTEN_AT_ONCE = 25
"""Items of one request: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html"""
MOST_ATTEMPTS = 8

_CARDS = "CARD#"
_BETWEEN = "\x1f"


class TooBusy(DeskError):
    """DynamoDB did not take all of it, again and again; the work is delivered again."""


class Shelf(Protocol):
    """Where cards lie."""

    def find(self, digests: Collection[str]) -> Mapping[str, Card]:
        """Return the cards of these digests, as last written; those that are not there are left out."""

    def write(self, cards: Sequence[Card]) -> None:
        """Write cards, each as a whole, in the place of what lies there; after an error some may be written."""

    def remove(self, digests: Sequence[str]) -> None:
        """Take cards away; those that are not there are no error."""

    def all(self, after: str) -> Iterator[tuple[str, list[Card]]]:
        """Yield all cards, some at a time, from the place ``after`` on, each time with where to go on; "" at the end.

        ``after`` is "" for the beginning.
        """


@dataclass(frozen=True, slots=True)
class DynamoShelf:
    """The ``Shelf`` port on DynamoDB; ``pause`` waits before an attempt, numbered from 1."""

    client: "DynamoDBClient"
    table: str
    pause: Callable[[int], None]

    def find(self, digests: Collection[str]) -> Mapping[str, Card]:
        """Read consistently, 100 at a time, again what DynamoDB left out."""
        found = {}
        for some in batched(digests, READ_AT_ONCE, strict=False):
            asked: Any = {self.table: {"Keys": [card_key(one) for one in some], "ConsistentRead": True}}
            for _ in self._attempts():
                answer = self.client.batch_get_item(RequestItems=asked)
                cards = [card_from(item) for item in answer["Responses"].get(self.table, [])]
                found.update({card.digest: card for card in cards})
                asked = answer.get("UnprocessedKeys")
                if not asked:
                    break
        return found

    def write(self, cards: Sequence[Card]) -> None:
        """Put 25 at a time, again what DynamoDB left out."""
        self._change([{"PutRequest": {"Item": card_item(card)}} for card in cards])

    def remove(self, digests: Sequence[str]) -> None:
        """Delete 25 at a time, again what DynamoDB left out."""
        self._change([{"DeleteRequest": {"Key": card_key(one)}} for one in digests])

    def all(self, after: str) -> Iterator[tuple[str, list[Card]]]:
        """Scan the table page by page, and leave out what is no card."""
        while True:
            place: dict[str, Any] = {"ExclusiveStartKey": key(*after.split(_BETWEEN))} if after else {}
            page = self.client.scan(TableName=self.table, ConsistentRead=True, **place)
            last = page.get("LastEvaluatedKey")
            after = _BETWEEN.join((last["pk"]["S"], last["sk"]["S"])) if last else ""
            yield after, [card_from(item) for item in page["Items"] if item["pk"]["S"].startswith(_CARDS)]
            if not after:
                return

    def _change(self, changes: Sequence[Any]) -> None:
        for some in batched(changes, WRITTEN_AT_ONCE, strict=False):
            asked: Any = {self.table: list(some)}
            for _ in self._attempts():
                asked = self.client.batch_write_item(RequestItems=asked).get("UnprocessedItems")
                if not asked:
                    break

    def _attempts(self) -> Iterator[None]:
        """Yield once for each attempt, waiting in between; raise ``TooBusy`` behind the last."""
        for attempt in range(MOST_ATTEMPTS):
            if attempt:
                self.pause(attempt)
            yield
        raise TooBusy("not all of it was taken")
