"""What a media server may do to us on the wire, and what becomes of it."""

import contextlib
import random
import threading

import httpcore
import pytest

from dutydesk.evidence import Lost
from functions.media.fetching.downloads import HttpDownloads
from functions.media.fetching.failures import Unfetchable
from tests.unit.media.fetching.server import MediaServer, head, head_without_length, refusal

PHOTO = random.Random(7).randbytes(90_000)
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"


def download(server: MediaServer, link: str, *, most: int = 1_000_000, within_s: float = 5.0) -> bytes:
    pieces = HttpDownloads(local_origin=server.origin).read(link, hosts=(), most_bytes=most, within_s=within_s)
    return b"".join(pieces)


def why(server: MediaServer, link: str, *, most: int = 1_000_000, within_s: float = 5.0) -> Lost:
    with pytest.raises(Unfetchable) as failed:
        download(server, link, most=most, within_s=within_s)
    assert server.origin not in str(failed.value)
    return failed.value.why


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param((head(PHOTO), PHOTO), id="with its length"),
        pytest.param((head_without_length(), PHOTO), id="until the server hangs up"),
        pytest.param((CHUNKED, b"15f90\r\n", PHOTO, b"\r\n0\r\n\r\n"), id="in chunks"),
        pytest.param((b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n", head(PHOTO), PHOTO), id="with hints before"),
        pytest.param((head(PHOTO, more="content-encoding: gzip\r\n"), PHOTO), id="called zipped, kept as it came"),
    ],
)
def test_a_file_comes_byte_for_byte(server: MediaServer, raw: tuple[bytes, ...]) -> None:
    assert download(server, server.say("/1", *raw)) == PHOTO


@pytest.mark.parametrize(
    ("raw", "lost"),
    [
        pytest.param((head(PHOTO, length=len(PHOTO) + 1), PHOTO), Lost.WRONG_LENGTH, id="shorter than announced"),
        pytest.param((head(PHOTO, length=len(PHOTO) - 1), PHOTO), Lost.WRONG_LENGTH, id="longer than announced"),
        pytest.param((CHUNKED, b"5\r\nhello\r\n"), Lost.WRONG_LENGTH, id="chunks without an end"),
        pytest.param((CHUNKED, b"zz\r\nhello\r\n"), Lost.WRONG_LENGTH, id="chunks of nonsense"),
        pytest.param((head(b""),), Lost.EMPTY, id="nothing, as announced"),
        pytest.param((head_without_length(),), Lost.EMPTY, id="nothing"),
        pytest.param((head(b"", length=2_000_000),), Lost.TOO_LARGE, id="too large, as announced"),
        pytest.param((head_without_length(), bytes(1_000_001)), Lost.TOO_LARGE, id="too large without a word"),
        pytest.param((b"HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\n",), Lost.UNREACHABLE, id="a length of letters"),
        pytest.param((b"220 ftp ready\r\n",), Lost.UNREACHABLE, id="another protocol"),
        pytest.param((), Lost.UNREACHABLE, id="hangs up at once"),
        pytest.param((refusal(404),), Lost.GONE, id="404"),
        pytest.param((refusal(403),), Lost.GONE, id="403"),
        pytest.param((refusal(410),), Lost.GONE, id="410"),
        pytest.param((refusal(429),), Lost.UNREACHABLE, id="429"),
        pytest.param((refusal(500),), Lost.UNREACHABLE, id="500"),
        pytest.param((refusal(206),), Lost.UNREACHABLE, id="a part only"),
    ],
)
def test_what_is_not_whole_is_not_taken(server: MediaServer, raw: tuple[bytes, ...], lost: Lost) -> None:
    assert why(server, server.say("/1", *raw)) == lost


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param((), id="before the head"),
        pytest.param((b"HTTP/1.1 200 OK\r\ncontent-le",), id="within the head"),
        pytest.param((head(PHOTO), PHOTO[:7]), id="within the file"),
    ],
)
def test_a_server_that_stops_speaking_does_not_hold_us(server: MediaServer, raw: tuple[bytes, ...]) -> None:
    assert why(server, server.say("/1", *raw, stay=True), within_s=0.15) == Lost.TIMEOUT


