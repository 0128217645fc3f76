"""What an importer tells others, and what it needs of them, besides the upload, the turn and the cards."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol

from dutydesk.stores.card_imports import CardImport, Fault


class Outcome(StrEnum):
    """What a delivery did."""

    UNKNOWN = "unknown"  # nobody asked for this import
    NOTHING = "nothing"  # it had ended before
    WAITING = "waiting"  # another's turn, or another delivery of the same
    SUSPENDED = "suspended"  # time was up; it goes on
    REFUSED = "refused"
    SHOWN = "shown"
    FAILED = "failed"


class Records(Protocol):
    """What officers see of imports."""

    def get(self, unit: str, import_id: str) -> CardImport | None:
        """Return the import as last written, or None."""

    def put_faults(self, unit: str, import_id: str, faults: Sequence[Fault], *, expires_at: int) -> None:
        """Write the first of its faults."""

    def move(self, one: CardImport, **changes: str | int) -> bool:
        """Change fields of an import that has not ended; return False when it has."""


class Calendar(Protocol):
    """Where it is kept which import is to be gone on with, and when."""

    def put(self, unit: str, import_id: str, at: str) -> None:
        """Have it delivered again at this moment (ISO-8601), in the place of any other."""

    def drop(self, import_id: str) -> None:
        """Have it delivered no more."""


class Watchers(Protocol):
    """Those who want to be told when a card is ready."""

    def swept(self, after: str, time_left: Callable[[], bool]) -> str | None:
        """Tell those whose card is ready, from ``after`` on ("" is the beginning).

        Return where to go on, or None when all are through.
        """
