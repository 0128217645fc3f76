"""One running desk for the whole session: started here, or the one that ``DUTYDESK_ENDPOINTS`` names by its file."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from local.endpoints import Endpoints
from local.places import Places
from local.sign_in import SignIn
from local.web import web
from tests.stack.backroom import Backroom
from tests.stack.desk import Desk

START_PATIENCE_S = 180.0


@pytest.fixture(scope="session")
def places() -> Iterator[Places]:
    """Where the files of the running desk are."""
    given = os.environ.get("DUTYDESK_ENDPOINTS")
    if given:
        yield Places(state=Path(given).resolve().parent)
        return
    with tempfile.TemporaryDirectory(prefix="dutydesk-") as folder:
        places = Places(state=Path(folder).resolve())
        try:
            _local(places, "up", "--detach", "--no-scene")
            yield places
        finally:
            _local(places, "down")


@pytest.fixture(scope="session")
def desk(places: Places) -> Iterator[Desk]:
    """The running desk and what is needed to use it."""
    limits = httpx.Limits(max_connections=256)
    with web(timeout=60, limits=limits) as http:
        yield Desk(endpoints=Endpoints.load(places.endpoints), sign_in=SignIn.load(places.sign_in), http=http)


@pytest.fixture(scope="session")
def backroom(desk: Desk) -> Iterator[Backroom]:
    """What lies behind the running desk."""
    behind = Backroom(desk)
    with behind.at_our_pace():
        yield behind


@pytest.fixture(autouse=True)
def _a_healthy_platform(desk: Desk) -> Iterator[None]:
    """Leave no fault of one test to the next."""
    yield
    desk.no_faults()


def _local(places: Places, *arguments: str) -> None:
    """Run one command of the local stack in its own state folder."""
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "local", *arguments],
        env={**os.environ, "DUTYDESK_STATE": str(places.state)},
        capture_output=True,
        text=True,
        timeout=START_PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, f"local {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}"
