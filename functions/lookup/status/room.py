"""How large the receipt of an attempt is: as large for every answer, and how much text that leaves room for."""

from datetime import UTC, datetime

from dutydesk.errands import LookupMessage
from dutydesk.messages import Button, Reply
from dutydesk.stores.receipts import receipt_put
from dutydesk.text.catalogue_lookup import SHORT_BYTES
from functions.lookup.sizes import size_of
from functions.lookup.status.book import WORKER

WRITE_UNIT = 1024
_PAD_NAME = 3
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def receipt_bytes(message: LookupMessage) -> int:
    """Return the size: the write units that the shortest room for a text needs, one unless the event's key is huge."""
    least = _without_text(message) + SHORT_BYTES
    return -(-least // WRITE_UNIT) * WRITE_UNIT


def room_for_text(message: LookupMessage) -> int:
    """Return how many bytes of UTF-8 the reply's text and button may take; ``SHORT_BYTES`` at the least."""
    return receipt_bytes(message) - _without_text(message)


def _without_text(message: LookupMessage) -> int:
    """Measure the receipt of an empty reply."""
    reply = reply_to(message, "", _ANY_TIME)
    return size_of(receipt_put("", message.event_key, WORKER, (reply,), now=_ANY_TIME)["Put"]["Item"]) + _PAD_NAME


def reply_to(message: LookupMessage, text: str, now: datetime, buttons: tuple[Button, ...] = ()) -> Reply:
    """Make the one reply that a message gets."""
    reply_id = f"{message.event_key}#{WORKER}#0"
    return Reply(reply_id=reply_id, person_id=message.person_id, text=text, created_at=now, buttons=buttons)
