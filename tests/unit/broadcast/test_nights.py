"""A broadcast that runs into the night rests, and goes on in the morning by itself; an alarm does not rest."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.clock import iso
from dutydesk.messages import PlanMessage, PlanWork
from dutydesk.stores.broadcasts import Broadcast, State
from dutydesk.stores.items import from_item, key
from tests.unit.broadcast.test_planning_orders import ONE, OTHER, Scene
from tests.unit.broadcast.town import RECEIPTS, Town

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

EVENING = datetime(2026, 11, 22, 14, 59, 56, tzinfo=UTC)
"""Four seconds before 22:00 in Vietnam."""
MORNING = "2026-11-22T23:00:00.000Z"


@pytest.fixture(name="town")
def _town(dynamodb: "DynamoDBClient") -> Town:
    """Two apps with eighty people each, at ten a second."""
    town = Town(dynamodb)
    town.time.at = EVENING.timestamp()
    for number in range(80):
        town.follows(ONE, f"a{number}")
        town.follows(OTHER, f"b{number}")
    return town


def begun(town: Town, **facts: Any) -> Broadcast:
    town.approved("B1", **{"by_day_only": True} | facts)
    return town.plan("B1")


def due(town: Town) -> dict[str, Any]:
    found = town.dynamodb.get_item(TableName=RECEIPTS, Key=key("DUE#waking#B1"))
    return from_item(found.get("Item", {}))


def order(town: Town, work: PlanWork) -> str:
    scene = Scene(town.dynamodb)
    scene.town = town
    return scene.orders().carry_out(PlanMessage(broadcast_id="B1", work=work), order_id="o1")


def test_at_ten_it_stops_within_seconds_everywhere_with_its_books_in_order(town: Town) -> None:
    begun(town)
    town.send("1")
    header = town.header("B1")
    assert (header.state, header.reason) == (State.PAUSED, "night")
    assert town.active("1") == town.active("2") == {"B1": State.PAUSED}
    assert due(town)["due_at"] == MORNING
    assert due(town)["what"] == {"broadcast_id": "B1"}
    got = town.got("B1")
    assert 0 < got.total() < 80
    assert town.time() < EVENING.timestamp() + 10
    assert {person for person, letter in town.letters("B1").items() if letter == "s"} == set(got)
    assert all(ledger.flight == (0, 0) for _, ledger, _ in town.chunks("B1"))
    assert town.counts["BroadcastRests"] == 1
    assert town.counts["BroadcastPaused"] == 0, "nobody has to be called for that"


def test_a_chunk_that_is_under_way_at_ten_is_not_sent_to_its_end(dynamodb: "DynamoDBClient") -> None:
    town = Town(dynamodb, per_minute=60)
    town.time.at = EVENING.timestamp()
    for number in range(60):
        town.follows(ONE, f"a{number}")
    begun(town)
    town.send("1")
    assert town.header("B1").reason == "night"
    assert town.time() < EVENING.timestamp() + 4 + 5
    assert 0 < town.got("B1").total() < 10


def test_in_the_morning_it_goes_on_and_tells_everybody_once(town: Town) -> None:
    begun(town)
    town.send("1")
    town.tokens.clear()
    town.time.at = datetime.fromisoformat(MORNING).timestamp()
    assert order(town, PlanWork.WAKE) == "woken"
    header = town.header("B1")
    assert (header.state, header.reason, header.generation) == (State.SENDING, "", 1)
    assert len(set(town.tokens["1"])) == len(set(town.tokens["2"])) == 50
    assert town.is_reminded("1")
    for app_id in "12":
        town.send(app_id)
        town.send(app_id)
    assert town.header("B1").state is State.DONE
    assert set(town.got("B1").values()) == {1}
    assert town.got("B1").total() == 160


def test_an_alarm_that_may_be_told_at_night_goes_through(town: Town) -> None:
    begun(town, by_day_only=False)
    for app_id in "12":
        town.send(app_id)
    assert town.header("B1").state is State.DONE
    assert due(town) == {}


@pytest.mark.parametrize("state", [State.PAUSED, State.CANCELLED, State.SENDING])
def test_what_an_officer_has_done_meanwhile_holds(town: Town, state: State) -> None:
    begun(town)
    town.send("1")
    town.order("B1", state)
    town.change("B1", reason="officer")
    before = town.header("B1")
    assert order(town, PlanWork.WAKE) == "not_now"
    assert town.header("B1") == before


def test_one_that_was_cancelled_closes_its_books_at_night_as_well(town: Town) -> None:
    begun(town)
    town.send("1")
    town.order("B1", State.CANCELLED)
    for app_id in "12":
        town.send(app_id)
    assert set(town.letters("B1").values()) == {"s", "c"}
    assert town.header("B1").state is State.CANCELLED


def test_a_sender_that_dies_before_the_pause_leaves_a_waking_that_wakes_nobody(town: Town) -> None:
    begun(town)
    town.time.pass_by(60)
    active = next(iter(town.sender().work.active("1")))
    sender = town.sender()
    assert sender.nights.fallen(active)
    sender.nights.reminders.wake("B1", at=datetime.fromisoformat(MORNING))
    assert order(town, PlanWork.WAKE) == "not_now"
    assert town.send("1") == 0
    assert town.header("B1").reason == "night"
    assert due(town)["due_at"] == MORNING


def test_the_morning_after_is_that_of_the_next_day_before_midnight_and_of_the_same_after(town: Town) -> None:
    begun(town)
    town.time.at = datetime(2026, 11, 22, 20, 0, tzinfo=UTC).timestamp()
    town.send("1")
    assert due(town)["due_at"] == MORNING
    assert iso(town.clock()) < MORNING
