"""The webhook signature: SHA-256 over ``appId + data + timestamp + OA secret key``; not an HMAC.

Documented at developers.zalo.me, "Webhook": ``data`` is the body's bytes as sent, ``timestamp`` the body's
field of that name in its exact text. The header is ``X-ZEvent-Signature: mac=<64 lower-case hex>``.
"""

import hashlib
import json

HEADER = "X-ZEvent-Signature"


def signed(raw: bytes, *, app_id: str, timestamp: str, secret: str) -> dict[str, str]:
    """Return the headers with which Zalo posts these bytes."""
    digest = hashlib.sha256(app_id.encode() + raw + timestamp.encode() + secret.encode()).hexdigest()
    return {"Content-Type": "application/json", HEADER: f"mac={digest}"}


def timestamp_of(raw: bytes) -> str:
    """Return the body's timestamp as it is written there, or "" when it has none."""
    try:
        body = json.loads(raw, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return ""
    timestamp = body.get("timestamp", "") if isinstance(body, dict) else ""
    return timestamp if isinstance(timestamp, str) and timestamp.isascii() else ""
