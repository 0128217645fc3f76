"""Telling many people something, as officers do it: draft, count, approve, watch; and the books behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from dutydesk.clock import utc_now
from dutydesk.messages import PlanMessage, PlanWork, to_json
from dutydesk.quiet_hours import is_night
from dutydesk.stores.broadcasts import (
    CHUNK_PREFIX,
    HEARD_PREFIX,
    LEDGER_PREFIX,
    State,
    Totals,
    add_up,
    broadcast_pk,
    chunk_from,
    ledger_from,
    merged,
)
from dutydesk.stores.items import key
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.crowds import Crowd, Crowds
from tests.stack.desk import Desk, OfficerAtDesk, wait_until

UNIT = "quan-mau"
TEXT = (
    "Bà con chú ý: có đối tượng giả danh công an gọi điện yêu cầu chuyển tiền. Công an không làm việc qua điện thoại."
)
OVER = ("done", "cancelled")
LONGEST = timedelta(minutes=30)
"""What would still be going at ten in the evening is not let out, so tests that begin just before go as if by night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Every chunk of a broadcast with what its ledger, and what was heard, say together."""

    people: Sequence[str]
    letters: Sequence[str]

    @property
    def totals(self) -> Totals:
        """Add up."""
        return add_up(self.letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One broadcast on a running desk."""

    desk: Desk
    backroom: Backroom
    broadcast_id: str

    @classmethod
    def begin(cls, backroom: Backroom, crowds: Crowds, to: Iterable[Crowd], *, urgent: bool = False) -> "Telling":
        """Draft, count and approve a broadcast to these crowds; return when it is on its way."""
        desk, pages = backroom.desk, sorted(crowd.page_id for crowd in to)
        draft = {
            "title": "Cảnh báo giả danh công an",
            "text": f"{TEXT} ({crowds.tag})",
            "unit": UNIT,
            "audience": {"pages": pages, "segments": [crowds.tag]},
        }
        if urgent:
            draft |= {"priority": "emergency", "night_reason": "diễn tập"}
        drafted = desk.officer_called("editor").post("broadcasts", draft)
        assert drafted.status_code == HTTPStatus.CREATED, drafted.text
        telling = cls(desk=desk, backroom=backroom, broadcast_id=drafted.json()["id"])
        telling.order("preflight")
        wait_until(lambda: telling.shown()["preflight"], "the audience is counted", timeout_s=60)
        if (is_night(utc_now()) or is_night(utc_now() + LONGEST)) and not urgent:
            telling._as_if_by_day()
            return telling
        telling.order("approve", by="supervisor")
        if telling.shown()["state"] == "draft":
            telling.order("approve", by="administrator")
        return telling

    def _as_if_by_day(self) -> None:
        """Let it out behind the desk's back: the desk lets nothing but emergencies out at night, and tests run then."""
        self.backroom.client("dynamodb").update_item(
            TableName=f"{PREFIX}broadcasts",
            Key=key(broadcast_pk(self.broadcast_id)),
            UpdateExpression="SET #state = :approved",
            ExpressionAttributeNames={"#state": "state"},
            ExpressionAttributeValues={":approved": {"S": State.APPROVED}},
        )
        order = PlanMessage(broadcast_id=self.broadcast_id, work=PlanWork.PLAN)
        self.backroom.send("plans", to_json(order), group=self.broadcast_id, dedupe=f"{self.broadcast_id}#plan")

    def order(self, deed: str, *, by: str = "supervisor") -> dict[str, Any]:
        """Have an officer do something with it, and return the answer."""
        answer = self.officer(by).post(f"broadcasts/{self.broadcast_id}/{deed}", {})
        assert answer.is_success, f"{deed}: {answer.text}"
        told: dict[str, Any] = answer.json()
        return told

    def officer(self, username: str = "supervisor") -> OfficerAtDesk:
        """Return an officer of the whole district."""
        return self.desk.officer_called(username)

    def shown(self) -> dict[str, Any]:
        """Return what an officer sees of it."""
        read = self.officer().get(f"broadcasts/{self.broadcast_id}")
        assert read.status_code == HTTPStatus.OK, read.text
        told: dict[str, Any] = read.json()
        return told

    def await_over(self, *, timeout_s: float = 120.0) -> dict[str, Any]:
        """Return what is shown once it is done or cancelled and nobody is pending."""

        def over() -> bool:
            return self._state() in OVER and not self.books().totals.pending

        wait_until(over, "the broadcast is over", timeout_s=timeout_s)
        return self.shown()

    def _state(self) -> str:
        """Read the header alone: to add up the books of thousands again and again would slow down what is measured."""
        found = self.backroom.client("dynamodb").get_item(
            TableName=f"{PREFIX}broadcasts", Key=key(broadcast_pk(self.broadcast_id)), ConsistentRead=True
        )
        return str(found["Item"]["state"]["S"])

    def books(self) -> Books:
        """Read chunks, ledgers and what was heard, straight from the table."""
        pages = (
            self.backroom.client("dynamodb")
            .get_paginator("query")
            .paginate(
                TableName=f"{PREFIX}broadcasts",
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": {"S": broadcast_pk(self.broadcast_id)}},
                ConsistentRead=True,
            )
        )
        items = {item["sk"]["S"]: item for page in pages for item in page["Items"]}
        people: list[str] = []
        letters: list[str] = []
        for sk in sorted(one for one in items if one.startswith(CHUNK_PREFIX)):
            path = sk.removeprefix(CHUNK_PREFIX)
            heard = items.get(HEARD_PREFIX + path)
            people += chunk_from(items[sk]).people
            letters += merged(ledger_from(items[LEDGER_PREFIX + path]).letters, heard["heard"]["S"] if heard else "")
        return Books(people=people, letters=letters)


def imbalances(telling: Telling, crowds: Sequence[Crowd]) -> list[str]:
    """Return each way in which the books, the platform and what officers see do not agree."""
    books, shown = telling.books(), telling.shown()
    totals, tallies = books.totals, [crowd.tally() for crowd in crowds]
    wanted = sorted(person for crowd in crowds for person in crowd.people)
    got = sum(tally["recipients"] for tally in tallies)
    found = {
        "somebody is in no chunk, or in two": sorted(books.people) != wanted,
        "chunks and ledgers differ in length": len(books.people) != len(books.letters),
        "letters do not add up to the target": not totals.target == shown["target"] == len(wanted),
        "officers see other totals": _told(shown) != _summed(totals),
        "somebody got it twice": any(tally["duplicates"] for tally in tallies),
        "more arrived than the books can explain": not totals.sent <= got <= totals.sent + totals.unknown,
    }
    wrong = [name for name, is_so in found.items() if is_so]
    return [*wrong, f"books {totals}, platform {got}, officers see {shown['books']}"] if wrong else []


def _told(shown: Mapping[str, Any]) -> dict[str, int]:
    names = ("target", "sent", "failed", "skipped", "unknown", "pending")
    return {name: shown["books"][name] for name in names}


def _summed(totals: Totals) -> dict[str, int]:
    names = ("target", "sent", "failed", "skipped", "unknown", "pending")
    return {name: getattr(totals, name) for name in names}
