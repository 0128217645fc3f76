"""A download: one link, followed by hand, read in small pieces, believed in nothing."""

import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol

import httpcore

from dutydesk.evidence import Lost
from functions.media.fetching.addresses import Resolve, resolved
from functions.media.fetching.failures import Unfetchable
from functions.media.fetching.links import Link, allowed
from functions.media.fetching.wire import CONNECT_S, SILENCE_S, Tally, Wire

MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429})
_TIMES = {"connect": CONNECT_S, "read": SILENCE_S, "write": SILENCE_S, "pool": CONNECT_S}
_HEADERS: Mapping[bytes | str, bytes | str] = {
    "accept": "*/*",
    "accept-encoding": "identity",
    "connection": "close",
    "user-agent": "DutyDesk",
}


class Downloads(Protocol):
    """Whence files come."""

    def read(self, link: str, *, hosts: Sequence[str], most_bytes: int, within_s: float) -> Iterator[bytes]:
        """Yield a file piece by piece; whoever stops early closes the iterator.

        Raises:
            Unfetchable: it cannot be had, is too large, or was not whole; what was yielded is worth nothing.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpDownloads:
    """The ``Downloads`` port over HTTP/1.1. ``local_origin`` is the simulator's, and empty wherever there is none."""

    local_origin: str = ""
    resolve: Resolve = resolved
    now_s: Callable[[], float] = time.monotonic
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    network: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def read(self, link: str, *, hosts: Sequence[str], most_bytes: int, within_s: float) -> Iterator[bytes]:
        """Follow at most three redirects, each of which is checked as the link was."""
        until_s = self.now_s() + within_s
        at = allowed(link, hosts=hosts, local_origin=self.local_origin)
        for _ in range(MOST_REDIRECTS + 1):
            tally = Tally()
            wire = Wire(
                resolve=self.resolve,
                now_s=self.now_s,
                until_s=until_s,
                tally=tally,
                local=at.local,
                inner=self.network,
            )
            with (
                _named_errors(),
                httpcore.ConnectionPool(network_backend=wire, ssl_context=self.tls) as pool,
                pool.stream("GET", _url(at), headers=_HEADERS, extensions={"timeout": _TIMES}) as answer,
            ):
                location = _redirect(answer)
                if location is None:
                    yield from _body(answer, tally, most_bytes)
                    return
            at = allowed(location, hosts=hosts, local_origin=self.local_origin, base=at)
        raise Unfetchable(Lost.REDIRECTS)


class _named_errors:  # noqa: N801  # used as a context manager's function is
    """Say what went wrong on the wire in our words."""

    def __enter__(self) -> None:
        """Nothing begins."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Name the error."""
        if isinstance(error, httpcore.TimeoutException):
            raise Unfetchable(Lost.TIMEOUT) from None
        if isinstance(error, (httpcore.NetworkError, httpcore.ProtocolError)):
            raise Unfetchable(Lost.UNREACHABLE) from None


def _url(link: Link) -> httpcore.URL:
    return httpcore.URL(scheme=link.scheme, host=link.host, port=link.port, target=link.target)


def _redirect(answer: httpcore.Response) -> str | None:
    """Return where the answer points to, or None when it holds the file.

    Raises:
        Unfetchable: neither.
    """
    status = answer.status
    if status in _REDIRECTS:
        found = next((value for name, value in answer.headers if name.lower() == b"location"), b"")
        return found.decode("latin-1")
    if status == HTTPStatus.OK:
        return None
    client_error = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    raise Unfetchable(Lost.GONE if client_error and status not in _PASSING else Lost.UNREACHABLE)


def _body(answer: httpcore.Response, tally: Tally, most_bytes: int) -> Iterator[bytes]:
    announced = _length(answer)
    if announced is not None and announced > most_bytes:
        raise Unfetchable(Lost.TOO_LARGE)
    came = 0
    try:
        for piece in answer.iter_stream():
            came += len(piece)
            if came > most_bytes:
                raise Unfetchable(Lost.TOO_LARGE)
            yield piece
    except (httpcore.ReadError, httpcore.ProtocolError):
        raise Unfetchable(Lost.WRONG_LENGTH) from None
    if announced is not None and (tally.body_bytes > announced or _goes_on(answer)):
        raise Unfetchable(Lost.WRONG_LENGTH)
    if came == 0:
        raise Unfetchable(Lost.EMPTY)


def _length(answer: httpcore.Response) -> int | None:
    headers = {name.lower(): value for name, value in answer.headers}
    if b"transfer-encoding" in headers or b"content-length" not in headers:
        return None
    return int(headers[b"content-length"])  # httpcore has refused what is no number


def _goes_on(answer: httpcore.Response) -> bool:
    """Whether more is behind the end."""
    stream = answer.extensions["network_stream"]
    return bool(stream.more_is_there())
