"""What a call of AWS is billed as, told from its request and its answer.

DynamoDB's rules (developer guide, "read and write request units"): a read is billed by 4 KB, half a unit per step when
it need not be consistent, each item of a batch for itself and a query's items together; a write by 1 KB of the larger
of the item before and after, twice that in a transaction. Sizes are those of names and values.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

READ_BYTES, WRITE_BYTES = 4_096, 1_024
SQS_BYTES = 65_536
_DYNAMODB, _SQS, _KMS = "DynamoDB_20120810", "AmazonSQS", "TrentService"

type Json = Mapping[str, Any]


def size_of(item: Json) -> int:
    """Return the bytes of an item in DynamoDB's own form."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: Json) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return math.ceil(len(content.lstrip("-").replace(".", "")) / 2) + 1
        case "SS":
            return sum(len(one.encode()) for one in content)
        case "L":
            return 3 + sum(1 + _value_bytes(one) for one in content)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _value_bytes(one) for name, one in content.items())
    return 1


def read_units(sizes: Iterable[int], *, consistent: bool, together: bool) -> float:
    """Return the units for reading items of these sizes; ``together``: as one query, else each for itself."""
    steps = [math.ceil(size / READ_BYTES) for size in ([sum(sizes)] if together else sizes)]
    return sum(max(1, step) for step in steps) * (1.0 if consistent else 0.5)


def write_units(size: int, *, transactional: bool = False) -> float:
    """Return the units for writing an item of this size."""
    return max(1, math.ceil(size / WRITE_BYTES)) * (2.0 if transactional else 1.0)


@dataclass(slots=True)
class Meter:
    """Counts calls by name, and what they are billed as by the names of ``bench.broadcast_prices.PRICES``."""

    calls: Counter[str] = field(default_factory=Counter)
    used: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def note(self, target: str, asked: Json, answer: Json, *, sizes: Iterable[int] = ()) -> None:
        """Count one call, carried out or refused: a condition that does not hold is billed as well.

        Args:
            target: service and operation, as the header ``X-Amz-Target`` has them.
            asked: the request.
            answer: what was answered; an error's body for a refusal.
            sizes: of the items that were written, where the request does not say (updates), in order.
        """
        service, _, operation = target.partition(".")
        self.calls[target] += 1
        if service == _DYNAMODB:
            self._dynamodb(operation, asked, answer, list(sizes))
        elif service == _SQS:
            self._sqs(asked)
        elif service == _KMS:
            self.used["kms_requests"] += 1

    def _dynamodb(self, operation: str, asked: Json, answer: Json, sizes: list[int]) -> None:
        match operation:
            case "GetItem":
                self._read([size_of(answer.get("Item", {}))], asked)
            case "BatchGetItem":
                for table, wanted in asked["RequestItems"].items():
                    found = [size_of(item) for item in answer.get("Responses", {}).get(table, [])]
                    self._read(found + [0] * (len(wanted["Keys"]) - len(found)), wanted)
            case "Query":
                self._read([size_of(item) for item in answer.get("Items", [])], asked, together=True)
            case "PutItem":
                self.used["dynamodb_write_units"] += write_units(size_of(asked["Item"]))
            case "UpdateItem" | "DeleteItem":
                self.used["dynamodb_write_units"] += write_units(sum(sizes))
            case "TransactWriteItems":
                self.used["dynamodb_write_units"] += sum(write_units(size, transactional=True) for size in sizes)

    def _read(self, sizes: list[int], asked: Json, *, together: bool = False) -> None:
        consistent = bool(asked.get("ConsistentRead"))
        self.used["dynamodb_read_units"] += read_units(sizes, consistent=consistent, together=together)

    def _sqs(self, asked: Json) -> None:
        queue = "sqs_fifo_requests" if str(asked.get("QueueUrl", "")).endswith(".fifo") else "sqs_requests"
        self.used[queue] += math.ceil(max(1, _payload(asked)) / SQS_BYTES)


def _payload(asked: Json) -> int:
    bodies = [asked.get("MessageBody", ""), *(entry.get("MessageBody", "") for entry in asked.get("Entries", []))]
    return sum(len(body.encode()) for body in bodies)
