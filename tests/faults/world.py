"""The whole path in this process: webhook, faq, intake, alert, reply and upkeep over tables and queues in memory.

Every call to the outside goes past one saboteur. Workers run as their pollers run them: one record a time, groups in
order, back into the queue on failure, dead after five tries. Time passes only here.
"""

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timedelta
from io import StringIO
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from aws_lambda_powertools.metrics import MetricUnit

from dutydesk import ids
from dutydesk.messages import Attachment, AttachmentKind, Place
from dutydesk.platforms.events import Arrived, Wrote
from dutydesk.stores.content import Page, Unit, page_items, unit_item
from dutydesk.stores.identities import Identity
from dutydesk.stores.items import from_item, to_item
from dutydesk.stores.officers import Officer, officer_items
from dutydesk.stores.receipts import DEADLINE
from functions.alert import handler as alert_handler
from functions.faq import handler as faq_handler
from functions.intake import handler as intake_handler
from functions.reply import handler as reply_handler
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import FakeClock
from tests.fakes.tables import create_tables
from tests.faults import workers
from tests.faults.fifo import FakeSqs, FifoQueue, Letter
from tests.faults.invariant import Evidence, Told, broken_promises
from tests.faults.sabotage import Breakable, Killed, Saboteur
from tests.faults.zalo import FakeZalo

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAGE = Page(
    page_id="zalo-phuong-mau-1", platform="zalo", unit="phuong-mau-1", app_id="1001", oa_id="4318000000000000001"
)
UNITS = (
    Unit(unit="quan-mau", name="Công an Quận Mẫu"),
    Unit(unit="phuong-mau-1", name="Công an Phường Mẫu 1", parent="quan-mau"),
)
DUTY = Officer(username="duty", display="Duty", roles=("officer", "duty_officer"), units=("phuong-mau-1",))
KEY = bytes(32)
VISIBILITY = {
    "questions": timedelta(seconds=20),
    "tips": timedelta(seconds=20),
    "alerts": timedelta(seconds=20),
    "replies": timedelta(seconds=30),
}
HANDLERS = {"questions": faq_handler, "tips": intake_handler, "alerts": alert_handler, "replies": reply_handler}
REDELIVERED_AFTER = [timedelta(seconds=seconds) for seconds in (30, 300, 900, 1_800, 3_600)]
LONGEST = timedelta(hours=12)


