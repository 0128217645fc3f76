"""Ids: ULIDs, keyed person ids, and the short codes that people type.

ULIDs are minted here and not by a library because the webhook may not pay for its import: python-ulid brings
pydantic with it (some 75 ms of a cold start).
"""

import hashlib
import hmac
import secrets
from datetime import datetime

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 symbols, a prime number, so that a weighted sum finds every wrong or swapped character; no 0/O or 1/I/L."""

CODE_LENGTH = 9


def new_ulid(now: datetime) -> str:
    """Mint a ULID: 48 bits of milliseconds, 80 random bits, 26 characters that sort by time."""
    value = int(now.timestamp() * 1000) << 80 | secrets.randbits(80)
    return "".join(CROCKFORD[value >> shift & 31] for shift in range(125, -1, -5))


def person_id(key: bytes, platform: str, page_id: str, user_id: str) -> str:
    """Name a person on one page: a keyed hash, so that the id tells nothing and needs no look-up.

    Returns:
        ``p`` and 32 hexadecimal characters (128 bits).
    """
    subject = f"{platform}\x1f{page_id}\x1f{user_id}".encode("utf-8", "surrogatepass")
    return "p" + hmac.new(key, subject, hashlib.sha256).hexdigest()[:32]


def link_of(key: bytes, platform: str, app_id: str, user_id_by_app: str) -> str:
    """Name what joins a person's ids on several pages of one app: a keyed hash that no person id can equal.

    Returns:
        ``k`` and 32 hexadecimal characters; nothing when the platform named no such id.
    """
    if not (app_id and user_id_by_app):
        return ""
    subject = f"link\x1f{platform}\x1f{app_id}\x1f{user_id_by_app}".encode("utf-8", "surrogatepass")
    return "k" + hmac.new(key, subject, hashlib.sha256).hexdigest()[:32]


def asked_id(event_key: str) -> str:
    """Name a question by the event that asked it: 20 hexadecimal characters, the same for every delivery."""
    return hashlib.sha256(event_key.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def new_code() -> str:
    """Mint a short code that nobody can guess: eight random symbols (39 bits) and a check symbol.

    At least one symbol is a digit, so that no plain word is ever taken for a code.
    """
    while True:
        body = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH - 1))
        code = body + _check(body)
        if any(symbol.isdigit() for symbol in code):
            return code


def shown(code: str) -> str:
    """Group a code for the eye: ``ABC-DEF-GHJ``."""
    return "-".join(code[start : start + 3] for start in range(0, CODE_LENGTH, 3))


def as_code(typed: str) -> str | None:
    """Return the code in what somebody typed, or None when it is not exactly one valid code."""
    code = "".join(symbol for symbol in typed.upper() if symbol not in " -.–\t\n\r")
    if len(code) != CODE_LENGTH or any(symbol not in CODE_ALPHABET for symbol in code):
        return None
    if not any(symbol.isdigit() for symbol in code) or _check(code[:-1]) != code[-1]:
        return None
    return code


def _check(body: str) -> str:
    total = sum(weight * CODE_ALPHABET.index(symbol) for weight, symbol in enumerate(body, start=1))
    return CODE_ALPHABET[total % len(CODE_ALPHABET)]
