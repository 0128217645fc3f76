"""What comes by the queue ``arrivals``: S3 tells of uploads, and upkeep of what is to be gone on with.

S3's messages: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html. Keys are
URL-encoded there; an upload may be told of twice, and a new notification begins with a test of its own.
"""

import json
from typing import Any

from dutydesk.errands import ArrivalMessage
from dutydesk.errors import MalformedEvent
from dutydesk.inlet import read
from dutydesk.stores.card_imports import uploaded

_TEST = "s3:TestEvent"


def arrivals(body: str) -> tuple[ArrivalMessage, ...]:
    """Return the imports that a message is about; none for S3's test, and none for what is no upload of ours.

    Raises:
        MalformedEvent: the message is neither S3's nor ours; the error does not repeat it.
    """
    try:
        plain = json.loads(body)
        if not isinstance(plain, dict) or "Records" not in plain:
            return () if isinstance(plain, dict) and plain.get("Event") == _TEST else (read(ArrivalMessage, body),)
        keys = [record["s3"]["object"]["key"] for record in plain["Records"]]
    except (ValueError, KeyError, TypeError):
        raise MalformedEvent("not an arrival") from None
    found = dict.fromkeys(place for key in keys if (place := _place(key)))
    return tuple(ArrivalMessage(unit=unit, import_id=import_id) for unit, import_id in found)


def _place(key: Any) -> tuple[str, str] | None:
    return uploaded(key) if isinstance(key, str) else None
