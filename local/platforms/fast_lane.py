"""A short way for sends: a busy simulator must not take the processor from what it measures.

Sends come by the hundred a second, all of one shape. They are read from the bytes of the connection and answered there,
at a fraction of what the server's own way costs. Whatever is out of the ordinary goes that way, with every byte.
"""

import json
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, Protocol

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_MAX = 8_192
BODY_MAX = 65_536
_END = b"\r\n\r\n"
_BEGINNING = b"POST /v"
_ODD = (b"\r\ntransfer-encoding:", b"\r\nexpect:", b"\r\nupgrade:")


class Outcome(Protocol):
    """What a send came to."""

    @property
    def body(self) -> dict[str, Any]:
        """The answer, to be written as JSON."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers beside those of every answer."""
        ...


class Sends(Protocol):
    """Who does the sends."""

    def is_send(self, path: str) -> bool:
        """Tell whether ``send`` may take a call to this path now."""
        ...

    def send(self, path: str, token: str, raw: bytes) -> tuple[Outcome, float]:
        """Do a send; return its outcome and after how many seconds it is to be answered."""
        ...


class _Head(NamedTuple):
    path: str
    token: str
    body_from: int
    body_to: int


def fast_lane(sends: Sends) -> type[H11Protocol]:
    """Return the protocol for ``uvicorn.Config(http=…)`` that does sends by the short way."""
    return type("FastLane", (_FastLane,), {"sends": sends})


class _FastLane(H11Protocol):
    sends: ClassVar[Sends]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held = b""
        self._answering = False
        self._closes = False

    def data_received(self, data: bytes) -> None:
        """Answer a send as soon as it is whole; pass anything else on."""
        if self._answering:
            self._held += data
            return
        if self._held:
            data, self._held = self._held + data, b""
        elif not self._is_between_requests():
            super().data_received(data)
            return
        end = data.find(_END)
        if end < 0 and data.startswith(_BEGINNING) and len(data) <= HEAD_MAX:
            self._wait_for_more(data)
            return
        head = _read(data[:end]) if end >= 0 else None
        if head is None or not self.sends.is_send(head.path):
            super().data_received(data)
        elif len(data) < head.body_to:
            self._wait_for_more(data)
        else:
            self._do(head, data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget what was held; a send that was done stays done."""
        self._held = b""
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Let an answer that is on its way arrive, then close."""
        if self._answering:
            self._closes = True
        else:
            super().shutdown()

    def _is_between_requests(self) -> bool:
        return self.conn.our_state is h11.IDLE and self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]

    def _wait_for_more(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        self._held = data

    def _do(self, head: _Head, data: bytes) -> None:
        self._unset_keepalive_if_required()
        self._held = data[head.body_to :]
        outcome, latency_s = self.sends.send(head.path, head.token, data[head.body_from : head.body_to])
        # With more requests behind this one, answering here and now would call itself once for each.
        if latency_s or self._held:
            self._answering = True
            self.loop.call_later(latency_s, self._answer, _written(outcome))
        else:
            self._answer(_written(outcome))

    def _answer(self, answer: bytes) -> None:
        self._answering = False
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.transport.write(answer)
        if self._closes:
            self.transport.close()
            return
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
        if self._held:
            held, self._held = self._held, b""
            self.data_received(held)


def _read(head: bytes) -> _Head | None:
    """Return what is needed of a request's head, or None for one that is not plain."""
    method, _, rest = head.partition(b" ")
    path, _, version = rest[: rest.find(b"\r\n")].partition(b" ")
    lowered = head.lower()
    if method != b"POST" or version != b"HTTP/1.1" or any(odd in lowered for odd in _ODD):
        return None
    if _field(lowered, lowered, b"connection") not in (None, b"keep-alive"):
        return None
    length = _field(head, lowered, b"content-length")
    if length is None or not length.isdigit() or int(length) > BODY_MAX:
        return None
    body_from = len(head) + len(_END)
    token = _field(head, lowered, b"access_token") or b""
    return _Head(path.decode("latin-1"), token.decode("latin-1"), body_from, body_from + int(length))


def _field(head: bytes, lowered: bytes, name: bytes) -> bytes | None:
    """Return a header's value, or None when it is missing."""
    at = lowered.find(b"\r\n" + name + b":")
    if at < 0:
        return None
    begins = at + len(name) + 3
    ends = head.find(b"\r\n", begins)
    return head[begins : ends if ends >= 0 else len(head)].strip()


def _written(outcome: Outcome) -> bytes:
    body = json.dumps(outcome.body, separators=(",", ":"))
    headers = "".join(f"{name}: {value}\r\n" for name, value in outcome.headers.items())
    return (
        f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n{headers}\r\n{body}"
    ).encode("ascii")
