"""The handler over its real wiring, on moto."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errors import MalformedEvent
from dutydesk.messages import Ask, to_json
from dutydesk.stores.bank import BankState, published_key, state_item
from dutydesk.stores.items import from_item, key
from functions.faq import handler
from functions.faq.edition import pack
from functions.faq.wiring import desk
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.tables import create_tables
from tests.unit.faq.desk import question, small_edition, tap

LOST = "Mất thẻ căn cước thì xin cấp lại thế nào?"


@dataclass
class Cloud:
    """AWS in this process, and what the handler wrote."""

    dynamodb: Any
    s3: Any
    sqs: Any
    tables: dict[str, str]
    queues: dict[str, str]
    log: io.StringIO

    def publish(self, data: bytes = b"") -> None:
        """Let version v1 serve, or these bytes in its place."""
        state = state_item(BankState(live="v1"))
        self.dynamodb.put_item(TableName=self.tables["content"], Item=state)
        self.s3.put_object(Bucket="library", Key=published_key("v1"), Body=data or pack(small_edition()))

    def sent(self, queue: str) -> list[dict[str, Any]]:
        """Return what is in a queue."""
        received = self.sqs.receive_message(QueueUrl=self.queues[queue], MaxNumberOfMessages=10)
        return [json.loads(message["Body"]) for message in received.get("Messages", [])]

    def lines(self) -> list[dict[str, Any]]:
        """Return what was logged."""
        return [json.loads(line) for line in self.log.getvalue().splitlines()]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    log = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", log)
    with mock_aws():
        dynamodb, s3, sqs = boto3.client("dynamodb"), boto3.client("s3"), boto3.client("sqs")
        tables = create_tables(dynamodb)
        queues = {
            name: sqs.create_queue(QueueName=f"{name}.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
            for name in ("replies", "tips")
        }
        s3.create_bucket(Bucket="library", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
        monkeypatch.setenv("LIBRARY_BUCKET", "library")
        for name in ("figures", "receipts", "questions", "cases", "content"):
            monkeypatch.setenv(f"{name.upper()}_TABLE", tables[name])
        for name, url in queues.items():
            monkeypatch.setenv(f"{name.upper()}_QUEUE_URL", url)
        desk.cache_clear()
        yield Cloud(dynamodb, s3, sqs, tables, queues, log)
    desk.cache_clear()


def metrics_in(printed: str) -> set[str]:
    """Return the names of what was counted."""
    found = [json.loads(line) for line in printed.splitlines() if "_aws" in line]
    return {name["Name"] for line in found for name in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]}


def test_a_question_is_answered_from_the_published_bank(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.publish()
    handler.lambda_handler(record(to_json(question(LOST))), FakeContext())
    (reply,) = cloud.sent("replies")
    assert "xin cấp lại" in reply["text"]
    assert [kept["intent"] for kept in cloud.sent("tips")] == ["keep"]
    (line,) = cloud.lines()
    assert (line["outcome"], line["ask"], line["person"]) == ("answered", "question", "p1")
    assert metrics_in(capsys.readouterr().out) == {"QuestionAnswered"}


def test_no_word_of_the_citizen_is_in_logs_or_figures(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.publish()
    asked = question(f"{LOST} tên tôi là Bí Mật 012345678")
    handler.lambda_handler(record(to_json(asked)), FakeContext())
    handler.lambda_handler(record(to_json(tap(Ask.OFFICER, asked))), FakeContext())
    written = cloud.log.getvalue() + capsys.readouterr().out
    assert "officer" in written
    for word in ("căn cước", "Bí Mật", "012345678", "c\\u0103n"):
        assert word not in written


def test_a_broken_bank_raises_the_alarm_and_the_citizen_is_answered(
    cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.publish(b"broken")
    handler.lambda_handler(record(to_json(question(LOST))), FakeContext())
    assert len(cloud.sent("replies")) == 1
    assert metrics_in(capsys.readouterr().out) == {"IndexBroken", "QuestionUnanswered"}
    assert (cloud.lines()[0]["version"], cloud.lines()[0]["reason"]) == ("v1", "BrokenIndex")


def test_before_anything_is_published_nothing_is_alarming(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    handler.lambda_handler(record(to_json(question(LOST))), FakeContext())
    assert metrics_in(capsys.readouterr().out) == {"QuestionUnanswered"}
    assert len(cloud.sent("replies")) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="empty"),
        pytest.param("{}", id="no fields"),
        pytest.param("[1]", id="another type"),
        pytest.param('{"message":{"text":"bí mật"},"ask":"question"}', id="half a message"),
        pytest.param(to_json(question()).replace('"question"', '"bí mật"'), id="an unknown wish"),
    ],
)
def test_poison_is_refused_with_its_reason_noted_and_its_content_nowhere(cloud: Cloud, body: str) -> None:
    for receives in (1, 2):
        with pytest.raises(MalformedEvent) as refused:
            handler.lambda_handler(record(body, receives=receives), FakeContext())
    assert "bí mật" not in str(refused.value)
    item = cloud.dynamodb.get_item(TableName=cloud.tables["receipts"], Key=key("FAILURE#questions", "sqs-1"))["Item"]
    assert (from_item(item)["reason"], from_item(item)["attempts"]) == ("MalformedEvent", 2)
    assert "bí mật" not in cloud.log.getvalue()


def test_a_failure_is_counted_and_the_message_comes_again(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.dynamodb.delete_table(TableName=cloud.tables["questions"])
    with pytest.raises(Exception, match="TransactWriteItems"):
        handler.lambda_handler(record(to_json(question(LOST))), FakeContext())
    assert "QuestionFailed" in metrics_in(capsys.readouterr().out)
    assert cloud.sent("replies") == []
