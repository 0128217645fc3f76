"""The validated way in for queue messages: what a worker reads is of its type, or it is refused."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from dutydesk.errors import MalformedEvent
from dutydesk.messages import QueueMessage

_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def read[T: QueueMessage](kind: type[T], body: str) -> T:
    """Read one queue message.

    Unknown fields are ignored: the sender may be a release ahead.

    Raises:
        MalformedEvent: the body is not of this kind; the error does not repeat it.
    """
    try:
        message: T = _adapter(kind).validate_json(body)
    except ValidationError:
        raise MalformedEvent(f"not a {kind.__name__}") from None
    return message


def only_record(event: dict[str, Any]) -> dict[str, Any]:
    """Return the event's one record: person queues carry one, so that a failure is one person's alone.

    Raises:
        MalformedEvent: there is not exactly one.
    """
    records = event.get("Records", [])
    if len(records) != 1:
        raise MalformedEvent("expected one record")
    record: dict[str, Any] = records[0]
    return record


def _adapter(kind: type) -> TypeAdapter[Any]:
    """Build the validator of a kind on first use: a worker reads one kind, and each costs time at a cold start."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