class World:
    """A desk, its citizens and its platform; ``again`` does once more what is being done right now."""

    def __init__(self, dynamodb: "DynamoDBClient", saboteur: Saboteur) -> None:
        self.clock = FakeClock()
        self.dynamodb, self.saboteur = dynamodb, saboteur
        self.tables = create_tables(dynamodb)
        self.queues = {name: FifoQueue(self.clock, visibility) for name, visibility in VISIBILITY.items()}
        self.zalo, self.counted, self.mails = FakeZalo(), Counter[str](), list[str]()
        self.copies_out = 0
        self.again: Callable[[], None] = lambda: None
        self._message_ids = itertools.count(1)
        self._redeliveries: list[tuple[datetime, int, Wrote | Arrived]] = []
        self._users: set[str] = set()
        self._seed()
        saboteur.on_strike = self._note_copies_out
        self.sqs = FakeSqs(self.queues)
        outside = workers.Outside(
            dynamodb=Breakable(dynamodb, "dynamodb", saboteur),
            sqs=Breakable(self.sqs, "sqs", saboteur),
            http=Breakable(self.zalo, "zalo", saboteur),
            tables=self.tables,
            clock=self.clock,
            count=self._count,
            mail=self.mails.append,
        )
        self.workers = workers.build(outside)
        self.reception, self.upkeep = self.workers.reception, self.workers.upkeep

    def writes(self, user: str, text: str = "", *, photos: int = 0, place: bool = False, after_s: float = 1) -> Wrote:
        """Return what a citizen writes some seconds after the last message, not yet delivered."""
        self._users.add(user)
        message_id = f"msg{next(self._message_ids)}"
        return Wrote(
            event_key=f"zalo:user_send_text:{PAGE.oa_id}:{message_id}",
            oa_id=PAGE.oa_id,
            user_id=user,
            sent_at=self.clock.advance(seconds=after_s),
            text=text,
            attachments=tuple(
                Attachment(kind=AttachmentKind.IMAGE, url=f"https://photo.example/{message_id}-{number}.jpg")
                for number in range(photos)
            ),
            place=Place(latitude="10.5", longitude="106.5") if place else None,
        )

    def deliver(self, event: Wrote | Arrived, attempt: int = 0) -> None:
        """Post an event once; what is not accepted comes again on the platform's schedule."""
        self.again = lambda: self.deliver(event, len(REDELIVERED_AFTER))
        try:
            self.reception.take(event)
        except (Killed, Exception):  # noqa: BLE001  # a 5xx, or no answer at all
            if attempt < len(REDELIVERED_AFTER):
                self._redeliveries.append((self.clock() + REDELIVERED_AFTER[attempt], attempt + 1, event))

    def run(self) -> None:
        """Let everything happen that will happen, as time passes; return when nothing is left to do."""
        end = self.clock() + LONGEST
        while self.clock() <= end:
            if self._work() or self._redeliver():
                continue
            upcoming = self._upcoming()
            if upcoming is None:
                return
            self.clock.now = max(upcoming, self.clock())
            self._minute()
        pytest.fail("the desk did not come to rest")

    def person(self, user: str) -> str:
        """Return our id of a citizen."""
        return ids.person_id(KEY, "zalo", PAGE.page_id, user)

    def told(self, user: str, *words: str, attachments: int = 0, places: int = 0) -> Told:
        """Return what a citizen told as one tip."""
        return Told(person_id=self.person(user), unit=PAGE.unit, words=words, attachments=attachments, places=places)

    def broken_promises(self, *told: Told) -> list[str]:
        """Return each way in which the invariant does not hold."""
        evidence = self.evidence()
        return broken_promises(evidence, told, second_copies=dict.fromkeys(evidence.inboxes, self.copies_out))

    def evidence(self) -> Evidence:
        """Return everything that is known."""
        return Evidence(
            cases=self.items("cases"),
            receipts=self.items("receipts"),
            inboxes={self.person(user): self.zalo.inboxes[user] for user in self._users},
            waiting={name: len(queue.letters) for name, queue in self.queues.items()} | self._unredelivered(),
            dead={name: [letter.message_id for letter in queue.dead] for name, queue in self.queues.items()},
            fetches=frozenset(json.loads(body)["file_id"] for body in self.sqs.streams["media"]),
        )

    def items(self, table: str) -> list[dict[str, Any]]:
        """Return every item of a table."""
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.tables[table])
        return [from_item(item) for page in pages for item in page["Items"]]

    def put(self, table: str, plain: Mapping[str, Any]) -> None:
        """Write an item, past the saboteur."""
        self.dynamodb.put_item(TableName=self.tables[table], Item=to_item(plain))

    def link_duty_officer(self, user: str) -> None:
        """Link a citizen's chat account to the duty officer, as a redeemed code would."""
        self._users.add(user)
        person = self.person(user)
        self.put("officers", {"pk": f"PERSON#{person}", "sk": "#", "username": DUTY.username})
        self.put("officers", {"pk": f"CHAT#{DUTY.username}", "sk": "#", "person_id": person})
        identity = Identity(person_id=person, platform="zalo", page_id=PAGE.page_id, oa_id=PAGE.oa_id, user_id=user)
        self.workers.identities(self.dynamodb).note(identity, at=self.clock())

    def _seed(self) -> None:
        items = [item for unit in UNITS for item in [unit_item(unit)]] + page_items(PAGE)
        for item in items:
            self.put("content", item)
        for item in officer_items(DUTY, order=1):
            self.put("officers", item)

    def _work(self) -> bool:
        """Give each queue's workers what they can take now; return whether there was anything."""
        worked = False
        for name, handler in HANDLERS.items():
            for letter in self.queues[name].receive():
                worked = True
                self._invoke(name, handler, letter)
        return worked

    def _invoke(self, name: str, handler: ModuleType, letter: Letter) -> None:
        record = {
            "messageId": letter.message_id,
            "body": letter.body,
            "attributes": {"ApproximateReceiveCount": str(letter.received), "MessageGroupId": letter.group},
        }

        def again() -> None:
            if name != "replies":  # its queue hides a message for longer than its worker lives
                handler.lambda_handler({"Records": [record]}, SimpleNamespace())

        self.again = again
        try:
            handler.lambda_handler({"Records": [record]}, SimpleNamespace())
        except (Killed, Exception):  # noqa: BLE001  # Lambda's poller does not ask why
            return
        self.queues[name].done(letter)

    def _redeliver(self) -> bool:
        now = self.clock()
        ripe = [one for one in self._redeliveries if one[0] <= now]
        self._redeliveries = [one for one in self._redeliveries if one[0] > now]
        for _, attempt, event in ripe:
            self.deliver(event, attempt)
        return bool(ripe)

    def _minute(self) -> None:
        """Upkeep's round; one that fails or dies is followed by the next."""
        try:
            self.upkeep.do({"do": "minute"}, lambda: True)
        except (Killed, Exception):  # noqa: BLE001  # the schedule calls again
            self.clock.advance(seconds=60)

    def _upcoming(self) -> datetime | None:
        """Return when something can happen next, or None when nothing will but that officers' deadlines pass."""
        waits = (one for one in self.items("receipts") if one["pk"].startswith("DUE#") and one["kind"] != DEADLINE)
        due = [datetime.fromisoformat(one["due_at"]) for one in waits]
        queued = [at for queue in self.queues.values() if (at := queue.next_at()) is not None]
        return min([*due, *queued, *(at for at, _, _ in self._redeliveries)], default=None)

    def _count(self, name: str) -> None:
        self.counted[name] += 1
        reply_handler.metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)

    def _unredelivered(self) -> dict[str, int]:
        return {"the platform": len(self._redeliveries)}

    def _note_copies_out(self) -> None:
        """At the moment of a strike: what citizens have that is not yet written down may reach them again."""
        recorded = {one.get("message_id") for one in self.items("receipts") if one["pk"].startswith("SENT#")}
        out = [mid for inbox in self.zalo.inboxes.values() for mid, _ in inbox if mid not in recorded]
        self.copies_out += len(out) if self.saboteur.kills else 0


@contextmanager
def world(monkeypatch: pytest.MonkeyPatch, saboteur: Saboteur | None = None) -> Iterator[World]:
    """Give an empty desk with one page; the workers' handlers are wired to it until the block ends."""
    with dynamodb_in_process() as dynamodb, monkeypatch.context() as wired, redirect_stdout(StringIO()):
        made = World(dynamodb, saboteur or Saboteur())
        wired.setattr(faq_handler, "desk", lambda _broken: made.workers.faq)
        wired.setattr(intake_handler, "desk", lambda: made.workers.intake)
        wired.setattr(alert_handler, "desk", lambda: made.workers.alert)
        wired.setattr(reply_handler, "desk", lambda _count: made.workers.reply)
        yield made
