"""The handler over its real wiring, on moto."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errors import MalformedEvent
from dutydesk.messages import Intent, to_json
from dutydesk.stores.items import from_item, key
from functions.intake import handler
from functions.intake.wiring import desk
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.tables import create_tables
from tests.unit.intake.desk import tip


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        dynamodb, sqs = boto3.client("dynamodb"), boto3.client("sqs")
        tables = create_tables(dynamodb)
        queues = {
            name: sqs.create_queue(QueueName=f"{name}.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
            for name in ("replies", "alerts")
        }
        for name in ("figures", "cases", "receipts", "content", "broadcasts"):
            monkeypatch.setenv(f"{name.upper()}_TABLE", tables[name])
        queues["media"] = sqs.create_queue(QueueName="media")["QueueUrl"]
        for name, url in queues.items():
            monkeypatch.setenv(f"{name.upper()}_QUEUE_URL", url)
        desk.cache_clear()
        yield dynamodb, sqs, tables, queues
    desk.cache_clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler logs: one JSON object a line."""
    written = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def test_a_tip_becomes_a_case_and_a_reply(cloud: Any, log: io.StringIO) -> None:
    dynamodb, sqs, tables, queues = cloud
    handler.lambda_handler(record(to_json(tip(Intent.CONTENT, "Có trộm 012345678912", dialogue="X"))), FakeContext())
    assert "Item" in dynamodb.get_item(TableName=tables["cases"], Key=key("CASE#X"))
    (message,) = sqs.receive_message(QueueUrl=queues["replies"])["Messages"]
    assert json.loads(message["Body"])["person_id"] == "p1"
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert (line["outcome"], line["case"], line["person"]) == ("opened", "X", "p1")
    assert "trộm" not in json.dumps(line, ensure_ascii=False)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="empty"),
        pytest.param("{}", id="no fields"),
        pytest.param("[1]", id="another type"),
        pytest.param('{"message":{"text":"bí mật"},"intent":"content"}', id="half a message"),
        pytest.param(to_json(tip(Intent.KEEP)).replace('"keep"', '"bí mật"'), id="an unknown intent"),
    ],
)
def test_poison_is_refused_with_its_reason_noted_and_its_content_nowhere(
    cloud: Any, log: io.StringIO, body: str
) -> None:
    dynamodb, _, tables, _ = cloud
    for receives in (1, 2):
        with pytest.raises(MalformedEvent) as refused:
            handler.lambda_handler(record(body, receives=receives), FakeContext())
    assert "bí mật" not in str(refused.value)
    failure = from_item(dynamodb.get_item(TableName=tables["receipts"], Key=key("FAILURE#tips", "sqs-1"))["Item"])
    assert (failure["reason"], failure["attempts"]) == ("MalformedEvent", 2)
    assert "bí mật" not in log.getvalue()


def test_a_failure_that_cannot_be_noted_never_hides_the_first(cloud: Any) -> None:
    dynamodb, _, tables, _ = cloud
    dynamodb.delete_table(TableName=tables["receipts"])
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record("{}"), FakeContext())


def test_a_message_of_a_newer_release_is_read(cloud: Any) -> None:
    assert cloud
    body = json.loads(to_json(tip(Intent.MENU))) | {"new_field": 1, "schema": 2}
    handler.lambda_handler(record(json.dumps(body)), FakeContext())
