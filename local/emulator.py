"""The AWS emulator (MiniStack) as one process of ours on 127.0.0.1, with IAM enforced.

Functions run as its children and inherit its whole environment, which is therefore built by hand and minimal.
"""

import shutil
import time
from pathlib import Path

from local import web
from local.errors import StartError
from local.places import Places
from local.ports import HOST, free_port, listens
from local.processes import Running, start, stop

NAME = "emulator"
HEALTH = "/_ministack/health"
PATIENCE_S = 30.0
CHECK_EVERY_S = 0.05


def start_emulator(places: Places, *, python: Path, region: str) -> Running:
    """Start an emulator with an empty state and return when it answers and is the one that listens.

    Raises:
        StartError: it ended or did not answer in time; the message names its log.
    """
    port = free_port()
    _empty(places)
    running = start(
        [str(python), "-m", "ministack"],
        environment=_environment(places, port=port, region=region),
        port=port,
        log=places.log(NAME),
        remember=places.pid(NAME),
    )
    _wait(running, places.log(NAME))
    return running


def stop_emulator(places: Places) -> bool:
    """End the emulator and delete what it and its workers left; return whether it ran."""
    ended = stop(places.pid(NAME))
    for folder in _folders(places):
        shutil.rmtree(folder, ignore_errors=True)
    return ended


def answers(port: int) -> bool:
    """Tell whether an emulator answers on this port."""
    return web.answers(port, HEALTH)


def _environment(places: Places, *, port: int, region: str) -> dict[str, str]:
    home, temporary = _folders(places)
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TMPDIR": str(temporary),
        "STATE_DIR": str(home),
        "S3_DATA_DIR": str(home / "s3"),
        "AUTH": "true",  # enforce the program's policies
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": region,
        "IOT_MTLS_ENABLED": "0",  # else it listens on every interface whatever BIND_HOST says
        "LOG_LEVEL": "WARNING",
    }


def _folders(places: Places) -> tuple[Path, Path]:
    return places.folder("emulator-state"), places.folder("emulator-tmp")


def _empty(places: Places) -> None:
    for folder in _folders(places):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)


def _wait(running: Running, log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if not running.alive:
            raise StartError(f"the emulator ended at once; see {log}")
        if answers(running.port):
            if listens(running.pid, running.port):
                return
            raise StartError(f"another process answers on port {running.port}; see {log}")
        time.sleep(CHECK_EVERY_S)
    raise StartError(f"the emulator did not answer within {PATIENCE_S:.0f} s; see {log}")
