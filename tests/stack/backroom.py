"""Behind a running desk: what tests may look at, and turn, where the desk's own interfaces show nothing.

Reading is what an operator could do with the same credentials; turning is limited to what stands for time passing or
for something breaking.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from dutydesk import ids
from dutydesk.clock import iso
from dutydesk.stores.items import from_item
from tests.faults.invariant import Evidence, Told, broken_promises
from tests.stack.desk import Citizen, Desk, wait_until

PREFIX = "dutydesk-local-"
QUEUES = ("tips", "questions", "alerts", "replies", "lookups", "tickets")
QUIET_LOOKS = 3
DEADLINE_S = 30.0
RETRY_AFTER_S = {"tips": 4, "questions": 4, "alerts": 4, "replies": 12, "lookups": 8, "tickets": 4}
"""A reply waits up to 8 s for the platform."""


@dataclass
class Backroom:
    """The emulated cloud and the simulator behind a desk."""

    desk: Desk
    _clients: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        """Return the one client of a service."""
        if service not in self._clients:
            self._clients[service] = self.desk.aws(service)
        return self._clients[service]

    def person_id(self, citizen: Citizen) -> str:
        """Return our id of a citizen, made as the webhook makes it."""
        return ids.person_id(self._person_key, "zalo", citizen.page_id, citizen.user_id)

    @cached_property
    def _person_key(self) -> bytes:
        secret = self.client("secretsmanager").get_secret_value(SecretId=f"{PREFIX}person-key")
        return bytes.fromhex(secret["SecretString"])

    def items(self, table: str) -> list[dict[str, Any]]:
        """Return every item of a table, as plain Python."""
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=PREFIX + table, ConsistentRead=True)
        return [from_item(item) for page in pages for item in page["Items"]]

    def queue_url(self, queue: str, *, dead: bool = False) -> str:
        """Return a queue's URL, or that of its dead letters."""
        name = f"{PREFIX}{queue}{'-dead' if dead else ''}.fifo"
        url: str = self.client("sqs").get_queue_url(QueueName=name)["QueueUrl"]
        return url

    def lying_in(self, queue: str, *, dead: bool = False) -> list[dict[str, Any]]:
        """Return the messages of a queue, also those at work, without receiving them."""
        aws, url = self.desk.endpoints.aws, self.queue_url(queue, dead=dead)
        answer = self.desk.http.get(f"{aws['endpoint_url']}/_ministack/sqs/messages", params={"QueueUrl": url})
        return list(_messages(answer.json()))

    def send(self, queue: str, body: str, *, group: str, dedupe: str, dead: bool = False) -> str:
        """Put a message straight into a queue; return its id."""
        sent = self.client("sqs").send_message(
            QueueUrl=self.queue_url(queue, dead=dead),
            MessageBody=body,
            MessageGroupId=group,
            MessageDeduplicationId=dedupe,
        )
        message_id: str = sent["MessageId"]
        return message_id

    def upkeep(self, **order: Any) -> dict[str, Any]:
        """Have upkeep carry out an order now, as the schedule or an operator would; return its figures."""
        called = self.client("lambda").invoke(FunctionName=f"{PREFIX}upkeep", Payload=json.dumps(order))
        figures: dict[str, Any] = json.loads(called["Payload"].read())
        assert "FunctionError" not in called, figures
        return figures

    def make_due(self, kind: str, due_id: str) -> None:
        """Let the time pass until something is due: its date is put into the past, each time to another moment."""
        past = datetime.now(UTC) - timedelta(days=1)
        self.client("dynamodb").update_item(
            TableName=f"{PREFIX}receipts",
            Key={"pk": {"S": f"DUE#{kind}#{due_id}"}, "sk": {"S": "#"}},
            UpdateExpression="SET due_at = :past",
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeValues={":past": {"S": iso(past)}},
        )

    def due(self, kind: str, due_id: str) -> dict[str, Any] | None:
        """Return what is due under this id, or None."""
        found = self.client("dynamodb").get_item(
            TableName=f"{PREFIX}receipts",
            Key={"pk": {"S": f"DUE#{kind}#{due_id}"}, "sk": {"S": "#"}},
            ConsistentRead=True,
        )
        return from_item(found["Item"]) if "Item" in found else None

    def logged(self, function: str, *, since_ms: int) -> list[str]:
        """Return the lines that a function has logged since then."""
        group = f"/aws/lambda/{PREFIX}{function}"
        events = self.client("logs").filter_log_events(logGroupName=group, startTime=since_ms)["events"]
        return [event["message"] for event in events]

    @contextmanager
    def forbidden(self, function: str, action: str, resource: str) -> Iterator[None]:
        """Take one permission from a function for a while: how a service that refuses looks from inside."""
        iam, role = self.client("iam"), f"{PREFIX}{function}-role"
        statement = {"Effect": "Deny", "Action": [action, f"{action}Batch"], "Resource": resource}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        iam.put_role_policy(RoleName=role, PolicyName="broken", PolicyDocument=document)
        try:
            yield
        finally:
            iam.delete_role_policy(RoleName=role, PolicyName="broken")

    def arn(self, queue: str) -> str:
        """Return a queue's ARN."""
        found = self.client("sqs").get_queue_attributes(QueueUrl=self.queue_url(queue), AttributeNames=["QueueArn"])
        arn: str = found["Attributes"]["QueueArn"]
        return arn

    @contextmanager
    def at_our_pace(self) -> Iterator[None]:
        """For a while, wait less for failed messages to come back, and let the platform wait longer for an answer.

        A machine at full load answers later than the platform's two seconds; how late is not what tests are about.
        """
        with self._retrying_sooner(), self._a_patient_platform():
            yield

    @contextmanager
    def _a_patient_platform(self) -> Iterator[None]:
        url = f"{self.desk.endpoints.simulator}/settings"
        before = self.desk.http.get(url).json()["deadline_s"]
        self.desk.http.post(url, json={"deadline_s": DEADLINE_S}).raise_for_status()
        try:
            yield
        finally:
            self.desk.http.post(url, json={"deadline_s": before})

    @contextmanager
    def _retrying_sooner(self) -> Iterator[None]:
        sqs, name = self.client("sqs"), "VisibilityTimeout"
        urls = {queue: self.queue_url(queue) for queue in QUEUES}
        before = {
            queue: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"]
            for queue, url in urls.items()
        }
        for queue, url in urls.items():
            sqs.set_queue_attributes(QueueUrl=url, Attributes={name: str(RETRY_AFTER_S[queue])})
        try:
            yield
        finally:
            for queue, url in urls.items():
                sqs.set_queue_attributes(QueueUrl=url, Attributes=before[queue])

    def settle(self, *, timeout_s: float = 90.0) -> None:
        """Return when nothing is on its way any more: no message in a queue, no webhook under way."""
        quiet = 0

        def looks_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if not self._on_the_way() else 0
            return quiet >= QUIET_LOOKS

        wait_until(looks_quiet, "everything comes to rest", timeout_s=timeout_s)

    def _on_the_way(self) -> int:
        status = self.desk.http.get(f"{self.desk.endpoints.simulator}/status").json()
        return int(status["in_background"]) + sum(len(self.lying_in(queue)) for queue in QUEUES)

    def evidence(self, citizens: Sequence[Citizen]) -> Evidence:
        """Return everything that is known about these citizens; letters of others that are dead count too."""
        return Evidence(
            cases=self.items("cases"),
            receipts=self.items("receipts"),
            inboxes={
                self.person_id(one): [(each["message_id"], each["text"]) for each in one.inbox()] for one in citizens
            },
            waiting={queue: len(self.lying_in(queue)) for queue in QUEUES},
            dead={queue: [each["MessageId"] for each in self.lying_in(queue, dead=True)] for queue in QUEUES},
        )

    def told(self, citizen: Citizen, unit: str, *words: str, attachments: int = 0, places: int = 0) -> Told:
        """Return what a citizen told as one tip."""
        person = self.person_id(citizen)
        return Told(person_id=person, unit=unit, words=words, attachments=attachments, places=places)

    def broken_promises(
        self,
        citizens: Sequence[Citizen],
        told: Sequence[Told],
        *,
        second_copies: Mapping[str, int] | None = None,
        timeout_s: float = 90.0,
    ) -> list[str]:
        """Wait until everything has come to rest, and return each way in which the invariant does not hold."""
        self.settle(timeout_s=timeout_s)
        self.upkeep(do="minute")  # gives a reason to dead letters whose worker was killed
        self.settle(timeout_s=timeout_s)
        return broken_promises(self.evidence(citizens), told, second_copies=second_copies)


def _messages(found: Any) -> Iterator[dict[str, Any]]:
    """Find the messages in the emulator's nested answer."""
    if isinstance(found, list):
        for one in found:
            yield from _messages(one)
    elif isinstance(found, dict):
        if "MessageId" in found:
            yield found
            return
        for one in found.values():
            yield from _messages(one)
