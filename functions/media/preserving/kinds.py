"""What a file is, by its first bytes: a closed list of what the desk shows, and what it surely does not.

Neither a name nor a header decides, since whoever sends a file chooses both. What is not on the list is kept sealed and
shown to nobody, so the list errs on the narrow side. Signatures:
https://www.iana.org/assignments/media-types, ISO/IEC 14496-12 (brands: https://mp4ra.org/registered-types/brands).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from dutydesk.evidence import Unviewable

HEAD_BYTES = 4096
"""So much of a file's beginning decides."""


class Family(StrEnum):
    """What is done with a file."""

    PICTURE = "picture"  # drawn anew
    RECORDING = "recording"  # copied: a video, or sound
    DOCUMENT = "document"  # looked into, then copied
    REFUSED = "refused"  # shown to nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a file is; ``reason`` says why one of the family ``refused`` is."""

    media_type: str
    family: Family
    reason: str = ""


_STARTS: tuple[tuple[bytes, str, Family], ...] = (
    (b"\xff\xd8\xff", "image/jpeg", Family.PICTURE),
    (b"\x89PNG\r\n\x1a\n", "image/png", Family.PICTURE),
    (b"GIF87a", "image/gif", Family.PICTURE),
    (b"GIF89a", "image/gif", Family.PICTURE),
    (b"#!AMR", "audio/amr", Family.RECORDING),
    (b"ID3", "audio/mpeg", Family.RECORDING),
    (b"OggS\0", "audio/ogg", Family.RECORDING),
    (b"fLaC", "audio/flac", Family.RECORDING),
    (b"%PDF-1.", "application/pdf", Family.DOCUMENT),
    (b"%PDF-2.", "application/pdf", Family.DOCUMENT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", Family.DOCUMENT),
    (b"PK\x03\x04", "application/zip", Family.DOCUMENT),
)
"""A ZIP may be an office document, which ``functions.media.preserving.documents`` finds out."""

_REFUSED: tuple[tuple[bytes, str, Unviewable], ...] = (
    (b"MZ", "application/vnd.microsoft.portable-executable", Unviewable.PROGRAM),
    (b"\x7fELF", "application/x-executable", Unviewable.PROGRAM),
    (b"#!", "text/x-script", Unviewable.PROGRAM),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary", Unviewable.PROGRAM),
    (b"\xca\xfe\xba\xbe", "application/x-mach-binary", Unviewable.PROGRAM),
    (b"dex\n", "application/x-dex", Unviewable.PROGRAM),
    (b"Rar!\x1a\x07", "application/vnd.rar", Unviewable.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", Unviewable.ARCHIVE),
    (b"\x1f\x8b", "application/gzip", Unviewable.ARCHIVE),
    (b"BZh", "application/x-bzip2", Unviewable.ARCHIVE),
    (b"\xfd7zXZ\0", "application/x-xz", Unviewable.ARCHIVE),
    (b"PK", "application/zip", Unviewable.ARCHIVE),
    (b"II*\0", "image/tiff", Unviewable.NO_VIEW),
    (b"MM\0*", "image/tiff", Unviewable.NO_VIEW),
)
_RIFF = {b"WEBP": ("image/webp", Family.PICTURE), b"WAVE": ("audio/wav", Family.RECORDING)} | {
    b"AVI ": ("video/x-msvideo", Family.RECORDING)
}
_BRANDS = {
    b"qt  ": "video/quicktime",
    **dict.fromkeys((b"M4A ", b"M4B ", b"M4P ", b"F4A "), "audio/mp4"),
    **dict.fromkeys((b"isom", b"avc1", b"mp41", b"mp42", b"mp71", b"mmp4", b"dash", b"MSNV", b"XAVC"), "video/mp4"),
    **dict.fromkeys((b"M4V ", b"M4VH", b"M4VP", b"F4V "), "video/mp4"),
    **{b"iso%d" % number: "video/mp4" for number in range(2, 10)},
}
_HEIF_BRANDS = (b"hei", b"hev", b"mif", b"msf", b"avi")
_AUDIO_FRAMES = {0xFA, 0xFB, 0xF2, 0xF3, 0xE2, 0xE3}
_MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|\?xml|\?php|iframe|!--)", re.IGNORECASE)
_UNKNOWN = Kind(media_type="application/octet-stream", family=Family.REFUSED, reason=Unviewable.UNKNOWN_TYPE)


def kind_of(head: bytes) -> Kind:
    """Return what a file with these first ``HEAD_BYTES`` is; any bytes are accepted."""
    if not head:
        return _refused("application/octet-stream", Unviewable.EMPTY)
    for start, media_type, family in _STARTS:
        if head.startswith(start):
            return Kind(media_type=media_type, family=family)
    return _box(head) or _riff(head) or _frames(head) or _matroska(head) or _other(head)


def _box(head: bytes) -> Kind | None:
    """Read the brand of what MP4 and its relatives begin with."""
    if head[4:8] != b"ftyp":
        return None
    brand = head[8:12]
    if brand == b"avif":
        return Kind(media_type="image/avif", family=Family.PICTURE)
    if brand[:3] in _HEIF_BRANDS:
        return _refused("image/heif", Unviewable.NO_VIEW)
    media_type = "video/3gpp" if brand.startswith(b"3g") else _BRANDS.get(brand)
    return Kind(media_type=media_type, family=Family.RECORDING) if media_type else None


def _riff(head: bytes) -> Kind | None:
    found = _RIFF.get(head[8:12]) if head.startswith(b"RIFF") else None
    return Kind(media_type=found[0], family=found[1]) if found else None


def _frames(head: bytes) -> Kind | None:
    """Know sound that begins with a frame: MPEG's layers, and AAC."""
    if len(head) < 4 or head[0] != 0xFF:  # noqa: PLR2004  # a frame's header
        return None
    if head[1] in _AUDIO_FRAMES and head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3:  # noqa: PLR2004  # likewise
        return Kind(media_type="audio/mpeg", family=Family.RECORDING)
    return Kind(media_type="audio/aac", family=Family.RECORDING) if head[1] in (0xF0, 0xF1, 0xF8, 0xF9) else None


def _matroska(head: bytes) -> Kind | None:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    name = "webm" if b"webm" in head[:64] else "x-matroska"
    return Kind(media_type=f"video/{name}", family=Family.RECORDING)


def _other(head: bytes) -> Kind:
    for start, media_type, reason in _REFUSED:
        if head.startswith(start):
            return _refused(media_type, reason)
    return _refused("text/html", Unviewable.MARKUP) if _MARKUP.search(head) else _UNKNOWN


def has_markup(part: bytes) -> bool:
    """Say whether a part of a file holds what a browser might take for a page."""
    return bool(_MARKUP.search(part))


def _refused(media_type: str, reason: Unviewable) -> Kind:
    return Kind(media_type=media_type, family=Family.REFUSED, reason=reason)
