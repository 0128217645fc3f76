"""The handler over its real wiring, on moto."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errors import MalformedEvent
from dutydesk.messages import to_json
from dutydesk.stores.cases import case_item
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.officers import DUTY_OFFICER, Officer, officer_items
from functions.alert import handler
from functions.alert.wiring import desk
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.tables import create_tables
from tests.unit.alert.station import WARD, call, urgent


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        dynamodb, sqs, sns = boto3.client("dynamodb"), boto3.client("sqs"), boto3.client("sns")
        tables = create_tables(dynamodb)
        replies = sqs.create_queue(QueueName="replies.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
        for name in ("cases", "officers", "receipts", "content", "figures"):
            monkeypatch.setenv(f"{name.upper()}_TABLE", tables[name])
        monkeypatch.setenv("REPLIES_QUEUE_URL", replies)
        monkeypatch.setenv("ALARM_TOPIC_ARN", sns.create_topic(Name="alarms")["TopicArn"])
        desk.cache_clear()
        dynamodb.put_item(TableName=tables["cases"], Item=case_item(urgent()))
        yield dynamodb, sqs, tables, replies
    desk.cache_clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler logs: one JSON object a line."""
    written = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def test_an_urgent_case_calls_the_duty_officer(cloud: Any, log: io.StringIO) -> None:
    dynamodb, sqs, tables, replies = cloud
    officer = Officer(username="w-duty", display="", roles=(DUTY_OFFICER,), units=(WARD,))
    chat = {"pk": "CHAT#w-duty", "sk": "#", "person_id": "chat-w-duty"}
    for item in (*officer_items(officer, order=0), chat):
        dynamodb.put_item(TableName=tables["officers"], Item=to_item(item))
    handler.lambda_handler(record(to_json(call())), FakeContext())
    (message,) = sqs.receive_message(QueueUrl=replies)["Messages"]
    assert json.loads(message["Body"])["person_id"] == "chat-w-duty"
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert line["outcome"] == "called"


def test_nobody_to_call_publishes_to_the_alarm_topic(cloud: Any, log: io.StringIO) -> None:
    assert cloud
    handler.lambda_handler(record(to_json(call())), FakeContext())
    assert json.loads(log.getvalue())["outcome"] == "mailed"


@pytest.mark.parametrize("body", ["", "{}", '{"kind":"bí mật","event_key":"x"}'])
def test_poison_is_refused_with_its_reason_noted(cloud: Any, log: io.StringIO, body: str) -> None:
    dynamodb, _, tables, _ = cloud
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record(body), FakeContext())
    failure = from_item(dynamodb.get_item(TableName=tables["receipts"], Key=key("FAILURE#alerts", "sqs-1"))["Item"])
    assert failure["reason"] == "MalformedEvent"
    assert "bí mật" not in log.getvalue()
