"""What Zalo says of the page's own messages: sent (the echo), delivered, seen.

Sender and recipient are swapped here: the page is the sender. None of these is a citizen's word, and each message that
goes out can bring all three; so what cannot be read is of no use, and never a reason to have Zalo deliver it again.
Facts: ``docs/platforms.md``.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dutydesk.check_codes import shown_in, signed_with
from dutydesk.messages import EchoKind
from dutydesk.platforms.events import Echoed

ECHO = "oa_send_"
ECHO_KINDS = frozenset(["text", "image", "gif", "list", "file", "sticker", "link", "template"])
RECEIPTS = {"user_received_message": EchoKind.DELIVERED, "user_seen_message": EchoKind.SEEN}
LONGEST_ID = 128
MOST_MESSAGES = 50
"""Messages that one event names at most; further ones are not followed."""


def echoed(name: str, call: Mapping[str, Any], *, sent_at: datetime) -> Echoed | None:
    """Return what the event called ``name`` says, or None when it is none of these or says nothing that is of use.

    Of no use are: an echo without a check code, which is no broadcast's; an echo of what a person typed on the page
    (``sender.admin_id``), whatever it quotes; a receipt of a message by phone number, which has a ``tracking_id``.
    """
    sender, recipient, message = (_object(call, part) for part in ("sender", "recipient", "message"))
    oa_id, user_id = _id(sender.get("id")), _id(recipient.get("id"))
    ids = _message_ids(message)
    if not (oa_id and user_id and ids):
        return None
    if name.startswith(ECHO) and name.removeprefix(ECHO) in ECHO_KINDS:
        code = "" if sender.get("admin_id") else _code_in(message)
        kind = EchoKind.ECHO
    elif name in RECEIPTS and "tracking_id" not in message:
        code, kind = "", RECEIPTS[name]
    else:
        return None
    if kind is EchoKind.ECHO and not code:
        return None
    return Echoed(kind=kind, oa_id=oa_id, user_id=user_id, sent_at=sent_at, message_ids=ids, code=code)


def _code_in(message: Mapping[str, Any]) -> str:
    """Return the code in a text behind its label, or in a template, whose words the platform has approved, anywhere."""
    text = message.get("text")
    code = signed_with(text) if isinstance(text, str) else ""
    if code:
        return code
    parts = message.get("attachments")
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, dict) and part.get("type") == "template":
            words = _object(part, "payload").get("text")
            code = shown_in(words) if isinstance(words, str) else ""
            if code:
                return code
    return ""


def _message_ids(message: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of ``msg_ids`` and ``msg_id``, each once, in order; those that cannot be ids are left out."""
    listed = message.get("msg_ids")
    named = [*(listed if isinstance(listed, list) else []), message.get("msg_id")]
    return tuple(dict.fromkeys(found for one in named if (found := _id(one))))[:MOST_MESSAGES]


def _id(value: object) -> str:
    usable = isinstance(value, str) and len(value) <= LONGEST_ID and value.isascii() and value.isprintable()
    return value if isinstance(value, str) and usable else ""


def _object(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = holder.get(name)
    return found if isinstance(found, dict) else {}
