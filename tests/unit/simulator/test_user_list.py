"""The list of a page's people: by days, ten thousand of one list at the most, and counted against the limit."""

import json
from typing import Any

import pytest

from tests.unit.simulator.conftest import CITIZEN, PAGE, Sim


def listed(sim: Sim, **data: object) -> Any:
    answer = sim.client.get(
        "/v3.0/oa/user/getlist",
        params={"data": json.dumps({"offset": 0, "count": 50} | data)},
        headers={"access_token": f"access-{PAGE}"},
    )
    assert answer.status_code == 200
    return answer.json()


def totals(sim: Sim, *periods: str) -> list[int]:
    return [listed(sim, last_interaction_period=period)["data"]["total"] for period in periods]


def test_people_are_listed_by_the_day_of_their_last_interaction(sim: Sim) -> None:
    sim.act("follow")
    sim.time.pass_by(hours=24)
    sim.say("7102", text="chào")
    days = ["2026_11_20:2026_11_21", "2026_11_22:2026_11_22", "2026_11_23:2026_11_23", "2012_08_01:2026_11_23"]
    assert totals(sim, *days) == [0, 1, 1, 2]
    followers = listed(sim, last_interaction_period="2026_11_22:2026_11_23", is_follower="true")["data"]["users"]
    assert followers == [{"user_id": CITIZEN}]


def test_a_day_is_a_day_of_vietnam(sim: Sim) -> None:
    """It is 08:00 on the 22nd there; sixteen hours later the 23rd begins, while it is the 22nd in UTC still."""
    sim.time.pass_by(hours=16)
    sim.act("follow")
    assert totals(sim, "2026_11_22:2026_11_22", "2026_11_23:2026_11_23", "TODAY") == [0, 1, 1]


@pytest.mark.parametrize(
    "period",
    ["2026_11_22", "2026-11-22:2026-11-23", "2026_11_23:2026_11_22", "2026_02_30:2026_03_01", "L9D", 7, ["TODAY"]],
    ids=str,
)
def test_a_period_that_is_none_is_refused(sim: Sim, period: object) -> None:
    assert listed(sim, last_interaction_period=period)["error"] == -201


def test_those_of_a_crowd_who_are_silent_fell_silent_over_some_days(sim: Sim) -> None:
    everybody = sim.gather(count=1_000, outside_window=0.6, not_following=0.1, silent_days=5)
    spread = totals(sim, *(f"2026_11_{day:02}:2026_11_{day:02}" for day in range(8, 15)))
    assert spread[0] == 0
    assert sum(spread) == 600
    assert all(70 < some < 130 for some in spread[1:])
    assert totals(sim, "2026_11_15:2026_11_22") == [400]
    assert listed(sim, is_follower="true")["data"]["total"] == 900
    shown = [user["user_id"] for offset in range(0, 1_000, 50) for user in listed(sim, offset=offset)["data"]["users"]]
    assert sorted(shown) == sorted(everybody)


def test_no_more_than_ten_thousand_of_one_list_can_be_read(sim: Sim) -> None:
    sim.gather(count=10_060, silent_days=1, outside_window=0.5)
    assert listed(sim)["data"]["total"] == 10_060
    assert len(listed(sim, offset=9_951)["data"]["users"]) == 50
    assert listed(sim, offset=9_952)["error"] == -210


def test_reading_a_list_counts_against_the_apps_limit(sim: Sim) -> None:
    sim.post("/settings", {"requests_per_minute": 2})
    assert [listed(sim)["error"] for _ in range(3)] == [0, 0, -32]
