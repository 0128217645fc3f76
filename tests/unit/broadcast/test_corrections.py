"""A correction is known to whoever asks about the first, from the moment that it is sent."""

from typing import TYPE_CHECKING

import pytest

from dutydesk.stores.announced import Announced, DynamoAnnouncements
from dutydesk.stores.broadcasts import State
from tests.unit.broadcast.test_planning_orders import ONE
from tests.unit.broadcast.town import BROADCASTS, Town

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(name="town")
def _town(dynamodb: "DynamoDBClient") -> Town:
    """Two people have the first broadcast."""
    town = Town(dynamodb)
    for number in range(2):
        town.follows(ONE, f"u{number}")
    town.approved("B1")
    town.plan("B1")
    town.send("1")
    return town


def answer(town: Town, broadcast_id: str) -> Announced:
    found = DynamoAnnouncements(town.dynamodb, BROADCASTS).by_code(town.header(broadcast_id).code)
    assert found is not None
    return found


def test_the_first_names_its_correction_once_that_is_sent(town: Town) -> None:
    town.time.pass_by(600)
    second = town.approved("B2", corrects="B1", audience={"pages": [ONE], "got": "B1"})
    assert answer(town, "B1").corrected_at == ""
    town.plan("B2")
    told = answer(town, "B1")
    assert (told.correction, told.correction_code) == ("Thử B2.", second.code)
    assert told.corrected_at == town.header("B2").started_at
    assert told.words == "Thử B1."
    assert answer(town, "B2").corrected_at == ""


def test_a_correction_that_was_cancelled_before_it_was_sent_corrects_nothing(town: Town) -> None:
    town.approved("B2", corrects="B1", audience={"pages": [ONE], "got": "B1"})
    town.steps.at(4, lambda: town.order("B2", State.CANCELLED))
    town.plan("B2")
    town.steps.never()
    assert town.header("B2").state is State.CANCELLED
    assert answer(town, "B1").corrected_at == ""


def test_a_correction_for_nobody_corrects_nothing(town: Town) -> None:
    town.approved("B2", corrects="B1", audience={"pages": []})
    town.plan("B2")
    assert answer(town, "B1").corrected_at == ""


def test_a_correction_of_what_nobody_knows_goes_out(town: Town) -> None:
    town.approved("B2", corrects="gone", audience={"pages": [ONE]})
    town.plan("B2")
    assert town.header("B2").state is State.SENDING
