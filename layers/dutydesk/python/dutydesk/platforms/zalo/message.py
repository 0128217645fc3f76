"""The content of a Zalo message in our words: text, attachments, place."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dutydesk.errors import MalformedEvent
from dutydesk.messages import Attachment, AttachmentKind, Place
from dutydesk.platforms.events import Wrote
from dutydesk.text.clean import clean

MOST_ATTACHMENTS = 50
LONGEST_LINK = 4_096
LONGEST_NAME = 300
MOST_SIZE_DIGITS = 16
NORTH_POLE = 90.0
DATE_LINE = 180.0


def wrote(
    kind: str,
    message: dict[str, Any],
    *,
    event_key: str,
    oa_id: str,
    user_id: str,
    sent_at: datetime,
    conversation_id: str,
    user_id_by_app: str = "",
) -> Wrote:
    """Normalise the ``message`` of a ``*_send_<kind>`` event.

    Raises:
        MalformedEvent: a part has the wrong type.
    """
    parts = _parts(message)
    place = None
    attachments: tuple[Attachment, ...] = ()
    text = clean(text_of(message, "text"))
    if kind == "location":
        place = _place(parts, label=text)
        text = ""
    else:
        attachments = tuple(_attachment(part, business_card=kind == "business_card") for part in parts)
    return Wrote(
        event_key=event_key,
        oa_id=oa_id,
        user_id=user_id,
        sent_at=sent_at,
        conversation_id=clean(conversation_id)[:LONGEST_NAME],
        user_id_by_app=user_id_by_app,
        text=text,
        attachments=attachments,
        place=place,
    )


def text_of(holder: Mapping[str, Any], name: str) -> str:
    """Return a text field, empty when absent or null.

    Raises:
        MalformedEvent: it is something else than text or a number.
    """
    found = holder.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise MalformedEvent(f"{name} is not text")
    return found


def _parts(message: dict[str, Any]) -> list[dict[str, Any]]:
    parts = message.get("attachments")
    if parts is None:
        return []
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise MalformedEvent("attachments is not a list of objects")
    return parts[:MOST_ATTACHMENTS]


def _payload(part: dict[str, Any]) -> dict[str, Any]:
    payload = part.get("payload")
    if payload is None:
        return {}
    if not isinstance(payload, dict):
        raise MalformedEvent("payload is not an object")
    return payload


def _attachment(part: dict[str, Any], *, business_card: bool) -> Attachment:
    """Read one attachment; a type that we do not know is kept as a file, since it may be what the tip is about."""
    payload = _payload(part)
    kind = text_of(part, "type")
    known = AttachmentKind(kind) if kind in set(AttachmentKind) else AttachmentKind.FILE
    size = text_of(payload, "size")
    return Attachment(
        kind=AttachmentKind.CONTACT if business_card else known,
        url=clean(text_of(payload, "url"))[:LONGEST_LINK],
        name=clean(_phone(payload) if business_card else _name(payload))[:LONGEST_NAME],
        size_bytes=int(size) if size.isascii() and size.isdigit() and len(size) < MOST_SIZE_DIGITS else None,
    )


def _name(payload: dict[str, Any]) -> str:
    return next((text_of(payload, name) for name in ("name", "title", "description") if payload.get(name)), "")


def _phone(payload: dict[str, Any]) -> str:
    """Return the number on a business card, whose description is JSON written as text."""
    try:
        card = json.loads(text_of(payload, "description"), parse_int=str)
    except (ValueError, RecursionError):
        return ""
    return str(card.get("phone", "")) if isinstance(card, dict) else ""


def _place(parts: list[dict[str, Any]], *, label: str) -> Place:
    coordinates = _payload(parts[0]).get("coordinates") if parts else None
    if not isinstance(coordinates, dict):
        raise MalformedEvent("a location without coordinates")
    latitude = text_of(coordinates, "latitude")
    longitude = text_of(coordinates, "longitude")
    if not (_within(latitude, NORTH_POLE) and _within(longitude, DATE_LINE)):
        raise MalformedEvent("coordinates are no point on earth")
    return Place(latitude=latitude, longitude=longitude, label=label)


def _within(degrees: str, most: float) -> bool:
    try:
        return -most <= float(degrees) <= most
    except ValueError:
        return False
