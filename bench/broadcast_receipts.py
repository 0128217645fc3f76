"""What the platform's echo, delivery and look of each message add: webhook, queue and ``track``, all real.

The events are the simulator's, signed; they come in the order of sending, the three of a person close together.
"""

import contextlib
import io
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import batched
from typing import Any

import httpx
from botocore.config import Config

from bench.broadcast_ground import Ground
from bench.broadcast_page import APP, OA, PAGE, SIGNING_SECRET, UNIT
from bench.broadcast_prices import added
from bench.broadcast_runs import approved_and_sent, words
from dutydesk import aws
from dutydesk.stores.broadcasts import CHUNK_PREFIX, HEARD_PREFIX, Heard, broadcast_pk, chunk_from
from dutydesk.stores.items import from_item, key
from local.platforms.config import Page
from local.platforms.delivery import Delivery
from local.platforms.zalo.events import Events
from tests.fakes.lambdas import FakeContext

WEBHOOK_GIB, TRACK_GIB = 1.0, 0.5
PLATFORM_LOG_BYTES = 300
"""What Lambda itself writes into the log for one call: its lines of start, end and report."""
BATCH, RECEIVED_AT_ONCE, CLOSE_TOGETHER = 100, 10, 30
_GIB = 2**30


def measure(ground: Ground, people: int) -> dict[str, float]:
    """Send to so many, have the platform tell three things of each, and return what that was billed.

    Raises:
        RuntimeError: somebody was not heard of; the figures would be those of another thing.
    """
    broadcast_id = approved_and_sent(ground, people)
    told = ground.run("receipts", broadcast_id)
    if told["seen"] != people:
        raise RuntimeError(f"of {people} people {told['seen']} were seen to have read it")
    calls = told["webhook_calls"] + told["track_calls"]
    worked = {
        "http_api_requests": told["webhook_calls"],
        "lambda_requests": calls,
        "lambda_gib_s": told["webhook_s"] * WEBHOOK_GIB + told["track_s"] * TRACK_GIB,
        "log_gib": (told["log_bytes"] + calls * PLATFORM_LOG_BYTES) / _GIB,
    }
    return added(ground.used(), worked)


@dataclass(slots=True)
class Receipts:
    """The job, in a process of its own."""

    dynamodb: Any
    sqs: Any
    table: str
    echoes: str
    said: io.StringIO = field(default_factory=io.StringIO)

    @classmethod
    def of_environment(cls) -> "Receipts":
        """Build it from a function's environment."""
        calls = Config(connect_timeout=1, read_timeout=30)
        return cls(
            dynamodb=aws.client("dynamodb", calls),
            sqs=aws.client("sqs", calls),
            table=os.environ["BROADCASTS_TABLE"],
            echoes=os.environ["ECHOES_QUEUE_URL"],
        )

    def work(self, broadcast_id: str) -> dict[str, Any]:
        """Deliver all events to the webhook, and give ``track`` what it has queued; tell what that took."""
        deliveries = list(self._deliveries(broadcast_id))
        _forget()
        with contextlib.redirect_stdout(self.said):  # before the loggers are made, which keep what it is then
            from functions.broadcast.tracking import handler as track  # noqa: PLC0415  # as said
            from functions.webhook import handler as webhook  # noqa: PLC0415  # as said

            webhook_s, track_s = [], []
            for some in batched(deliveries, BATCH, strict=False):  # a long queue makes moto slow, not SQS
                webhook_s += [_timed(webhook.lambda_handler, _call(one), None) for one in some]
                track_s.append(_timed(track.lambda_handler, {"Records": self._received(len(some))}, FakeContext()))
        return {
            "webhook_calls": len(webhook_s),
            "webhook_s": sum(webhook_s),
            "track_calls": len(track_s),
            "track_s": sum(track_s),
            "log_bytes": len(self.said.getvalue().encode()),
            "seen": self._seen(broadcast_id),
        }

    def _deliveries(self, broadcast_id: str) -> Iterator[Delivery]:
        code = from_item(self._get(broadcast_pk(broadcast_id), "#"))["code"]
        page, text = _page(), words(code)
        for item in self._items(broadcast_id, CHUNK_PREFIX):
            for some in batched(enumerate(chunk_from(item).people), CLOSE_TOGETHER, strict=False):
                users = [(f"{n:032x}", self._user(person)) for n, person in some]
                now = datetime.now(UTC)
                for message_id, user in users:
                    yield Events(page, user, now).oa_sent("text", message_id=message_id, text=text, attachments=[])
                for message_id, user in users:
                    yield Events(page, user, now).received(message_id)
                for message_id, user in users:
                    yield Events(page, user, now).seen([message_id])

    def _received(self, number: int) -> list[dict[str, Any]]:
        """Receive as Lambda's poller does, ten at a time, and delete what was handed over."""
        held: list[dict[str, Any]] = []
        while len(held) < number:
            received = self.sqs.receive_message(QueueUrl=self.echoes, MaxNumberOfMessages=RECEIVED_AT_ONCE)["Messages"]
            held += [{"messageId": one["MessageId"], "body": one["Body"]} for one in received]
            entries = [{"Id": str(n), "ReceiptHandle": one["ReceiptHandle"]} for n, one in enumerate(received)]
            self.sqs.delete_message_batch(QueueUrl=self.echoes, Entries=entries)
        return held

    def _seen(self, broadcast_id: str) -> int:
        return sum(item["heard"]["S"].count(Heard.SEEN) for item in self._items(broadcast_id, HEARD_PREFIX))

    def _items(self, broadcast_id: str, prefix: str) -> Sequence[dict[str, Any]]:
        items: Sequence[dict[str, Any]] = self.dynamodb.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":pk": {"S": broadcast_pk(broadcast_id)}, ":prefix": {"S": prefix}},
        )["Items"]
        return items

    def _user(self, person: str) -> str:
        found = self.dynamodb.get_item(TableName=os.environ["IDENTITIES_TABLE"], Key=key(f"PERSON#{person}"))
        return str(from_item(found["Item"])["user_id"])

    def _get(self, pk: str, sk: str) -> dict[str, Any]:
        item: dict[str, Any] = self.dynamodb.get_item(TableName=self.table, Key=key(pk, sk))["Item"]
        return item


def _page() -> Page:
    unused = {"name": UNIT, "app_secret": "-", "access_token": "-", "refresh_token": "-"}
    known = {"page_id": PAGE, "unit": UNIT, "app_id": APP, "oa_id": OA, "signing_secret": SIGNING_SECRET}
    return Page.model_validate(known | unused)


def _call(delivery: Delivery) -> dict[str, Any]:
    """Return a delivery as API Gateway hands it over."""
    return {
        "requestContext": {"http": {"method": "POST"}},
        "headers": {name.lower(): value for name, value in delivery.headers.items()},
        "body": delivery.raw.decode(),
        "isBase64Encoded": False,
    }


def _timed(handler: Callable[[dict[str, Any], Any], dict[str, Any]], event: dict[str, Any], context: object) -> float:
    """Return the seconds that a call took; raise ``RuntimeError`` when it was not taken well."""
    began = time.perf_counter()
    answer = handler(event, context)
    if answer.get("statusCode", 200) != 200 or answer.get("batchItemFailures"):
        raise RuntimeError(f"refused: {json.dumps(answer)[:200]}")
    return time.perf_counter() - began


def _forget() -> None:
    httpx.post(os.environ["AWS_ENDPOINT_URL"] + "/forget", json={}, trust_env=False).raise_for_status()
