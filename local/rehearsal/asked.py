"""What is to be rehearsed: as typed, or as a real pre-flight counted it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.errors import LocalError

MOST_PEOPLE = 500_000
TEXT = "Diễn tập: đây là tin thử của Công an Quận Mẫu, bà con không cần làm gì."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One rehearsal. ``window_share`` of the people, 0 to 1, wrote lately enough to be reached.

    ``per_minute``: requests that the platform takes of the app, 0 for no limit; ``latency_ms``: how long it takes to
    answer each.
    """

    people: int
    per_minute: int = 4_000
    latency_ms: float = 120.0
    window_share: float = 1.0
    text: str = TEXT

    def __post_init__(self) -> None:
        """Refuse what cannot be rehearsed.

        Raises:
            LocalError: a number is out of its bounds, or there are no words.
        """
        if not 0 < self.people <= MOST_PEOPLE:
            raise LocalError(f"people: from 1 to {MOST_PEOPLE:,}")
        if not 0 < self.window_share <= 1 or round(self.people * self.window_share) == 0:
            raise LocalError("window-share: above 0 and at most 1, so that somebody is reached")
        if self.per_minute < 0 or self.latency_ms < 0:
            raise LocalError("per-minute and latency-ms cannot be negative")
        if not self.text.strip():
            raise LocalError("there are no words to send")


def words_in(file: Path) -> str:
    """Return a file's words; raise ``LocalError`` when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise LocalError(f"{file}: cannot be read") from error


def of_preflight(file: Path) -> dict[str, Any]:
    """Return people, share and text of a broadcast as ``GET /admin/broadcasts/{id}`` showed it.

    Raises:
        LocalError: the file is not such an answer, or the broadcast was not counted yet.
    """
    try:
        shown = json.loads(words_in(file))
        counted = shown["preflight"]
        people = int(counted["people"])
        reached = sum(int(count) for count in counted["reach"].values())
        text = str(shown["text"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LocalError(f"{file}: not a broadcast with a pre-flight, as GET /admin/broadcasts/ID shows it") from error
    return {"people": people, "window_share": reached / people if people else 0.0, "text": text}
