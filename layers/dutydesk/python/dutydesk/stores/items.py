"""DynamoDB's attribute values: plain Python in, plain Python out.

boto3's own serialiser lives behind ``import boto3``, which the webhook may not pay for, and it turns every number into
a ``Decimal``. Our items hold text, whole numbers, booleans, lists and maps; nothing else is accepted.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

type Plain = str | int | bool | list[Any] | dict[str, Any] | None
type Value = dict[str, Any]


def to_value(plain: Plain) -> Value:
    """Encode one value.

    Raises:
        TypeError: a type that our items do not hold, such as a float.
    """
    match plain:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": plain}
        case str():
            return {"S": str(plain)}
        case int():
            return {"N": str(plain)}
        case list() | tuple():
            return {"L": [to_value(one) for one in plain]}
        case dict():
            return {"M": {name: to_value(one) for name, one in plain.items()}}
    raise TypeError(f"an item does not hold {type(plain).__name__}")


def from_value(value: Mapping[str, Any]) -> Any:
    """Decode one value that ``to_value`` wrote."""
    ((kind, content),) = value.items()
    match kind:
        case "N":
            return int(content)
        case "L":
            return [from_value(one) for one in content]
        case "M":
            return {name: from_value(one) for name, one in content.items()}
        case "NULL":
            return None
        case "SS":
            return sorted(content)
    return content


def to_item(plain: Mapping[str, Any]) -> dict[str, Value]:
    """Encode a whole item, leaving out what is None."""
    return {name: to_value(one) for name, one in plain.items() if one is not None}


def from_item(item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Decode a whole item."""
    return {name: from_value(one) for name, one in item.items()}


def known_fields(kind: type, item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Decode the values for which the dataclass ``kind`` has fields, lists as tuples; the rest is a newer release's."""
    names = {field.name for field in dataclasses.fields(kind)}
    decoded = {name: from_value(one) for name, one in item.items() if name in names}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in decoded.items()}


def key(pk: str, sk: str = "#") -> dict[str, Value]:
    """Every table's primary key."""
    return {"pk": {"S": pk}, "sk": {"S": sk}}
