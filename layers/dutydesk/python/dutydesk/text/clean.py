"""Making any text safe to store, and hiding identity numbers where only a hint is needed."""

import re

MAX_CHARACTERS = 20_000
"""Ten times what a platform lets a citizen type; beyond it a text is cut, so that its tip still gets through."""

CUT_MARK = " […]"

_DIGIT_RUN = re.compile(r"\d(?:[ .\-]?\d){8,}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HIDDEN = "•••"


def clean(text: str) -> str:
    """Drop NULs, replace lone surrogates by U+FFFD, and cut at ``MAX_CHARACTERS``; nothing else changes."""
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS] + CUT_MARK
    return _LONE_SURROGATE.sub("\ufffd", text.replace("\0", ""))


def masked(text: str) -> str:
    """Hide every run of nine digits or more (identity, phone and card numbers) but its last two digits."""
    return _DIGIT_RUN.sub(lambda found: _HIDDEN + found[0][-2:], text)


def summary(text: str, *, length: int = 120) -> str:
    """One masked line of at most ``length`` characters for lists."""
    line = masked(" ".join(text[: length * 4].split()))
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
