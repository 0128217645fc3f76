"""How large an item is to DynamoDB, and how to make two items equally large.

The rules are those of AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
"""

from collections.abc import Mapping
from typing import Any

from dutydesk.stores.items import Value

_PAD = "pad"


def size_of(item: Mapping[str, Any]) -> int:
    """Return the bytes of an encoded item: the names of its attributes and their values."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def padded(item: Mapping[str, Any], to_bytes: int) -> dict[str, Value]:
    """Return the item with an attribute ``pad`` that makes it exactly ``to_bytes`` large.

    Raises:
        ValueError: it is larger than that already; the message holds sizes only.
    """
    room = to_bytes - size_of(item) - len(_PAD)
    if room < 0:
        raise ValueError(f"an item of {size_of(item)} bytes is to be {to_bytes} large")
    return {**item, _PAD: {"S": "." * room}}


def _value_size(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return (len(content) + 1) // 2 + 1
        case "SS":
            return sum(len(one.encode()) for one in content)
        case "L":
            return 3 + sum(1 + _value_size(one) for one in content)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _value_size(one) for name, one in content.items())
    return 1
