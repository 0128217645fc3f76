"""Pulumi archives as zip files: the same sources give the same bytes, on every machine and at every time."""

import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pulumi

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o644 << 16


class UnsupportedArchive(TypeError):
    """An asset or archive of a kind that the local deployer does not know."""


def zipped(archive: Any) -> bytes:
    """Return the archive as a zip, entries sorted by name, with fixed times and modes.

    Raises:
        UnsupportedArchive: it is neither an ``AssetArchive`` nor a ``FileArchive`` of a folder or a zip.
    """
    if isinstance(archive, pulumi.FileArchive) and Path(archive.path).suffix == ".zip":
        return Path(archive.path).read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in sorted(_entries(archive, "")):
            entry = zipfile.ZipInfo(name, date_time=FIXED_TIME)
            entry.external_attr = FILE_MODE
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content, compresslevel=1)
    return buffer.getvalue()


def unpacked(archive: Any, beside: Path) -> Path:
    """Return a folder below ``beside`` with the archive's files, named after their content and written once.

    Folders of earlier contents are deleted.
    """
    entries = sorted(_entries(archive, ""))
    digest = hashlib.sha256()
    for name, content in entries:
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    folder = beside / digest.hexdigest()[:16]
    if not folder.is_dir():
        shutil.rmtree(beside, ignore_errors=True)
        draft = beside / "draft"
        for name, content in entries:
            file = draft / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        draft.rename(folder)
    return folder


def _entries(asset: Any, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name in the zip, content) of every file below this asset."""
    match asset:
        case pulumi.StringAsset():
            yield name, asset.text.encode()
        case pulumi.FileAsset():
            yield name, Path(asset.path).read_bytes()
        case pulumi.AssetArchive():
            for inner, nested in asset.assets.items():
                yield from _entries(nested, f"{name}/{inner}" if name else inner)
        case pulumi.FileArchive():
            yield from _folder(Path(asset.path), name)
        case _:
            raise UnsupportedArchive(type(asset).__name__)


def _folder(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    if not path.is_dir():
        raise UnsupportedArchive(f"FileArchive of {path.name}: not a folder")
    prefix = f"{name}/" if name else ""
    for file in path.rglob("*"):
        if file.is_file():
            yield prefix + file.relative_to(path).as_posix(), file.read_bytes()
