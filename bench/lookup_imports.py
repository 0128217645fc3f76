"""Imports of card states beside a naive importer: how fast, in how much memory, for how many write units.

Each runs in a fresh process, one after another, on the same emulator, whose tables hold nothing else.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bench.lookup_file import sheet
from bench.lookup_ground import BUCKET, HOURS, OFFICE_ID, UNIT, Ground
from dutydesk.clock import expiry, iso, utc_now
from dutydesk.ids import new_ulid
from dutydesk.stores.card_imports import CardImport, ImportState, import_item, upload_key
from dutydesk.stores.offices import Office
from functions.lookup.importing.ports import Outcome

LONGEST_S = 1_800.0
KEPT = timedelta(days=1)


class NotShown(RuntimeError):
    """An import did not end as it was to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One file after it was imported. Units are 0 where they were not counted."""

    rows: int
    took_s: float
    peak_mib: float
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    read_units: float = 0.0
    write_units: float = 0.0

    @property
    def per_s(self) -> float:
        """Rows a second."""
        return self.rows / self.took_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Where files are brought: a ground with an office."""

    ground: Ground

    @classmethod
    def on(cls, ground: Ground) -> "Counter":
        """Open the office."""
        ground.open_office(Office(office_id=OFFICE_ID, unit=UNIT.unit, name="Bộ phận một cửa", hours=HOURS))
        return cls(ground=ground)

    def bring(self, rows: int, first: int) -> str:
        """Upload a file of so many rows, counted up from ``first``, as an officer would; return the import's id."""
        now = utc_now()
        import_id = new_ulid(now)
        asked = CardImport(
            import_id=import_id, unit=UNIT.unit, state=ImportState.AWAITING, by="bench", created_at=iso(now)
        )
        item = import_item(asked, expires_at=expiry(now, KEPT))
        self.ground.client("dynamodb").put_item(TableName=self.ground.tables["content"], Item=item)
        self.ground.client("s3").put_object(
            Bucket=BUCKET, Key=upload_key(UNIT.unit, import_id), Body=sheet(rows, first=first)
        )
        return import_id

    def imported(self, rows: int, *, first: int = 1, weigh: bool = False) -> Imported:
        """Have a file of so many rows imported by the function's own importer.

        Raises:
            NotShown: it was refused, or not finished.
        """
        told = self._run("weigh" if weigh else "import", self.bring(rows, first))
        if (told.pop("outcome"), told.pop("faults"), told["rows"]) != (Outcome.SHOWN, 0, rows):
            raise NotShown(f"an import of {rows} rows was not shown")
        return Imported(**told)

    def naively(self, rows: int, *, first: int, most: int) -> Imported:
        """Have the first ``most`` rows of a file written by the naive importer, which reads all of it."""
        return Imported(**self._run("naive", self.bring(rows, first), str(most)))

    def _run(self, job: str, import_id: str, *arguments: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "bench.lookup_process", job, UNIT.unit, import_id, *arguments],
            env=os.environ | self.ground.environment(),
            stdout=subprocess.PIPE,
            check=True,
            text=True,
            timeout=LONGEST_S,
        )
        told: dict[str, Any] = json.loads(done.stdout)
        return told
