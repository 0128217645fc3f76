"""Possible doubles: people who would get a broadcast on several pages, as far as links tell."""

from typing import TYPE_CHECKING

import pytest

from dutydesk.messages import PlanWork
from dutydesk.stores.broadcasts import State
from functions.broadcast.planning.doubles import BITS, Links
from tests.unit.broadcast.test_planning_orders import ONE, OTHER, TWO, Scene

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(name="scene")
def _scene(dynamodb: "DynamoDBClient") -> Scene:
    return Scene(dynamodb)


def doubles(scene: Scene) -> int:
    scene.town.approved("B1", state=State.DRAFT)
    scene.ordered(PlanWork.COUNT)
    found: int = scene.preflight()["possible_doubles"]
    return found


def test_a_person_on_three_pages_is_two_doubles_and_one_on_a_single_page_none(scene: Scene) -> None:
    for page_id in (ONE, TWO, OTHER):
        scene.town.follows(page_id, f"an-{page_id}", link="k-an")
    scene.town.follows(ONE, "binh", link="k-binh")
    assert doubles(scene) == 2


def test_people_without_a_known_link_are_never_doubles(scene: Scene) -> None:
    for page_id in (ONE, TWO):
        scene.town.follows(page_id, f"an-{page_id}")
    assert doubles(scene) == 0


def test_who_is_passed_by_on_one_page_gets_it_once(scene: Scene) -> None:
    scene.town.follows(ONE, "an-1", link="k-an", opted_out=True)
    scene.town.follows(TWO, "an-2", link="k-an")
    assert doubles(scene) == 0


def test_a_link_that_was_met_is_always_recognised_and_hardly_another_one() -> None:
    links, many = Links(), 20_000
    assert sum(links.met(f"k{number:032x}") for number in range(many)) == 0
    assert all(links.met(f"k{number:032x}") for number in range(many))


def test_the_memory_does_not_grow_with_the_audience() -> None:
    links = Links()
    for number in range(5_000):
        links.met(f"k{number}")
    assert len(links._bits) == BITS // 8 == 1_048_576


def test_no_link_is_no_link() -> None:
    links = Links()
    assert not any(links.met("") for _ in range(3))
