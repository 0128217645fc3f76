"""An article before it goes out: counted by pages, tried on officers, and open at its hours only."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.messages import PlanWork
from dutydesk.rails import RAILS, Path, RailName, article_path, opens_at
from dutydesk.stores.articles import page_recipient
from dutydesk.stores.broadcasts import Kind, Letter, State
from functions.broadcast.planning.articles import MOST_TRIAL, REVIEW_S
from tests.unit.broadcast.test_planning_orders import ONE, TWO, Scene

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
NIGHT, MORNING = NOON.replace(hour=15), NOON.replace(hour=23)
"""22:00 and 06:00 in Vietnam."""
ARTICLE: dict[str, Any] = {"kind": Kind.ARTICLE, "description": "Vài dòng.", "cover_url": "https://desk.example/a.jpg"}
RAIL = RAILS[RailName.ZALO_ARTICLE]


@pytest.fixture(name="scene")
def _scene(dynamodb: "DynamoDBClient") -> Scene:
    return Scene(dynamodb)


def test_a_count_says_on_how_many_pages_and_who_gets_it_against_their_wish(scene: Scene) -> None:
    town = scene.town
    for number in range(7):
        town.follows(ONE, f"a{number}", opted_out=number < 2)
    town.follows(TWO, "b", last_interaction="2020-01-01T00:00:00.000Z")
    town.follows(TWO, "not following", follower=False)
    town.follows(TWO, "gone", unreachable="-213")
    scene.town.approved("B1", state=State.DRAFT, audience={"pages": [ONE, TWO]}, **ARTICLE)
    assert scene.ordered(PlanWork.COUNT) == "counted"
    counted = scene.preflight()
    assert (counted["people"], counted["reach"], counted["billed"]) == (2, {"zalo_article": 2}, {})
    assert counted["by_page"] == {ONE: 1, TWO: 1}
    assert (counted["followers"], counted["opted_out"]) == (8, 2)
    assert (counted["seconds"], counted["cost_vnd"], counted["unpriced"]) == (REVIEW_S, 0, 0)
    assert town.chunks("B1") == []


def test_a_count_for_the_night_reaches_nobody(scene: Scene) -> None:
    scene.town.time.at = NIGHT.timestamp()
    scene.town.approved("B1", state=State.DRAFT, audience={"pages": [ONE]}, **ARTICLE)
    scene.ordered(PlanWork.COUNT)
    assert (scene.preflight()["reach"], scene.preflight()["passed_by"]) == ({}, {Letter.SKIPPED_WINDOW: 1})


def test_a_count_of_messages_says_nothing_of_followers(scene: Scene) -> None:
    scene.town.follows(ONE, "u1", opted_out=True)
    scene.town.approved("B1", state=State.DRAFT)
    scene.ordered(PlanWork.COUNT)
    assert (scene.preflight()["followers"], scene.preflight()["opted_out"]) == (0, 0)


def test_a_try_shows_officers_the_whole_article_as_a_message(scene: Scene) -> None:
    scene.town.approved("B1", state=State.DRAFT, **ARTICLE)
    assert scene.ordered(PlanWork.TEST, to=("p1",)) == "tried"
    (reply,) = scene.replies
    for words in ("Thử\n", "Vài dòng.", "https://desk.example/a.jpg", "Thử B1.", "Mã kiểm tra: "):
        assert words in reply.text


@pytest.mark.parametrize("length", [MOST_TRIAL, 10_000])
def test_a_try_of_a_long_article_fits_into_one_message(scene: Scene, length: int) -> None:
    scene.town.approved("B1", state=State.DRAFT, **ARTICLE | {"description": "m" * length})
    scene.ordered(PlanWork.TEST, to=("p1",))
    (reply,) = scene.replies
    assert MOST_TRIAL < len(reply.text) <= 2_000
    assert "m…\n" in reply.text


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (NOON, NOON),
        (NIGHT - timedelta(seconds=1), NIGHT - timedelta(seconds=1)),
        (NIGHT, MORNING),
        (NOON.replace(hour=20), MORNING),
        (MORNING - timedelta(seconds=1), MORNING),
        (MORNING, MORNING),
    ],
)
def test_the_rail_opens_in_the_morning(now: datetime, opens: datetime) -> None:
    assert opens_at(RAIL, now) == opens
    is_open = now == opens
    assert isinstance(article_path("zalo", now), Path) is is_open


def test_a_rail_without_hours_is_always_open() -> None:
    assert opens_at(RAILS[RailName.ZALO_CONSULTATION], NIGHT) == NIGHT


def test_an_articles_rail_costs_nothing_and_leads_to_pages_of_one_platform() -> None:
    way = article_path("zalo", NOON)
    assert isinstance(way, Path)
    assert (way.rail.name, way.billed) == (RailName.ZALO_ARTICLE, False)
    assert article_path("telegram", NOON) == Letter.SKIPPED_WINDOW


def test_a_pages_id_as_a_recipient_looks_like_a_persons_and_is_its_own() -> None:
    ids = [page_recipient(page) for page in (ONE, TWO)]
    assert [len(one) for one in ids] == [33, 33]
    assert all(one[0] == "p" and int(one[1:], 16) for one in ids)
    assert len(set(ids)) == 2
    assert page_recipient(ONE) == ids[0]
