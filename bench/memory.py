"""How much memory a process held."""

import resource
from pathlib import Path


def peak_mib() -> float:
    """Return the most memory that this program held; ``ru_maxrss`` would also count its parent's before the start."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
