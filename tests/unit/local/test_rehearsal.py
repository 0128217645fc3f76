"""A rehearsal: what may be asked of it, what it does to a stack, and that it puts everything back."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from dutydesk.stores.identities import page_shard
from dutydesk.stores.items import from_item, key, to_item
from local.errors import LocalError
from local.rehearsal.asked import Asked, of_preflight, words_in
from local.rehearsal.play import Outcome, Rehearsal
from local.rehearsal.stage import Stage
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.tables import PREFIX, create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAGE = {"page_id": "zalo-quan-mau", "unit": "quan-mau", "app_id": "1", "oa_id": "77"}
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
PACER = {"pk": "APP#1", "sk": "PACER", "schema": 1, "per_minute": 900, "reserve_percent": 7, "generation": 3}
SETTINGS = {"requests_per_minute": 4000, "latency_ms": 0.0, "deadline_s": 2.0}


@dataclass
class World:
    """The admin API and the simulator in one: everybody who is counted has got it two looks after the approval."""

    dynamodb: "DynamoDBClient"
    settings: dict[str, Any] = field(default_factory=lambda: dict(SETTINGS))
    crowd: dict[str, Any] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)
    ends_as: str = "done"
    fails_at: str = ""
    state: str = "draft"
    draft: dict[str, Any] = field(default_factory=dict)
    approved_by: list[str] = field(default_factory=list)
    needs: int = 1
    expired: bool = False
    _looks: Iterator[int] = field(default_factory=itertools.count)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        call = f"{request.method} {request.url.path}"
        self.calls.append(call)
        if self.fails_at and call.endswith(self.fails_at):
            return httpx.Response(409, json={"message": "no"})
        body = json.loads(request.content) if request.content else None
        if request.url.path.startswith("/admin"):
            return self._admin(request, body)
        return self._platform(request, body)

    def _platform(self, request: httpx.Request, body: Any) -> httpx.Response:
        match request.method, request.url.path:
            case "POST", "/settings":
                self.settings |= body
            case "POST", "/pages/zalo-quan-mau/crowd":
                self.crowd = body
            case "DELETE", "/pages/zalo-quan-mau/crowd":
                self.crowd = {}
        used = {"taken": 100, "refused": 1} if self.state == "draft" else {"taken": 190, "refused": 11}
        shown: dict[str, Any] = {
            "/settings": self.settings,
            "/limits": {"apps": [{"app_id": "1", **used}, {"app_id": "2", **used}]},
            "/pages/zalo-quan-mau/crowd/tally": {"recipients": 90, "duplicates": 0},
            "/pages/zalo-quan-mau/crowd": self._listed(),
        }
        return httpx.Response(200, json=shown[request.url.path])

    def _listed(self) -> dict[str, Any]:
        count = self.crowd.get("count", 0)
        silent = round(count * self.crowd.get("outside_window", 0))
        return {"user_ids": [f"u{n}" for n in range(count)], "standings": "o" * silent + "r" * (count - silent)}

    def _admin(self, request: httpx.Request, body: Any) -> httpx.Response:
        if self.expired:
            self.expired = False
            return httpx.Response(401)
        officer = request.headers["authorization"].removeprefix("Bearer token of ")
        if request.url.path.endswith("/broadcasts"):
            self.draft = body
        elif request.url.path.endswith("/approve"):
            self.seen = self.identities()
            self.approved_by.append(officer)
            self.state = "approved" if len(self.approved_by) >= self.needs else "draft"
        elif request.url.path.endswith("/cancel"):
            self.state = "cancelled"
        elif self.state != "draft" and next(self._looks) > 1:
            self.state = self.ends_as
        return httpx.Response(200, json=self._shown())

    def _shown(self) -> dict[str, Any]:
        counted = {"seconds": 9, "people": 100, "reach": {"zalo_consultation": 90}, "passed_by": {"w": 10}}
        books = {"target": 100, "sent": 90, "failed": 0, "skipped": 10, "unknown": 0, "pending": 0}
        return {
            "id": "B1",
            "state": self.state,
            "preflight": counted,
            "approved_by": self.approved_by,
            "started_at": "2026-11-22T05:00:00.000Z",
            "ended_at": "2026-11-22T05:00:12.000Z",
            "books": books,
            "reason_words": "",
        }

    def identities(self) -> list[dict[str, Any]]:
        return [from_item(item) for item in self.dynamodb.scan(TableName=PREFIX + "identities")["Items"]]

    def pacer(self) -> dict[str, Any]:
        found = self.dynamodb.get_item(TableName=PREFIX + "apps", Key=key("APP#1", "PACER"))
        return from_item(found.get("Item", {}))


@pytest.fixture(name="world")
def _world() -> Iterator[World]:
    with dynamodb_in_process() as dynamodb:
        create_tables(dynamodb)
        yield World(dynamodb)


def rehearsal(world: World, *, at: datetime = NOON, said: list[str] | None = None) -> Rehearsal:
    stage = Stage(
        http=httpx.Client(transport=httpx.MockTransport(world)),
        api="http://desk",
        simulator="http://simulator",
        page=PAGE,
        token=lambda username: f"token of {username}",
        dynamodb=world.dynamodb,
        tables={name: PREFIX + name for name in ("apps", "identities")},
        person_key=b"key",
    )
    seconds = itertools.count()
    say = said.append if said is not None else (lambda _line: None)
    return Rehearsal(stage=stage, say=say, clock=lambda: at, now=lambda: float(next(seconds)), sleep=lambda _s: None)


ASKED = Asked(people=100, per_minute=600, latency_ms=50, window_share=0.9, text="Thử lũ.")


def test_it_tells_what_was_expected_what_came_and_what_the_limit_refused(world: World) -> None:
    outcome = rehearsal(world).play(ASKED)
    assert (outcome.expected_s, outcome.took_s, outcome.reach) == (9, 12.0, 90)
    assert (outcome.arrived, outcome.duplicates, outcome.requests, outcome.limit_errors) == (90, 0, 100, 10)
    said = "\n".join(outcome.lines())
    assert "9 s for the 90 people" in said
    assert "12 s, 7.5 a second" in said
    assert "they balance" in said
    assert "10 of 100 requests (10.00%)" in said


def test_books_that_do_not_balance_are_said_loudly() -> None:
    books = {"target": 100, "sent": 90, "failed": 0, "skipped": 9, "unknown": 0, "pending": 0}
    facts: dict[str, Any] = {"arrived": 90, "duplicates": 0, "requests": 0, "limit_errors": 0, "state": "done"}
    outcome = Outcome(expected_s=70, took_s=0.0, reach=90, books=books, reason="", **facts)
    said = "\n".join(outcome.lines())
    assert "THEY DO NOT BALANCE" in said
    assert "1 min 10 s" in said


def test_while_it_plays_the_desk_knows_the_crowd_and_both_keep_to_the_limit(world: World) -> None:
    world.dynamodb.put_item(TableName=PREFIX + "apps", Item=to_item(PACER))
    limits: list[tuple[Any, Any]] = []
    real = world._admin

    def watched(request: httpx.Request, body: Any) -> httpx.Response:
        limits.append((world.settings["requests_per_minute"], world.pacer()["per_minute"]))
        return real(request, body)

    object.__setattr__(world, "_admin", watched)
    rehearsal(world).play(ASKED)
    assert set(limits) == {(600, 600)}
    assert len(world.seen) == 100
    tags = {tag for one in world.seen for tag in one["segments"]}
    assert tags == set(world.draft["audience"]["segments"])
    assert sum(one["last_interaction"].startswith("2026-11-22") for one in world.seen) == 90
    assert all(one["page_shard"] in {page_shard(PAGE["page_id"], shard) for shard in "0123"} for one in world.seen)
    assert world.draft["text"] == "Thử lũ."


@pytest.mark.parametrize("fails_at", ["", "/preflight", "/approve", "/tally", "POST /admin/broadcasts"])
def test_whatever_happens_limits_people_and_crowd_are_put_back(world: World, fails_at: str) -> None:
    world.dynamodb.put_item(TableName=PREFIX + "apps", Item=to_item(PACER))
    world.fails_at = fails_at
    if fails_at:
        with pytest.raises(LocalError):
            rehearsal(world).play(ASKED)
    else:
        rehearsal(world).play(ASKED)
    assert (world.settings, world.pacer(), world.identities(), world.crowd) == (SETTINGS, PACER, [], {})


def test_an_app_without_a_limit_of_its_own_has_none_afterwards(world: World) -> None:
    rehearsal(world).play(ASKED)
    assert "per_minute" not in world.pacer()


def test_two_officers_approve_what_takes_two(world: World) -> None:
    world.needs = 2
    rehearsal(world).play(ASKED)
    assert world.approved_by == ["supervisor", "administrator"]


@pytest.mark.parametrize(
    ("at", "people", "urgent"),
    [(NOON, 100, False), (NOON.replace(hour=16), 100, True), (NOON.replace(hour=14, minute=55), 100, True)],
    ids=["noon", "night", "just-before"],
)
def test_at_night_it_is_an_emergency(world: World, at: datetime, people: int, *, urgent: bool) -> None:
    rehearsal(world, at=at).play(Asked(people=people))
    assert (world.draft.get("priority") == "emergency") is urgent
    assert bool(world.draft.get("night_reason")) is urgent


def test_a_token_that_has_run_out_is_fetched_anew(world: World) -> None:
    world.expired = True
    assert rehearsal(world).play(ASKED).state == "done"


def test_one_that_pauses_itself_is_cancelled_and_told(world: World) -> None:
    world.ends_as = "paused"
    assert rehearsal(world).play(ASKED).state == "paused"
    assert world.state == "cancelled"


def test_one_that_takes_far_too_long_is_cancelled(world: World) -> None:
    world.ends_as = "sending"
    with pytest.raises(LocalError, match="far too long"):
        rehearsal(world).play(ASKED)
    assert world.state == "cancelled"
    assert world.identities() == []


@pytest.mark.parametrize(
    "wrong",
    [{"people": 0}, {"people": 500_001}, {"window_share": 0}, {"window_share": 1.1}, {"per_minute": -1}, {"text": " "}],
    ids=str,
)
def test_what_cannot_be_rehearsed_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(LocalError):
        Asked(**{"people": 10, **wrong})


def test_a_real_preflight_gives_people_reach_and_words(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    shown = {"text": "Cắt điện.", "preflight": {"people": 400, "reach": {"zalo_consultation": 200, "x": 100}}}
    file.write_text(json.dumps(shown))
    assert of_preflight(file) == {"people": 400, "window_share": 0.75, "text": "Cắt điện."}


@pytest.mark.parametrize("content", ["", "[]", '{"text": "a", "preflight": null}', '{"text": "a", "preflight": {}}'])
def test_what_is_no_preflight_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(content)
    with pytest.raises(LocalError, match="pre-flight"):
        of_preflight(file)
    with pytest.raises(LocalError, match="cannot be read"):
        words_in(tmp_path / "none")
