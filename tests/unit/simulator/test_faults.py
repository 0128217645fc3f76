"""Trouble on demand: on which calls, how often, and before or after the platform did its work."""

import time as real_time
from typing import Any

import pytest

from local.platforms.severing import ConnectionSevered
from tests.unit.simulator.conftest import APP, OTHER_PAGE, PAGE, Sim

HELLO = {"text": "Xin chào"}


@pytest.fixture(autouse=True)
def met(sim: Sim) -> None:
    """Let the citizen have written to both pages."""
    sim.say(text="xin chào")
    sim.say(text="xin chào", page_id=OTHER_PAGE)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        ({"http_status": 503}, 503, "<html>"),
        ({"zalo_error": -32}, 200, '"error":-32'),
        ({"garbage_body": True}, 200, "<"),
    ],
    ids=["status", "error", "garbage"],
)
def test_a_wrong_answer_comes_before_or_after_the_message_is_delivered(
    sim: Sim, fault: dict[str, Any], status: int, body: str, when: str
) -> None:
    sim.post("/faults", {"endpoint": "message", "count": 1, "when": when, **fault})
    answer = sim.send(HELLO)
    assert answer.status_code == status
    assert body in answer.content.decode("utf-8", "replace")
    assert len(sim.inbox()) == (when == "after")
    assert sim.error_of(HELLO) == 0


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_dropped_connection_leaves_the_sender_not_knowing(sim: Sim, when: str) -> None:
    sim.post("/faults", {"endpoint": "message", "drop_connection": when, "count": 1})
    with pytest.raises(ConnectionSevered):
        sim.send(HELLO)
    assert len(sim.inbox()) == (when == "after")


def test_an_answer_lost_after_the_rotation_costs_the_refresh_token(sim: Sim) -> None:
    sim.post("/faults", {"endpoint": "oauth", "drop_connection": "after", "count": 1})
    with pytest.raises(ConnectionSevered):
        sim.refresh(f"refresh-{PAGE}")
    assert "access_token" not in sim.refresh(f"refresh-{PAGE}")
    assert sim.status()["pages"][0]["refreshes"] == 1


def test_a_refused_refresh_costs_nothing_when_the_fault_comes_before(sim: Sim) -> None:
    sim.post("/faults", {"endpoint": "oauth", "http_status": 500, "count": 1})
    form = {"refresh_token": f"refresh-{PAGE}", "app_id": APP, "grant_type": "refresh_token"}
    answer = sim.client.post("/v4/oa/access_token", data=form, headers={"secret_key": f"app-{APP}"})
    assert answer.status_code == 500
    assert "access_token" in sim.refresh(f"refresh-{PAGE}")


def test_latency_delays_the_answer(sim: Sim) -> None:
    sim.post("/faults", {"latency_ms": 60})
    started = real_time.perf_counter()
    assert sim.error_of(HELLO) == 0
    assert real_time.perf_counter() - started >= 0.06


def test_a_fault_strikes_only_the_calls_it_names(sim: Sim) -> None:
    sim.post("/faults", {"endpoint": "message", "page_id": PAGE, "zalo_error": -200, "skip": 1, "count": 2})
    assert sim.error_of(HELLO, token=f"access-{OTHER_PAGE}") == 0
    assert [sim.error_of(HELLO) for _ in range(4)] == [0, -200, -200, 0]
    assert sim.client.get("/faults").json() == []


def test_a_fault_may_be_meant_for_one_citizen(sim: Sim) -> None:
    sim.say("7102", text="xin chào")
    sim.post("/faults", {"user_id": "7102", "zalo_error": -227})
    assert sim.error_of(HELLO) == 0
    assert sim.error_of(HELLO, user_id="7102") == -227


def test_a_fault_stays_until_it_is_cleared(sim: Sim) -> None:
    sim.post("/faults", {"zalo_error": -200})
    assert [sim.error_of(HELLO) for _ in range(3)] == [-200] * 3
    assert sim.client.get("/faults").json() == [{"number": 1, "struck": 3, "zalo_error": -200}]
    assert sim.client.delete("/faults").status_code == 204
    assert sim.error_of(HELLO) == 0


def test_a_webhook_answer_that_is_lost_brings_the_same_event_again(sim: Sim) -> None:
    sim.post("/faults", {"endpoint": "webhook", "drop_connection": "after", "count": 1})
    before = len(sim.webhook.calls)
    assert sim.say(text="báo tin")["status"] is None
    sim.settle()
    first, second = sim.webhook.calls[before:]
    assert first.content == second.content


@pytest.mark.parametrize(
    ("trick", "status", "leads_to"),
    [("private", 302, "http://169.254.169.254/"), ("loop", 302, "/media/photo-1.png"), ("empty", 200, "")],
)
def test_a_media_link_plays_a_trick(sim: Sim, trick: str, status: int, leads_to: str) -> None:
    sim.post("/faults", {"endpoint": "media", "trick": trick, "count": 1})
    answer = sim.client.get("/media/photo-1.png", follow_redirects=False)
    assert (answer.status_code, answer.content) == (status, b"")
    assert leads_to in answer.headers.get("location", "")
    assert sim.client.get("/media/photo-1.png").content.startswith(b"\x89PNG")


def test_a_media_link_ends_too_soon(sim: Sim) -> None:
    whole = sim.client.get("/media/photo-1.png")
    sim.post("/faults", {"endpoint": "media", "trick": "short", "count": 1})
    half = sim.client.get("/media/photo-1.png")
    assert half.headers["content-length"] == whole.headers["content-length"]
    assert len(half.content) == len(whole.content) // 2


def test_a_media_link_drips(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local.platforms.media.DRIP_S", 0)
    sim.post("/faults", {"endpoint": "media", "trick": "drip", "count": 1})
    assert sim.client.get("/media/photo-1.png").content == sim.client.get("/media/photo-1.png").content


def test_nothing_else_plays_tricks(sim: Sim) -> None:
    assert sim.client.post("/faults", json={"endpoint": "message", "trick": "drip"}).status_code in {400, 422}


def test_a_media_link_can_die(sim: Sim) -> None:
    sim.post("/faults", {"endpoint": "media", "http_status": 403})
    assert sim.client.get("/media/photo-1.png").status_code == 403
    assert sim.error_of(HELLO) == 0


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"count": 1},
        {"zalo_error": 0},
        {"latency": 5},
        {"http_status": 500, "zalo_error": -32},
        {"endpoint": "messages", "http_status": 500},
        {"http_status": 500, "count": 0},
    ],
    ids=str,
)
def test_an_unclear_fault_is_refused(sim: Sim, fault: dict[str, Any]) -> None:
    assert sim.client.post("/faults", json=fault).status_code == 400
    assert sim.client.get("/faults").json() == []
