"""Looking at a file that a scan has found clean: what it is, and whether there is something to show."""

from dataclasses import dataclass
from typing import Protocol

from dutydesk.evidence import Unviewable
from functions.media.preserving import doubles
from functions.media.preserving.documents import looked_into
from functions.media.preserving.images import Picture, Undrawable, picture
from functions.media.preserving.kinds import HEAD_BYTES, Family, Kind, kind_of

MOST_PICTURE_BYTES = 40 * 1024 * 1024
MOST_DOCUMENT_BYTES = 60 * 1024 * 1024
"""What is looked into whole is held in memory whole."""


class Content(Protocol):
    """A file's bytes, of the very version that was scanned."""

    @property
    def size(self) -> int:
        """How many there are."""

    def read(self, at: int, length: int) -> bytes:
        """Return bytes from ``at`` on; fewer at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen. Without a ``reason`` it can be shown: drawn when there is a ``picture``, else as a copy.

    ``data`` is the whole file, where it was read whole.
    """

    media_type: str
    reason: str = ""
    picture: Picture | None = None
    data: bytes | None = None


def glanced(content: Content) -> Look:
    """Say what a file seems to be by its first bytes, without opening it; for what the scan did not find clean."""
    return Look(media_type=kind_of(content.read(0, HEAD_BYTES)).media_type)


def looked(content: Content) -> Look:
    """Say what a clean file is, and whether it can be shown; whatever its bytes are, this ends well.

    Three requests at the most, and a picture or a document once in memory.
    """
    kind = kind_of(content.read(0, HEAD_BYTES))
    match kind.family:
        case Family.PICTURE:
            return _picture(content, kind)
        case Family.DOCUMENT:
            return _document(content, kind)
        case Family.RECORDING:
            return _recording(content, kind)
    return Look(media_type=kind.media_type, reason=kind.reason)


def _picture(content: Content, kind: Kind) -> Look:
    if content.size > MOST_PICTURE_BYTES:
        return Look(media_type=kind.media_type, reason=Unviewable.TOO_LARGE_TO_CHECK)
    data = content.read(0, content.size)
    if doubles.picture_is_two_things(kind.media_type, data):
        return Look(media_type=kind.media_type, reason=Unviewable.MANY_IN_ONE, data=data)
    try:
        return Look(media_type=kind.media_type, picture=picture(data, kind.media_type), data=data)
    except Undrawable as undrawable:
        return Look(media_type=kind.media_type, reason=undrawable.reason, data=data)


def _document(content: Content, kind: Kind) -> Look:
    if content.size > MOST_DOCUMENT_BYTES:
        return Look(media_type=kind.media_type, reason=Unviewable.TOO_LARGE_TO_CHECK)
    data = content.read(0, content.size)
    found = looked_into(kind, data)
    reason = found.reason
    if not reason and doubles.is_two_things(found.media_type, data[: doubles.HEAD_BYTES], data[-doubles.TAIL_BYTES :]):
        reason = Unviewable.MANY_IN_ONE
    return Look(media_type=found.media_type, reason=reason, data=data)


def _recording(content: Content, kind: Kind) -> Look:
    head = content.read(0, doubles.HEAD_BYTES)
    tail = content.read(max(0, content.size - doubles.TAIL_BYTES), doubles.TAIL_BYTES)
    two = doubles.is_two_things(kind.media_type, head, tail)
    return Look(media_type=kind.media_type, reason=Unviewable.MANY_IN_ONE if two else "")
