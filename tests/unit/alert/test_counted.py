"""A case that is taken by a tap counts as acknowledged, as one that is taken at the console."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from dutydesk.stores.figure_sums import Sums, summed
from dutydesk.stores.figures import DynamoFigures, day_of
from tests.fakes.aws import dynamodb_in_process
from tests.unit.alert.station import WARD, StationOnDynamo, tap, urgent


@pytest.fixture(name="station")
def _station() -> Iterator[StationOnDynamo]:
    with dynamodb_in_process() as client:
        yield StationOnDynamo(client)


def sums(station: StationOnDynamo) -> Sums:
    """What was counted around the day of the case."""
    day, some = day_of(station.clock()), timedelta(days=400)
    return summed(DynamoFigures(station.client, station.tables["figures"]).between(WARD, day - some, day + some))


def test_a_tap_counts_the_case_as_taken_once(station: StationOnDynamo) -> None:
    station.put(urgent())
    station.link("w-duty")
    station.hear(tap("chat-w-duty"))
    assert sums(station).acknowledged == 1
    station.hear(tap("chat-w-duty"))
    assert sums(station).acknowledged == 1
