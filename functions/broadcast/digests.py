"""A platform's message id in eight characters: enough to find it among a chunk's, with its person known."""

import hashlib

DIGEST_DIGITS = 8
NOBODY = "-" * DIGEST_DIGITS


def digest_of(message_id: str) -> str:
    """Return the digest of a message's id, or ``NOBODY`` for none."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:DIGEST_DIGITS] if message_id else NOBODY
