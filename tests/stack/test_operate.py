"""The operator's command line against a running stack."""

import os
import subprocess
import sys

import pytest

from local.places import Places
from tests.stack.backroom import Backroom
from tests.stack.desk import Desk

pytestmark = pytest.mark.stack


def operate(places: Places, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own command line
        [sys.executable, "-m", "operate", "--stack", "local", *arguments],
        env={**os.environ, "DUTYDESK_STATE": str(places.state)},
        input=said,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_smoke_probe_goes_through_the_whole_path_and_leaves_nothing(desk: Desk, places: Places) -> None:
    backroom = Backroom(desk)
    before = {table: len(backroom.items(table)) for table in ("cases", "people", "identities")}
    done = operate(places, "smoke", "--page", desk.endpoints.pages[0]["page_id"])
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "cleaned up"
    assert {table: len(backroom.items(table)) for table in before} == before


def test_a_probe_of_an_unknown_page_says_so(places: Places) -> None:
    done = operate(places, "smoke", "--page", "zalo-nowhere")
    assert (done.returncode, done.stderr.strip()) == (1, "operate: no page zalo-nowhere is registered")


def test_the_key_of_person_ids_is_minted_once(places: Places) -> None:
    assert operate(places, "init").stdout.strip() == "there is a key already; it stays"


def test_an_officer_without_a_known_role_is_refused_before_anything_is_written(places: Places) -> None:
    done = operate(places, "officer", "nobody", "--display", "N", "--units", "quan-mau", "--roles", "king")
    assert done.returncode == 1
    assert "an officer needs units, and roles out of" in done.stderr


def test_dead_letters_are_counted_by_queue(places: Places) -> None:
    done = operate(places, "dead-letters")
    shown = [line.split(":")[0] for line in done.stdout.splitlines()]
    assert shown == [
        *("alerts", "arrivals", "chunks", "echoes", "followers", "lookups", "media"),
        *("orders", "plans", "publications", "questions", "replies", "scans", "tickets", "tips"),
    ]
