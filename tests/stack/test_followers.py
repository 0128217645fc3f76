"""Who followed a page before the desk was there becomes known to it, by an operator's word and by night."""

import json
import os
import secrets
import subprocess
import sys
from typing import Any

import pytest

from local.places import Places
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import wait_until

pytestmark = pytest.mark.stack

BY_HAND, BY_NIGHT = "phuong-mau-9", "phuong-mau-10"
READ_WITHIN_S = 60.0
ALL_READ_WITHIN_S = 240.0
"""Other tests' crowds are read as well."""
FOLLOWERS, STRANGERS = 270, 30


def gathered(backroom: Backroom, page_id: str) -> tuple[set[str], set[str]]:
    """Let people follow a page, some of them no more; return the ids of both. The desk has heard of nobody."""
    desk = backroom.desk
    url = f"{desk.endpoints.simulator}/pages/{page_id}/crowd"
    shares = {"not_following": STRANGERS / (FOLLOWERS + STRANGERS), "outside_window": 0.5, "silent_days": 30}
    asked = {"count": FOLLOWERS + STRANGERS, "seed": secrets.randbelow(10_000), **shares}
    desk.http.post(url, json=asked).raise_for_status()
    made = desk.http.get(url, params={"limit": FOLLOWERS + STRANGERS}).json()
    standings = dict(zip(made["user_ids"], made["standings"], strict=True))
    left = {user for user, standing in standings.items() if standing == "n"}
    return set(standings) - left, left


def known(backroom: Backroom, page_id: str) -> dict[str, dict[str, Any]]:
    return {item["user_id"]: item for item in backroom.items("identities") if item.get("page_id") == page_id}


def await_known(backroom: Backroom, page_id: str, followers: set[str]) -> dict[str, dict[str, Any]]:
    return wait_until(
        lambda: found if followers <= set(found := known(backroom, page_id)) else None,
        f"all followers of {page_id} are known",
        timeout_s=READ_WITHIN_S,
    )


def reading(backroom: Backroom, page_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        item for item in backroom.items("apps") if (item["pk"], item["sk"]) == ("FOLLOWING", f"PAGE#{page_id}")
    )
    return found


def under_way(backroom: Backroom) -> list[str]:
    """Return the pages that are being read, or still are to be."""
    due = [item["due_id"] for item in backroom.items("receipts") if item.get("kind") == "followers"]
    read = [item["page_id"] for item in backroom.items("apps") if item["pk"] == "FOLLOWING" and item.get("segments")]
    return due + read


def test_an_operator_has_a_pages_followers_read_and_everybody_is_found(backroom: Backroom, places: Places) -> None:
    page_id = backroom.desk.endpoints.page(BY_HAND)["page_id"]
    followers, left = gathered(backroom, page_id)
    done = subprocess.run(  # noqa: S603  # our own command line
        [sys.executable, "-m", "operate", "--stack", "local", "followers", page_id],
        env={**os.environ, "DUTYDESK_STATE": str(places.state)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"page {page_id}: will be read")
    people = await_known(backroom, page_id, followers)
    assert not left & set(people)
    assert all(people[user]["follower"] and people[user]["page_shard"] for user in followers)
    assert all("last_interaction" not in people[user] for user in followers)
    ended = wait_until(lambda: reading(backroom, page_id).get("ended_at"), "the reading ends")
    assert ended
    assert reading(backroom, page_id)["found"] >= FOLLOWERS


def test_at_night_upkeep_has_every_page_read(backroom: Backroom) -> None:
    page_id = backroom.desk.endpoints.page(BY_NIGHT)["page_id"]
    followers, _ = gathered(backroom, page_id)
    called = backroom.client("lambda").invoke(FunctionName=f"{PREFIX}follow", Payload=json.dumps({"do": "night"}))
    assert "FunctionError" not in called, called["Payload"].read()
    backroom.upkeep(do="minute")
    await_known(backroom, page_id, followers)
    wait_until(lambda: not under_way(backroom), "every page's reading ends", timeout_s=ALL_READ_WITHIN_S)
