"""The platform's own HTTP client: plain HTTP/1.1 over connections that stay open, a fraction of httpx's processor time.

It is an httpx transport, so that a test may put another one in its place.
"""

import asyncio
import ssl
from collections import defaultdict
from dataclasses import dataclass, field

import h11
import httpx

READ_BYTES = 65_536

type _Place = tuple[bytes, str, int]


@dataclass(slots=True, kw_only=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    http: h11.Connection = field(default_factory=lambda: h11.Connection(h11.CLIENT))

    @property
    def is_alive(self) -> bool:
        """Whether the other end has kept it open, as far as we have heard."""
        return not (self.reader.at_eof() or self.writer.is_closing())


class Wire(httpx.AsyncBaseTransport):
    """Sends a request whose content is in memory, without following redirects and without a time limit of its own.

    Raises httpx's own errors: ``ConnectError``, ``ReadError`` (the connection broke), ``LocalProtocolError`` (the
    request's headers are none), ``RemoteProtocolError`` (the answer is none, or ends too soon).
    """

    def __init__(self) -> None:
        self._idle: defaultdict[_Place, list[_Connection]] = defaultdict(list)
        self._tls: ssl.SSLContext | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the whole answer; a connection that failed, or whose caller gave up, is not used again."""
        connection = await self._connected(request.url)
        try:
            response = await _exchanged(connection, request)
        except OSError as error:
            connection.writer.close()
            raise httpx.ReadError("the connection broke", request=request) from error
        except h11.RemoteProtocolError as error:
            connection.writer.close()
            raise httpx.RemoteProtocolError("not an answer", request=request) from error
        except h11.LocalProtocolError as error:
            connection.writer.close()
            raise httpx.LocalProtocolError("not a request", request=request) from error
        except BaseException:
            connection.writer.close()
            raise
        if connection.http.our_state is h11.DONE and connection.http.their_state is h11.DONE:
            connection.http.start_next_cycle()
            self._idle[_place(request.url)].append(connection)
        else:
            connection.writer.close()
        return response

    async def aclose(self) -> None:
        """Close the connections that nobody uses."""
        idle = [connection.writer for connections in self._idle.values() for connection in connections]
        self._idle.clear()
        for writer in idle:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in idle), return_exceptions=True)

    async def _connected(self, url: httpx.URL) -> _Connection:
        place = scheme, host, port = _place(url)
        idle = self._idle[place]
        while idle:
            connection = idle.pop()
            if connection.is_alive:
                return connection
            connection.writer.close()
        if scheme == b"https" and self._tls is None:
            self._tls = ssl.create_default_context()
        try:
            reader, writer = await asyncio.open_connection(host, port, ssl=self._tls if scheme == b"https" else None)
        except OSError as error:
            raise httpx.ConnectError("no connection") from error
        return _Connection(reader=reader, writer=writer)


def _place(url: httpx.URL) -> _Place:
    return url.raw_scheme, url.host, url.port or (443 if url.raw_scheme == b"https" else 80)


async def _exchanged(connection: _Connection, request: httpx.Request) -> httpx.Response:
    http = connection.http
    events: tuple[h11.Event, ...] = (
        h11.Request(method=request.method.encode(), target=request.url.raw_path, headers=request.headers.raw),
        h11.Data(data=request.content),
        h11.EndOfMessage(),
    )
    connection.writer.write(b"".join(http.send(event) or b"" for event in events))
    await connection.writer.drain()
    status, headers, content = 0, [], bytearray()
    while True:
        event = http.next_event()
        if event is h11.NEED_DATA:
            http.receive_data(await connection.reader.read(READ_BYTES))
        elif isinstance(event, h11.Response):
            status, headers = event.status_code, list(event.headers)
        elif isinstance(event, h11.Data):
            content += event.data
        elif isinstance(event, h11.EndOfMessage):
            return httpx.Response(status, headers=headers, content=bytes(content), request=request)
