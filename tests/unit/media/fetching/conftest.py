"""Fetching over moto and a real server of this process."""

from collections.abc import Iterator

import pytest

from tests.fakes.aws import dynamodb_in_process, in_process
from tests.fakes.tables import create_tables
from tests.unit.media.fetching.desk import FetchDesk
from tests.unit.media.fetching.server import MediaServer, serving


@pytest.fixture(scope="session")
def running() -> Iterator[MediaServer]:
    with serving() as server:
        yield server


@pytest.fixture
def server(running: MediaServer) -> MediaServer:
    running.paths.clear()
    running.asked.clear()
    running.heads.clear()
    return running


@pytest.fixture
def desk(server: MediaServer) -> Iterator[FetchDesk]:
    with dynamodb_in_process() as dynamodb:
        yield FetchDesk(dynamodb=dynamodb, s3=in_process("s3"), tables=create_tables(dynamodb), origin=server.origin)
