"""The webhook hears of a crowd only as much and as fast as it is told to."""

import asyncio

import pytest

from local.platforms.zalo import crowd_events
from local.platforms.zalo.crowd_events import is_of_share
from tests.unit.simulator.conftest import OA, Sim

HELLO = {"text": "Thông báo\nMã kiểm tra: ABC-DEF-GHJ"}


def send_all(sim: Sim, count: int) -> dict[str, str]:
    """Send to a whole crowd; return each member's message id."""
    return {
        user_id: sim.send(HELLO, user_id=user_id).json()["data"]["message_id"] for user_id in sim.gather(count=count)
    }


def test_a_crowd_is_silent_by_default(sim: Sim) -> None:
    send_all(sim, 5)
    sim.settle()
    assert sim.webhook.calls == []


def test_each_event_of_a_member_names_the_message_it_is_about(sim: Sim) -> None:
    shares = {"crowd_echo_share": 1, "crowd_received_share": 1, "crowd_seen_share": 1}
    sim.post("/settings", {**shares, "crowd_events_per_second": 1e6})
    sent = send_all(sim, 20)
    sim.settle()
    echoes = sim.webhook.bodies("oa_send_text")
    assert {body["recipient"]["id"]: body["message"]["msg_id"] for body in echoes} == sent
    assert {body["message"]["text"] for body in echoes} == {HELLO["text"]}
    assert {body["sender"]["id"] for body in echoes} == {OA}
    received = sim.webhook.bodies("user_received_message")
    assert {body["recipient"]["id"]: body["message"]["msg_id"] for body in received} == sent
    seen = sim.webhook.bodies("user_seen_message")
    assert {body["recipient"]["id"]: body["message"]["msg_ids"] for body in seen} == {
        user_id: [message_id] for user_id, message_id in sent.items()
    }
    assert sim.tally()["events"] == {"waiting": 0, "sent": 60, "dropped": 0}


def test_a_share_is_the_same_members_every_time(sim: Sim) -> None:
    sim.post("/settings", {"crowd_echo_share": 0.25, "crowd_events_per_second": 1e6})
    user_ids = list(send_all(sim, 40))
    sim.settle()
    first = {body["recipient"]["id"] for body in sim.webhook.bodies("oa_send_text")}
    assert first == {user_id for index, user_id in enumerate(user_ids) if is_of_share(index, 0.25)}
    assert 8 <= len(first) <= 12
    assert sim.webhook.bodies("user_received_message") == []


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.999])
def test_a_share_of_many_is_that_many(share: float) -> None:
    members = sum(is_of_share(index, share) for index in range(20_000))
    assert members == pytest.approx(20_000 * share, abs=5)


def test_events_keep_to_their_rate_and_a_pause_is_not_made_good_by_a_burst(
    sim: Sim, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = 1000.0
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        nonlocal now_s
        slept.append(seconds)
        now_s += seconds

    monkeypatch.setattr("local.platforms.zalo.crowd_events.asyncio.sleep", sleep)
    monkeypatch.setattr("local.platforms.zalo.crowd_events.monotonic", lambda: now_s)
    sim.post("/settings", {"crowd_echo_share": 1, "crowd_events_per_second": 20})
    send_all(sim, 40)
    sim.settle()
    at_the_rate_s = 39 / 20 - crowd_events.BEHIND_MAX_S
    assert sum(slept) == pytest.approx(at_the_rate_s)
    now_s += 60
    send_all(sim, 40)
    sim.settle()
    assert len(sim.webhook.bodies("oa_send_text")) == 80
    assert sum(slept) == pytest.approx(2 * at_the_rate_s)


def test_a_slow_webhook_delays_events_and_loses_none(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sim.simulation.zalo.crowd_events, "_free", asyncio.Semaphore(1))
    sim.webhook.answers = [0.01] * 6
    sim.post("/settings", {"crowd_echo_share": 1, "crowd_events_per_second": 1e6})
    sent = send_all(sim, 6)
    sim.settle()
    assert {body["recipient"]["id"] for body in sim.webhook.bodies("oa_send_text")} == sent.keys()


def test_what_does_not_fit_into_the_line_is_counted(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd_events, "WAITING_MAX", 0)
    sim.post("/settings", {"crowd_echo_share": 1})
    send_all(sim, 3)
    sim.settle()
    assert sim.tally()["events"] == {"waiting": 0, "sent": 0, "dropped": 3}


def test_an_event_that_is_not_accepted_comes_again(sim: Sim) -> None:
    sim.webhook.answers = [500]
    sim.post("/settings", {"crowd_echo_share": 1, "crowd_events_per_second": 1e6})
    send_all(sim, 1)
    sim.settle()
    first, second = sim.webhook.calls
    assert first.content == second.content


def test_a_reset_ends_the_line_and_the_next_crowd_is_heard_again(sim: Sim) -> None:
    sim.post("/settings", {"crowd_echo_share": 1, "crowd_events_per_second": 0.001})
    send_all(sim, 5)
    sim.client.post("/reset")
    heard = len(sim.webhook.calls)
    assert heard <= 1
    sim.post("/settings", {"crowd_events_per_second": 1e6})
    send_all(sim, 2)
    sim.settle()
    assert len(sim.webhook.calls) == heard + 2
