"""Planning: everybody meant is in exactly one chunk, however often the planner is interrupted."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from dutydesk.clock import iso
from dutydesk.rails import Recipient
from dutydesk.stores.broadcasts import (
    CHUNK_PREFIX,
    LEDGER_PREFIX,
    Broadcast,
    Letter,
    State,
    Totals,
    add_up,
    broadcast_item,
    broadcast_pk,
    chunk_from,
    ledger_from,
)
from dutydesk.stores.identities import shard_of
from functions.broadcast.header import read_header
from functions.broadcast.planning.audience import Audience, Follower, Selection
from functions.broadcast.planning.planner import NotNow, Planner
from functions.broadcast.planning.sources import DynamoPast
from functions.broadcast.planning.store import DynamoPlans
from functions.broadcast.sending.books import DynamoWork
from tests.fakes.tables import PREFIX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TABLE = PREFIX + "broadcasts"
PAGES = ("zalo-mau-1", "zalo-mau-2", "zalo-doi-mau")
APPS = {"zalo-mau-1": "1", "zalo-mau-2": "1", "zalo-doi-mau": "2"}


class Killed(BaseException):
    """The process died here."""


class Crowd:
    """Followers of pages, in memory."""

    def __init__(self) -> None:
        self.of_pages: dict[str, list[Follower]] = {page: [] for page in PAGES}

    def add(self, page_id: str, number: int, **facts: object) -> str:
        person_id = f"p{number * 2_654_435_761 % 2**128:032x}"
        person_id = "p" + person_id[-3:] + person_id[1:-3]
        known: dict[str, object] = {"platform": "zalo", "last_interaction": NOW - timedelta(hours=1)} | facts
        segments = frozenset(known.pop("segments", ()))  # type: ignore[call-overload]
        recipient = Recipient(**known)  # type: ignore[arg-type]
        self.of_pages[page_id].append(Follower(person_id=person_id, recipient=recipient, segments=segments))
        return person_id

    def of(self, page_id: str, shard: str, *, after: str = "") -> Iterator[Follower]:
        for one in sorted(self.of_pages[page_id], key=lambda follower: follower.person_id):
            if shard_of(one.person_id) == shard and one.person_id > after:
                yield one


class Scene:
    """A broadcast, its audience and a planner over DynamoDB."""

    def __init__(self, client: "DynamoDBClient") -> None:
        self.client = client
        self.crowd = Crowd()
        self.tokens: list[tuple[str, int]] = []
        self.lately: tuple[str, ...] = ()

    def broadcast(self, broadcast_id: str = "B1", *, state: State = State.APPROVED, **audience: Sequence[str]) -> None:
        made = Broadcast(
            broadcast_id=broadcast_id,
            unit="quan-mau",
            title="Thử",
            text="Thử",
            state=state,
            audience={"pages": list(PAGES), **audience},
        )
        self.client.put_item(TableName=TABLE, Item=broadcast_item(made))

    def planner(self, *, rate: float = 6.0) -> Planner:
        return Planner(
            plans=DynamoPlans(self.client, TABLE),
            selection=self.selection,
            app_of=APPS.__getitem__,
            rate_of=lambda _app: rate,
            issue=lambda _broadcast, app_id, count: self.tokens.append((app_id, count)),
            iso_now=lambda: iso(NOW),
        )

    def selection(self, broadcast: Broadcast, _page_id: str) -> Selection:
        return Selection(
            audience=Audience.of(broadcast.audience),
            followers=self.crowd,
            past=DynamoPast(self.client, TABLE),
            lately=self.lately,
            most=1 if self.lately else 0,
        )

    def frozen(self, broadcast_id: str = "B1") -> dict[str, str]:
        """Everybody in the chunks, with their letter; fails when somebody is in two."""
        found: dict[str, str] = {}
        items = self.client.query(
            TableName=TABLE,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": broadcast_pk(broadcast_id)}},
        )["Items"]
        books = [ledger_from(item) for item in items if item["sk"]["S"].startswith(LEDGER_PREFIX)]
        ledgers = {ledger.key.path: ledger for ledger in books}
        for item in items:
            if not item["sk"]["S"].startswith(CHUNK_PREFIX):
                continue
            chunk = chunk_from(item)
            assert list(chunk.people) == sorted(chunk.people)
            assert found.keys().isdisjoint(chunk.people)
            found |= dict(zip(chunk.people, ledgers[chunk.key.path].letters, strict=True))
        return found


@pytest.fixture(name="scene")
def _scene(dynamodb: "DynamoDBClient") -> Scene:
    return Scene(dynamodb)


def test_everybody_is_frozen_once_and_waits_on_the_lists_of_their_apps(scene: Scene) -> None:
    everybody = {scene.crowd.add(PAGES[number % 3], number) for number in range(500)}
    scene.broadcast()
    progress = scene.planner().plan("B1")
    assert scene.frozen() == dict.fromkeys(everybody, Letter.PENDING)
    header = read_header(scene.client, TABLE, "B1")
    assert (header.state, header.target, header.apps) == (State.SENDING, 500, ("1", "2"))
    assert progress.target == 500
    assert [app for app, _ in scene.tokens] == ["1", "2"]
    assert {one.broadcast_id for one in DynamoWork(scene.client, TABLE).active("1")} == {"B1"}


def test_chunks_hold_about_ten_seconds_of_the_apps_rate(scene: Scene) -> None:
    for number in range(1200):
        scene.crowd.add(PAGES[0], number)
    scene.broadcast()
    scene.planner(rate=10.0).plan("B1")
    work = DynamoWork(scene.client, TABLE)
    (active,) = work.active("1")
    chunk = work.chunk_after(active)
    assert chunk is not None
    assert len(chunk.people) == 100


@pytest.mark.parametrize(
    ("facts", "letter"),
    [
        ({"opted_out": True}, Letter.SKIPPED_OPTED_OUT),
        ({"unreachable": True}, Letter.SKIPPED_GONE),
    ],
)
def test_whom_it_passes_by_is_in_the_books_with_the_reason(
    scene: Scene, facts: dict[str, object], letter: Letter
) -> None:
    person = scene.crowd.add(PAGES[0], 1, **facts)
    other = scene.crowd.add(PAGES[0], 2)
    scene.broadcast()
    scene.planner().plan("B1")
    assert scene.frozen() == {person: letter, other: Letter.PENDING}


def test_tags_topics_and_exclusions_choose(scene: Scene) -> None:
    tagged = scene.crowd.add(PAGES[0], 1, segments=("tag:to-truong", "topic:an-ninh"))
    scene.crowd.add(PAGES[0], 2, segments=("tag:khac",))
    left_out = scene.crowd.add(PAGES[0], 3, segments=("topic:an-ninh",))
    scene.broadcast(segments=["topic:an-ninh"], excluded=[left_out])
    scene.planner().plan("B1")
    assert set(scene.frozen()) == {tagged}


def test_who_got_an_earlier_one_and_who_did_not(scene: Scene) -> None:
    people = sorted(scene.crowd.add(PAGES[0], number) for number in range(200))
    scene.broadcast("B1")
    scene.planner().plan("B1")
    got = set(_send_to_every_other(scene, "B1"))
    scene.broadcast("B2", not_got="B1")  # as it was stored before several could be named
    scene.planner().plan("B2")
    scene.broadcast("B3", got="B1")
    scene.planner().plan("B3")
    assert set(scene.frozen("B2")) == set(people) - got
    assert set(scene.frozen("B3")) == got


def test_who_got_none_of_several_earlier_ones(scene: Scene) -> None:
    people = {scene.crowd.add(PAGES[0], number) for number in range(200)}
    scene.broadcast("B1")
    scene.planner().plan("B1")
    first = set(_send_to_every_other(scene, "B1"))
    scene.broadcast("B2", not_got=["B1"])
    scene.planner().plan("B2")
    second = set(_send_to_every_other(scene, "B2"))
    assert first
    assert second
    scene.broadcast("B3", not_got=["B1", "B2"])
    scene.planner().plan("B3")
    assert set(scene.frozen("B3")) == people - first - second


def test_who_had_enough_lately_is_passed_by(scene: Scene) -> None:
    people = {scene.crowd.add(PAGES[0], number) for number in range(100)}
    scene.broadcast("B1")
    scene.planner().plan("B1")
    got = set(_send_to_every_other(scene, "B1"))
    scene.lately = ("B1",)
    scene.broadcast("B2")
    scene.planner().plan("B2")
    frozen = scene.frozen("B2")
    assert set(frozen) == people
    assert {person for person, letter in frozen.items() if letter == Letter.SKIPPED_OFTEN} == got


def test_nobody_ends_it_at_once_and_issues_nothing(scene: Scene) -> None:
    scene.broadcast()
    scene.planner().plan("B1")
    header = read_header(scene.client, TABLE, "B1")
    assert (header.state, header.target, header.reason) == (State.DONE, 0, "nobody")
    assert scene.tokens == []


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED, State.DONE, State.PAUSED])
def test_what_is_not_approved_is_not_planned(scene: Scene, state: State) -> None:
    scene.crowd.add(PAGES[0], 1)
    scene.broadcast(state=state)
    with pytest.raises(NotNow):
        scene.planner().plan("B1")
    assert scene.frozen() == {}


def test_a_second_delivery_issues_the_same_tokens_and_changes_nothing(scene: Scene) -> None:
    for number in range(300):
        scene.crowd.add(PAGES[number % 3], number)
    scene.broadcast()
    scene.planner().plan("B1")
    before, issued = scene.frozen(), list(scene.tokens)
    scene.planner().plan("B1")
    assert scene.frozen() == before
    assert scene.tokens == issued * 2


def test_wherever_the_planner_dies_another_finishes_its_work(scene: Scene) -> None:
    for number in range(60):
        scene.crowd.add(PAGES[number % 3], number)
    step = 0
    while True:
        broadcast_id = f"B{step}"
        scene.broadcast(broadcast_id)
        calls = _Dying(scene.client, step)
        planner = scene.planner()
        object.__setattr__(planner, "plans", DynamoPlans(calls, TABLE))  # type: ignore[arg-type]
        try:
            planner.plan(broadcast_id)
        except Killed:
            scene.crowd.add(PAGES[0], 10_000 + step)
            scene.planner().plan(broadcast_id)
        else:
            break
        frozen = scene.frozen(broadcast_id)
        assert len(frozen) in range(60 + step, 62 + step)
        assert read_header(scene.client, TABLE, broadcast_id).target == len(frozen)
        _forget(scene)
        step += 1
    assert step >= 15


def test_two_planners_at_the_same_moment_freeze_nobody_twice(scene: Scene) -> None:
    everybody = {scene.crowd.add(PAGES[0], number) for number in range(300)}
    scene.broadcast()
    other = scene.planner()
    begun = False
    real = scene.crowd.of

    def of(page_id: str, shard: str, *, after: str = "") -> Iterator[Follower]:
        nonlocal begun
        for one in real(page_id, shard, after=after):
            if not begun and shard == "1":
                begun = True
                other.plan("B1")
            yield one

    scene.crowd.of = of  # type: ignore[method-assign]
    with pytest.raises(Exception, match="changed meanwhile"):
        scene.planner().plan("B1")
    scene.planner().plan("B1")
    assert set(scene.frozen()) == everybody


def _send_to_every_other(scene: Scene, broadcast_id: str) -> Iterator[str]:
    """Write every second letter of a broadcast's ledgers as sent; yield the people."""
    work = DynamoWork(scene.client, TABLE)
    items = scene.client.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :chunk)",
        ExpressionAttributeValues={":pk": {"S": broadcast_pk(broadcast_id)}, ":chunk": {"S": CHUNK_PREFIX}},
    )["Items"]
    assert work.active("1")
    for item in items:
        chunk = chunk_from(item)
        letters = "".join("s" if number % 2 else "r" for number in range(len(chunk.people)))
        scene.client.update_item(
            TableName=TABLE,
            Key={"pk": item["pk"], "sk": {"S": LEDGER_PREFIX + chunk.key.path}},
            UpdateExpression="SET letters = :letters",
            ExpressionAttributeValues={":letters": {"S": letters}},
        )
        yield from chunk.people[1::2]


def _forget(scene: Scene) -> None:
    """Empty the table: moto copies all of it for every transaction."""
    for item in scene.client.scan(TableName=TABLE)["Items"]:
        scene.client.delete_item(TableName=TABLE, Key={"pk": item["pk"], "sk": item["sk"]})


class _Dying:
    """A client that dies before its n-th write."""

    def __init__(self, client: "DynamoDBClient", writes: int) -> None:
        self._client, self._left = client, writes

    def __getattr__(self, name: str) -> object:
        real = getattr(self._client, name)
        if name not in {"transact_write_items", "put_item", "update_item"}:
            return real

        def write(**call: object) -> object:
            if self._left == 0:
                raise Killed
            self._left -= 1
            return real(**call)

        return write


def test_totals_add_up() -> None:
    totals = add_up(["ssp", "duw", "exr"])
    assert totals == Totals(
        target=9,
        sent=4,
        failed=2,
        skipped=1,
        unknown=1,
        pending=1,
        delivered=2,
        seen=1,
        letters={"s": 2, "p": 1, "d": 1, "u": 1, "w": 1, "e": 1, "x": 1, "r": 1},
    )
    assert totals.target == totals.sent + totals.failed + totals.skipped + totals.unknown + totals.pending
