"""The simulator behind a real socket."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn

from local.platforms.app import serving
from tests.unit.simulator.conftest import CITIZEN, PAGE, Sim


@contextlib.asynccontextmanager
async def served(sim: Sim) -> AsyncIterator[httpx.AsyncClient]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(serving(sim.simulation), log_level="critical", lifespan="off"))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110  (uvicorn has only this flag)
        await asyncio.sleep(0.005)
    port = listening.getsockname()[1]
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        await running


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_dropped_connection_ends_without_an_answer(sim: Sim, when: str) -> None:
    async def drop() -> None:
        async with served(sim) as client:
            body = {"recipient": {"user_id": CITIZEN}, "message": {"text": "Xin chào"}}
            token = {"access_token": f"access-{PAGE}"}
            with pytest.raises(httpx.TransportError):
                await client.post("/v3.0/oa/message/cs", json=body, headers=token)
            assert (await client.post("/v3.0/oa/message/cs", json=body, headers=token)).json()["error"] == 0

    sim.say(text="xin chào")
    sim.post("/faults", {"endpoint": "message", "drop_connection": when, "count": 1})
    sim.client.runner.run(drop())
    assert len(sim.inbox()) == 1 + (when == "after")
