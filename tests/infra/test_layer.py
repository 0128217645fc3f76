"""The dependency layer: for the target, compiled, complete and reproducible."""

import hashlib
import importlib.util
import os
import struct
import sys
from pathlib import Path

import pytest

from infra import building, dependencies
from infra.building import HERE, NotBuilt, built
from infra.dependencies import IMAGES, PINS, Target, dependency_layer

ARM64 = Target(architecture="arm64", python_version="3.13")
ELF_AARCH64, ELF_X86_64 = 183, 62


@pytest.fixture(scope="module")
def layer() -> Path:
    return dependency_layer(ARM64) / "python"


def test_native_code_is_built_for_the_target(layer: Path) -> None:
    libraries = list(layer.rglob("*.so"))
    assert libraries, "no native code found: the test would pass on nothing"
    assert {_machine(library) for library in libraries} == {ELF_AARCH64}


def test_wheels_are_tagged_for_linux_on_arm_or_for_any_machine(layer: Path) -> None:
    tags = [
        line.removeprefix("Tag: ")
        for wheel in layer.glob("*.dist-info/WHEEL")
        for line in wheel.read_text().splitlines()
        if line.startswith("Tag: ")
    ]
    assert any(tag.endswith("_aarch64") for tag in tags)
    assert all(tag.endswith("-any") or ("manylinux" in tag and tag.endswith("_aarch64")) for tag in tags)


def test_every_module_is_compiled_by_the_target_version_for_any_clock(layer: Path) -> None:
    sources = [path for path in layer.rglob("*.py") if path.is_relative_to(layer)]
    assert sources
    for source in sources:
        compiled = source.parent / "__pycache__" / f"{source.stem}.cpython-313.pyc"
        header = compiled.read_bytes()[:8]
        assert header[:4] == importlib.util.MAGIC_NUMBER or sys.version_info[:2] != (3, 13), source
        assert struct.unpack("<I", header[4:]) == (0b01,), f"{compiled} is not hash-based and unchecked"


def test_what_lambda_brings_is_left_out(layer: Path) -> None:
    assert not [name for name in ("boto3", "botocore", "s3transfer", "pip", "bin") if (layer / name).exists()]


def test_the_layer_fits_into_lambda(layer: Path) -> None:
    size = sum(path.stat().st_size for path in layer.rglob("*") if path.is_file())
    assert size < 100 * 2**20, "Lambda takes 250 MiB for a function with all its layers"


def test_what_draws_pictures_is_in_a_layer_of_its_own_for_the_same_target(layer: Path) -> None:
    images = dependency_layer(ARM64, pins=IMAGES) / "python"
    names = ("PIL", "zxingcpp", "dhash")
    assert all(list(images.glob(f"{name}*")) for name in names)
    assert not [name for name in names if list(layer.glob(f"{name}*"))]
    assert not (images / "numpy").exists()
    assert {_machine(library) for library in images.rglob("*.so*")} == {ELF_AARCH64}
    assert sum(path.stat().st_size for path in images.rglob("*") if path.is_file()) < 40 * 2**20


def test_an_unchanged_set_of_pins_is_not_built_again(layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*command: str) -> None:
        raise AssertionError(f"built again: {command}")

    monkeypatch.setattr(building, "compile_in_place", refuse)
    monkeypatch.setattr(dependencies, "run", refuse)
    assert dependency_layer(ARM64) / "python" == layer


def test_other_pins_and_other_targets_have_their_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependencies, "_install", lambda _target, _pins, into: into.mkdir(parents=True))
    monkeypatch.setattr(dependencies, "compile_in_place", lambda _folder, **_how: None)
    pins = tmp_path / "pins.txt"
    folders = set()
    for text in ("a==1", "a==2"):
        pins.write_text(text)
        for architecture in ("arm64", "x86_64"):
            target = Target(architecture=architecture, python_version=HERE)
            folders.add(dependency_layer(target, pins=pins, builds=tmp_path / "builds"))
    assert len(folders) == 4
    assert {path.name for path in (tmp_path / "builds").iterdir()} == {folder.name for folder in folders}


def test_a_build_that_fails_leaves_nothing_and_says_why(tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text("annotated-types==0.8.0\n")  # no hash
    with pytest.raises(NotBuilt, match=r"(?s)installing the pins failed:.*hash"):
        dependency_layer(ARM64, pins=pins, builds=tmp_path / "builds")
    assert list((tmp_path / "builds").iterdir()) == []


def test_a_missing_interpreter_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependencies, "_install", lambda _target, _pins, into: into.mkdir(parents=True))
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(NotBuilt, match=r"Python 3\.99 is needed"):
        dependency_layer(Target(architecture="arm64", python_version="3.99"), builds=tmp_path)


def test_two_builds_of_the_same_pins_are_the_same(layer: Path, tmp_path: Path) -> None:
    again = dependency_layer(ARM64, builds=tmp_path) / "python"
    assert _contents(layer) == _contents(again)


def test_builds_that_nobody_used_for_a_day_are_deleted(tmp_path: Path) -> None:
    names = ("webhook-3.13-old", "webhook-3.13-recent", "webhook-3.12-old", "webhook-3.13")
    for name in names:
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (0, 0))
    built(tmp_path / "webhook-3.13-recent", lambda _folder: None)  # used again
    built(tmp_path / "webhook-3.13-new", lambda _folder: None)
    assert {path.name for path in tmp_path.iterdir()} == {*names, "webhook-3.13-new"} - {"webhook-3.13-old"}


def test_the_pins_name_no_package_index() -> None:
    assert not [line for line in PINS.read_text().splitlines() if line.startswith(("-i", "--index", "--extra-index"))]


def _contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _machine(library: Path) -> int:
    header = library.read_bytes()[:20]
    assert header[:4] == b"\x7fELF", library
    return int.from_bytes(header[18:20], "little")
