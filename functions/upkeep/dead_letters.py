"""Dead letters: each has its reason beside it, and an operator can send them back to work.

A worker that fails writes the reason itself; one that is killed cannot, so upkeep writes it when it finds the letter.
Going back is receive, send, delete: the message gets a new id and, in a FIFO queue, a deduplication id of its own; its
group and so its order stay. A crash between two steps repeats a message, which receipts make harmless, and never loses
one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

WORKER_DIED = "WorkerDied"
PEEK_S = 5
"""How long a letter that was only looked at stays out of sight."""
REDRIVE_S = 60
BATCH = 10
MOST_PEEKED = 200
EMPTY_RECEIVES = 2
"""A queue is taken as empty after so many receives without a message: one alone may have asked the wrong servers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a message could not be processed, and when that began; empty when nobody knows."""

    reason: str
    first_at: str = ""


class Failures(Protocol):
    """The reasons beside the dead letters."""

    def find(self, queue: str, message_id: str) -> Failure | None:
        """Return what is written, or None."""

    def note(self, queue: str, message_id: str, reason: str) -> None:
        """Write a reason."""

    def mark_redriven(self, queue: str, message_id: str, *, reason_if_none: str) -> None:
        """Note that the letter was sent back to work, and a reason when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redriven:
    """What a redrive did: letters sent back, and how many the queue says are left."""

    moved: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why the letters in sight are dead: how many of each reason, since when, how many had none written."""

    counts: Mapping[str, int]
    oldest: str
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetters:
    """The dead letters of one queue."""

    client: "SQSClient"
    queue: str
    queue_url: str
    dead_letters_url: str
    failures: Failures

    def number(self) -> int:
        """Return how many there are, as far as the queue knows, also those being looked at."""
        found = self.client.get_queue_attributes(
            QueueUrl=self.dead_letters_url,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
        return sum(int(number) for number in found["Attributes"].values())

    def give_reasons(self, time_left: Callable[[], bool]) -> Reasons:
        """Write a reason beside every letter in sight that has none; return the reasons of all in sight.

        A FIFO queue hides what lies behind letters of the same group that are being looked at: those behind the first
        ten or so of one citizen get theirs when they come to the front, at the latest when they are sent back.
        """
        failures: list[Failure] = []
        without = 0
        for seen, letter in enumerate(self._letters(PEEK_S, time_left)):
            if seen >= MOST_PEEKED:
                break
            failure = self.failures.find(self.queue, letter["MessageId"])
            if failure is None:
                self.failures.note(self.queue, letter["MessageId"], WORKER_DIED)
                without += 1
            failures.append(failure or Failure(reason=WORKER_DIED))
        return Reasons(
            counts=Counter(one.reason for one in failures),
            oldest=min((one.first_at for one in failures if one.first_at), default=""),
            without=without,
        )

    def redrive(self, *, limit: int, time_left: Callable[[], bool]) -> Redriven:
        """Send up to ``limit`` letters back to their queue, oldest first; errors of SQS stop it and pass through."""
        moved = 0
        if limit > 0:
            for letter in self._letters(REDRIVE_S, time_left):
                self._send_back(letter)
                moved += 1
                if moved >= limit:
                    break
        return Redriven(moved=moved, left=self.number())

    def _send_back(self, letter: "MessageTypeDef") -> None:
        order: dict[str, str] = {}
        group = letter["Attributes"].get("MessageGroupId", "")
        if group:  # a letter of a FIFO queue
            order["MessageGroupId"] = group
            # Never used before, and the same again when this letter is sent a second time after a crash.
            order["MessageDeduplicationId"] = f"redrive-{letter['MessageId']}"
        self.client.send_message(QueueUrl=self.queue_url, MessageBody=letter["Body"], **order)  # type: ignore[arg-type]  # text all
        self.client.delete_message(QueueUrl=self.dead_letters_url, ReceiptHandle=letter["ReceiptHandle"])
        self.failures.mark_redriven(self.queue, letter["MessageId"], reason_if_none=WORKER_DIED)

    def _letters(self, invisible_s: int, time_left: Callable[[], bool]) -> Iterator["MessageTypeDef"]:
        """Yield letters, each once, until there are none or the time is up."""
        empty = 0
        while empty < EMPTY_RECEIVES and time_left():
            received = self.client.receive_message(
                QueueUrl=self.dead_letters_url,
                MaxNumberOfMessages=BATCH,
                VisibilityTimeout=invisible_s,
                MessageSystemAttributeNames=["MessageGroupId"],
            )
            letters = received.get("Messages", [])
            empty = 0 if letters else empty + 1
            yield from letters
