"""What citizens say in tests: told apart by letters alone, since long numbers are masked in lists."""

import secrets


def unlike_any_other(text: str) -> str:
    """Return the text with a mark that no other text of this run has."""
    return f"{text} ({''.join(secrets.choice('bcdfgklmnpqrstvx') for _ in range(12))})"


def mark_of(text: str) -> str:
    """Return that mark."""
    return text.rpartition("(")[2].rstrip(")")


def code_in(text: str) -> str:
    """Return the receipt code that the desk wrote into an answer."""
    return text.partition("Mã tin báo: ")[2].split()[0]
