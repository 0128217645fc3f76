"""A real HTTP server that answers as it is told, for what stands at the other end of a wire."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that the server got; header names in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: ``after_s`` seconds late; dropped before a byte, or after half of the body."""

    status: int = 200
    body: bytes = b""
    after_s: float = 0.0
    dropped: bool = False
    cut_off: bool = False


def told(**what: object) -> Answer:
    """An answer of 200 with a JSON object."""
    return Answer(body=json.dumps(what).encode())


def accepted(message_id: str = "m-1") -> Answer:
    """Zalo took the message."""
    return told(error=0, message="Success", data={"message_id": message_id, "user_id": "u", "sent_time": "1"})


def refused(number: int) -> Answer:
    """Zalo refused: HTTP 200 and a negative number."""
    return told(error=number, message="a sentence that says what was wrong with +84900000000")


@dataclass
class PlatformServer:
    """Answers each call with the next of ``answers``, or with ``otherwise``."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: deque[Answer | Callable[[Asked], Answer]] = field(default_factory=deque)
    otherwise: Callable[[Asked], Answer] = field(default=lambda _: accepted())

    def will(self, *answers: Answer | Callable[[Asked], Answer]) -> None:
        self.answers.extend(answers)

    def at(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path == path]

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        answer = self.answers.popleft() if self.answers else self.otherwise
        return answer if isinstance(answer, Answer) else answer(asked)


@contextmanager
def platform_server() -> Iterator[PlatformServer]:
    """Serve on a free port of 127.0.0.1 until the block ends."""
    platform = PlatformServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = platform.answer(Asked(path=self.path, headers=headers, body=body))
            time.sleep(answer.after_s)
            if answer.dropped:
                self.close_connection = True
                return
            self.send_response(answer.status)
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut_off else answer.body)
            self.close_connection = answer.cut_off

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError):
                """The client gave up, as it was meant to."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    platform.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
