"""What ``plan`` is told to do: count without freezing, plan, and show the words to those who ask for that."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.clock import iso
from dutydesk.errors import Conflict
from dutydesk.ids import shown
from dutydesk.messages import PlanMessage, PlanWork, Reply
from dutydesk.stores.broadcasts import Broadcast, Priority, State
from dutydesk.stores.items import from_item, key
from functions.broadcast.planning.audience import Follower
from functions.broadcast.planning.headers import DynamoHeaders
from functions.broadcast.planning.orders import Orders
from functions.broadcast.planning.preflight import UNKNOWN_PAGE, Counting, Preflight
from functions.broadcast.planning.sources import DynamoFollowers, DynamoPast
from functions.broadcast.planning.tags import DynamoSegments, Tagger
from functions.broadcast.planning.wiring import MOST_LATELY, Selections
from tests.fakes.queues import QueueRefused
from tests.unit.broadcast.town import BROADCASTS, IDENTITIES, PAGES, UNIT, Town

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ONE, TWO, OTHER = PAGES


class Scene:
    """A town and somebody who carries out orders there."""

    def __init__(self, dynamodb: "DynamoDBClient") -> None:
        self.town = Town(dynamodb)
        self.replies: list[Reply] = []
        self.unready: dict[str, str] = {}
        self.asked: list[str] = []

    def orders(self) -> Orders:
        town = self.town
        selections = Selections(
            followers=DynamoFollowers(town.dynamodb, IDENTITIES),
            past=DynamoPast(town.dynamodb, BROADCASTS),
            clock=town.clock,
        )
        return Orders(
            headers=DynamoHeaders(town.dynamodb, BROADCASTS),
            planner=town.planner(),
            counting=Counting(
                selection=selections.of,
                app_of=PAGES.get,
                why_unready=lambda page_id: self.unready.get(page_id, ""),
                rate_of=lambda _app: 10.0,
                clock=town.clock,
            ),
            unit_name=lambda _unit: UNIT,
            reply=self.replies.append,
            ask_quota=self.ask_quota,
            wake=town.waking().wake,
            tag=Tagger(DynamoSegments(town.dynamodb, IDENTITIES)).carry_out,
            clock=town.clock,
        )

    def ask_quota(self, broadcast: Broadcast, counted: Preflight) -> None:
        """Fails once it has been told, as a queue may."""
        self.asked.append(f"{broadcast.broadcast_id} {counted.counted_at}")
        raise QueueRefused

    def ordered(self, work: PlanWork, *, to: tuple[str, ...] = ()) -> str:
        return self.orders().carry_out(PlanMessage(broadcast_id="B1", work=work, to=to), order_id="o1")

    def preflight(self) -> dict[str, Any]:
        """What the header says was counted."""
        found = self.town.dynamodb.get_item(TableName=BROADCASTS, Key=key("BROADCAST#B1"))
        counted: dict[str, Any] = from_item(found["Item"])["preflight"]
        return counted


@pytest.fixture(name="scene")
def _scene(dynamodb: "DynamoDBClient") -> Scene:
    return Scene(dynamodb)


def test_a_count_says_by_which_rail_and_why_not_and_freezes_nothing(scene: Scene) -> None:
    town = scene.town
    hours_ago = {name: iso(town.clock() - timedelta(hours=hours)) for name, hours in (("3d", 72), ("30d", 720))}
    for number in range(100):
        town.follows(ONE, f"a{number}")
    for number in range(10):
        town.follows(OTHER, f"b{number}", last_interaction=hours_ago["3d"])
    town.follows(ONE, "old", last_interaction=hours_ago["30d"])
    town.follows(ONE, "out", opted_out=True)
    town.follows(ONE, "gone", unreachable="-213")
    town.approved("B1", state=State.DRAFT)
    assert scene.ordered(PlanWork.COUNT) == "counted"
    assert scene.preflight() == {
        "counted_at": iso(town.clock()),
        "revision": 0,
        "people": 113,
        "reach": {"zalo_consultation": 110},
        "billed": {"zalo_consultation": 10},
        "passed_by": {"w": 1, "o": 1, "g": 1},
        "by_page": {ONE: 100, OTHER: 10},
        "seconds": 10,
        "cost_vnd": 0,
        "unpriced": 10,
        "unready": {},
        "possible_doubles": 0,
        "followers": 0,
        "opted_out": 0,
    }
    assert scene.asked == [f"B1 {iso(town.clock())}"], "and that the quota cannot be asked for hinders nothing"
    assert town.chunks("B1") == []
    assert town.header("B1").state is State.DRAFT


def test_a_count_is_for_the_moment_of_sending(scene: Scene) -> None:
    town = scene.town
    town.follows(ONE, "u1")
    town.approved("B1", state=State.DRAFT, starts_at=iso(town.clock() + timedelta(days=8)))
    scene.ordered(PlanWork.COUNT)
    assert scene.preflight()["passed_by"] == {"w": 1}


def test_a_count_names_the_pages_that_cannot_send(scene: Scene) -> None:
    scene.unready = {OTHER: "no_tokens"}
    scene.town.follows(ONE, "u1")
    scene.town.approved("B1", state=State.DRAFT, audience={"pages": [ONE, OTHER, "nobodys"]})
    scene.ordered(PlanWork.COUNT)
    counted = scene.preflight()
    assert counted["unready"] == {OTHER: "no_tokens", "nobodys": UNKNOWN_PAGE}
    assert counted["people"] == 1


def test_a_count_of_a_draft_that_was_changed_meanwhile_is_done_anew(scene: Scene) -> None:
    town = scene.town
    town.follows(ONE, "u1")
    town.approved("B1", state=State.DRAFT)
    orders = scene.orders()
    real = orders.counting.selection

    def change(broadcast: Any, page_id: str) -> Any:
        if broadcast.revision == 0:
            town.approved("B1", state=State.DRAFT, revision=1)
        return real(broadcast, page_id)

    object.__setattr__(orders.counting, "selection", change)
    assert orders.carry_out(PlanMessage(broadcast_id="B1", work=PlanWork.COUNT), order_id="o") == "counted"
    assert scene.preflight()["revision"] == 1


def test_a_draft_that_never_stands_still_is_counted_another_time(scene: Scene) -> None:
    town = scene.town
    town.approved("B1", state=State.DRAFT)
    orders = scene.orders()
    real = orders.counting.selection

    def change(broadcast: Any, page_id: str) -> Any:
        town.approved("B1", state=State.DRAFT, revision=broadcast.revision + 1)
        return real(broadcast, page_id)

    object.__setattr__(orders.counting, "selection", change)
    with pytest.raises(Conflict):
        orders.carry_out(PlanMessage(broadcast_id="B1", work=PlanWork.COUNT), order_id="o")


def test_a_try_goes_to_the_named_people_with_the_words_that_citizens_will_read(scene: Scene) -> None:
    made = scene.town.approved("B1", state=State.DRAFT)
    scene.ordered(PlanWork.TEST, to=("p1", "p2"))
    scene.ordered(PlanWork.TEST, to=("p1", "p2"))
    assert [one.person_id for one in scene.replies] == ["p1", "p2"] * 2
    assert {one.text for one in scene.replies} == {f"Thử B1.\n{UNIT}. Mã kiểm tra: {shown(made.code)}"}
    assert len({one.reply_id for one in scene.replies}) == 2
    assert scene.town.chunks("B1") == []


def test_an_approved_one_is_planned(scene: Scene) -> None:
    scene.town.follows(ONE, "u1")
    scene.town.approved("B1")
    assert scene.ordered(PlanWork.PLAN) == "planned"
    assert scene.town.header("B1").state is State.SENDING


@pytest.mark.parametrize("state", [State.DRAFT, State.DONE, State.CANCELLED])
def test_what_is_not_to_be_sent_is_not_planned_and_does_not_come_again(scene: Scene, state: State) -> None:
    scene.town.approved("B1", state=state)
    assert scene.ordered(PlanWork.PLAN) == "not_now"


@pytest.mark.parametrize("work", [work for work in PlanWork if work not in {PlanWork.TAG, PlanWork.UNTAG}])
def test_a_broadcast_that_nobody_knows_is_nobodys(scene: Scene, work: PlanWork) -> None:
    assert scene.ordered(work) == "unknown"


def test_a_person_gets_so_many_a_day_and_emergencies_all_the_same(scene: Scene) -> None:
    town = scene.town
    person = town.follows(ONE, "u1")
    for number in range(MOST_LATELY):
        town.approved(f"A{number}")
        town.plan(f"A{number}")
        town.send("1")
        town.time.pass_by(60)
    town.approved("B1")
    town.plan("B1")
    town.approved("B2", priority=Priority.EMERGENCY)
    town.plan("B2")
    assert town.letters("B1") == {person: "q"}
    assert town.letters("B2") == {person: "p"}
    town.time.pass_by(timedelta(hours=25).total_seconds())
    town.approved("B3")
    town.plan("B3")
    assert town.letters("B3") == {person: "p"}


def test_followers_come_in_order_behind_the_one_named_without_a_platforms_id(scene: Scene) -> None:
    town = scene.town
    people = {town.follows(ONE, f"u{number}", segments=["tag:x"]) for number in range(60)}
    town.follows(TWO, "u1")
    followers = DynamoFollowers(town.dynamodb, IDENTITIES)

    def of(shard: str, after: str = "") -> Iterator[Follower]:
        return followers.of(ONE, shard, after=after)

    found = [one.person_id for shard in "0123" for one in of(shard)]
    assert set(found) == people
    assert len(found) == len(people)
    for shard in "0123":
        here = [one.person_id for one in of(shard)]
        assert here == sorted(here)
        assert [one.person_id for one in of(shard, here[2])] == here[3:]
        assert all(one.segments == {"tag:x"} for one in of(shard))
