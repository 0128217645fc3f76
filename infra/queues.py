"""Queues with a place for what cannot be processed: FIFO for what a person must see in order, standard for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pulumi
import pulumi_aws as aws

from infra.alarms import MINUTES, AlarmTopic, Watch
from infra.grants import Grant, policy, tls_only
from infra.keys import EncryptionKey
from infra.place import Place

RETENTION_S = 14 * 24 * 3600
MAX_RECEIVES = 5
GRACE_S = 5
"""How much longer than its worker a message stays invisible: the queue must not deliver what is still at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueArgs:
    """A queue and how long its worker may take over one message, or over one batch."""

    place: Place
    key: EncryptionKey
    alarms: AlarmTopic
    worker_timeout_s: int
    oldest_s: int = 120
    """How long a message may wait before somebody is told."""
    bucket_arn: pulumi.Input[str] | None = None
    """A bucket of this account that tells this queue of its objects."""
    rule_arn: pulumi.Input[str] | None = None
    """A rule of this account that tells this queue of events."""


class WatchedQueue(pulumi.ComponentResource):
    """A queue with dead letters, both encrypted, TLS only and watched."""

    kind: ClassVar[str]
    suffix: ClassVar[str] = ""
    ordering: ClassVar[Mapping[str, Any]] = {}
    gather_s: ClassVar[int] = 0
    """How long its messages are gathered into a batch, during which they are invisible already."""

    def __init__(self, name: str, args: QueueArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(f"dutydesk:infra:{self.kind}", name, {}, opts)
        self._title, self._args = name, args
        self.visibility_s = args.worker_timeout_s + self.gather_s + GRACE_S
        self._dead = self._queue(f"{name}-dead", redrive_policy=None)
        self._guard(f"{name}-dead", self._dead)
        self._live = self._queue(
            name,
            redrive_policy=pulumi.Output.json_dumps(
                {"deadLetterTargetArn": self._dead.arn, "maxReceiveCount": MAX_RECEIVES}
            ),
        )
        self.guard = self._guard(name, self._live, *self._announced())
        self.url, self.arn = self._live.url, self._live.arn
        self.dead_letters_url = self._dead.url
        self.name, self.dead_letters_name = self._live.name, self._dead.name
        self._watch()
        self.register_outputs({"url": self.url, "dead_letters_url": self.dead_letters_url})

    def may_send(self) -> Grant:
        """Allow putting messages in; an encrypted queue asks the sender for both halves of the key."""
        return self._grant(["sqs:SendMessage"], self.arn, "Decrypt", "GenerateDataKey")

    def may_redrive(self) -> Grant:
        """Allow emptying the dead letters by hand, message by message."""
        actions = ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage", "SendMessage"]
        return self._grant([f"sqs:{action}" for action in actions], self._dead.arn, "Decrypt", "GenerateDataKey")

    def may_consume(self) -> Grant:
        """Allow what Lambda's poller does in the worker's name."""
        actions = ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage"]
        return self._grant([f"sqs:{action}" for action in actions], self.arn, "Decrypt")

    def deliver_to(self, function_arn: pulumi.Input[str]) -> None:
        """Call this function with what comes in."""
        aws.lambda_.EventSourceMapping(
            self._title,
            event_source_arn=self.arn,
            function_name=function_arn,
            opts=pulumi.ResourceOptions(parent=self),
            **self._delivery(),
        )

    def _delivery(self) -> dict[str, Any]:
        """Return how many messages a call gets, and what of them comes again after a failure."""
        raise NotImplementedError

    def _grant(self, actions: list[str], arn: pulumi.Output[str], *key_actions: str) -> Grant:
        return Grant(actions=actions, resources=[arn], key_use=self._args.key.through("sqs", *key_actions))

    def _queue(self, name: str, *, redrive_policy: pulumi.Output[str] | None) -> aws.sqs.Queue:
        return aws.sqs.Queue(
            name,
            name=f"{self._args.place.named(name)}{self.suffix}",
            visibility_timeout_seconds=self.visibility_s,
            message_retention_seconds=RETENTION_S,
            kms_master_key_id=self._args.key.arn,
            redrive_policy=redrive_policy,
            opts=pulumi.ResourceOptions(parent=self),
            **self.ordering,
        )

    def _guard(self, name: str, queue: aws.sqs.Queue, *allowed: dict[str, Any]) -> aws.sqs.QueuePolicy:
        return aws.sqs.QueuePolicy(
            name,
            queue_url=queue.url,
            policy=policy([*allowed, tls_only("sqs:*", [queue.arn])]),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _announced(self) -> list[dict[str, Any]]:
        """Let a bucket or a rule tell; S3 and EventBridge ask the queue's own policy, since they have no role of ours.

        https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
        https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
        """
        sources = {"s3": self._args.bucket_arn, "events": self._args.rule_arn}
        return [self._may_tell(service, arn) for service, arn in sources.items() if arn is not None]

    def _may_tell(self, service: str, source_arn: pulumi.Input[str]) -> dict[str, Any]:
        ours = {"aws:SourceAccount": self._args.place.account_id}
        return {
            "Sid": "BucketTells" if service == "s3" else "RuleTells",
            "Effect": "Allow",
            "Principal": {"Service": f"{service}.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": [self._live.arn],
            "Condition": {"ArnEquals": {"aws:SourceArn": source_arn}, "StringEquals": ours},
        }

    def _watch(self) -> None:
        dead = Watch(
            about=f"Messages of {self._title} could not be processed; see docs/operations.md, dead letters.",
            namespace="AWS/SQS",
            metric="ApproximateNumberOfMessagesVisible",
            dimensions={"QueueName": self.dead_letters_name},
            statistic="Maximum",
            above=0,
            period_s=MINUTES,
        )
        late = Watch(
            about=f"A message of {self._title} has waited for more than {self._args.oldest_s} seconds.",
            namespace="AWS/SQS",
            metric="ApproximateAgeOfOldestMessage",
            dimensions={"QueueName": self.name},
            statistic="Maximum",
            above=self._args.oldest_s,
            period_s=MINUTES,
        )
        self._args.alarms.alarm(f"{self._title}-dead-letters", dead, parent=self)
        self._args.alarms.alarm(f"{self._title}-late", late, parent=self)


class FifoQueue(WatchedQueue):
    """A high-throughput FIFO queue: a group's messages in order, groups side by side."""

    kind = "FifoQueue"
    suffix = ".fifo"
    ordering: ClassVar[Mapping[str, Any]] = {
        "fifo_queue": True,
        "deduplication_scope": "messageGroup",
        "fifo_throughput_limit": "perMessageGroupId",
    }

    def _delivery(self) -> dict[str, Any]:
        """One message at a time, so that a failure is one citizen's alone."""
        return {"batch_size": 1}


class StandardQueue(WatchedQueue):
    """A standard queue: no order, many at once, and a message may come twice."""

    kind = "StandardQueue"
    gather_s = 5

    def _delivery(self) -> dict[str, Any]:
        """A batch at a time, of which the worker says what has to come again."""
        return {
            "batch_size": 100,
            "maximum_batching_window_in_seconds": self.gather_s,
            "function_response_types": ["ReportBatchItemFailures"],
        }


class OneByOneQueue(StandardQueue):
    """A standard queue whose messages are long work: one at a time, and none waits for another to be gathered."""

    kind = "OneByOneQueue"
    gather_s = 0

    def _delivery(self) -> dict[str, Any]:
        """One message a call, which comes again when the call fails."""
        return {"batch_size": 1}


class PatientQueue(OneByOneQueue):
    """A queue whose worker may ask for its message again without having failed."""

    def _delivery(self) -> dict[str, Any]:
        """One message a call, of which the worker says whether it has to come again."""
        return {"batch_size": 1, "function_response_types": ["ReportBatchItemFailures"]}
