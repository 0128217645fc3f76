"""Which numbers a file has named so far, and where: twelve bytes each, some twenty with the room that a table needs.

Numbers are known by 64 bits of their keyed digest: of a million different ones, two are taken for the same with a
chance of 3 in 100 million. That would be a refusal for officers to see, never a wrong answer to a citizen.
"""

from array import array
from typing import Self

_SMALLEST = 2**10
_MARK, _LINE = "Q", "I"
_MARK_BYTES, _LINE_BYTES = 8, 4


class Seen:
    """A hash table in two arrays; lookup and growth are linear in what is in it."""

    def __init__(self) -> None:
        self._count = 0
        self._marks, self._lines = _empty(_SMALLEST)

    def __len__(self) -> int:
        return self._count

    def first(self, digest: str, line: int) -> int:
        """Return the line that named this number first: ``line`` itself when none did. ``digest`` is hexadecimal."""
        mark = int(digest[:16], 16) or 1
        place = self._place(mark)
        if self._marks[place]:
            return self._lines[place]
        self._marks[place], self._lines[place] = mark, line
        self._count += 1
        if 3 * self._count > 2 * len(self._marks):
            self._grow()
        return line

    def pack(self) -> bytes:
        """Write everything."""
        return self._count.to_bytes(8, "little") + self._marks.tobytes() + self._lines.tobytes()

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """Read what ``pack`` wrote, in one process or another of the same kind of machine."""
        seen = cls()
        size = (len(data) - 8) // (_MARK_BYTES + _LINE_BYTES)
        seen._count = int.from_bytes(data[:8], "little")
        marks_end = 8 + size * _MARK_BYTES
        seen._marks, seen._lines = array(_MARK, data[8:marks_end]), array(_LINE, data[marks_end:])
        return seen

    def _place(self, mark: int) -> int:
        most, marks = len(self._marks) - 1, self._marks
        place = mark & most
        while marks[place] and marks[place] != mark:
            place = (place + 1) & most
        return place

    def _grow(self) -> None:
        marks, lines = self._marks, self._lines
        self._marks, self._lines = _empty(2 * len(marks))
        for mark, line in zip(marks, lines, strict=True):
            if mark:
                place = self._place(mark)
                self._marks[place], self._lines[place] = mark, line


def _empty(size: int) -> tuple["array[int]", "array[int]"]:
    return array(_MARK, bytes(_MARK_BYTES * size)), array(_LINE, bytes(_LINE_BYTES * size))
