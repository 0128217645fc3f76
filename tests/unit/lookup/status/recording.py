"""A DynamoDB client that writes down every call with the size of its items and what it costs by AWS's rules.

The emulators' own figures are not used: they charge reads by the call and not by the size.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from functions.lookup.sizes import size_of

_READS = ("get_item", "batch_get_item", "query")
_WRITES = ("put_item", "update_item", "delete_item", "transact_write_items")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: its kind, the kinds of items in order, the bytes that were sent, and its price."""

    name: str
    items: tuple[str, ...]
    sent_bytes: int
    read_units: float = 0.0
    write_units: int = 0


@dataclass
class RecordingClient:
    """Passes everything on to ``real``."""

    real: Any
    calls: list[Call] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        if name not in _READS + _WRITES:
            return getattr(self.real, name)

        def recorded(**asked: Any) -> Any:
            before = self._stored(name, asked)
            try:
                answer = getattr(self.real, name)(**asked)
            except self.real.exceptions.ConditionalCheckFailedException:
                self.calls.append(self._call(name, asked, before, {}))
                raise
            self.calls.append(self._call(name, asked, before, answer))
            return answer

        return recorded

    def _call(self, name: str, asked: dict[str, Any], before: list[int], answer: Any) -> Call:
        parts = list(_parts(name, asked))
        after = self._stored(name, asked)
        price = 2 if name == "transact_write_items" else 1
        written = [max(1, math.ceil(max(old, new) / 1024)) * price for old, new in zip(before, after, strict=True)]
        return Call(
            name=name,
            items=tuple(_kind(part) for part in parts),
            sent_bytes=sum(_sent(part) for part in parts),
            read_units=_read_units(name, asked, answer) if name in _READS else 0.0,
            write_units=sum(written) if name in _WRITES else 0,
        )

    def _stored(self, name: str, asked: dict[str, Any]) -> list[int]:
        if name not in _WRITES:
            return []
        found = [self.real.get_item(TableName=part["TableName"], Key=_key(part)) for part in _parts(name, asked)]
        return [size_of(one.get("Item", {})) for one in found]


def _parts(name: str, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    match name:
        case "transact_write_items":
            yield from (inner for part in asked["TransactItems"] for inner in part.values())
        case "batch_get_item":
            for table, some in asked["RequestItems"].items():
                yield from ({"TableName": table, "Key": one} for one in some["Keys"])
        case _:
            yield asked


def _key(part: dict[str, Any]) -> dict[str, Any]:
    return part.get("Key") or {name: part["Item"][name] for name in ("pk", "sk")}


def _kind(part: dict[str, Any]) -> str:
    if "KeyConditionExpression" in part:
        return "query"
    key = _key(part)
    return f"{key['pk']['S'].partition('#')[0]} {key['sk']['S'].partition('#')[0] or '#'}"


def _sent(part: dict[str, Any]) -> int:
    held = (part.get("Item"), part.get("Key"), part.get("ExpressionAttributeValues"))
    words = len(part.get("UpdateExpression", "")) + len(part.get("ConditionExpression", ""))
    return words + sum(size_of(one) for one in held if one)


def _read_units(name: str, asked: dict[str, Any], answer: Any) -> float:
    if name == "get_item":
        return _units([size_of(answer.get("Item", {}))], surely=asked.get("ConsistentRead", False))
    if name == "query":
        return _units([sum(size_of(one) for one in answer["Items"])], surely=asked.get("ConsistentRead", False))
    total = 0.0
    for table, some in asked["RequestItems"].items():
        found = [size_of(one) for one in answer["Responses"].get(table, [])]
        missing = [0] * (len(some["Keys"]) - len(found))
        total += _units([*found, *missing], surely=some.get("ConsistentRead", False))
    return total


def _units(sizes: list[int], *, surely: bool) -> float:
    """Price reads: one unit for 4 KB read consistently, half of it eventually; what is not there costs as the least."""
    return sum(max(1, math.ceil(size / 4096)) for size in sizes) * (1.0 if surely else 0.5)
