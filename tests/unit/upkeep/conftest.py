"""Upkeep with its real adapters, in this process."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errands import ArrivalMessage, TicketMessage
from dutydesk.evidence import MediaMessage, ScanMessage
from dutydesk.messages import (
    AlertMessage,
    FollowersMessage,
    OrderMessage,
    PlanMessage,
    PublishMessage,
    Reply,
    TokenMessage,
)
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.receipts import due_item
from functions.upkeep.dead_letters import DeadLetters
from functions.upkeep.due import Due, DynamoDue
from functions.upkeep.failures import DynamoFailures
from tests.fakes.aws import REGION
from tests.fakes.clock import FakeClock
from tests.fakes.queues import FakeOutlet, FakeStream
from tests.fakes.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef


@pytest.fixture(scope="session")
def clients() -> tuple["DynamoDBClient", "SQSClient"]:
    """Made once: reading the services' models is what takes time."""
    session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name=REGION)
    return session.client("dynamodb"), session.client("sqs")


@dataclass
class House:
    """Upkeep and everything around it."""

    dynamodb: "DynamoDBClient"
    sqs: "SQSClient"
    table: str
    clock: FakeClock
    replies: FakeOutlet[Reply] = field(default_factory=FakeOutlet)
    alerts: FakeOutlet[AlertMessage] = field(default_factory=FakeOutlet)
    publications: FakeOutlet[PublishMessage] = field(default_factory=FakeOutlet)
    plans: FakeOutlet[PlanMessage] = field(default_factory=FakeOutlet)
    tokens: FakeOutlet[TokenMessage] = field(default_factory=FakeOutlet)
    followers: FakeOutlet[FollowersMessage] = field(default_factory=FakeOutlet)
    tickets: FakeOutlet[TicketMessage] = field(default_factory=FakeOutlet)
    arrivals: FakeStream[ArrivalMessage] = field(default_factory=FakeStream)
    orders: FakeOutlet[OrderMessage] = field(default_factory=FakeOutlet)
    media: FakeStream[MediaMessage] = field(default_factory=FakeStream)
    scans: FakeStream[ScanMessage] = field(default_factory=FakeStream)
    counts: Counter[str] = field(default_factory=Counter)
    unheard: list[tuple[str, str]] = field(default_factory=list)

    def due(self) -> Due:
        return Due(
            items=DynamoDue(self.dynamodb, self.table),
            replies=self.replies,
            alerts=self.alerts,
            publications=self.publications,
            plans=self.plans,
            tokens=self.tokens,
            followers=self.followers,
            tickets=self.tickets,
            arrivals=self.arrivals,
            orders=self.orders,
            media=self.media,
            scans=self.scans,
            unheard=lambda unit, case_id: self.unheard.append((unit, case_id)),
            clock=self.clock,
            count=lambda name: self.counts.update([name]),
        )

    def put_due(self, kind: str, due_id: str, at: datetime, what: dict[str, Any]) -> None:
        self.dynamodb.put_item(TableName=self.table, Item=to_item(due_item(kind, due_id, due_at=at, what=what)))

    def item(self, pk: str, sk: str = "#") -> dict[str, Any]:
        found = self.dynamodb.get_item(TableName=self.table, Key=key(pk, sk))
        return from_item(found.get("Item", {}))

    def queue(self, name: str) -> str:
        """Create a FIFO queue as the stack does, and return its URL."""
        made = self.sqs.create_queue(
            QueueName=f"{name}.fifo", Attributes={"FifoQueue": "true", "DeduplicationScope": "messageGroup"}
        )
        return made["QueueUrl"]

    def dead_letters(self, sqs: Any = None) -> DeadLetters:
        return DeadLetters(
            client=sqs or self.sqs,
            queue="tips",
            queue_url=self.queue("tips"),
            dead_letters_url=self.queue("tips-dead"),
            failures=DynamoFailures(self.dynamodb, self.table, self.clock),
        )

    def bury(self, body: str, *, group: str = "p1") -> str:
        """Put a letter among the dead and return its id."""
        sent = self.sqs.send_message(
            QueueUrl=self.queue("tips-dead"), MessageBody=body, MessageGroupId=group, MessageDeduplicationId=body
        )
        return sent["MessageId"]

    def received(self, name: str) -> list["MessageTypeDef"]:
        """Return what a queue gives, in order, and leave nothing in it."""
        url, found = self.queue(name), []
        while letters := self.sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
        ).get("Messages"):
            for letter in letters:
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=letter["ReceiptHandle"])
            found += letters
        return found

    def bodies(self, name: str) -> list[str]:
        return [letter["Body"] for letter in self.received(name)]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def house(clients: tuple["DynamoDBClient", "SQSClient"], clock: FakeClock) -> Iterator[House]:
    dynamodb, sqs = clients
    with mock_aws():
        yield House(dynamodb, sqs, create_tables(dynamodb)["receipts"], clock)


def printed_metrics(printed: str) -> dict[str, Any]:
    """Return the figures of every embedded metric that was printed, by name and queue."""
    figures: dict[str, Any] = {}
    for line in printed.splitlines():
        told = json.loads(line)
        for definition in told.get("_aws", {}).get("CloudWatchMetrics", []):
            for metric in definition["Metrics"]:
                (figure,) = told[metric["Name"]]
                figures[" ".join(filter(None, [metric["Name"], told.get("queue")]))] = figure
    return figures
