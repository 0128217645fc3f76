"""The short way for sends answers as the long one, and leaves to it whatever is out of the ordinary."""

import json
from typing import Any

import pytest

from local.platforms.fast_lane import BODY_MAX, HEAD_MAX
from tests.unit.simulator.conftest import Sim
from tests.unit.simulator.line import PATH, TOKEN, request, served

HEALTH = b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture
def quick(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the sends that took the short way."""
    taken: list[str] = []
    gateway = sim.simulation.zalo.gateway
    send = gateway.send

    def noted(path: str, token: str, raw: bytes) -> Any:
        taken.append(path)
        return send(path, token, raw)

    monkeypatch.setattr(gateway, "send", noted)
    return taken


def test_both_ways_give_the_same_answer(sim: Sim, quick: list[str]) -> None:
    (one,) = sim.gather(count=1)
    long_way = sim.send({"text": "Thông báo"}, user_id=one)
    assert quick == []

    async def ask() -> tuple[int, dict[str, str], bytes]:
        async with served(sim) as (connect, _):
            line = await connect()
            await line.write(request(one))
            return await line.read()

    status, headers, raw = sim.client.runner.run(ask())
    assert quick == [PATH]
    told, same = json.loads(raw), long_way.json()
    assert (status, set(headers), told.keys()) == (200, set(long_way.headers), same.keys())
    assert headers["content-type"] == "application/json"
    assert headers["x-ratelimit-remain"] == "3998"
    assert {**told["data"], "message_id": ""} == {**same["data"], "message_id": ""}
    calls = sim.log("call")
    assert [call["message_id"] for call in calls] == [same["data"]["message_id"], told["data"]["message_id"]]
    assert calls[0].keys() == calls[1].keys()


def test_a_request_may_come_in_any_pieces(sim: Sim, quick: list[str]) -> None:
    (one,) = sim.gather(count=1)
    whole = request(one)
    head_ends = whole.index(b"\r\n\r\n") + 4
    cuts = (7, 30, head_ends - 1, head_ends, head_ends + 5, len(whole) - 1)

    async def ask() -> list[int]:
        async with served(sim) as (connect, _):
            line = await connect()
            errors = []
            for cut in cuts:
                await line.write(whole[:cut], whole[cut:])
                errors.append(await line.error())
            return errors

    assert sim.client.runner.run(ask()) == [0] * len(cuts)
    assert len(quick) == len(cuts)
    assert sim.tally()["total_messages"] == len(cuts)


@pytest.mark.parametrize("latency_ms", [0, 1], ids=["at once", "later"])
def test_requests_that_come_together_are_answered_in_their_order(sim: Sim, quick: list[str], latency_ms: int) -> None:
    user_ids = sim.gather(count=800)[: 800 if latency_ms == 0 else 30]
    sim.post("/settings", {"latency_ms": latency_ms})

    async def ask() -> list[str]:
        async with served(sim) as (connect, _):
            line = await connect()
            await line.write(b"".join(map(request, user_ids)) + HEALTH)
            answered = [json.loads((await line.read())[2])["data"]["user_id"] for _ in user_ids]
            assert json.loads((await line.read())[2]) == {"ok": True}
            return answered

    assert sim.client.runner.run(ask()) == user_ids
    assert len(quick) == len(user_ids)


def test_another_call_waits_for_the_answer_that_is_on_its_way(sim: Sim) -> None:
    (one,) = sim.gather(count=1)
    sim.post("/settings", {"latency_ms": 40})

    async def ask() -> list[bool]:
        async with served(sim) as (connect, _):
            line = await connect()
            await line.write(request(one), HEALTH)
            return ["error" in json.loads((await line.read())[2]) for _ in range(2)]

    assert sim.client.runner.run(ask()) == [True, False]


def test_a_send_inside_another_calls_body_is_none(sim: Sim, quick: list[str]) -> None:
    (one,) = sim.gather(count=1)
    body = request(one)

    async def ask() -> int:
        async with served(sim) as (connect, _):
            line = await connect()
            await line.write(f"POST /faults HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n\r\n".encode(), body)
            return await line.status()

    assert sim.client.runner.run(ask()) == 400
    assert quick == []


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (HEALTH, 200),
        (request("7199", path="/v3.0/oa/message/none"), 404),
        (request("7199", version="1.0"), 200),
        (request("7199", more="Connection: close\r\n"), 200),
        (request("7199", "x" * (BODY_MAX + 1)), 200),
        (request("7199", more=f"X-Long: {'a' * HEAD_MAX}\r\n"), 200),
        (request("7199").replace(b"CONTENT-LENGTH: ", b"CONTENT-LENGTH: x"), 400),
        (
            f"POST {PATH} HTTP/1.1\r\nHost: a\r\naccess_token: {TOKEN}\r\n"
            "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n".encode(),
            200,
        ),
    ],
    ids=["another call", "another path", "HTTP 1.0", "closing", "large", "long head", "no length", "chunked"],
)
def test_what_is_out_of_the_ordinary_goes_the_long_way(sim: Sim, quick: list[str], raw: bytes, status: int) -> None:
    async def ask() -> int:
        async with served(sim) as (connect, _):
            line = await connect()
            await line.write(raw[: HEAD_MAX + 100], raw[HEAD_MAX + 100 :])
            return await line.status()

    assert sim.client.runner.run(ask()) == status
    assert quick == []


def test_the_two_ways_take_turns_on_one_connection(sim: Sim, quick: list[str]) -> None:
    (one,) = sim.gather(count=1)

    async def ask() -> None:
        async with served(sim) as (connect, _):
            line = await connect()
            for _ in range(3):
                await line.write(request(one))
                assert await line.error() == 0
                await line.write(b"GET /hea", b"lth HTTP/1.1\r\nHost: a\r\n\r\n")
                assert (await line.read())[0] == 200

    sim.client.runner.run(ask())
    assert len(quick) == 3


def test_a_fault_strikes_sends_as_ever(sim: Sim, quick: list[str]) -> None:
    (one,) = sim.gather(count=1)

    async def ask() -> list[int]:
        async with served(sim) as (connect, _):
            line = await connect()
            errors = []
            for _ in range(3):
                await line.write(request(one))
                errors.append(await line.error())
            return errors

    sim.post("/faults", {"endpoint": "message", "zalo_error": -32, "count": 2})
    assert sim.client.runner.run(ask()) == [-32, -32, 0]
    assert len(quick) == 1
