"""An archive's bytes depend on its content alone."""

import io
import os
import zipfile
from pathlib import Path

import pulumi
import pytest

from local.deploy.archives import UnsupportedArchive, zipped


def names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_entries_in_another_order_give_the_same_bytes() -> None:
    first = pulumi.AssetArchive({"a.py": pulumi.StringAsset("1"), "b.py": pulumi.StringAsset("2")})
    second = pulumi.AssetArchive({"b.py": pulumi.StringAsset("2"), "a.py": pulumi.StringAsset("1")})
    assert zipped(first) == zipped(second)


def test_file_times_and_modes_do_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("x = 1")
    archive = pulumi.AssetArchive({"a.py": pulumi.FileAsset(str(file))})
    before = zipped(archive)
    os.utime(file, (1, 1))
    file.chmod(0o755)
    assert zipped(archive) == before


def test_other_content_gives_other_bytes() -> None:
    assert zipped(pulumi.AssetArchive({"a": pulumi.StringAsset("1")})) != zipped(
        pulumi.AssetArchive({"a": pulumi.StringAsset("2")})
    )


def test_folders_are_taken_whole_and_nested_archives_keep_their_place(tmp_path: Path) -> None:
    (tmp_path / "python" / "inner").mkdir(parents=True)
    (tmp_path / "python" / "inner" / "m.py").write_text("x = 1")
    folder = pulumi.FileArchive(str(tmp_path))
    assert names(zipped(folder)) == ["python/inner/m.py"]
    assert names(zipped(pulumi.AssetArchive({"layer": folder}))) == ["layer/python/inner/m.py"]


def test_a_zip_is_passed_on_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "ready.zip"
    file.write_bytes(zipped(pulumi.AssetArchive({"a": pulumi.StringAsset("1")})))
    assert zipped(pulumi.FileArchive(str(file))) == file.read_bytes()


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(pulumi.RemoteArchive("https://example.invalid/a.zip"), id="remote"),
        pytest.param(pulumi.FileArchive("absent"), id="absent folder"),
        pytest.param("text", id="no archive at all"),
    ],
)
def test_anything_else_is_refused(archive: object) -> None:
    with pytest.raises(UnsupportedArchive):
        zipped(archive)
