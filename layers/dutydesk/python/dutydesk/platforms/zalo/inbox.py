"""The receiving half of Zalo OA: verify and normalise one webhook call.

Facts: the platform's webhook documentation as quoted by public integrations; see ``docs/platforms.md`` for how certain
each is. The signature is plain SHA-256 of ``app_id + body + timestamp + OA secret key``, over the bytes as received.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from dutydesk.clock import from_epoch_ms
from dutydesk.errors import BadSignature, MalformedEvent
from dutydesk.platforms.events import Arrived, Ignored, InboundEvent, Left, Withdrew, Wrote
from dutydesk.platforms.zalo.message import text_of, wrote
from dutydesk.platforms.zalo.receipts import echoed

SIGNATURE_HEADER = "x-zevent-signature"
TIMESTAMP_HEADER = "x-zevent-timestamp"
CONSOLE_TEST_MSG_ID = "This is message id"
LONGEST_ID = 128
"""Real ids have some 20 characters; a longer one is hashed so that every key stays within DynamoDB's limits."""

SIGNED_IN = "user_send_"
NOT_SIGNED_IN = "anonymous_send_"
MESSAGE_KINDS = frozenset(
    ["text", "image", "gif", "link", "audio", "video", "sticker", "location", "file", "business_card"]
)

type SigningSecret = Callable[[str], str | None]
"""Returns the OA secret key of an app id, or None when none is set."""


def is_probe(body: bytes) -> bool:
    """Whether this is the console's unsigned check of the URL: a POST of an empty object."""
    return body.strip() in {b"{}", b""}


class ZaloInbox:
    """Verifies and normalises what Zalo posts."""

    def __init__(self, signing_secret: SigningSecret) -> None:
        self._signing_secret = signing_secret

    def parse(self, body: bytes, headers: Mapping[str, str]) -> InboundEvent:
        """Return the event in this call.

        An event that we do not use comes back as ``Ignored``, never dropped silently.

        Args:
            body: the bytes as received; re-encoded JSON would no longer match its signature.
            headers: with names in lower case.

        Raises:
            MalformedEvent: not JSON, or not of the shape that its event name promises.
            BadSignature: no secret is set for the app, or the signature is not of these bytes.
        """
        call = _decoded(body)
        self._verify(call, body, headers)
        return _event(call)

    def _verify(self, call: dict[str, Any], body: bytes, headers: Mapping[str, str]) -> None:
        app_id = text_of(call, "app_id")
        timestamp = text_of(call, "timestamp") or headers.get(TIMESTAMP_HEADER, "")
        secret = self._signing_secret(app_id) if app_id.isdigit() and len(app_id) <= LONGEST_ID else None
        if not secret:
            raise BadSignature("unknown app")
        signed = app_id.encode() + body + timestamp.encode("utf-8", "replace") + secret.encode()
        expected = hashlib.sha256(signed).hexdigest()
        given = headers.get(SIGNATURE_HEADER, "").strip().removeprefix("mac=").strip()
        if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
            raise BadSignature("bad signature")


def _decoded(body: bytes) -> dict[str, Any]:
    """Decode with every number as its own text: ids exceed what a float holds, and a signature needs the exact form."""
    try:
        call = json.loads(body, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        raise MalformedEvent("not JSON") from None
    if not isinstance(call, dict):
        raise MalformedEvent("not an object")
    return call


def _event(call: dict[str, Any]) -> InboundEvent:
    name = text_of(call, "event_name")
    if not name:
        raise MalformedEvent("no event name")
    if name.startswith((SIGNED_IN, NOT_SIGNED_IN)) and name.partition("_send_")[2] in MESSAGE_KINDS:
        return _message(call, name)
    if name in {"follow", "user_click_chatnow"}:
        ids = _management_ids(call, name)
        return Arrived(**ids, followed=name == "follow")
    if name == "unfollow":
        return Left(**_management_ids(call, name))
    if name == "user_withdraw":
        return Withdrew(**_management_ids(call, name))
    return echoed(name, call, sent_at=_moment(call)) or Ignored(event_name=name[:64])


def _message(call: dict[str, Any], name: str) -> Wrote:
    message = _object(call, "message")
    user_id = _id(_object(call, "sender"), "id")
    oa_id = _id(_object(call, "recipient"), "id")
    msg_id = text_of(message, "msg_id")
    subject = msg_id if msg_id and msg_id != CONSOLE_TEST_MSG_ID else f"{user_id}@{text_of(call, 'timestamp')}"
    kind = name.partition("_send_")[2]
    return wrote(
        kind,
        message,
        event_key=_key(name, oa_id, subject),
        oa_id=oa_id,
        user_id=user_id,
        sent_at=_moment(call),
        conversation_id=text_of(message, "conversation_id") if name.startswith(NOT_SIGNED_IN) else "",
        user_id_by_app="" if name.startswith(NOT_SIGNED_IN) else _id_by_app(call),
    )


def _management_ids(call: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the ids of an event about a person: ``follower.id`` or ``user_id``, beside the top-level ``oa_id``."""
    user_id = _id(_object(call, "follower"), "id") if "follower" in call else _id(call, "user_id")
    oa_id = _id(call, "oa_id")
    key = _key(name, oa_id, f"{user_id}@{text_of(call, 'timestamp')}")
    return {
        "event_key": key,
        "oa_id": oa_id,
        "user_id": user_id,
        "sent_at": _moment(call),
        "user_id_by_app": _id_by_app(call),
    }


def _id_by_app(call: Mapping[str, Any]) -> str:
    """Return what the platform calls the person on all pages of the app (grade B: not always there), or nothing."""
    found = call.get("user_id_by_app")
    usable = isinstance(found, str) and len(found) <= LONGEST_ID and found.isascii() and found.isprintable()
    return found if isinstance(found, str) and usable else ""


def _key(name: str, oa_id: str, subject: str) -> str:
    if len(subject) > LONGEST_ID or not subject.isascii() or not subject.isprintable():
        subject = hashlib.sha256(subject.encode("utf-8", "replace")).hexdigest()
    return f"zalo:{name}:{oa_id}:{subject}"


def _moment(call: dict[str, Any]) -> datetime:
    try:
        return from_epoch_ms(int(text_of(call, "timestamp")))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)  # signed, so it is Zalo's; the desk takes the moment of arrival instead


def _object(call: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = call.get(name)
    if not isinstance(found, dict):
        raise MalformedEvent(f"no {name}")
    return found


def _id(holder: Mapping[str, Any], name: str) -> str:
    found = text_of(holder, name)
    if not found or len(found) > LONGEST_ID or not found.isascii() or not found.isprintable():
        raise MalformedEvent(f"no usable {name}")
    return found
