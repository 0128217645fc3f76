"""Crowds: people whom the simulated platform deals out, and whom the desk knows as the sync of followers would."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from dutydesk.clock import utc_now
from dutydesk.stores.items import key
from local.rehearsal.people import enter, identity, members
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Citizen, Desk


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
        now, client = utc_now(), self.backroom.client("dynamodb")
        # Who cannot be reached is for the platform to say: the desk believes that all wrote lately.
        known = [replace(one, wrote_lately=True) for one in members(desk.http, url, count)]
        items = [identity(page, one, self._person(page, one.user_id), tag=self.tag, now=now) for one in known]
        enter(client, f"{PREFIX}identities", items)
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
            ExpressionAttributeValues={":tags": {"SS": [self.tag]}},
        )

    def _person(self, page: dict[str, Any], user_id: str) -> str:
        desk = self.backroom.desk
        simulator, page_id = desk.endpoints.simulator, page["page_id"]
        return self.backroom.person_id(Citizen(http=desk.http, simulator=simulator, user_id=user_id, page_id=page_id))
