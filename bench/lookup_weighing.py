"""A DynamoDB client that tells of every item in every call how large it was and what it is billed as.

The rules are those of ``bench.broadcast_meter``. The emulators' own figures are not used: they charge reads by the call
and not by the size. To learn the size of what an update leaves, the item is read before and after, which nobody counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.broadcast_meter import read_units, size_of, write_units

type Json = dict[str, Any]

_READS = {"get_item": "GetItem", "batch_get_item": "BatchGetItem", "query": "Query"}
_WRITES = {"put_item": "PutItem", "update_item": "UpdateItem", "delete_item": "DeleteItem"}
_MANY = {"transact_write_items": "TransactWriteItems", "batch_write_item": "BatchWriteItem"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One item of one call; of a query, all that it found.

    ``item`` is the kind: the first words of its keys. ``size`` is that of the item, 0 for one that is not there; of a
    write, that of the larger of the item before and after.
    """

    call: str
    item: str
    size: int
    read_units: float = 0.0
    write_units: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighing:
    """Passes everything on to ``real`` and tells ``told`` of each item; of a refused condition too, which is billed."""

    real: Any
    told: Callable[[Weighed], None]

    def __getattr__(self, name: str) -> Any:
        """Give the client's own, with the calls that are billed watched."""
        found = getattr(self.real, name)
        if name in _READS:
            return lambda **asked: self._read(name, found, asked)
        if name in _WRITES or name in _MANY:
            return lambda **asked: self._write(name, found, asked)
        return _Pages(self) if name == "get_paginator" else found

    def _read(self, name: str, call: Callable[..., Json], asked: Json) -> Json:
        answer = call(**asked)
        for kind, sizes, surely in _found(name, asked, answer):
            units = read_units(sizes, consistent=surely, together=name == "query")
            self.told(Weighed(call=_READS[name], item=kind, size=sum(sizes), read_units=units))
        return answer

    def _write(self, name: str, call: Callable[..., Json], asked: Json) -> Json:
        parts = list(_parts(name, asked))
        before = [self._stored(part) for part in parts]
        try:
            return call(**asked)
        finally:
            for part, was in zip(parts, before, strict=True):
                size = max(was, size_of(part["Item"]) if "Item" in part else self._stored(part))
                units = write_units(size, transactional=name == "transact_write_items")
                called = _WRITES.get(name) or _MANY[name]
                self.told(Weighed(call=called, item=_kind(_key(part)), size=size, write_units=units))

    def _stored(self, part: Json) -> int:
        found = self.real.get_item(TableName=part["TableName"], Key=_key(part), ConsistentRead=True)
        return size_of(found.get("Item", {}))


@dataclass(frozen=True, slots=True)
class _Pages:
    """A query's pages, each by one watched call."""

    client: Weighing

    def __call__(self, operation: str) -> "_Pages":
        if operation != "query":
            raise ValueError(f"{operation} is not watched")
        return self

    def paginate(self, **asked: Any) -> Iterator[Json]:
        """Yield page after page."""
        while True:
            page = self.client.query(**asked)
            yield page
            if "LastEvaluatedKey" not in page:
                return
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def _found(name: str, asked: Json, answer: Json) -> Iterator[tuple[str, list[int], bool]]:
    """Yield the kind of what was asked for, the sizes of what was found, and whether consistently."""
    surely = bool(asked.get("ConsistentRead"))
    match name:
        case "get_item":
            yield _kind(asked["Key"]), [size_of(answer.get("Item", {}))], surely
        case "query":
            sought = {"pk": asked["ExpressionAttributeValues"][":pk"]}
            yield _kind(sought), [size_of(one) for one in answer["Items"]], surely
        case _:
            for table, wanted in asked["RequestItems"].items():
                there = {_place(one): size_of(one) for one in answer["Responses"].get(table, [])}
                for key in wanted["Keys"]:
                    yield _kind(key), [there.get(_place(key), 0)], bool(wanted.get("ConsistentRead"))


def _parts(name: str, asked: Json) -> Iterator[Json]:
    match name:
        case "transact_write_items":
            yield from (part for one in asked["TransactItems"] for part in one.values())
        case "batch_write_item":
            for table, requests in asked["RequestItems"].items():
                yield from ({"TableName": table} | part for one in requests for part in one.values())
        case _:
            yield asked


def _key(part: Json) -> Json:
    return part.get("Key") or {name: part["Item"][name] for name in ("pk", "sk")}


def _place(item: Json) -> tuple[str, ...]:
    return tuple(item[name]["S"] for name in ("pk", "sk"))


def _kind(key: Json) -> str:
    words = [key[name]["S"].partition("#")[0] for name in ("pk", "sk") if name in key]
    return " ".join(filter(None, words))
