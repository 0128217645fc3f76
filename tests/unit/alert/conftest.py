"""Two books under one suite: in memory, and DynamoDB on moto."""

from collections.abc import Iterator

import pytest

from tests.fakes.aws import dynamodb_in_process
from tests.unit.alert.station import Station, StationInMemory, StationOnDynamo


@pytest.fixture(params=["fake", "dynamodb"])
def station(request: pytest.FixtureRequest) -> Iterator[Station]:
    if request.param == "fake":
        yield StationInMemory()
        return
    with dynamodb_in_process() as client:
        yield StationOnDynamo(client)


@pytest.fixture
def quick() -> StationInMemory:
    return StationInMemory()
