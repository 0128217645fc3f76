"""Tags and topics as broadcasts see them: what officers order, what citizens chose, and whom an audience then means."""

from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.errors import MalformedEvent
from dutydesk.inlet import read
from dutydesk.messages import PlanMessage, PlanWork, to_json
from dutydesk.stores.identities import DynamoIdentities
from dutydesk.stores.items import from_item, key
from dutydesk.stores.segments import topic_segment
from functions.broadcast.planning.tags import DynamoSegments, Segments, Tagger
from tests.unit.broadcast.test_planning_orders import Scene
from tests.unit.broadcast.town import BEGIN, IDENTITIES, PAGES

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ONE, TWO, _OTHER = PAGES
TAG = "to-dan-pho-5"


@pytest.fixture(name="scene")
def _scene(dynamodb: "DynamoDBClient") -> Scene:
    return Scene(dynamodb)


def order(work: PlanWork, *people: str, at: float = 0, tag: str = TAG) -> PlanMessage:
    """An officer's order, ``at`` minutes after the first, as the queue carries it."""
    wish = PlanMessage(broadcast_id="", work=work, to=people, tag=tag, at=BEGIN + timedelta(minutes=at))
    return read(PlanMessage, to_json(wish))


def identity(scene: Scene, person_id: str) -> dict[str, Any]:
    """A person's item; empty when there is none."""
    found = scene.town.dynamodb.get_item(TableName=IDENTITIES, Key=key(f"PERSON#{person_id}"))
    return from_item(found.get("Item", {}))


def meant(scene: Scene, *segments: str) -> set[str]:
    """Who is frozen into a broadcast for these segments of all pages."""
    scene.town.approved("B1", audience={"pages": list(PAGES), "segments": list(segments)})
    scene.town.plan("B1")
    return set(scene.town.letters("B1"))


def test_who_was_tagged_is_meant_by_the_tag_and_nobody_else(scene: Scene) -> None:
    tagged, on_another_page = scene.town.follows(ONE, "u1"), scene.town.follows(TWO, "u2")
    scene.town.follows(ONE, "u3")
    assert scene.orders().carry_out(order(PlanWork.TAG, tagged, on_another_page), order_id="o") == "tagged"
    assert meant(scene, f"tag:{TAG}") == {tagged, on_another_page}


def test_a_tag_that_was_taken_away_means_nobody(scene: Scene) -> None:
    person, kept = scene.town.follows(ONE, "u1"), scene.town.follows(ONE, "u2")
    orders = scene.orders()
    orders.carry_out(order(PlanWork.TAG, person, kept), order_id="o1")
    orders.carry_out(order(PlanWork.TAG, person, tag="khac"), order_id="o2")
    assert orders.carry_out(order(PlanWork.UNTAG, person, at=1), order_id="o3") == "untagged"
    assert identity(scene, person)["segments"] == ["tag:khac"]
    assert meant(scene, f"tag:{TAG}") == {kept}


def test_a_topic_that_was_chosen_in_the_chat_is_meant_by_its_key_and_a_tag_of_that_name_is_another(
    scene: Scene,
) -> None:
    chose, tagged = scene.town.follows(ONE, "u1"), scene.town.follows(ONE, "u2")
    DynamoIdentities(scene.town.dynamodb, IDENTITIES).decide(chose, topic_segment("lua-dao"), on=True, at=BEGIN)
    scene.orders().carry_out(order(PlanWork.TAG, tagged, tag="lua-dao"), order_id="o")
    assert meant(scene, "topic:lua-dao") == {chose}


@pytest.mark.parametrize("sequence", list(permutations(range(3))), ids=str)
def test_of_orders_about_one_tag_the_latest_given_holds_in_whatever_order_they_come(
    scene: Scene, sequence: tuple[int, ...]
) -> None:
    person = scene.town.follows(ONE, "u1")
    given = [
        order(PlanWork.TAG, person, at=1),
        order(PlanWork.UNTAG, person, at=2),
        order(PlanWork.TAG, person, at=3),
    ]
    for number in (*sequence, *sequence):
        scene.orders().carry_out(given[number], order_id=f"o{number}")
    assert identity(scene, person)["segments"] == [f"tag:{TAG}"]


def test_an_old_order_that_is_sent_back_from_the_dead_letters_undoes_nothing(scene: Scene) -> None:
    person = scene.town.follows(ONE, "u1")
    for wish in (order(PlanWork.UNTAG, person, at=5), order(PlanWork.TAG, person, at=1)):
        scene.orders().carry_out(wish, order_id="o")
    assert "segments" not in identity(scene, person)


def test_nobody_comes_into_being_by_a_tag_and_the_others_get_it_all_the_same(scene: Scene) -> None:
    person, nobody = scene.town.follows(ONE, "u1"), "p" + "9" * 32
    scene.orders().carry_out(order(PlanWork.TAG, nobody, person), order_id="o")
    assert identity(scene, nobody) == {}
    assert identity(scene, person)["segments"] == [f"tag:{TAG}"]


def test_an_order_that_broke_off_is_finished_by_its_redelivery(scene: Scene) -> None:
    people = [scene.town.follows(ONE, f"u{number}") for number in range(3)]
    broken = Breaking(DynamoSegments(scene.town.dynamodb, IDENTITIES), after=2)
    with pytest.raises(ConnectionError):
        Tagger(broken).carry_out(order(PlanWork.TAG, *people))
    scene.orders().carry_out(order(PlanWork.TAG, *people), order_id="o")
    assert meant(scene, f"tag:{TAG}") == set(people)


def test_a_tag_changes_nothing_else_of_a_person(scene: Scene) -> None:
    person = scene.town.follows(ONE, "u1")
    before = identity(scene, person)
    scene.orders().carry_out(order(PlanWork.TAG, person), order_id="o")
    after = identity(scene, person)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"segments", f"segment_at:tag:{TAG}"}


@pytest.mark.parametrize("missing", ["tag", "at"])
def test_an_order_without_tag_or_moment_is_malformed(scene: Scene, missing: str) -> None:
    plain = {"tag": TAG, "at": BEGIN} | {missing: "" if missing == "tag" else None}
    wish = PlanMessage(broadcast_id="", work=PlanWork.TAG, to=("p1",), **plain)  # type: ignore[arg-type]  # both kinds
    with pytest.raises(MalformedEvent):
        scene.orders().carry_out(wish, order_id="o")


class Breaking:
    """The ``Segments`` port, whose connection breaks after some decisions."""

    def __init__(self, segments: Segments, *, after: int) -> None:
        self.segments = segments
        self.left = after

    def decide(self, person_id: str, segment: str, *, on: bool, at: Any) -> bool:
        """Decide, or break."""
        if not self.left:
            raise ConnectionError
        self.left -= 1
        return self.segments.decide(person_id, segment, on=on, at=at)
