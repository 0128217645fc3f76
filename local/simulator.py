"""The simulated platforms as one process of ours, told where the desk is and what the pages share with it."""

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from local import web
from local.demo import DemoPage
from local.errors import StartError
from local.places import ROOT, Places
from local.ports import listens
from local.processes import Running, start, stop

NAME = "simulator"
HEALTH = "/health"
PATIENCE_S = 30.0
CHECK_EVERY_S = 0.05


def start_simulator(places: Places, *, port: int, webhook_url: str, pages: Iterable[DemoPage]) -> Running:
    """Start the simulator on this port; ``await_simulator`` waits until it answers."""
    config: dict[str, Any] = {"port": port, "webhook_url": webhook_url, "pages": [asdict(page) for page in pages]}
    places.simulator_config.write_text(json.dumps(config, ensure_ascii=False, indent=2))
    command = [sys.executable, "-m", "local.platforms", "--config", str(places.simulator_config)]
    return start(
        command,
        environment={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"},
        port=port,
        log=places.log(NAME),
        remember=places.pid(NAME),
        folder=ROOT,
    )


def await_simulator(places: Places, running: Running) -> None:
    """Return when the simulator answers and is the one that listens.

    Raises:
        StartError: it ended or did not answer in time; the message names its log.
    """
    log = places.log(NAME)
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if not running.alive:
            raise StartError(f"the simulator ended at once; see {log}")
        if answers(running.port) and listens(running.pid, running.port):
            return
        time.sleep(CHECK_EVERY_S)
    raise StartError(f"the simulator did not answer within {PATIENCE_S:.0f} s; see {log}")


def stop_simulator(places: Places) -> bool:
    """End the simulator; return whether it ran."""
    return stop(places.pid(NAME))


def answers(port: int) -> bool:
    """Tell whether a simulator answers on this port."""
    return web.answers(port, HEALTH)
