"""Sending to the FIFO queues: order per person, and an id that makes a second send harmless."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dutydesk.messages import QueueMessage, Reply, to_json

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class Outlet[M: QueueMessage](Protocol):
    """Takes a message; has durably accepted it when it returns, and raises otherwise."""

    def send(self, message: M, *, group: str, dedupe: str) -> None:
        """Accept ``message`` behind all earlier ones of its group; drop it when ``dedupe`` came within 5 minutes."""


@dataclass(frozen=True, slots=True)
class FifoOutlet[M: QueueMessage]:
    """The ``Outlet`` port on an SQS FIFO queue."""

    client: "SQSClient"
    queue_url: str

    def send(self, message: M, *, group: str, dedupe: str) -> None:
        """Send; errors of SQS pass through, since only the caller knows who is to try again."""
        self.client.send_message(
            QueueUrl=self.queue_url,
            MessageBody=to_json(message),
            MessageGroupId=group,
            MessageDeduplicationId=hashlib.sha256(dedupe.encode("utf-8", "replace")).hexdigest(),
        )


def enqueue_reply(outlet: Outlet[Reply], reply: Reply) -> None:
    """Hand a reply to the one way out; ``attempt`` lets a postponed reply pass the queue's deduplication."""
    outlet.send(reply, group=reply.person_id, dedupe=f"{reply.reply_id}#{reply.attempt}")
