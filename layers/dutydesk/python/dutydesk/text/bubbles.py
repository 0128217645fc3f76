"""Cutting a long text into messages that a platform takes, where a reader would pause."""

import re
import unicodedata

_PAUSES = (
    re.compile(r"\n\s*\n"),  # between paragraphs
    re.compile(r"\n"),  # between lines
    re.compile(r"(?<=[.!?…;:])\s+"),  # between sentences
    re.compile(r"\s+"),  # between words
)


def bubbles(text: str, limit: int) -> list[str]:
    """Cut ``text``, in NFC, into one or more parts of at most ``limit`` characters each.

    The same text and limit always give the same parts. Only white space at a cut is lost, and a part is never empty
    unless the whole text is.

    Raises:
        ValueError: the limit is not positive.
    """
    if limit < 1:
        raise ValueError("a bubble holds at least one character")
    rest = unicodedata.normalize("NFC", text).strip()
    parts = []
    while len(rest) > limit:
        end = _end_of_first(rest, limit)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest] if rest or not parts else parts


def _end_of_first(text: str, limit: int) -> int:
    """Return where the first part ends: at the last pause of the best kind in the second half, or hard at the limit."""
    for pause in _PAUSES:
        ends = [found.start() for found in pause.finditer(text, limit // 2, limit + 1) if found.start() > 0]
        if ends:
            return ends[-1]
    return limit
