"""Dead letters: what could not be processed, why, and the way back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dutydesk.stores.items import from_item
from operate.stacks import Stack


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetters:
    """One queue's dead letters; ``reasons`` counts them by what went wrong."""

    queue: str
    waiting: int
    reasons: dict[str, int]


def dead_letters(stack: Stack) -> Iterator[DeadLetters]:
    """Yield each queue's state; bodies are never read."""
    sqs = stack.client("sqs")
    for queue, url in sorted(stack.outputs["dead_letters"].items()):
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
        reasons: dict[str, int] = {}
        for failure in _failures(stack, queue):
            if not failure.get("redriven_at"):
                reasons[failure["reason"]] = reasons.get(failure["reason"], 0) + 1
        waiting = int(attributes["Attributes"]["ApproximateNumberOfMessages"])
        yield DeadLetters(queue=queue, waiting=waiting, reasons=reasons)


def redrive(stack: Stack, queue: str) -> dict[str, Any]:
    """Have ``upkeep`` send a queue's dead letters through again; return its counts."""
    answer = stack.client("lambda").invoke(
        FunctionName=stack.outputs["functions"]["upkeep"],
        Payload=json.dumps({"do": "redrive", "queue": queue}).encode(),
    )
    counts: dict[str, Any] = json.loads(answer["Payload"].read())
    return counts


def _failures(stack: Stack, queue: str) -> Iterator[dict[str, Any]]:
    pages = stack.dynamodb.get_paginator("query").paginate(
        TableName=stack.table("receipts"),
        KeyConditionExpression="pk = :queue",
        ExpressionAttributeValues={":queue": {"S": f"FAILURE#{queue}"}},
    )
    for page in pages:
        for item in page["Items"]:
            yield from_item(item)
