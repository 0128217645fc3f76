"""The processes of a stack: started in the background, remembered on disk, stopped by their own pid.

A pid is remembered with the moment its process was born. A pid file that outlived its process, even when the system
gave the number to somebody else, is therefore recognised as stale, and no stranger is ever signalled.
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

STOP_PATIENCE_S = 10.0
"""How long a process may take to end before it is killed; the emulator waits for requests in flight."""

CHECK_EVERY_S = 0.02

_children: dict[int, subprocess.Popen[bytes]] = {}
"""The processes that this very process started; those of an earlier command are known by their pid files alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A process that we started."""

    pid: int
    born: str
    port: int

    @property
    def alive(self) -> bool:
        """Tell whether this very process still runs."""
        return born(self.pid) == self.born


def start(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    port: int,
    log: Path,
    remember: Path,
    folder: Path | None = None,
) -> Running:
    """Start a process of its own session in this folder, its output in ``log``, remembered in the file ``remember``."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us alone; we stop it in order
        )
    _children[process.pid] = process
    running = Running(pid=process.pid, born=born(process.pid) or "", port=port)
    remember.write_text(json.dumps(asdict(running)))
    return running


def remembered(file: Path) -> Running | None:
    """Return the process that the file remembers when it still runs, else None."""
    try:
        running = Running(**json.loads(file.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return running if running.alive else None


def stop(file: Path) -> bool:
    """End the process that the file remembers and forget it; return whether there was one."""
    running = remembered(file)
    if running is not None:
        _end(running)
    file.unlink(missing_ok=True)
    return running is not None


def _end(running: Running) -> None:
    """Ask politely, then kill. Only this pid is signalled."""
    for request, patience_s in ((signal.SIGTERM, STOP_PATIENCE_S), (signal.SIGKILL, STOP_PATIENCE_S)):
        try:
            os.kill(running.pid, request)
        except ProcessLookupError:
            return
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            _reap(running.pid)
            if not running.alive:
                return
            time.sleep(CHECK_EVERY_S)


def _reap(pid: int) -> None:
    """Collect the exit status if the process is a child of ours, so that it does not stay as a zombie."""
    if pid in _children and _children[pid].poll() is not None:
        del _children[pid]


def born(pid: int) -> str | None:
    """Return when the process was born, in the system's own words; None when it does not run (or is a zombie)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        if Path("/proc/self/stat").exists():
            return None
        return _born_by_ps(pid)
    except ProcessLookupError:
        return None
    state, start_ticks = fields[0], fields[19]
    return None if state == "Z" else start_ticks


def _born_by_ps(pid: int) -> str | None:
    """Ask ``ps`` where there is no /proc, as on macOS."""
    asked = subprocess.run(
        ["ps", "-o", "stat=,lstart=", "-p", str(pid)],  # noqa: S607 - wherever the system keeps it
        capture_output=True,
        text=True,
        check=False,
    )
    words = asked.stdout.split(maxsplit=1)
    if len(words) != 2 or words[0].startswith("Z"):  # noqa: PLR2004 - state and birth
        return None
    return words[1].strip()
