"""The chunked envelope: opens as it was sealed, or not at all."""

import hashlib
from collections.abc import Iterator

import pytest

from dutydesk import sealed as module
from dutydesk.errors import SealBroken
from dutydesk.sealed import HEADER_BYTES, TAG_BYTES, opened, sealed, sealed_size

KEY = bytes(range(32))
CHUNK = 64


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK_BYTES", CHUNK)


def whole(plain: bytes, purpose: str = "c/f") -> bytes:
    return b"".join(sealed(KEY, purpose, [plain]))


def plain_of(stored: bytes, purpose: str = "c/f", key: bytes = KEY) -> bytes:
    return b"".join(opened(key, purpose, [stored]))


def chunks_of(stored: bytes) -> tuple[bytes, list[bytes]]:
    size = CHUNK + TAG_BYTES
    rest = stored[HEADER_BYTES:]
    return stored[:HEADER_BYTES], [rest[at : at + size] for at in range(0, len(rest), size)]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1000])
def test_what_was_sealed_opens_the_same_and_its_size_is_known(size: int) -> None:
    plain = bytes(number % 251 for number in range(size))
    stored = whole(plain)
    assert plain_of(stored) == plain
    assert len(stored) == sealed_size(size)
    assert size < 8 or plain not in stored


@pytest.mark.parametrize("piece", [1, 7, CHUNK, 10 * CHUNK])
def test_pieces_of_any_size_may_come_and_go(piece: int) -> None:
    plain = bytes(number % 251 for number in range(500))
    stored = b"".join(sealed(KEY, "c/f", (plain[at : at + piece] for at in range(0, 500, piece))))
    assert b"".join(opened(KEY, "c/f", (stored[at : at + piece] for at in range(0, len(stored), piece)))) == plain


def test_the_same_bytes_never_look_the_same_twice() -> None:
    assert whole(b"a" * 100) != whole(b"a" * 100)


def test_no_two_chunks_of_the_same_content_look_the_same() -> None:
    _, chunks = chunks_of(whole(b"a" * CHUNK * 4))
    assert len(set(chunks)) == 4


@pytest.mark.parametrize("at", [0, 5, HEADER_BYTES, HEADER_BYTES + CHUNK, -1])
def test_one_altered_bit_is_found(at: int) -> None:
    stored = bytearray(whole(b"b" * 300))
    stored[at] ^= 1
    with pytest.raises(SealBroken):
        plain_of(bytes(stored))


def test_every_cut_is_found() -> None:
    stored = whole(b"c" * 200)
    for length in range(len(stored)):
        with pytest.raises(SealBroken):
            plain_of(stored[:length])


@pytest.mark.parametrize(
    "order",
    [(1, 0, 2, 3), (0, 2, 3), (0, 1, 1, 2, 3), (0, 1, 2), (0, 1, 2, 3, 3), (0, 1, 3, 2)],
    ids=["swapped", "one missing", "one twice", "the last missing", "the last twice", "the last early"],
)
def test_chunks_in_another_order_are_found(order: tuple[int, ...]) -> None:
    header, chunks = chunks_of(whole(b"".join(bytes([number]) * CHUNK for number in range(4))))
    assert len(chunks) == 4
    with pytest.raises(SealBroken):
        plain_of(header + b"".join(chunks[number] for number in order))


def test_chunks_of_another_sealing_are_found() -> None:
    header, ours = chunks_of(whole(b"d" * CHUNK * 3))
    _, theirs = chunks_of(whole(b"d" * CHUNK * 3))
    with pytest.raises(SealBroken):
        plain_of(header + ours[0] + theirs[1] + ours[2])


def test_another_key_and_another_purpose_open_nothing() -> None:
    stored = whole(b"e")
    with pytest.raises(SealBroken):
        plain_of(stored, key=bytes(32))
    with pytest.raises(SealBroken):
        plain_of(stored, purpose="c/g")


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        b"".join(sealed(b"short", "c/f", [b""]))


def test_a_large_file_passes_in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK_BYTES", 1 << 16)
    held, most = 0, 0
    count, piece = 200, bytes(1 << 16)

    def pieces() -> Iterator[bytes]:
        nonlocal held, most
        for _ in range(count):
            held += 1
            most = max(most, held)
            yield piece

    digest = hashlib.sha256()
    for part in opened(KEY, "c/f", sealed(KEY, "c/f", pieces())):
        held -= 1
        digest.update(part)
    assert digest.digest() == hashlib.sha256(piece * count).digest()
    assert most <= 4
