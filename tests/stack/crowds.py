"""Crowds: people whom the simulated platform deals out, and whom the desk knows as the sync of followers would."""

import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import Any

from dutydesk.clock import iso, utc_now
from dutydesk.stores.identities import page_shard, shard_of
from dutydesk.stores.items import key, to_item
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Citizen, Desk

LISTED_AT_ONCE = 20_000
WRITTEN_AT_ONCE = 25
WRITERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """One page's crowd; ``people`` are our ids of its members, sorted."""

    desk: Desk
    page_id: str
    app_id: str
    people: tuple[str, ...]

    def tally(self) -> dict[str, Any]:
        """Return what has arrived, as the platform counts."""
        answer = self.desk.http.get(f"{self.desk.endpoints.simulator}/pages/{self.page_id}/crowd/tally")
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def messages(self) -> int:
        """Return how many messages the platform has delivered to the crowd."""
        return int(self.tally()["total_messages"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowds:
    """Makes crowds that one test has to itself: by ``tag``, which no other person carries."""

    backroom: Backroom
    tag: str

    @classmethod
    def of(cls, backroom: Backroom) -> "Crowds":
        """Return the crowds of one test."""
        return cls(backroom=backroom, tag=f"tag:{secrets.token_hex(6)}")

    def gather(self, unit: str, count: int, **shares: float) -> Crowd:
        """Let ``count`` people follow a unit's page, and the desk know them; ``shares`` are the simulator's."""
        desk = self.backroom.desk
        page = desk.endpoints.page(unit)
        url = f"{desk.endpoints.simulator}/pages/{page['page_id']}/crowd"
        asked = {"count": count, "seed": secrets.randbelow(10_000), **shares}
        desk.http.post(url, json=asked).raise_for_status()
        user_ids = list(self._user_ids(url, count))
        items = [self._identity(page, user_id) for user_id in user_ids]
        self._write(items)
        people = tuple(sorted(item["person_id"] for item in items))
        return Crowd(desk=desk, page_id=page["page_id"], app_id=page["app_id"], people=people)

    def count_in(self, citizen: Citizen) -> None:
        """Have somebody who has written to the desk stand where the crowds of this test stand."""
        self.backroom.client("dynamodb").update_item(
            TableName=f"{PREFIX}identities",
            Key=key(f"PERSON#{self.backroom.person_id(citizen)}"),
            UpdateExpression="SET #segments = :tags",
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeNames={"#segments": "segments"},
            ExpressionAttributeValues={":tags": {"L": [{"S": self.tag}]}},
        )

    def _user_ids(self, url: str, count: int) -> Iterator[str]:
        for offset in range(0, count, LISTED_AT_ONCE):
            listed = self.backroom.desk.http.get(url, params={"offset": offset, "limit": LISTED_AT_ONCE})
            yield from listed.json()["user_ids"]

    def _identity(self, page: dict[str, Any], user_id: str) -> dict[str, Any]:
        desk = self.backroom.desk
        simulator = desk.endpoints.simulator
        citizen = Citizen(http=desk.http, simulator=simulator, user_id=user_id, page_id=page["page_id"])
        person = self.backroom.person_id(citizen)
        return {
            "pk": f"PERSON#{person}",
            "sk": "#",
            "schema": 1,
            "person_id": person,
            "page_shard": page_shard(page["page_id"], shard_of(person)),
            "platform": "zalo",
            "page_id": page["page_id"],
            "oa_id": page["oa_id"],
            "user_id": user_id,
            "follower": True,
            "last_interaction": iso(utc_now() - timedelta(hours=1)),
            "segments": [self.tag],
        }

    def _write(self, items: Sequence[dict[str, Any]]) -> None:
        client, table = self.backroom.client("dynamodb"), f"{PREFIX}identities"

        def put(some: Sequence[dict[str, Any]]) -> None:
            wanted: Any = {table: [{"PutRequest": {"Item": to_item(item)}} for item in some]}
            while wanted:
                wanted = client.batch_write_item(RequestItems=wanted)["UnprocessedItems"]

        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(put, batched(items, WRITTEN_AT_ONCE, strict=False)))
