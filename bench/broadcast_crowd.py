"""The table of identities for a crowd that is computed, not stored: what a broadcast asks of it, and nothing else.

Its people are those of the simulator's crowd of the same page, under the person ids that the webhook would give them.
"""

import bisect
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.broadcast_meter import size_of
from dutydesk import ids
from dutydesk.clock import iso
from dutydesk.stores.identities import page_shard, shard_of
from dutydesk.stores.items import to_item
from local.platforms.crowd import Crowd, Shares

PERSON_KEY = bytes(32)
"""The key that person ids are made with here."""
PAGE_BYTES = 1_048_576
"""What one answer of a query holds at the most (DynamoDB developer guide, "paginating query results")."""

_PROJECTED = ("pk", "sk", "page_shard", "person_id", "platform", "follower", "last_interaction")

type Json = dict[str, Any]


class Identities:
    """Answers ``Query`` by page, ``BatchGetItem``, ``GetItem`` and a write that changes nothing."""

    def __init__(self, *, page_id: str, oa_id: str, count: int) -> None:
        """Deal the people out to the four shards of the index, in the order of their ids."""
        self.page_id, self.oa_id = page_id, oa_id
        self._shards: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        now = datetime.now(UTC)
        # Only ids are asked of it, and they do not depend on how many there are.
        self._crowd = Crowd(page_id, count=1, seed=0, shares=Shares(), interacted_at=now, silent_since=now)
        self._last = iso(now - timedelta(hours=1))
        for number in range(count):
            person = ids.person_id(PERSON_KEY, "zalo", page_id, self._crowd.user_id(number))
            self._numbers[person] = number
            self._shards.setdefault(page_shard(page_id, shard_of(person)), []).append(person)
        for people in self._shards.values():
            people.sort()

    def answer(self, operation: str, asked: Mapping[str, Any]) -> Json:
        """Return what DynamoDB would answer.

        Raises:
            ValueError: a broadcast asks for no such thing.
        """
        match operation:
            case "Query":
                return self._query(asked)
            case "BatchGetItem":
                ((table, wanted),) = asked["RequestItems"].items()
                names = set(wanted["ExpressionAttributeNames"].values())
                found = [self._cut(item, names) for item in self._known(wanted)]
                return {"Responses": {table: found}, "UnprocessedKeys": {}}
            case "GetItem":
                return {"Item": self._item(_person(asked["Key"]))}
            case "UpdateItem":
                return {}
        raise ValueError(f"the crowd does not answer {operation}")

    def billed(self, operation: str, asked: Mapping[str, Any], answer: Json) -> Json:
        """Return the answer as it is billed: a projection does not make an item smaller."""
        if operation != "BatchGetItem":
            return answer
        ((table, wanted),) = asked["RequestItems"].items()
        return {"Responses": {table: self._known(wanted)}}

    def _query(self, asked: Mapping[str, Any]) -> Json:
        values = asked["ExpressionAttributeValues"]
        people = self._shards.get(values[":shard"]["S"], [])
        after = asked.get("ExclusiveStartKey", {}).get("person_id") or values.get(":after", {"S": ""})
        begin, size = bisect.bisect_right(people, after["S"]), 0
        items: list[Json] = []
        for at in range(begin, len(people)):
            item = self._cut(self._item(people[at]), set(_PROJECTED))
            size += size_of(item)
            if size > PAGE_BYTES or len(items) == asked.get("Limit"):
                last = {name: items[-1][name] for name in ("pk", "sk", "page_shard", "person_id")}
                return {"Items": items, "Count": len(items), "LastEvaluatedKey": last}
            items.append(item)
        return {"Items": items, "Count": len(items)}

    def _known(self, wanted: Mapping[str, Any]) -> list[Json]:
        people = [_person(key) for key in wanted["Keys"]]
        return [self._item(person) for person in people if person in self._numbers]

    def _item(self, person: str) -> Json:
        """Return somebody as ``DynamoIdentities.note`` would have written them."""
        return to_item(
            {
                "pk": f"PERSON#{person}",
                "sk": "#",
                "schema": 1,
                "platform": "zalo",
                "page_id": self.page_id,
                "oa_id": self.oa_id,
                "user_id": self._crowd.user_id(self._numbers[person]),
                "last_interaction": self._last,
                "follower": True,
                "person_id": person,
                "page_shard": page_shard(self.page_id, shard_of(person)),
            }
        )

    def _cut(self, item: Json, names: set[str]) -> Json:
        return {name: value for name, value in item.items() if name in names}


def _person(key: Mapping[str, Any]) -> str:
    return str(key["pk"]["S"]).removeprefix("PERSON#")
