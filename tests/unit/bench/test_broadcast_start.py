"""The bench of broadcasts starts functions as the stack does: whatever they are told there, they are told here."""

from dataclasses import fields
from typing import Any

import pytest

from bench import broadcast_start
from functions.broadcast.planning import wiring as plan
from functions.broadcast.sending import wiring as send
from functions.broadcast.tracking import wiring as track
from functions.webhook import wiring as webhook
from tests.fakes.tables import NAMES


class Making:
    """A session and its clients, which make whatever they are asked for."""

    def client(self, *_: Any, **__: Any) -> "Making":
        return self

    def create_queue(self, **asked: Any) -> dict[str, Any]:
        return {"QueueUrl": f"https://queue.example/{asked['QueueName']}"}

    def create_key(self) -> dict[str, Any]:
        return {"KeyMetadata": {"Arn": "arn:aws:kms:none"}}

    def create_secret(self, **_: Any) -> None:
        """Keep nothing."""


@pytest.mark.parametrize(
    "settings",
    [webhook.Settings, plan.Settings, send.Settings, track.Settings],
    ids=["webhook", "plan", "send", "track"],
)
def test_a_function_finds_its_whole_environment(settings: type[Any]) -> None:
    tables = {name: f"table-{name}" for name in NAMES}
    told = broadcast_start._environment(Making(), "http://aws.example", "http://zalo.example", tables)
    assert {field.name.upper() for field in fields(settings)} - told.keys() == set()
