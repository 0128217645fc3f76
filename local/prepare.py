"""The emulator's own virtual environment, made again only when its pins changed.

It holds nothing but the emulator's pins: functions run with its interpreter, so a package missing from our layers is
missing here as it would be on AWS.
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from local.places import EMULATOR_PINS, EMULATOR_VENV

STAMP = "pins.sha256"


def prepare(environment: Path = EMULATOR_VENV, pins: Path = EMULATOR_PINS) -> Path:
    """Return the environment's Python, after making the environment if it is absent or its pins changed.

    Raises:
        subprocess.CalledProcessError: an install failed; pip has said why. The next call starts afresh.
    """
    wanted = hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()
    stamp = environment / STAMP
    python = environment / "bin" / "python"
    if stamp.exists() and stamp.read_text() == wanted and python.exists():
        return python
    print(f"Making the emulator's environment in {environment} (once; again when its pins change)", flush=True)
    shutil.rmtree(environment, ignore_errors=True)
    venv.create(environment, with_pip=True, symlinks=True)
    subprocess.run(
        [python, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-deps",
         "--disable-pip-version-check", "-qq", "-r", pins],
        check=True,
    )  # fmt: skip
    stamp.write_text(wanted)
    return python
