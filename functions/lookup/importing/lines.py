"""The rows of a file that may be as large and as broken as it likes, in constant memory, from any row's start on.

A file is read in parts of ``PART_BYTES``. A row ends at LF, CR or CRLF outside quotation marks, and holds at most
``MOST_ROW_BYTES`` of UTF-8; a longer one is passed over. Quotation marks that do not close within that are one
line's fault, and reading goes on behind that line.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PART_BYTES = 2**20
MOST_ROW_BYTES = 4_096

TOO_LONG = "dòng quá dài / the line is too long"
BAD_QUOTES = "dấu ngoặc kép mở hoặc đóng sai chỗ / a quotation mark is out of place"

WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""Encodings of two bytes a sign, by the mark at the file's beginning; all others have ASCII's own bytes."""

_FIRST_HALF = 0xD8
_END = re.compile(rb"\r\n|\r|\n")

type Read = Callable[[int, int], bytes]
"""Returns up to so many bytes from an offset on; fewer, or none, only at the end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``number`` (from 1) is the line where it begins, ``raw`` its bytes without the end, or ``fault``.

    ``end`` and ``following`` are where the next row begins: byte offset and line.
    """

    number: int
    end: int
    following: int
    raw: bytes
    fault: str = ""


def lines(read: Read, *, at: int, number: int, wide: str = "") -> Iterator[Line]:
    """Yield the rows from the byte ``at`` on, which is line ``number``.

    ``raw`` is in the file's own encoding, or in UTF-8 when the file is ``wide`` (one of ``WIDE``).
    """
    window = _Window(read, at, wide)
    while (piece := window.take()) is not None:
        first, number, at = number, number + piece.breaks, at + piece.length
        yield Line(first, at, number, piece.raw, piece.fault)


@dataclass(frozen=True, slots=True)
class _Piece:
    raw: bytes
    length: int
    """In the file."""
    breaks: int
    fault: str = ""


class _Window:
    """The part of the file around the row that is being read."""

    def __init__(self, read: Read, at: int, wide: str) -> None:
        self._read, self._offset, self._wide = read, at, wide
        self._seen = b""
        self._start = 0
        self._is_last = False

    def take(self) -> _Piece | None:
        """Return the next row, or None at the end of the file."""
        scan, breaks, first = 0, 0, None
        while True:
            found = self._end_from(scan)
            size = found[0] if found else len(self._seen) - self._start
            if found is None and not size:
                return None
            raw = self._seen[self._start : self._start + size]
            if raw.count(b'"') % 2 == 0:
                return self._whole(raw, found, breaks)
            first = first or (raw, found)
            if found is None or size > MOST_ROW_BYTES:
                return self._whole(*first, 0, fault=BAD_QUOTES)
            scan, breaks = found[1], breaks + 1

    def _whole(self, raw: bytes, found: tuple[int, int] | None, breaks: int, fault: str = "") -> _Piece:
        """Step over a row that was found, or over the rest of one that is too long to be looked at."""
        if len(raw) > MOST_ROW_BYTES:
            length = 0 if found else self._pass_over()
            raw, fault, found = b"", TOO_LONG, found or self._end_from(0)
        else:
            length = 0
        size = found[1] if found else len(self._seen) - self._start
        length += self._in_file(self._seen[self._start : self._start + size])
        self._start += size
        return _Piece(raw if not fault else b"", length, breaks + 1, fault)

    def _end_from(self, scan: int) -> tuple[int, int] | None:
        """Return where, from the row's start on, a line ends and the next begins; None when no end is near."""
        while True:
            found = _END.search(self._seen, self._start + scan)
            if found and (self._is_last or found[0] != b"\r" or found.end() < len(self._seen)):
                return found.start() - self._start, found.end() - self._start
            if self._is_last or (found is None and len(self._seen) - self._start - scan > MOST_ROW_BYTES):
                return None
            self._more()

    def _pass_over(self) -> int:
        """Forget what is in sight until a line ends in it; return how long that was in the file."""
        length = 0
        while self._end_from(0) is None and not self._is_last:
            length += self._in_file(self._seen[self._start :])
            self._seen, self._start = b"", 0
            self._more()
        return length

    def _more(self) -> None:
        part = self._read(self._offset, PART_BYTES)
        self._is_last = len(part) < PART_BYTES
        if self._wide and not self._is_last and _ends_in_half(part, self._wide):
            part = part[:-2]
        self._offset += len(part)
        self._seen = self._seen[self._start :] + (_narrow(part, self._wide) if self._wide else part)
        self._start = 0

    def _in_file(self, raw: bytes) -> int:
        if not self._wide:
            return len(raw)
        return len(raw.decode("utf-8", "surrogatepass").encode(self._wide, "surrogatepass"))


def _ends_in_half(part: bytes, wide: str) -> bool:
    """Say whether the last two bytes are the first half of a sign that takes four."""
    first, second = part[-2:]
    return (second if wide == "utf-16-le" else first) & 0xFC == _FIRST_HALF


def _narrow(part: bytes, wide: str) -> bytes:
    """Turn two bytes a sign into UTF-8; half a sign at the file's end becomes a sign that nothing allows."""
    odd = len(part) % 2
    text = part[: len(part) - odd].decode(wide, "surrogatepass") + "\ufffd" * odd
    return text.encode("utf-8", "surrogatepass")
