"""The labelled messages under ``tests/data``, and how well a reader of text agrees with their labels."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One invented message; ``part`` says whether the rules were written with it in sight."""

    text: str
    positive: bool
    kind: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How a reader did on some messages; the lists hold what it got wrong, for the assertion's message."""

    recall: float
    precision: float
    missed: list[str]
    false: list[str]


def labelled(name: str, positive: str) -> list[Labelled]:
    """Return the messages of ``tests/data/<name>.csv``."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return [
            Labelled(text=row["text"], positive=row["label"] == positive, kind=row["kind"], part=row["part"])
            for row in csv.DictReader(rows)
        ]


def agreement(messages: Sequence[Labelled], flags: Callable[[str], bool]) -> Agreement:
    """Return recall and precision of ``flags`` on these messages, some of which must be positive."""
    flagged = [message for message in messages if flags(message.text)]
    right = sum(1 for message in flagged if message.positive)
    positives = sum(1 for message in messages if message.positive)
    assert positives, "nothing to find: the test would pass on nothing"
    return Agreement(
        recall=right / positives,
        precision=right / max(len(flagged), 1),
        missed=[message.text for message in messages if message.positive and message not in flagged],
        false=[message.text for message in flagged if not message.positive],
    )
