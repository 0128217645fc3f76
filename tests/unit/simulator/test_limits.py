"""The request limit of an app, and what is counted of it."""

import pytest

from local.platforms.config import Window
from local.platforms.limits import MinuteLimit
from tests.unit.simulator.conftest import APP, OTHER_APP, PAGE, Sim, Time

HELLO = {"text": "Xin chào"}


@pytest.mark.parametrize(
    ("window", "over_the_edge", "a_minute_later"), [("fixed", 10, 0), ("sliding", 0, 10)], ids=["fixed", "sliding"]
)
def test_a_fixed_minute_begins_with_the_clocks_and_a_sliding_one_is_the_last_sixty_seconds(
    time: Time, window: Window, over_the_edge: int, a_minute_later: int
) -> None:
    limit = MinuteLimit(time)

    def taken() -> int:
        return sum(limit.take(APP, limit=10, window=window) >= 0 for _ in range(11))

    time.pass_by(seconds=20)
    assert taken() == 10
    time.pass_by(seconds=20)
    assert taken() == over_the_edge
    time.pass_by(seconds=40)
    assert taken() == a_minute_later


def test_a_refused_request_uses_nothing_up(sim: Sim) -> None:
    sim.post("/settings", {"requests_per_minute": 1, "limit_window": "sliding"})
    sim.say(text="xin chào")
    assert [sim.error_of(HELLO) for _ in range(3)] == [0, -32, -32]
    sim.time.pass_by(seconds=61)
    assert sim.error_of(HELLO) == 0


def test_zero_is_no_limit_and_no_limit_is_told(sim: Sim) -> None:
    sim.post("/settings", {"requests_per_minute": 0})
    sim.say(text="xin chào")
    assert [sim.error_of(HELLO) for _ in range(20)] == [0] * 20
    assert "X-RateLimit-Limit" not in sim.send(HELLO).headers


def test_what_was_taken_and_refused_can_be_read_by_app(sim: Sim) -> None:
    sim.post("/settings", {"requests_per_minute": 2})
    sim.say(text="xin chào")
    for _ in range(5):
        sim.send(HELLO)
    sim.call("/v2.0/article/verify", {"token": "none"})
    limits = sim.get("/limits")
    assert (limits["requests_per_minute"], limits["limit_window"]) == (2, "fixed")
    assert limits["apps"] == [
        {"app_id": APP, "taken": 2, "refused": 3, "articles": {"taken": 1, "refused": 0}},
        {"app_id": OTHER_APP, "taken": 0, "refused": 0, "articles": {"taken": 0, "refused": 0}},
    ]
    sim.client.post("/reset")
    assert sim.get("/limits")["apps"][0]["taken"] == 0


def test_every_call_with_a_living_token_counts_and_no_other(sim: Sim) -> None:
    sim.client.get("/v2.0/oa/getoa", headers={"access_token": f"access-{PAGE}"})
    sim.client.get("/v2.0/oa/getoa", headers={"access_token": "made-up"})
    assert sim.get("/limits")["apps"][0]["taken"] == 1


@pytest.mark.parametrize("settings", [{"limit_window": "rolling"}, {"requests_per_minute": -1}, {"latency_ms": -1}])
def test_a_setting_that_makes_no_sense_is_refused(sim: Sim, settings: dict[str, object]) -> None:
    assert sim.client.post("/settings", json=settings).status_code == 400
