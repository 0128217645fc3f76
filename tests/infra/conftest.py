"""The program, run on recording mocks once per stack and session; tests assert on plain data."""

import functools
import importlib
import json
import warnings
from collections.abc import Callable, Mapping

import pytest

from infra.building import ROOT
from infra.recording import Recorded, engine_values, record

with warnings.catch_warnings():
    # The SDK warns of modules of its own that nobody asked for; what our program uses is still checked.
    warnings.filterwarnings("ignore", message=".*has been deprecated in favor of")
    importlib.import_module("infra.desk")

type Deploy = Callable[[str], Recorded]

OWN_DOMAIN = {
    "dutydesk:protected": "false",
    "dutydesk:zalo_app_ids": '["1234567890"]',
    "dutydesk:alarm_emails": '["someone@example.org"]',
    "dutydesk:domain": json.dumps({"name": "desk.example.org", "zone_id": "Z0123456789"}),
}
STACKS = ("dev", "prod")


@functools.cache
def _deployed(stack: str) -> Recorded:
    config: Mapping[str, str] = OWN_DOMAIN if stack == "own-domain" else engine_values(ROOT / f"Pulumi.{stack}.yaml")
    recorded = record(stack, config)
    assert recorded.resources, "nothing recorded: every promise would hold for nothing"
    return recorded


@pytest.fixture(scope="session")
def deploy() -> Deploy:
    """Return what a stack asks for: `dev`, `prod`, or `own-domain`."""
    return _deployed


@pytest.fixture(scope="session")
def deploy_dev() -> Recorded:
    """Return what the throw-away stack asks for."""
    return _deployed("dev")


@pytest.fixture(scope="session", params=STACKS)
def stack(request: pytest.FixtureRequest) -> Recorded:
    """Each example stack in turn."""
    return _deployed(request.param)
