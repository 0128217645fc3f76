"""Looking into a document without unpacking it: is it an office document, and is it what it says it is?"""

import io
import zipfile

from dutydesk.evidence import Unviewable
from functions.media.preserving.kinds import Family, Kind

MOST_ENTRIES = 5_000
MOST_UNPACKED_BYTES = 400 * 1024 * 1024
MOST_TIMES = 150
"""How many times its own size a document may unpack into, beyond ``HARMLESS_BYTES``."""
HARMLESS_BYTES = 20 * 1024 * 1024

_OOXML = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_ODF = "application/vnd.oasis.opendocument."
_MACROS = ("vbaproject.bin", "vbadata.xml")
_OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_LONGEST_TYPE = 100


def looked_into(kind: Kind, data: bytes) -> Kind:
    """Return what a document really is; whole, so that nothing of it stays unseen."""
    if kind.media_type == "application/zip":
        return _package(data)
    if kind.media_type == "application/x-ole-storage" and _OLE_MACROS in data:
        return _refused(kind.media_type, Unviewable.PROGRAM)
    return kind


def _package(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            names = [entry.filename for entry in entries]
            media_type = _media_type(package, names)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return _refused("application/zip", Unviewable.DAMAGED)
    if _is_bomb(entries, len(data)):
        return _refused(media_type or "application/zip", Unviewable.BOMB)
    if not media_type:
        return _refused("application/zip", Unviewable.ARCHIVE)
    if any(name.lower().endswith(_MACROS) for name in names):
        return _refused(media_type, Unviewable.PROGRAM)
    return Kind(media_type=media_type, family=Family.DOCUMENT)


def _media_type(package: zipfile.ZipFile, names: list[str]) -> str:
    if "[Content_Types].xml" in names:
        return next((found for start, found in _OOXML.items() if any(name.startswith(start) for name in names)), "")
    first = package.infolist()[0] if names else None
    if first is None or first.filename != "mimetype" or first.file_size > _LONGEST_TYPE or first.compress_type:
        return ""
    said = package.read(first).decode("ascii", "replace")
    return said if said.startswith(_ODF) and said.removeprefix(_ODF).isalpha() else ""


def _is_bomb(entries: list[zipfile.ZipInfo], size: int) -> bool:
    """Judge by the directory: what it promises to unpack into, and whether its entries share the same bytes."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    return (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED_BYTES
        or unpacked > max(HARMLESS_BYTES, size * MOST_TIMES)
        or packed > size
    )


def _refused(media_type: str, reason: Unviewable) -> Kind:
    return Kind(media_type=media_type, family=Family.REFUSED, reason=reason)
