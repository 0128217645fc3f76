"""Where the local stack keeps its files."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder."""

EMULATOR_PINS = ROOT / "requirements" / "emulator.txt"
EMULATOR_VENV = ROOT / ".local" / "emulator-venv"
PROGRAM = ROOT / "infra" / "__main__.py"
STARTER_BANK = ROOT / "operate" / "banks" / "starter.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The files of one stack. Two stacks with different folders live side by side."""

    state: Path

    @classmethod
    def of_environment(cls) -> "Places":
        """Return the folder that ``DUTYDESK_STATE`` names, or ``.local`` in the project."""
        return cls(state=Path(os.environ.get("DUTYDESK_STATE") or ROOT / ".local").resolve())

    @property
    def endpoints(self) -> Path:
        """What the stack tells the outside: URLs, demo pages and officers."""
        return self.state / "endpoints.json"

    @property
    def outputs(self) -> Path:
        """The Pulumi program's stack outputs."""
        return self.state / "outputs.json"

    @property
    def sign_in(self) -> Path:
        """Where and as which application officers sign in."""
        return self.state / "sign_in.json"

    @property
    def simulator_config(self) -> Path:
        """What the simulated platforms need to know of the desk."""
        return self.state / "simulator.json"

    @property
    def lock(self) -> Path:
        """Held while a stack starts or stops, so that two commands do not mix."""
        return self.state / "lock"

    def log(self, name: str) -> Path:
        """Return the log file of one process."""
        return self.state / f"{name}.log"

    def pid(self, name: str) -> Path:
        """Return the file that remembers one process."""
        return self.state / f"{name}.pid.json"

    def folder(self, name: str) -> Path:
        """Return a private folder of one process."""
        return self.state / name
