"""Zalo's webhook bodies as tests post them: any time, any message id, any shape, through the simulator's signature."""

import itertools
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.stack.desk import Citizen, Desk

_numbers = itertools.count(1)


def message_id() -> str:
    """Return an id that no event has had."""
    return f"{secrets.token_hex(8)}{next(_numbers):04x}"


def text_event(desk: Desk, citizen: Citizen, text: Any, *, at: datetime | None = None) -> dict[str, Any]:
    """Return a ``user_send_text``."""
    return message_event(desk, citizen, "user_send_text", {"text": text, "msg_id": message_id()}, at=at)


def message_event(
    desk: Desk, citizen: Citizen, name: str, message: Mapping[str, Any], *, at: datetime | None = None
) -> dict[str, Any]:
    """Return an event with a message; the page is the sender of what begins with ``oa_``, and of receipts."""
    page = page_of(desk, citizen)
    ends = [{"id": citizen.user_id}, {"id": page["oa_id"]}]
    ours = name.startswith("oa_") or name in {"user_received_message", "user_seen_message"}
    sender, recipient = ends[::-1] if ours else ends
    moment = at or datetime.now(UTC)
    return {
        "app_id": page["app_id"],
        "user_id_by_app": "5512345678901234567",
        "event_name": name,
        "timestamp": str(int(moment.timestamp() * 1000)),
        "sender": sender,
        "recipient": recipient,
        "message": dict(message),
    }


def page_of(desk: Desk, citizen: Citizen) -> dict[str, Any]:
    """Return the page that a citizen writes to."""
    return next(page for page in desk.endpoints.pages if page["page_id"] == citizen.page_id)


def post(desk: Desk, **event: Any) -> dict[str, Any]:
    """Have the simulator post an event as it stands; return how the webhook answered, with all ``results``."""
    # Written here: httpx does not encode a lone surrogate.
    content = json.dumps(event)
    answer = desk.http.post(f"{desk.endpoints.simulator}/events", content=content)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told
