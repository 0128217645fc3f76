"""What a citizen attaches, in the shapes that Zalo's webhooks give it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

type Attachment = dict[str, object]

KINDS = ("image", "gif", "audio", "video", "sticker", "link", "location", "file", "business_card")
PICTURES = ("image", "gif")


def attached(given: Mapping[str, Any], photo_url: Callable[[], str]) -> tuple[str, Attachment]:
    """Return the kind of an attachment and its wire form; raise ``ValueError`` for one Zalo does not know.

    ``given`` is ``{"type": …}`` with the fields beside it or in ``payload``. What is left out is made up:
    an address for a picture, a name and size for a file.
    """
    kind = given.get("type")
    if kind not in KINDS:
        raise ValueError(f"type must be one of {', '.join(KINDS)}")
    payload = given.get("payload")
    fields = dict(payload) if isinstance(payload, dict) else {key: given[key] for key in given if key != "type"}
    if kind == "location":
        return kind, {"type": kind, "payload": _place(fields)}
    if kind == "business_card":
        return kind, {"type": "link", "payload": _card(fields, photo_url)}
    url = fields.get("url") or photo_url()
    return kind, {"type": kind, "payload": {**_made_up(kind, url), **fields, "url": url}}


def picture_of(attachment: Attachment) -> str | None:
    """Return the address of a picture, for showing it in the chat."""
    payload = attachment["payload"]
    if attachment["type"] in PICTURES and isinstance(payload, dict):
        return str(payload["url"])
    return None


def place_of(attachment: Attachment) -> str | None:
    """Return a place as ``latitude, longitude``."""
    payload = attachment["payload"]
    if attachment["type"] == "location" and isinstance(payload, dict):
        return ", ".join(payload["coordinates"].values())
    return None


def _place(fields: Mapping[str, Any]) -> dict[str, object]:
    """Coordinates travel as decimal strings."""
    coordinates = fields.get("coordinates", fields)
    try:
        latitude, longitude = str(coordinates["latitude"]), str(coordinates["longitude"])
        float(latitude), float(longitude)
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError("a location needs latitude and longitude") from wrong
    return {"coordinates": {"latitude": latitude, "longitude": longitude}}


def _card(fields: Mapping[str, Any], photo_url: Callable[[], str]) -> dict[str, object]:
    """A business card is a link whose description is JSON in a string."""
    if "description" in fields:
        return {"thumbnail": photo_url(), "url": photo_url(), **fields}
    description = json.dumps({"phone": str(fields.get("phone", "84900000000")), "qrCodeUrl": photo_url()})
    return {"thumbnail": photo_url(), "description": description, "url": photo_url()}


def _made_up(kind: str, url: str) -> dict[str, object]:
    """Return what Zalo says of an attachment beside its address."""
    match kind:
        case "file":
            return {"name": "tep.log", "size": "24165", "checksum": "0" * 32, "type": "log"}
        case "sticker":
            return {"id": "10001"}
        case "link":
            return {"title": "", "description": "", "thumbnail": url}
        case "audio":
            return {}
        case _:
            return {"thumbnail": url}
