"""Free ports on this machine, and who listens on one."""

import socket
import subprocess
from pathlib import Path

HOST = "127.0.0.1"
LISTENING = "0A"  # the state's code in /proc/net/tcp


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on right now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def listens(pid: int, port: int) -> bool:
    """Tell whether this process is the one that listens on this port of 127.0.0.1."""
    table = Path("/proc/net/tcp")
    if not table.exists():
        return _listens_by_lsof(pid, port)
    inodes = {
        fields[9]
        for fields in (line.split() for line in table.read_text().splitlines()[1:])
        if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port
    }
    return any(f"socket:[{inode}]" in _open_files(pid) for inode in inodes)


def _open_files(pid: int) -> set[str]:
    opened = set()
    try:
        for file in Path(f"/proc/{pid}/fd").iterdir():
            try:
                opened.add(str(file.readlink()))
            except FileNotFoundError:
                continue  # closed while we looked
    except FileNotFoundError:
        return set()
    return opened


def _listens_by_lsof(pid: int, port: int) -> bool:
    asked = subprocess.run(
        ["lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-t"],  # noqa: S607 - wherever the system keeps it
        capture_output=True,
        text=True,
        check=False,
    )
    return str(pid) in asked.stdout.split()
