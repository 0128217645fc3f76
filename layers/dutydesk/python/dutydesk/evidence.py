"""Evidence: how far a file is that a citizen sent, and what travels to those who fetch, scan and preserve it.

=============  ====================================================================================================
State          What it means
=============  ====================================================================================================
``owed``       the platform has it; ``media`` is to fetch it, now or when it falls due
``fetched``    it lies in quarantine, hashed; nobody has looked into it
``scanned``    the scan's word is known; it is to be preserved
``kept``       the original is sealed; ``viewable`` says whether there is anything to look at
``lost``       it could not be fetched; the officer reads why and may ask for it again
``set_aside``  a photo of an identity card, not kept as evidence
``erased``     its content is gone for good; the record of it stays
=============  ====================================================================================================

Plain words alone, so that whatever is enqueued can be written without a validation library.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from dutydesk.ids import CROCKFORD

_FILE_ID_SYMBOLS = 26
_FILES = ("image", "gif", "video", "audio", "file")
"""The kinds of attachments that are files; a link, a sticker or a contact is none."""


class FileState(StrEnum):
    """How far a file is."""

    OWED = "owed"
    FETCHED = "fetched"
    SCANNED = "scanned"
    KEPT = "kept"
    LOST = "lost"
    SET_ASIDE = "set_aside"
    ERASED = "erased"


class Scan(StrEnum):
    """What the search for malware said; only ``clean`` lets anybody open anything."""

    PENDING = "pending"
    CLEAN = "clean"
    THREAT = "threat"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"


class Lost(StrEnum):
    """Why a file could not be fetched."""

    GONE = "gone"  # the platform says that it is not there, or not for us, any more
    TOO_LARGE = "too_large"  # more than is taken of its kind
    REFUSED_HOST = "refused_host"  # the link, or where it led, is none of the platform's
    PRIVATE_ADDRESS = "private_address"  # the name leads into a network that is not public
    REDIRECTS = "redirects"  # the link was handed on too often
    TIMEOUT = "timeout"  # it came too slowly
    EMPTY = "empty"  # there was nothing in it
    WRONG_LENGTH = "wrong_length"  # other than announced: cut short, or more than that
    UNREACHABLE = "unreachable"  # no connection, no such name, or a server's own error
    NO_LINK = "no_link"  # the platform named none
    INTERRUPTED = "interrupted"  # the desk itself was cut off each time it tried


class Unviewable(StrEnum):
    """Why nobody can look at a file that is kept; its original stays sealed all the same."""

    THREAT = "threat"  # the scan found something
    UNCHECKED = "unchecked"  # the scan came to no result
    EMPTY = "empty"  # there is nothing in it
    UNKNOWN_TYPE = "unknown_type"  # its first bytes are of nothing that the desk shows
    MARKUP = "markup"  # a page or a drawing that could run a program: HTML, SVG
    PROGRAM = "program"  # it is a program, or carries one
    ARCHIVE = "archive"  # other files are packed in it
    MANY_IN_ONE = "many_in_one"  # it is a picture to one program and something else to another
    BOMB = "bomb"  # it unpacks into far more than it is
    TOO_MANY_PIXELS = "too_many_pixels"  # likewise
    DAMAGED = "damaged"  # cut short, or broken
    TOO_LARGE_TO_CHECK = "too_large_to_check"
    NO_VIEW = "no_view"  # a picture of a kind that the desk cannot draw anew


ID_CARD = "id_card"
"""The ``reason`` of a file set aside: it shows an identity card, and what the citizen reports is not about one."""
WANTED = "wanted"
"""The ``reason`` of a file that was set aside, is ``scanned`` once more, and is to be preserved whatever it shows."""


class Custody(StrEnum):
    """What happened to a file, as its custody log says it."""

    RECEIVED = "received"
    HASHED = "hashed"
    LOST = "lost"
    ASKED_AGAIN = "asked_again"
    SCANNED = "scanned"
    SEALED = "sealed"
    SET_ASIDE = "set_aside"
    WANTED = "wanted"  # an officer wants what was set aside
    VIEWED = "viewed"
    DOWNLOADED = "downloaded"
    HELD = "held"
    RELEASED = "released"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaMessage:
    """``media`` (standard): fetch this file, if it is still owed. ``unit`` is the one that the message was for."""

    case_id: str
    file_id: str
    unit: str = ""
    schema: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanMessage:
    """What the scan said of one object in quarantine, out of whatever form the scanner says it in.

    ``result`` is the scanner's own word, such as ``NO_THREATS_FOUND``. ``etag`` names the very content that was
    scanned, empty where the scanner does not say: what was fetched again since is not meant.
    """

    case_id: str
    file_id: str
    result: str
    etag: str = ""
    schema: int = 1


def file_id(event_key: str, ordinal: int) -> str:
    """Name the file at a place (from 0) among a message's attachments: 26 characters, the same for every delivery."""
    subject = f"{event_key}\x1f{ordinal}".encode("utf-8", "surrogatepass")
    value = int.from_bytes(hashlib.sha256(subject).digest())
    return "".join(CROCKFORD[value >> 5 * place & 31] for place in range(_FILE_ID_SYMBOLS))


def is_file(kind: str) -> bool:
    """Whether an attachment of this kind (``dutydesk.messages.AttachmentKind``) is a file to be fetched."""
    return kind in _FILES


def quarantine_key(case_id: str, file_id: str) -> str:
    """Where a file lies in the bucket ``quarantine``."""
    return f"{case_id}/{file_id}"


def original_key(case_id: str, file_id: str) -> str:
    """Where a sealed original lies in the bucket ``originals``; also the purpose that it is sealed for."""
    return f"{case_id}/{file_id}"


def facts_purpose(case_id: str, file_id: str) -> str:
    """The purpose that a file's facts are sealed for (``dutydesk.stores.facts``)."""
    return f"{case_id}/{file_id}/facts"


def view_key(case_id: str, file_id: str) -> str:
    """Where the view of a picture lies in the bucket ``views``: a JPEG of at most 2,048 px without metadata."""
    return f"{case_id}/{file_id}/view.jpg"


def thumb_key(case_id: str, file_id: str) -> str:
    """Where its thumbnail lies: a JPEG of at most 320 px."""
    return f"{case_id}/{file_id}/thumb.jpg"


def copy_key(case_id: str, file_id: str) -> str:
    """Where the copy of a video, a recording or a document lies, which is only ever served as an attachment."""
    return f"{case_id}/{file_id}/file"


def opened_key(case_id: str, file_id: str) -> str:
    """Where an original lies in the clear for a day, after an officer had it opened."""
    return f"opened/{case_id}/{file_id}"
