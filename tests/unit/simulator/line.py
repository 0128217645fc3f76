"""The simulator behind a real socket with the short way for sends, and a connection to it, byte by byte."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import uvicorn

from local.platforms.app import serving
from local.platforms.fast_lane import fast_lane
from tests.unit.simulator.conftest import PAGE, Sim

TOKEN = f"access-{PAGE}"
PATH = "/v3.0/oa/message/cs"


class Line:
    """One connection, written to in any pieces."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def write(self, *pieces: bytes) -> None:
        """Write pieces that the server reads one by one; without any, let it go on a little."""
        for piece in pieces or (b"",):
            self._writer.write(piece)
            await self._writer.drain()
            await asyncio.sleep(0.005)

    async def read(self) -> tuple[int, dict[str, str], bytes]:
        head, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        return int(head.split()[1]), headers, await self._reader.readexactly(int(headers["content-length"]))

    async def status(self) -> int:
        return int((await self._reader.readuntil(b"\r\n\r\n")).split()[1])

    async def error(self) -> int:
        status, _, body = await self.read()
        assert status == 200
        return int(json.loads(body)["error"])

    async def ended(self) -> bool:
        return await self._reader.read() == b""

    def close(self) -> None:
        self._writer.close()


@contextlib.asynccontextmanager
async def served(sim: Sim) -> AsyncIterator[tuple[Callable[[], Awaitable[Line]], uvicorn.Server]]:
    """Serve by the short way; yield what opens a connection, and the server."""
    listening = socket.create_server(("127.0.0.1", 0))
    protocol = fast_lane(sim.simulation.zalo.gateway)
    config = uvicorn.Config(serving(sim.simulation), http=protocol, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110  (uvicorn has only this flag)
        await asyncio.sleep(0.005)
    lines: list[Line] = []

    async def connect() -> Line:
        lines.append(Line(*await asyncio.open_connection("127.0.0.1", listening.getsockname()[1])))
        return lines[-1]

    try:
        yield connect, server
    finally:
        for line in lines:
            line.close()
        server.should_exit = True
        await running


def request(user_id: str, text: str = "Thông báo", *, path: str = PATH, version: str = "1.1", more: str = "") -> bytes:
    body = json.dumps({"recipient": {"user_id": user_id}, "message": {"text": text}}).encode()
    head = f"POST {path} HTTP/{version}\r\nHost: a\r\nAccess_Token: {TOKEN}\r\nCONTENT-LENGTH: {len(body)}\r\n{more}"
    return head.encode() + b"\r\n" + body
