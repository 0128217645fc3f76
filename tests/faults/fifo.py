"""FIFO queues in memory, as SQS keeps them: groups, deduplication, visibility, dead letters; time is the test's."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from dutydesk.clock import Clock

DEDUPLICATION = timedelta(minutes=5)
MAX_RECEIVES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message in a queue."""

    message_id: str
    body: str
    group: str
    received: int = 0
    visible_at: datetime


@dataclass
class FifoQueue:
    """One queue and its dead letters."""

    clock: Clock
    visibility: timedelta
    letters: list[Letter] = field(default_factory=list)
    dead: list[Letter] = field(default_factory=list)
    refusing: bool = False
    _seen: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def put(self, message_id: str, body: str, group: str, dedupe: str) -> None:
        """Take a message unless its copy came within five minutes."""
        now = self.clock()
        if self.refusing:
            raise ConnectionError("the queue refuses")
        if (group, dedupe) in self._seen and now - self._seen[group, dedupe] < DEDUPLICATION:
            return
        self._seen[group, dedupe] = now
        self.letters.append(Letter(message_id=message_id, body=body, group=group, visible_at=now))

    def receive(self) -> Iterator[Letter]:
        """Yield the first message of each group that is not at work; finish or fail each before taking the next."""
        for group in dict.fromkeys(letter.group for letter in self.letters):
            while (first := next(one for one in self.letters if one.group == group)).visible_at <= self.clock():
                if first.received < MAX_RECEIVES:
                    taken = replace(first, received=first.received + 1, visible_at=self.clock() + self.visibility)
                    self.letters[self.letters.index(first)] = taken
                    yield taken
                    break
                self.letters.remove(first)
                self.dead.append(first)
                if not any(one.group == group for one in self.letters):
                    break

    def done(self, letter: Letter) -> None:
        """Delete a message."""
        self.letters.remove(letter)

    def next_at(self) -> datetime | None:
        """Return when the next message can be received, or None when there is none; only the first of a group can."""
        firsts = {letter.group: letter for letter in reversed(self.letters)}
        return min((letter.visible_at for letter in firsts.values()), default=None)


class FakeSqs:
    """The calls of an SQS client that the desk makes; a queue's URL is its name, ``<name>-dead`` its dead letters."""

    def __init__(self, queues: dict[str, FifoQueue]) -> None:
        self._queues = queues
        self._numbers = itertools.count(1)
        self.streams: defaultdict[str, list[str]] = defaultdict(list)
        """What standard queues took; nobody here works on it."""

    def send_message_batch(self, *, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803
        """Send to a standard queue."""
        self.streams[QueueUrl] += [entry["MessageBody"] for entry in Entries]
        return {"Successful": Entries}

    def send_message(
        self,
        *,
        QueueUrl: str,  # noqa: N803  # the names of SQS
        MessageBody: str,  # noqa: N803
        MessageGroupId: str,  # noqa: N803
        MessageDeduplicationId: str,  # noqa: N803
    ) -> dict[str, Any]:
        """Send one message."""
        message_id = f"m-{next(self._numbers)}"
        self._queues[QueueUrl].put(message_id, MessageBody, MessageGroupId, MessageDeduplicationId)
        return {"MessageId": message_id}

    def get_queue_attributes(self, *, QueueUrl: str, AttributeNames: list[str]) -> dict[str, Any]:  # noqa: N803
        """Count a queue's dead letters."""
        dead = self._queues[QueueUrl.removesuffix("-dead")].dead
        return {"Attributes": dict.fromkeys(AttributeNames[1:], "0") | {AttributeNames[0]: str(len(dead))}}

    def receive_message(self, *, QueueUrl: str, **_more: Any) -> dict[str, Any]:  # noqa: N803
        """Receive all dead letters that nobody looks at."""
        queue = self._queues[QueueUrl.removesuffix("-dead")]
        shown = [letter for letter in queue.dead if letter.visible_at <= queue.clock()]
        hidden = queue.clock() + timedelta(seconds=_more.get("VisibilityTimeout", 30))
        queue.dead = [replace(one, visible_at=hidden) if one in shown else one for one in queue.dead]
        return {"Messages": [_as_received(letter) for letter in shown]}

    def delete_message(self, *, QueueUrl: str, ReceiptHandle: str) -> None:  # noqa: N803
        """Delete a dead letter."""
        queue = self._queues[QueueUrl.removesuffix("-dead")]
        queue.dead = [letter for letter in queue.dead if letter.message_id != ReceiptHandle]


def _as_received(letter: Letter) -> dict[str, Any]:
    return {
        "MessageId": letter.message_id,
        "ReceiptHandle": letter.message_id,
        "Body": letter.body,
        "Attributes": {"MessageGroupId": letter.group},
    }
