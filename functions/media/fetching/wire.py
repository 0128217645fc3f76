"""The wire: connections to addresses that were checked, within a time that ends, with every byte counted.

``httpcore`` lets its network be given to it. So the address that is checked is the address that is connected to (a name
that is looked up twice may lead elsewhere the second time), TLS still proves the name, and a server that drips cannot
outlast the deadline, not even while it greets.
"""

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore

from dutydesk.evidence import Lost
from functions.media.fetching.addresses import Resolve, is_public
from functions.media.fetching.failures import Unfetchable

CONNECT_S = 5.0
SILENCE_S = 20.0
"""How long a server may say nothing at all."""
MOST_ADDRESSES = 4
_END_OF_HEAD = b"\r\n\r\n"


@dataclass(slots=True)
class Tally:
    """Counts what came after the head of an answer, whatever the head says of it."""

    body_bytes: int = 0
    _head: bytearray = field(default_factory=bytearray)
    _in_body: bool = False

    def saw(self, data: bytes) -> None:
        """Take what was read, in order."""
        if self._in_body:
            self.body_bytes += len(data)
            return
        self._head += data
        while (end := self._head.find(_END_OF_HEAD)) >= 0:
            interim = self._head.startswith(b"HTTP/1.1 1")  # such as 103; the answer's own head follows
            del self._head[: end + len(_END_OF_HEAD)]
            if not interim:
                self._in_body, self.body_bytes = True, len(self._head)
                self._head.clear()
                return


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire(httpcore.NetworkBackend):
    """The network as ``httpcore`` sees it, for one download. ``now_s`` is a clock that never goes back."""

    resolve: Resolve
    now_s: Callable[[], float]
    until_s: float
    tally: Tally
    local: bool = False
    """Whether the address may be any: it is the one that was allowed by name and port, never in a protected stack."""
    inner: httpcore.NetworkBackend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to an address of this name if all of them are everybody's.

        Raises:
            Unfetchable: one of them is not.
            httpcore.ConnectError, httpcore.ConnectTimeout: nobody answers, or there is no such name.
        """
        try:
            addresses = self.resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError("no such name") from error
        if not self.local and not all(is_public(address) for address in addresses):
            raise Unfetchable(Lost.PRIVATE_ADDRESS)
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses[:MOST_ADDRESSES]:
            try:
                stream = self.inner.connect_tcp(
                    address, port, self._left(timeout), local_address, socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return _Timed(stream, self)
        raise failed

    def _left(self, timeout: float | None) -> float:
        left = self.until_s - self.now_s()
        if left <= 0:
            raise httpcore.ReadTimeout("out of time")
        return left if timeout is None else min(timeout, left)


class _Timed(httpcore.NetworkStream):
    """A connection whose every wait ends with the download's time."""

    def __init__(self, inner: httpcore.NetworkStream, wire: Wire) -> None:
        self._inner, self._wire = inner, wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes, and count them."""
        data = self._inner.read(max_bytes, self._wire._left(timeout))  # noqa: SLF001  # one thing in two classes
        self._wire.tally.saw(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._inner.write(buffer, self._wire._left(timeout))  # noqa: SLF001  # likewise

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Encrypt; the certificate must be that of the name."""
        left = self._wire._left(timeout)  # noqa: SLF001  # likewise
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, left), self._wire)

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection."""
        return self._inner.get_extra_info(info)

    def more_is_there(self) -> bool:
        """Whether something came behind what was read, as far as it is here already."""
        try:
            return bool(self._inner.read(1, 0.0))
        except (httpcore.ReadError, httpcore.ReadTimeout):
            return False
