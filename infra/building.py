"""Building what is deployed: once for each set of inputs, whole or not at all, compiled for the target.

Lambda's code folders are read-only, so what arrives without its ``.pyc`` is compiled again at each cold start: some
140 ms for the webhook, which has two seconds. Compiled files are hash-based and unchecked, so that neither clocks nor
unpacking make one stale.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILDS = ROOT / ".build"

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
"""The version of Python that runs this program."""

UNUSED_S = 24 * 3600


class NotBuilt(Exception):
    """Something could not be built; the message says what to do."""


def built(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return the folder, letting ``make`` fill it first when it is not there; it appears whole or not at all.

    Its name ends in a hash of everything that decides its contents. Builds of the same thing that nobody has used for
    a day are deleted.
    """
    if folder.is_dir():
        folder.touch()
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="building-") as scratch:
        whole = Path(scratch) / "whole"
        whole.mkdir()
        make(whole)
        try:
            whole.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another deployment has just built the same
                raise
    _forget(folder)
    return folder


def digest(parts: Iterable[bytes]) -> str:
    """Return twelve hex characters that stand for these parts, their order and borders, and the way we build."""
    total = hashlib.sha256(Path(__file__).read_bytes())
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:12]


def compile_in_place(folder: Path, *, python_version: str, appears_at: str) -> None:
    """Compile every module below the folder with an interpreter of the target's version.

    Raises:
        NotBuilt: there is no such interpreter here, or a module is not Python.
    """
    run(
        "compiling",
        _interpreter(python_version),
        *("-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"),
        *("-s", str(folder), "-p", appears_at, str(folder)),
    )


def run(doing: str, *command: str) -> None:
    """Run a command to its end; raise ``NotBuilt`` with what it said when it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - ours
    if done.returncode:
        raise NotBuilt(f"{doing} failed:\n{done.stdout}{done.stderr}".rstrip())


def say(message: str) -> None:
    """Tell whoever waits; standard output belongs to the engine."""
    sys.stderr.write(f"build: {message}\n")
    sys.stderr.flush()


def _forget(newest: Path) -> None:
    """Delete what was built of the same thing before and has not been used for a day."""
    family = newest.name.rpartition("-")[0]
    for folder in newest.parent.glob(f"{family}-*"):
        if folder.name.rpartition("-")[0] == family and time.time() - folder.stat().st_mtime > UNUSED_S:
            shutil.rmtree(folder, ignore_errors=True)


def _interpreter(version: str) -> str:
    """Return an interpreter of this version: a .pyc of another one is dead weight in Lambda."""
    if version == HERE:
        return sys.executable
    found = shutil.which(f"python{version}")
    if found is None:
        raise NotBuilt(
            f"Python {version} is needed to compile what is deployed and is not on the PATH; "
            f"install it, or set dutydesk:python_version to what the functions should run on"
        )
    return found
