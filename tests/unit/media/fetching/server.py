"""A media server of this process that says on the wire exactly what a test wants, true or not."""

import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

type Says = Callable[[socket.socket], None]


class MediaServer:
    """Serves paths; ``asked`` counts them."""

    def __init__(self) -> None:
        self.paths: dict[str, Says] = {}
        self.asked: Counter[str] = Counter()
        self.heads: list[str] = []
        self.over = threading.Event()
        self.port = 0

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self, path: str, content: bytes) -> str:
        """Serve a file as it should be, and return its link."""
        return self.say(path, head(content) + content)

    def say(self, path: str, *raw: bytes, stay: bool = False) -> str:
        """Say these bytes, then hang up, or say nothing more until the other side does."""

        def says(connection: socket.socket) -> None:
            for one in raw:
                connection.sendall(one)
            if stay:
                self.over.wait(20)

        self.paths[path] = says
        return self.origin + path

    def send_on(self, path: str, to: str, status: str = "302 Found") -> str:
        """Redirect, and return the link that leads on."""
        return self.say(path, f"HTTP/1.1 {status}\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n".encode())


def head(content: bytes, *, length: int | None = None, more: str = "") -> bytes:
    """Return the head of an answer, true unless a length is given."""
    return f"HTTP/1.1 200 OK\r\ncontent-length: {len(content) if length is None else length}\r\n{more}\r\n".encode()


def refusal(status: int) -> bytes:
    """Return an answer without a file."""
    return f"HTTP/1.1 {status} No\r\ncontent-length: 2\r\n\r\nno".encode()


def head_without_length() -> bytes:
    """Return the head of an answer that ends when the server hangs up."""
    return b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"


@contextmanager
def serving(wrap: Callable[[socket.socket], socket.socket] = lambda plain: plain) -> Iterator[MediaServer]:
    """Run a server until the block ends; ``wrap`` encrypts its connections."""
    server = MediaServer()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                connection = wrap(self.request)
                asked = b""
                while b"\r\n\r\n" not in asked:
                    piece = connection.recv(4096)
                    if not piece:
                        return
                    asked += piece
                server.heads.append(asked.decode())
                path = asked.split(b" ")[1].decode()
                server.asked[path] += 1
                server.paths[path](connection)
                connection.close()
            except OSError:
                return  # the other side hung up, as it may

    class Listener(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            del request, client_address

    with Listener(("127.0.0.1", 0), Handler) as listener:
        server.port = listener.server_address[1]
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            listener.shutdown()
            thread.join()
