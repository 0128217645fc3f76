"""The rehearsal on the running desk: through the real functions, and nothing left behind."""

import os
import subprocess
import sys

import pytest

from local.places import Places
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Desk

pytestmark = pytest.mark.stack


def rehearsed(places: Places, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "DUTYDESK_STATE": str(places.state)}
    command = [sys.executable, "-m", "local", "rehearse", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)  # noqa: S603


def test_a_rehearsal_tells_the_duration_and_balanced_books_and_cleans_up(
    places: Places, desk: Desk, backroom: Backroom
) -> None:
    before = desk.http.get(f"{desk.endpoints.simulator}/settings").json()
    people = backroom.client("dynamodb").scan(TableName=f"{PREFIX}identities", Select="COUNT")["Count"]
    done = rehearsed(places, "--people", "300", "--per-minute", "3000", "--latency-ms", "50", "--window-share", "0.8")
    assert done.returncode == 0, done.stderr
    assert "for the 240 people" in done.stdout
    assert "sent 240, failed 0, skipped 60, unknown 0, pending 0" in done.stdout
    assert "they balance" in done.stdout
    assert "240 people have it, 0 of them twice" in done.stdout
    after = desk.http.get(f"{desk.endpoints.simulator}/settings").json()
    assert after == before
    assert backroom.client("dynamodb").scan(TableName=f"{PREFIX}identities", Select="COUNT")["Count"] == people


def test_what_cannot_be_rehearsed_is_said_in_one_line(places: Places) -> None:
    refused = rehearsed(places, "--people", "0")
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
