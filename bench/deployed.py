"""A function's import path as Lambda has it: its own archive, our layers and boto3, and nothing else of this machine.

The archives are the program's own, so what is left out of them, or is not compiled in them, is missing here too.
"""

import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from infra.archives import function_archive, shared_archive
from infra.building import ROOT
from infra.dependencies import IMAGES, Target, dependency_layer
from local.deploy.archives import unpacked
from local.stack import ARCHITECTURES

RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "urllib3", "dateutil", "six")
"""What Lambda's Python runtime brings beside the standard library."""

FUNCTIONS = (
    "webhook",
    "intake",
    "alert",
    "reply",
    "admin",
    "upkeep",
    "faq",
    "publish",
    "plan",
    "send",
    "track",
    "follow",
    "lookup",
    "imports",
    "ticket",
    "reveal",
    "preserve",
)
MODULES = {
    "publish": "faq.publishing",
    "plan": "broadcast.planning",
    "send": "broadcast.sending",
    "track": "broadcast.tracking",
    "follow": "upkeep.following",
    "lookup": "lookup.status",
    "imports": "lookup.importing",
    "ticket": "lookup.tickets",
    "preserve": "media.preserving",
}
"""Where the code of a function is below ``functions``, when that is not the folder of its name."""
DRAWING = {"admin", "preserve"}
"""The functions that have the layer of pictures."""
LONGEST_S = 120.0


class ImportRefused(RuntimeError):
    """A deployed function could not be imported with what it would have in Lambda."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """The unpacked archives below one folder."""

    folder: Path

    @classmethod
    def into(cls, folder: Path) -> "Deployed":
        """Unpack our own layer and link Lambda's packages below ``folder``; build the dependency layer if need be."""
        unpacked(shared_archive(), folder / "dutydesk")
        runtime = folder / "runtime"
        runtime.mkdir(parents=True)
        for name in RUNTIME:
            origin = _origin(name)
            (runtime / origin.name).symlink_to(origin)
        (folder / "home").mkdir()
        return cls(folder=folder)

    def path_of(self, function: str) -> list[str]:
        """Return the import path of one function, in Lambda's order."""
        return [
            str(unpacked(function_archive(module_of(function).partition(".")[0]), self.folder / function)),
            *self._shared(),
            *([str(dependency_layer(_target(), pins=IMAGES) / "python")] if function in DRAWING else []),
        ]

    def path_of_yardstick(self, name: str) -> list[str]:
        """Return the import path of ``bench/yardsticks/<name>.py``, as the module ``yardstick``, with our layers."""
        folder = self.folder / f"yardstick-{name}"
        folder.mkdir(exist_ok=True)
        shutil.copy(ROOT / "bench" / "yardsticks" / f"{name}.py", folder / "yardstick.py")
        return [str(folder), *self._shared()]

    def run(self, path: Sequence[str], code: str, environment: Mapping[str, str]) -> str:
        """Run ``code`` in a fresh interpreter that has nothing but this path, and return what it printed.

        Raises:
            ImportRefused: it failed; the message is what it said.
        """
        own = {"HOME": str(self.folder / "home"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-B", "-c", f"import sys; sys.path[:0] = {list(path)!r}\n{code}"],
            env=own | dict(environment),
            cwd=self.folder / "home",
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_S,
        )
        if done.returncode:
            raise ImportRefused(done.stderr.strip())
        return done.stdout

    def _shared(self) -> list[str]:
        layer = next((self.folder / "dutydesk").iterdir())
        return [str(layer / "python"), str(dependency_layer(_target()) / "python"), str(self.folder / "runtime")]


def module_of(function: str) -> str:
    """Return where a function's handler and wiring are, below ``functions``."""
    return MODULES.get(function, function)


def _target() -> Target:
    return Target(
        architecture=ARCHITECTURES[platform.machine().lower()],
        python_version=f"{sys.version_info.major}.{sys.version_info.minor}",
    )


def _origin(name: str) -> Path:
    """Return the file or folder of an installed package or module."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ImportRefused(f"{name} is not installed here")
    origin = Path(spec.origin)
    return origin.parent if origin.name == "__init__.py" else origin
