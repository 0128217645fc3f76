"""Whether a file is a second thing beside what it begins as: a picture that is a page, or carries an archive.

What a view is drawn from is drawn anew, and copies are only ever served as attachments, so such a file harms nobody
here; but somebody built it to deceive, and who takes it along as evidence should not open it by accident.
"""

import re
import struct
from collections.abc import Callable

from functions.media.preserving.kinds import has_markup

TAIL_BYTES = 65_536 + 64
"""So much of a file's end is read: a ZIP's last record may have a comment of 65,535 bytes behind it."""
HEAD_BYTES = 65_536

_ZIP_END = b"PK\x05\x06"
_ZIP_END_BYTES = 22
_PDF_BEGINS_WITHIN = 1024
"""Readers look for ``%PDF-`` in so many first bytes: ISO 32000-1, annex H, note 13."""
_SCRIPT = re.compile(rb"<\s*(!doctype\s|html|script|svg|iframe|\?php)", re.IGNORECASE)
_GIF_TRAILER, _GIF_EXTENSION, _GIF_IMAGE = 0x3B, 0x21, 0x2C


def is_two_things(media_type: str, head: bytes, tail: bytes) -> bool:
    """Say whether the ends of a file are also those of something else.

    Args:
        media_type: what it begins as.
        head: its first ``HEAD_BYTES``, or all.
        tail: its last ``TAIL_BYTES``, or all.
    """
    is_pdf = media_type == "application/pdf"
    is_package = media_type == "application/zip" or media_type.startswith("application/vnd.")
    return (
        (not is_pdf and (b"%PDF-" in head[:_PDF_BEGINS_WITHIN] or b"%PDF-" in tail))
        or (not is_package and _ends_as_zip(tail))
        or (not is_pdf and not is_package and has_markup(head[:512]))
    )


def picture_is_two_things(media_type: str, data: bytes) -> bool:
    """Say the same of a whole picture, whose structure says where it ends.

    Phones append to a JPEG (a second picture, a moving one), so it is only searched; nothing follows the others.
    """
    if is_two_things(media_type, data[:HEAD_BYTES], data[-TAIL_BYTES:]) or _SCRIPT.search(data):
        return True
    end = _ENDS.get(media_type)
    if end is None:
        return False
    try:
        return bool(data[end(data) :].strip(b"\0\r\n "))
    except (IndexError, struct.error):
        return False  # cut short, which whoever draws it will say


def _ends_as_zip(tail: bytes) -> bool:
    at = tail.rfind(_ZIP_END)
    while at >= 0:
        comment = tail[at + _ZIP_END_BYTES - 2 : at + _ZIP_END_BYTES]
        if len(comment) == 2 and at + _ZIP_END_BYTES + int.from_bytes(comment, "little") <= len(tail):  # noqa: PLR2004
            return True
        at = tail.rfind(_ZIP_END, 0, at)
    return False


def _png_end(data: bytes) -> int:
    """Walk the chunks to the one that ends the picture: https://www.w3.org/TR/png-3/#5Chunk-layout."""
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + int(length)
        if kind == b"IEND":
            return at


def _gif_end(data: bytes) -> int:
    """Walk the blocks to the trailer: https://www.w3.org/Graphics/GIF/spec-gif89a.txt."""
    at = 13 + _gif_table(data[10])
    while data[at] != _GIF_TRAILER:
        if data[at] == _GIF_EXTENSION:
            at += 2
        elif data[at] == _GIF_IMAGE:
            at += 11 + _gif_table(data[at + 9])
        else:
            raise IndexError
        while data[at]:
            at += 1 + data[at]
        at += 1
    return at + 1


def _gif_table(packed: int) -> int:
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _riff_end(data: bytes) -> int:
    (length,) = struct.unpack_from("<I", data, 4)
    return 8 + int(length) + int(length) % 2


_ENDS: dict[str, Callable[[bytes], int]] = {
    "image/png": _png_end,
    "image/gif": _gif_end,
    "image/webp": _riff_end,
}
