"""A send is done at once and answered later: what a sender who dies meanwhile never learns."""

import asyncio
import time

import pytest

from tests.unit.simulator.conftest import PAGE, Sim
from tests.unit.simulator.line import TOKEN, request, served


def test_a_message_is_delivered_long_before_its_answer(sim: Sim) -> None:
    (one,) = sim.gather(count=1)
    sim.post("/settings", {"latency_ms": 3_600_000})

    async def ask() -> None:
        async with served(sim) as (connect, _):
            line = await connect()
            await line.write(request(one))
            while not sim.simulation.world.crowds[PAGE].total_messages:
                await line.write()
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.02):
                    await line.error()

    sim.client.runner.run(ask())


def test_the_answer_comes_after_the_latency(sim: Sim) -> None:
    (one,) = sim.gather(count=1)
    sim.post("/settings", {"latency_ms": 30})

    async def ask() -> float:
        async with served(sim) as (connect, _):
            line = await connect()
            started = time.perf_counter()
            await line.write(request(one))
            assert await line.error() == 0
            return time.perf_counter() - started

    assert sim.client.runner.run(ask()) >= 0.03


def test_the_long_way_takes_its_time_too_and_only_for_sends(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    sim.say(text="xin chào")
    sim.post("/settings", {"latency_ms": 120})
    monkeypatch.setattr("local.platforms.zalo.gateway.asyncio.sleep", sleep)
    assert sim.error_of({"text": "Xin chào"}) == 0
    sim.client.get("/v2.0/oa/getoa", headers={"access_token": TOKEN})
    sim.refresh(f"refresh-{PAGE}")
    assert slept == [0.12]


def test_who_hangs_up_before_the_answer_has_sent_all_the_same(sim: Sim) -> None:
    (one,) = sim.gather(count=1)
    sim.post("/settings", {"latency_ms": 30})

    async def ask() -> None:
        async with served(sim) as (connect, _):
            line = await connect()
            await line.write(request(one))
            line.close()
            other = await connect()
            await other.write(request(one))
            assert await other.error() == 0

    sim.client.runner.run(ask())
    assert sim.tally()["total_messages"] == 2


def test_a_server_that_ends_gives_the_answers_it_owes(sim: Sim) -> None:
    (one,) = sim.gather(count=1)
    sim.post("/settings", {"latency_ms": 150})

    async def ask() -> None:
        async with served(sim) as (connect, server):
            line = await connect()
            await line.write(request(one))
            server.should_exit = True
            assert await line.error() == 0
            assert await line.ended()

    sim.client.runner.run(ask())
