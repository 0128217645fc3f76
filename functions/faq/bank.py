"""The question bank as search sees it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Entry", "entries_from_csv"]

_PLAIN = frozenset({"id", "question", "variants", "answer", "topic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question that the unit answers; ``details`` are the columns beyond the five that every bank has."""

    id: str
    question: str
    variants: tuple[str, ...] = ()
    answer: str = ""
    topic: str = ""
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The question and its variants, in order."""
        return (self.question, *self.variants)


def entries_from_csv(text: str) -> list[Entry]:
    """Read a bank of at least the columns ``id`` and ``question``; variants are separated by ``|``.

    Raises:
        ValueError: a needed column is missing, or two rows have one id.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if not {"id", "question"} <= set(rows.fieldnames or ()):
        raise ValueError("a bank has at least the columns id and question")
    entries = [_entry(row) for row in rows if (row.get("id") or "").strip()]
    if len({entry.id for entry in entries}) != len(entries):
        raise ValueError("two rows of the bank have one id")
    return entries


def _entry(row: Mapping[str, str | None]) -> Entry:
    def cell(name: str) -> str:
        return (row.get(name) or "").strip()

    return Entry(
        id=cell("id"),
        question=cell("question"),
        variants=tuple(part.strip() for part in cell("variants").split("|") if part.strip()),
        answer=cell("answer"),
        topic=cell("topic"),
        details={
            name: value.strip()
            for name, value in row.items()
            if isinstance(name, str) and name not in _PLAIN and isinstance(value, str) and value.strip()
        },
    )
