"""The contents of a layer of dependencies: pinned third-party packages, for the target, compiled.

A build is a folder named after all that went into it, so an unchanged set of pins is built once and a changed one
never overwrites what another deployment is reading::

    .build/<dependencies|images>-<architecture>-<python>-<hash>/python/<packages and their .pyc>

boto3 and botocore are not in it: the Lambda runtime brings them.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from infra.building import BUILDS, ROOT, built, compile_in_place, digest, run, say

PINS = ROOT / "requirements" / "functions.txt"
IMAGES = ROOT / "requirements" / "images.txt"
"""A layer of its own: 23 MiB that most functions do not need."""

MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
"""Lambda's name of an architecture -> the name in wheel tags."""

GLIBC = ("manylinux2014", "manylinux_2_17", "manylinux_2_28", "manylinux_2_34")
"""Wheels that Amazon Linux 2023 (glibc 2.34, Python 3.12 and later) can load, the most portable first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a stack's functions run on."""

    architecture: str
    """``arm64`` or ``x86_64``."""
    python_version: str
    """Such as ``3.13``."""


def dependency_layer(target: Target, *, pins: Path = PINS, builds: Path = BUILDS) -> Path:
    """Return the folder with the layer of these pins for this target, building it when they are new.

    Returns:
        A folder that holds ``python/``; its contents depend on the pins and the target alone.

    Raises:
        NotBuilt: a package has no wheel for the target, or no interpreter of the target version is here.
    """
    recipe = Path(__file__).read_bytes()  # so that a changed recipe is a changed layer
    kind = "images" if pins == IMAGES else "dependencies"
    name = f"{kind}-{target.architecture}-{target.python_version}-{digest([recipe, pins.read_bytes()])}"

    def make(folder: Path) -> None:
        say(f"installing the layer {kind} for {target.architecture}, Python {target.python_version}")
        _install(target, pins, folder / "python")
        say("compiling it")
        compile_in_place(folder / "python", python_version=target.python_version, appears_at="/opt/python")
        say(f"built {name}: {_size_mib(folder):.1f} MiB")

    return built(builds / name, make)


def _install(target: Target, pins: Path, into: Path) -> None:
    """Unpack the wheels of the target, each checked against its pinned hash."""
    platforms = [f"--platform={glibc}_{MACHINES[target.architecture]}" for glibc in GLIBC]
    run(
        "installing the pins",
        sys.executable,
        *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-compile", "--no-deps"),
        *("--require-hashes", "--only-binary=:all:", "--implementation=cp", *platforms),
        *(f"--python-version={target.python_version}", f"--target={into}", f"--requirement={pins}"),
    )
    shutil.rmtree(into / "bin", ignore_errors=True)  # command-line tools that no function runs


def _size_mib(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20
