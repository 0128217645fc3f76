"""Putting followers among the identities: what is missing, and nothing that is known better.

Most followers are known by the second night. So they are read first, fifty in one batch at half a unit each, and only
those of whom something is missing are written.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.errors import Unavailable
from dutydesk.stores.content import Page
from dutydesk.stores.identities import page_shard, shard_of
from dutydesk.stores.items import from_item, key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TRIES = 6
_PREFIX = "PERSON#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How many of some followers the desk did not know, and how many it knew incompletely."""

    added: int = 0
    mended: int = 0


class Acquaintances(Protocol):
    """Where followers become known."""

    def meet(self, page: Page, user_ids: Sequence[str], *, since: str) -> Met:
        """Have these followers of the page, at most 100, known as such; idempotent.

        Somebody who left the page at ``since`` (ISO-8601) or later, by the platform's time, stays one who left. A
        last interaction is never invented: of whom none is known, none is written.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamoAcquaintances:
    """The ``Acquaintances`` port on the table of identities (see ``dutydesk.stores.identities``).

    Reads are eventually consistent: what is written is decided by each write's own condition.
    """

    client: "DynamoDBClient"
    table: str
    person_id: Callable[[str, str], str]
    """Names a user of a page as the webhook does: told page id and user id."""
    pool: Executor
    pause: Callable[[int], None]
    """Waits before another attempt, numbered from 1."""

    def meet(self, page: Page, user_ids: Sequence[str], *, since: str) -> Met:
        """Read all, write those of whom something is missing, side by side."""
        users = {self.person_id(page.page_id, user_id): user_id for user_id in user_ids}
        known = self._known(list(users))
        lacking = [person for person in users if not _is_complete(known.get(person))]
        written = list(self.pool.map(lambda person: self._write(page, person, users[person], since), lacking))
        mended = sum(done and person in known for person, done in zip(lacking, written, strict=True))
        return Met(added=sum(written) - mended, mended=mended)

    def _known(self, people: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        if not people:
            return {}
        found: dict[str, Mapping[str, Any]] = {}
        wanted: Any = {
            "Keys": [key(_PREFIX + person) for person in people],
            "ProjectionExpression": "pk, follower, page_shard",
        }
        for attempt in range(TRIES):
            if attempt:
                self.pause(attempt)
            answer = self.client.batch_get_item(RequestItems={self.table: wanted})
            items = [from_item(item) for item in answer["Responses"].get(self.table, [])]
            found |= {item["pk"].removeprefix(_PREFIX): item for item in items}
            wanted = answer.get("UnprocessedKeys", {}).get(self.table)
            if not wanted:
                return found
        raise Unavailable("identities not read", answer_lost=False)

    def _write(self, page: Page, person_id: str, user_id: str, since: str) -> bool:
        """Write one; False when the person has left since."""
        own = {"platform": page.platform, "page_id": page.page_id, "oa_id": page.oa_id, "user_id": user_id}
        missing = ", ".join(f"{name} = if_not_exists({name}, :{name})" for name in own)
        try:
            self.client.update_item(
                TableName=self.table,
                Key=key(_PREFIX + person_id),
                UpdateExpression=f"SET {missing}, person_id = :person, page_shard = :shard, follower = :follows,"
                " #schema = if_not_exists(#schema, :one)",
                ConditionExpression="attribute_not_exists(follower) OR follower = :follows"
                " OR last_interaction < :since",
                ExpressionAttributeNames={"#schema": "schema"},
                ExpressionAttributeValues={
                    **{f":{name}": {"S": value} for name, value in own.items()},
                    ":person": {"S": person_id},
                    ":shard": {"S": page_shard(page.page_id, shard_of(person_id))},
                    ":follows": {"BOOL": True},
                    ":since": {"S": since},
                    ":one": {"N": "1"},
                },
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _is_complete(item: Mapping[str, Any] | None) -> bool:
    return item is not None and item.get("follower") is True and bool(item.get("page_shard"))
