"""Consultation messages: what ``POST /v3.0/oa/message/cs`` may carry, checked as the platform checks it.

Sizes are counted in characters of the NFC form: the same Vietnamese text is some 28 % longer when it is
typed as base letters and marks.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local.platforms.conversation import Shown
from local.platforms.zalo.errors import Refused

TEXT_MAX = 2000
BUTTONS_MAX = 5
ELEMENTS_MAX = 5
TITLE_MAX = 100
SUBTITLE_MAX = 500
PAYLOAD_MAX = 1000
SMS_MAX = 160
MEDIA = ("image", "gif", "sticker")

type Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A message that the platform accepts, as the citizen will see it."""

    kind: str
    text: str
    buttons: tuple[Shown, ...] = ()
    images: tuple[str, ...] = ()
    links: tuple[Shown, ...] = ()


def checked(message: object, *, accepts_lists: bool) -> Content:
    """Return the message as the citizen sees it, or raise ``Refused`` with the platform's code."""
    body = object_in(message, "message")
    text = text_in(body, "text", TEXT_MAX, required=False)
    quoted = body.get("quote_message_id")
    if quoted is not None and not isinstance(quoted, str):
        raise Refused(-201, "quote_message_id")
    attachment = body.get("attachment")
    if attachment is None:
        if not text.strip():
            raise Refused(-201, "text")
        return Content(kind="text", text=text)
    attachment = object_in(attachment, "attachment")
    payload = object_in(attachment.get("payload"), "payload")
    match attachment.get("type"):
        case "template":
            return _template(payload, text, accepts_lists=accepts_lists)
        case "file" if not text:
            return Content(kind="file", text=text_in(payload, "token", PAYLOAD_MAX) and "[tệp]")
        case _:
            raise Refused(-201, "attachment")


def _template(payload: Json, text: str, *, accepts_lists: bool) -> Content:
    template_type = payload.get("template_type")
    if template_type == "media":
        return _media(payload, text)
    if template_type == "request_user_info":
        return _request(payload)
    # Text with buttons names no template type in the older documentation, "button" in some integrations.
    if template_type in ("list", "button", None) and accepts_lists:
        return _list(payload, text)
    raise Refused(-201, "template_type")


def _media(payload: Json, text: str) -> Content:
    (element,) = _elements(payload, at_most=1)
    kind = element.get("media_type")
    if kind not in MEDIA:
        raise Refused(-201, "media_type")
    if ("url" in element) == ("attachment_id" in element):
        raise Refused(-201, "url")
    shown = text_in(element, "url" if "url" in element else "attachment_id", PAYLOAD_MAX)
    return Content(kind=str(kind), text=text, images=(shown,), buttons=_buttons(payload))


def _request(payload: Json) -> Content:
    (element,) = _elements(payload, at_most=1)
    title = text_in(element, "title", TITLE_MAX)
    return Content(kind="request", text=f"{title}\n{text_in(element, 'subtitle', SUBTITLE_MAX)}")


def _list(payload: Json, text: str) -> Content:
    """Flatten a list: titles and subtitles become text, each tappable row a button of the row's title."""
    elements = _elements(payload, at_most=ELEMENTS_MAX) if "elements" in payload else []
    buttons = _buttons(payload)
    if not elements and not (text.strip() and buttons):
        raise Refused(-201, "elements" if text.strip() else "text")
    paragraphs = [text] if text else []
    rows: list[Shown] = []
    links: list[Shown] = []
    for element in elements:
        title = text_in(element, "title", TITLE_MAX)
        subtitle = text_in(element, "subtitle", SUBTITLE_MAX, required=False)
        paragraphs += [title, subtitle] if subtitle else [title]
        links.append({"title": title, "description": subtitle})
        if "default_action" in element:
            rows.append(_button({"title": title, **object_in(element["default_action"], "default_action")}))
    return Content(
        kind="list" if elements else "text", text="\n".join(paragraphs), buttons=(*rows, *buttons), links=tuple(links)
    )


def _elements(payload: Json, *, at_most: int) -> list[Json]:
    elements = payload.get("elements")
    if not isinstance(elements, list) or not elements:
        raise Refused(-201, "elements")
    if len(elements) > at_most:
        raise Refused(-210, "elements")
    return [object_in(element, "elements") for element in elements]


def _buttons(payload: Json) -> tuple[Shown, ...]:
    buttons = payload.get("buttons", [])
    if not isinstance(buttons, list):
        raise Refused(-201, "buttons")
    if len(buttons) > BUTTONS_MAX:
        raise Refused(-210, "buttons")
    return tuple(_button(object_in(button, "buttons")) for button in buttons)


def _button(button: Json) -> Shown:
    title = text_in(button, "title", TITLE_MAX)
    match button.get("type"):
        case "oa.query.show" | "oa.query.hide":
            return {"title": title, "payload": text_in(button, "payload", PAYLOAD_MAX)}
        case "oa.open.url":
            # A row's default action carries the address itself, a button an object around it.
            holder = button if "url" in button else object_in(button.get("payload"), "payload")
            return {"title": title, "url": text_in(holder, "url", PAYLOAD_MAX)}
        case "oa.open.phone":
            return {"title": title, "phone": _phone(object_in(button.get("payload"), "payload"))}
        case "oa.open.sms":
            payload = object_in(button.get("payload"), "payload")
            return {"title": title, "phone": _phone(payload), "sms": text_in(payload, "content", SMS_MAX)}
        case _:
            raise Refused(-201, "type")


def _phone(payload: Json) -> str:
    phone = text_in(payload, "phone_code", TITLE_MAX)
    if not phone.isdecimal():
        raise Refused(-201, "phone_code")
    return phone


def object_in(value: object, field: str) -> Json:
    """Return a JSON object; raise ``Refused`` (-201) for anything else."""
    if not isinstance(value, dict):
        raise Refused(-201, field)
    return value


def text_in(holder: Json, field: str, at_most: int, *, required: bool = True) -> str:
    """Return a field's text; raise ``Refused``: -201 when it is missing or none, -210 when it is too long."""
    value = holder.get(field)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise Refused(-201, field)
    if len(value) > at_most and len(unicodedata.normalize("NFC", value)) > at_most:
        raise Refused(-210, field)
    return value
