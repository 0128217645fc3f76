"""Sending to queues.

The FIFO queues keep order per person, and an id makes a second send harmless. The standard ones keep neither: what
travels there may come twice and in any order.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Protocol

from dutydesk.errors import NotAccepted
from dutydesk.messages import QueueMessage, Reply, to_json

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

SENT_AT_ONCE = 10
"""Entries that one ``SendMessageBatch`` takes: https://docs.aws.amazon.com/AWSSimpleQueueService (quotas)."""


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


class Stream[M: QueueMessage](Protocol):
    """Takes messages in no order; has durably accepted all of them when it returns, and raises otherwise."""

    def send_all(self, messages: Sequence[M]) -> None:
        """Accept these messages; after an error some of them may have been accepted."""


@dataclass(frozen=True, slots=True)
class StandardOutlet[M: QueueMessage]:
    """The ``Stream`` port on a standard SQS queue, ten messages a request."""

    client: "SQSClient"
    queue_url: str

    def send_all(self, messages: Sequence[M]) -> None:
        """Send; errors of SQS pass through.

        Raises:
            NotAccepted: SQS answered 200 and refused an entry all the same.
        """
        for some in batched(messages, SENT_AT_ONCE, strict=False):
            answer = self.client.send_message_batch(
                QueueUrl=self.queue_url,
                Entries=[{"Id": str(number), "MessageBody": to_json(one)} for number, one in enumerate(some)],
            )
            if answer.get("Failed"):
                raise NotAccepted("a queue refused entries")


def enqueue_reply(outlet: Outlet[Reply], reply: Reply) -> None:
    """Hand a reply to the one way out; ``attempt`` lets a postponed reply pass the queue's deduplication."""
    outlet.send(reply, group=reply.person_id, dedupe=f"{reply.reply_id}#{reply.attempt}")
