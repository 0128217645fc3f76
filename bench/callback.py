"""Where the end of a chain calls back: an HTTP server of this process that notes when each mark came home."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from local.ports import HOST

LONGEST_WAIT_S = 30.0


class ChainBroken(RuntimeError):
    """A mark did not come home."""


class Homecomings:
    """The moment (``time.time()``) at which each mark came home first."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}
        self._news = threading.Condition()

    def note(self, mark: str) -> None:
        """Note that a mark has just come."""
        now = time.time()
        with self._news:
            self._at.setdefault(mark, now)
            self._news.notify_all()

    def wait(self, mark: str, *, longest_s: float = LONGEST_WAIT_S) -> float:
        """Return when the mark came; raise ``ChainBroken`` when it does not come in time."""
        with self._news:
            if not self._news.wait_for(lambda: mark in self._at, timeout=longest_s):
                raise ChainBroken(f"no callback within {longest_s:.0f} s")
            return self._at[mark]


@contextlib.contextmanager
def listening(homecomings: Homecomings) -> Iterator[str]:
    """Serve on a free port of 127.0.0.1 and give the URL to post marks to."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            mark = self.rfile.read(int(self.headers.get("content-length", 0)))
            homecomings.note(mark.decode())
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing: standard error is for progress."""

    server = ThreadingHTTPServer((HOST, 0), Door)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="callbacks", daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
