"""Whom a sender writes to: many people's identities in a few reads, with what the rails ask about them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from dutydesk.clock import from_iso
from dutydesk.errors import Unavailable
from dutydesk.rails import Recipient
from dutydesk.stores.items import from_item, key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

READ_AT_ONCE = 100
"""Items that one ``BatchGetItem`` takes."""
TRIES = 6
_PREFIX = "PERSON#"
_FIELDS = "platform user_id conversation_id follower unreachable opted_out last_interaction".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody who can be written to; ``conversation_id`` is set for a visitor who is not signed in."""

    person_id: str
    user_id: str
    conversation_id: str
    recipient: Recipient

    def __repr__(self) -> str:
        """Name the person only: a platform id must not reach a log by accident."""
        return f"Addressee(person_id={self.person_id!r})"


@dataclass(frozen=True, slots=True)
class DynamoAddressees:
    """Reads addressees from the table of identities; batches go side by side over ``pool``.

    Reads are eventually consistent: an opt-out of the last second may come too late for a message of this second.
    """

    client: "DynamoDBClient"
    table: str
    pool: Executor
    pause: Callable[[int], None]
    """Waits before another attempt, numbered from 1."""

    def of(self, people: Sequence[str]) -> Mapping[str, Addressee]:
        """Return those who are known; the order does not matter, and nobody may come twice.

        Raises:
            Unavailable: the table leaves keys unread again and again.
        """
        found: dict[str, Addressee] = {}
        for some in self.pool.map(self._batch, batched(people, READ_AT_ONCE, strict=False)):
            found |= {one.person_id: one for one in some}
        return found

    def _batch(self, people: Iterable[str]) -> list[Addressee]:
        names = {f"#{name}": name for name in ("pk", *_FIELDS)}
        wanted: Any = {
            "Keys": [key(_PREFIX + person) for person in people],
            "ProjectionExpression": ", ".join(names),
            "ExpressionAttributeNames": names,
        }
        found: list[Addressee] = []
        for attempt in range(TRIES):
            if attempt:
                self.pause(attempt)
            answer = self.client.batch_get_item(RequestItems={self.table: wanted})
            found += [_addressee(from_item(item)) for item in answer["Responses"].get(self.table, [])]
            left = answer.get("UnprocessedKeys", {}).get(self.table)
            if not left:
                return found
            wanted = left
        raise Unavailable("identities not read", answer_lost=False)


def _addressee(plain: Mapping[str, Any]) -> Addressee:
    last = plain.get("last_interaction", "")
    return Addressee(
        person_id=plain["pk"].removeprefix(_PREFIX),
        user_id=plain["user_id"],
        conversation_id=plain.get("conversation_id", ""),
        recipient=Recipient(
            platform=plain["platform"],
            last_interaction=from_iso(last) if last else None,
            follower=plain.get("follower") is True,
            unreachable=bool(plain.get("unreachable")),
            opted_out=plain.get("opted_out") is True,
        ),
    )
