"""The platform's own HTTP client, against a server that does as it is told."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import httpx
import pytest

from local.platforms.wire import Wire

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
CLOSING = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok"
FAREWELL = b"HTTP/1.1 200 OK\r\nx-farewell: unsaid\r\ncontent-length: 2\r\n\r\nok"
CONTINUED = b"HTTP/1.1 100 Continue\r\n\r\n" + OK
HEADERS = {"X-Own": "1"}
CUT_SHORT = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok"


@dataclass
class Server:
    """Answers with the next of ``answers``; an empty one closes the connection, None never answers."""

    answers: list[bytes | None] = field(default_factory=list)
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.requests.append(head + await reader.readexactly(4))
                answer = self.answers.pop(0)
                if answer is not None:
                    writer.write(answer)
                if answer in (b"", CLOSING, FAREWELL, CUT_SHORT):
                    break
        writer.close()


@contextlib.asynccontextmanager
async def asking(server: Server) -> AsyncIterator[Callable[..., Awaitable[httpx.Response]]]:
    listening = await asyncio.start_server(server, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    wire = Wire()

    async def ask(headers: dict[str, str] = HEADERS) -> httpx.Response:
        request = httpx.Request("POST", f"http://127.0.0.1:{port}/hook?a=b", headers=headers, content=b"body")
        return await wire.handle_async_request(request)

    try:
        yield ask
    finally:
        await wire.aclose()
        listening.close()
        await listening.wait_closed()


def test_a_connection_is_used_again_for_whatever_shape_an_answer_has() -> None:
    server = Server([OK, CHUNKED, CONTINUED, OK])

    async def run() -> list[tuple[int, bytes]]:
        async with asking(server) as ask:
            return [(answer.status_code, answer.content) for answer in [await ask() for _ in range(4)]]

    assert asyncio.run(run()) == [(200, b"ok"), (201, b"ok"), (200, b"ok"), (200, b"ok")]
    assert server.connections == 1
    assert all(raw.startswith(b"POST /hook?a=b HTTP/1.1\r\n") and raw.endswith(b"body") for raw in server.requests)
    assert b"x-own: 1" in server.requests[0].lower()


@pytest.mark.parametrize("last", [CLOSING, FAREWELL], ids=["with a word", "without a word"])
def test_a_connection_that_the_server_closed_is_not_used_again(last: bytes) -> None:
    server = Server([last, OK, OK])

    async def run() -> list[int]:
        async with asking(server) as ask:
            statuses = [(await ask()).status_code]
            # The server's end arrives.
            await asyncio.sleep(0.01)
            return [*statuses, (await ask()).status_code, (await ask()).status_code]

    assert asyncio.run(run()) == [200, 200, 200]
    assert server.connections == 2


def test_a_connection_that_breaks_in_use_is_replaced() -> None:
    server = Server([OK, b"", OK])

    async def run() -> int:
        async with asking(server) as ask:
            await ask()
            with pytest.raises(httpx.RemoteProtocolError):
                await ask()
            return (await ask()).status_code

    assert asyncio.run(run()) == 200
    assert server.connections == 2


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", CUT_SHORT], ids=["nothing", "nonsense", "cut short"])
def test_an_answer_that_is_none_is_an_error_and_the_next_call_begins_anew(answer: bytes) -> None:
    server = Server([answer, OK])

    async def run() -> int:
        async with asking(server) as ask:
            with pytest.raises(httpx.RemoteProtocolError):
                await ask()
            return (await ask()).status_code

    assert asyncio.run(run()) == 200
    assert server.connections == 2


def test_who_gives_up_leaves_no_late_answer_to_the_next() -> None:
    server = Server([None, CHUNKED])

    async def run() -> int:
        async with asking(server) as ask:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.02):
                    await ask()
            return (await ask()).status_code

    assert asyncio.run(run()) == 201
    assert server.connections == 2


def test_calls_at_once_have_a_connection_each() -> None:
    server = Server([OK] * 6)

    async def run() -> None:
        async with asking(server) as ask:
            for _ in range(2):
                await asyncio.gather(*(ask() for _ in range(3)))

    asyncio.run(run())
    assert server.connections == 3


def test_a_request_that_is_none_is_not_sent() -> None:
    server = Server([OK])

    async def run() -> int:
        async with asking(server) as ask:
            with pytest.raises(httpx.LocalProtocolError):
                await ask({"content-length": "1"})
            return (await ask()).status_code

    assert asyncio.run(run()) == 200


def test_nobody_listens() -> None:
    with pytest.raises(httpx.ConnectError):
        asyncio.run(Wire().handle_async_request(httpx.Request("POST", "http://127.0.0.1:1/", content=b"")))