@pytest.mark.parametrize("drop", [pytest.param(b"x", id="in the file"), pytest.param(b"x-a: b\r\n", id="in the head")])
def test_a_slow_drip_does_not_outlast_the_time_it_has(
    server: MediaServer, drop: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes long before a silence would be too long; time runs with the bytes, not with the clock."""
    now = [0.0]
    taken = threading.Semaphore(0)

    def drips(connection: object) -> None:
        connection.sendall(head(b"", length=900_000) if drop == b"x" else b"HTTP/1.1 200 OK\r\n")  # type: ignore[attr-defined]  # a socket
        for _ in range(1_000):
            taken.acquire(timeout=5)
            connection.sendall(drop)  # type: ignore[attr-defined]  # likewise

    def now_s() -> float:
        taken.release()
        now[0] += 5
        return now[0]

    monkeypatch.setattr("functions.media.fetching.downloads.SILENCE_S", 2.0)
    server.paths["/1"] = drips
    downloads = HttpDownloads(local_origin=server.origin, now_s=now_s)
    with pytest.raises(Unfetchable) as failed:
        list(downloads.read(f"{server.origin}/1", hosts=(), most_bytes=1_000_000, within_s=300))
    assert failed.value.why == Lost.TIMEOUT
    assert now[0] < 330


def test_whoever_stops_reading_hangs_up(server: MediaServer) -> None:
    hung_up = threading.Event()

    def endless(connection: object) -> None:
        connection.sendall(head(b"", length=900_000) + b"x")  # type: ignore[attr-defined]  # a socket
        if connection.recv(1) == b"":  # type: ignore[attr-defined]  # likewise
            hung_up.set()

    server.paths["/1"] = endless
    pieces = HttpDownloads(local_origin=server.origin).read(
        f"{server.origin}/1", hosts=(), most_bytes=1_000_000, within_s=5
    )
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # it is a generator
    assert hung_up.wait(5)


def test_nothing_of_us_is_told_but_what_is_asked_for(server: MediaServer) -> None:
    download(server, server.serve("/1?a=b%20c", PHOTO))
    assert server.heads[0].splitlines()[0] == "GET /1?a=b%20c HTTP/1.1"
    names = {line.partition(":")[0].lower() for line in server.heads[0].splitlines()[1:] if line}
    assert names == {"host", "accept", "accept-encoding", "connection", "user-agent"}


class Scripted(httpcore.NetworkStream):
    """A connection on which these pieces come, one a read."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del max_bytes, timeout
        return self.pieces.pop(0) if self.pieces else b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del buffer, timeout

    def close(self) -> None:
        self.pieces.clear()

    def get_extra_info(self, info: str) -> None:
        del info


class ToScript(httpcore.NetworkBackend):
    """A network with one such connection."""

    def __init__(self, stream: Scripted) -> None:
        self.stream = stream

    def connect_tcp(self, *_where: object, **_more: object) -> httpcore.NetworkStream:
        return self.stream


@pytest.mark.parametrize(
    ("behind", "lost"), [pytest.param((b"x",), True, id="a byte"), pytest.param((), False, id="nothing")]
)
def test_what_is_there_behind_the_last_read_is_seen(behind: tuple[bytes, ...], *, lost: bool) -> None:
    network = ToScript(Scripted(head(b"photo") + b"photo", *behind))
    downloads = HttpDownloads(local_origin="http://127.0.0.1:9", network=network)
    pieces = downloads.read("http://127.0.0.1:9/1", hosts=(), most_bytes=100, within_s=5)
    with pytest.raises(Unfetchable, match=Lost.WRONG_LENGTH) if lost else contextlib.nullcontext():
        assert b"".join(pieces) == b"photo"
