"""An officer pauses or cancels while the audience is being frozen: nobody is told, nobody is lost, the books close."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dutydesk.stores.broadcasts import State
from tests.unit.broadcast.test_planning_orders import ONE, OTHER
from tests.unit.broadcast.town import Town

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PEOPLE = 20
STEPS = range(3, 14, 3)
"""Calls of the planner to the outside; it makes some fifteen."""


@pytest.fixture(name="town")
def _town(dynamodb: "DynamoDBClient") -> Town:
    """Ten people on a page of each of two apps."""
    town = Town(dynamodb)
    for number in range(PEOPLE // 2):
        town.follows(ONE, f"a{number}")
        town.follows(OTHER, f"b{number}")
    return town


def stopped(town: Town, *orders: State) -> Iterator[str]:
    """Plan one broadcast after the other, each given the orders at a later step; yield those that were planned then."""
    met = 0
    for step in STEPS:
        broadcast_id = f"B{step}"
        town.approved(broadcast_id, corrects="another", audience={"pages": [ONE, OTHER]})
        given: list[State] = []

        def order(broadcast_id: str = broadcast_id, given: list[State] = given) -> None:
            if town.header(broadcast_id).state is State.PLANNING:
                for state in orders:
                    town.order(broadcast_id, state)
                    given.append(state)

        town.steps.at(step, order)
        town.plan(broadcast_id)
        town.steps.never()
        if given:
            met += 1
            yield broadcast_id
        _sent(town)
    assert met > 1, "the orders came before or after the plan"


def _sent(town: Town) -> None:
    for app_id in "12":
        town.send(app_id)


def test_paused_it_is_frozen_whole_and_told_to_nobody_until_it_is_resumed(town: Town) -> None:
    for one in stopped(town, State.PAUSED):
        assert town.header(one).state is State.PAUSED
        _sent(town)
        assert town.got(one).total() == 0
        assert (len(town.letters(one)), set(town.letters(one).values())) == (PEOPLE, {"p"})
        town.order(one, State.SENDING)
        _sent(town)
        assert town.header(one).state is State.DONE
        assert (len(town.got(one)), town.got(one).total()) == (PEOPLE, PEOPLE)


def test_paused_and_resumed_it_is_sent(town: Town) -> None:
    for one in stopped(town, State.PAUSED, State.SENDING):
        assert town.header(one).state is State.SENDING
        _sent(town)
        assert town.header(one).state is State.DONE
        assert (len(town.got(one)), town.got(one).total()) == (PEOPLE, PEOPLE)


def test_cancelled_nobody_is_told_and_the_books_close(town: Town) -> None:
    for one in stopped(town, State.CANCELLED):
        _sent(town)
        assert town.header(one).state is State.CANCELLED
        assert town.got(one).total() == 0
        assert set(town.letters(one).values()) <= {"c"}
        assert one not in town.active("1") | town.active("2")
