"""Sealing what is too large for memory: encrypted chunk by chunk, so that no cut, swap or change goes unnoticed.

The form is the STREAM construction (https://eprint.iacr.org/2015/189) as age and Tink use it::

    b"DDE1" | salt, 32 bytes | chunk | chunk | …        chunk: up to 1 MiB of plain bytes + a tag of 16 bytes

Each sealing draws a salt and derives a key of its own from the case's key, the salt and the purpose, so that nonces
may simply count: 11 bytes of number, 1 byte that is 1 in the last chunk alone. A chunk that is missing, repeated, out
of order, behind the last one or of another file is refused like one that was altered.
"""

import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dutydesk.errors import SealBroken

MAGIC = b"DDE1"
SALT_BYTES = 32
HEADER_BYTES = len(MAGIC) + SALT_BYTES
TAG_BYTES = 16
CHUNK_BYTES = 1 << 20
KEY_BYTES = 32


def sealed(key: bytes, purpose: str, plain: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the header and the sealed chunks of ``plain``, whose pieces may be of any size.

    Args:
        key: 32 bytes, the case's.
        purpose: what this is, such as ``<case_id>/<file_id>``; it opens under the same purpose alone.
        plain: the bytes, read once; about two chunks are held at a time.
    """
    salt = os.urandom(SALT_BYTES)
    cipher = _cipher(key, salt, purpose)
    yield MAGIC + salt
    for number, (chunk, is_last) in enumerate(_marked(_even(plain, CHUNK_BYTES))):
        yield cipher.encrypt(_nonce(number, is_last=is_last), chunk, None)


def opened(key: bytes, purpose: str, stored: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the plain bytes of what ``sealed`` wrote, each chunk once it is known to be genuine.

    Whoever reads them may trust the whole when the iterator ends, and not before.

    Raises:
        SealBroken: anything was altered, cut, added, or sealed under another key or for another purpose.
    """
    pieces = iter(stored)
    header, rest = _taken(pieces, HEADER_BYTES)
    if len(header) != HEADER_BYTES or not header.startswith(MAGIC):
        raise SealBroken("not sealed")
    cipher = _cipher(key, header[len(MAGIC) :], purpose)
    chunks = _even(_chained(rest, pieces), CHUNK_BYTES + TAG_BYTES)
    for number, (chunk, is_last) in enumerate(_marked(chunks)):
        try:
            yield cipher.decrypt(_nonce(number, is_last=is_last), chunk, None)
        except InvalidTag:
            raise SealBroken("not as it was sealed") from None


def sealed_size(plain_bytes: int) -> int:
    """Return the size of so many bytes when they are sealed."""
    chunks = max(1, -(-plain_bytes // CHUNK_BYTES))
    return HEADER_BYTES + plain_bytes + chunks * TAG_BYTES


def _cipher(key: bytes, salt: bytes, purpose: str) -> AESGCM:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a case's key has {KEY_BYTES} bytes")
    info = b"dutydesk evidence\0" + purpose.encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _even(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Cut the pieces anew, all of this size but the last."""
    held = bytearray()
    for piece in pieces:
        view = memoryview(piece)
        while view:
            part, view = view[: size - len(held)], view[size - len(held) :]
            held += part
            if len(held) == size:
                yield bytes(held)
                held.clear()
    if held:
        yield bytes(held)


def _marked(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Say of each chunk whether it is the last; of nothing there is one, empty."""
    waiting: bytes | None = None
    for chunk in chunks:
        if waiting is not None:
            yield waiting, False
        waiting = chunk
    yield waiting or b"", True


def _taken(pieces: Iterator[bytes], size: int) -> tuple[bytes, bytes]:
    """Return the first ``size`` bytes, and what else came with them."""
    held = b""
    while len(held) < size:
        piece = next(pieces, None)
        if piece is None:
            break
        held += piece
    return held[:size], held[size:]


def _chained(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces
