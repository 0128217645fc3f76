"""The sender that one would write first: a queue message per recipient, one after another.

A worker receives one message, reads who that is, sends, writes what came of it and deletes the message. It does not
know of other workers, so one of them is what can be kept to a limit without a limiter. It is fair where it may be: kept
connections, the same HTTP client and the same clients of AWS as ours.
"""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

import urllib3
from botocore.config import Config

from dutydesk import aws
from dutydesk.platforms.zalo.outbox import ZaloOutbox
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.stores.items import from_item, key, to_item

MEMORY_MIB = 256
"""What such a function would be given: it does little."""

_CALLS = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 1})


def enqueue(sqs: Any, queue_url: str, people: Iterable[str], *, token: str, text: str) -> None:
    """Put one message per person, ten to a request."""
    for some in batched(people, 10, strict=False):
        entries = [
            {"Id": str(n), "MessageBody": json.dumps({"person_id": person, "token": token, "text": text})}
            for n, person in enumerate(some)
        ]
        sqs.send_message_batch(QueueUrl=queue_url, Entries=entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """One worker."""

    sqs: Any
    dynamodb: Any
    outbox: ZaloOutbox
    queue_url: str
    identities: str
    outcomes: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Plain":
        """Build it from a function's environment."""
        return cls(
            sqs=aws.client("sqs", _CALLS),
            dynamodb=aws.client("dynamodb", _CALLS),
            outbox=ZaloOutbox(wire=Wire(urllib3.PoolManager()), api_url=environment["ZALO_API_URL"]),
            queue_url=environment["PLAIN_QUEUE_URL"],
            identities=environment["IDENTITIES_TABLE"],
            outcomes=environment["BROADCASTS_TABLE"],
        )

    def work(self, seconds: float) -> dict[str, Any]:
        """Work until the time is over or the queue is empty; tell the seconds of each message."""
        until, took = time.time() + seconds, []
        while time.time() < until:
            received = self.sqs.receive_message(QueueUrl=self.queue_url, MaxNumberOfMessages=1).get("Messages", [])
            if not received:
                break
            began = time.time()
            self._one(json.loads(received[0]["Body"]))
            took.append(time.time() - began)
            self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=received[0]["ReceiptHandle"])
        return {"messages_s": took}

    def _one(self, message: Mapping[str, str]) -> None:
        person = message["person_id"]
        found = self.dynamodb.get_item(TableName=self.identities, Key=key(f"PERSON#{person}"))
        user_id = from_item(found["Item"])["user_id"]
        message_id = self.outbox.send(access_token=message["token"], user_id=user_id, text=message["text"])
        outcome = {"pk": f"PLAIN#{person}", "sk": "#", "schema": 1, "letter": "s", "message_id": message_id}
        self.dynamodb.put_item(TableName=self.outcomes, Item=to_item(outcome))
