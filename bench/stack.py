"""The local stack to measure on: the one that runs, or one of our own for as long as it takes."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from local import stack
from local.deploy import Cloud
from local.endpoints import Endpoints
from local.places import Places
from local.sign_in import SignIn


class NoStack(RuntimeError):
    """No stack could be brought up; what was printed says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A running stack."""

    endpoints: Endpoints
    places: Places

    def cloud(self) -> Cloud:
        """Return the emulator, to be called as the owner of its account."""
        aws = self.endpoints.aws
        return Cloud(endpoint_url=aws["endpoint_url"], workspace=self.places.state, region=aws["region"])

    def token(self, unit: str) -> str:
        """Return an identity token of the unit's first officer."""
        officer = self.endpoints.officer(unit)
        return SignIn.load(self.places.sign_in).id_token(officer["username"], officer["password"])


@contextlib.contextmanager
def running() -> Iterator[Stack]:
    """Give the stack that is up; else bring one up in a folder of its own and take it down at the end.

    Raises:
        NoStack: it did not come up.
    """
    places = Places.of_environment()
    if stack.is_up(places):
        yield Stack(endpoints=Endpoints.load(places.endpoints), places=places)
        return
    with tempfile.TemporaryDirectory(prefix="dutydesk-bench-") as folder:
        try:
            _local(folder, "up", "--detach", "--no-scene")
            own = Places(state=Path(folder))
            yield Stack(endpoints=Endpoints.load(own.endpoints), places=own)
        finally:
            _local(folder, "down")


def _local(folder: str, *command: str) -> None:
    """Run one command of the local stack; what it prints is progress, not a figure."""
    environment = os.environ | {"DUTYDESK_STATE": folder}
    done = subprocess.run([sys.executable, "-m", "local", *command], env=environment, stdout=sys.stderr, check=False)
    if done.returncode:
        raise NoStack(f"`python -m local {command[0]}` returned {done.returncode}")
