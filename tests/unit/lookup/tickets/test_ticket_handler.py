"""The handler over its real wiring, on moto."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.clock import VIETNAM, utc_now
from dutydesk.errands import TicketMessage, TicketWish
from dutydesk.errors import MalformedEvent
from dutydesk.messages import to_json
from dutydesk.stores.items import from_item, key
from dutydesk.stores.offices import office_item
from dutydesk.workdays import open_days
from functions.lookup.tickets import handler
from functions.lookup.tickets.wiring import desk
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.tables import create_tables
from tests.unit.lookup.tickets.counter import OFFICE, due, opening, take, typed


@dataclass
class Cloud:
    """AWS in this process, and what the handler wrote."""

    dynamodb: Any
    sqs: Any
    tables: dict[str, str]
    queue: str
    log: io.StringIO

    def call(self, message: TicketMessage, *, receives: int = 1) -> None:
        handler.lambda_handler(record(to_json(message), receives=receives), FakeContext())

    def sent(self) -> list[dict[str, Any]]:
        received = self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10)
        return [json.loads(message["Body"]) for message in received.get("Messages", [])]

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.getvalue().splitlines()]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    log = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", log)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        dynamodb, sqs = boto3.client("dynamodb"), boto3.client("sqs")
        tables = create_tables(dynamodb)
        queue = sqs.create_queue(QueueName="replies.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
        for name in ("tickets", "receipts", "content"):
            monkeypatch.setenv(f"{name.upper()}_TABLE", tables[name])
        monkeypatch.setenv("REPLIES_QUEUE_URL", queue)
        office = replace(OFFICE, hours="1-7 00:00-24:00", days_ahead=14)
        dynamodb.put_item(TableName=tables["content"], Item=office_item(office))
        desk.cache_clear()
        yield Cloud(dynamodb, sqs, tables, queue, log)
    desk.cache_clear()


def coming_day() -> str:
    """A working day that has not begun."""
    tomorrow = utc_now().astimezone(VIETNAM).date() + timedelta(days=1)
    return next(open_days(tomorrow, ahead=14, hours="1-7 00:00-24:00")).isoformat()


def metrics_in(printed: str) -> set[str]:
    found = [json.loads(line) for line in printed.splitlines() if "_aws" in line]
    return {name["Name"] for line in found for name in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]}


def test_a_number_is_given(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.call(take("p1", day=coming_day()))
    (reply,) = cloud.sent()
    assert reply["person_id"] == "p1"
    assert "Trụ sở Phường Mẫu 1" in reply["text"]
    assert metrics_in(capsys.readouterr().out) == {"TicketTaken"}
    (line,) = cloud.lines()
    assert (line["outcome"], line["wish"], line["person"]) == ("taken", "pick", "p1")
    pointer = cloud.dynamodb.get_item(TableName=cloud.tables["tickets"], Key=key("PERSON#p1", "TICKET#cccd"))
    assert "Item" in pointer


def test_the_dialogue_opens(cloud: Cloud) -> None:
    cloud.call(opening())
    (reply,) = cloud.sent()
    assert all(button["payload"].startswith("#so h.tru-so.cccd.") for button in reply["buttons"][:4])


def test_no_word_of_the_citizen_is_in_logs_figures_or_the_table(
    cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.call(typed("tên tôi là Bí Mật, mai nhé"))
    written = cloud.log.getvalue() + capsys.readouterr().out
    items = json.dumps(cloud.dynamodb.scan(TableName=cloud.tables["tickets"])["Items"])
    assert "words" in written
    for text in (written, items):
        assert "Bí Mật" not in text
        assert "B\\u00ed" not in text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="empty"),
        pytest.param("{}", id="no fields"),
        pytest.param('{"text":"bí mật"}', id="half a message"),
        pytest.param(to_json(opening()).replace('"open"', '"bí mật"'), id="an unknown wish"),
    ],
)
def test_poison_is_refused_with_its_reason_noted_and_its_content_nowhere(cloud: Cloud, body: str) -> None:
    with pytest.raises(MalformedEvent) as refused:
        handler.lambda_handler(record(body), FakeContext())
    assert "bí mật" not in str(refused.value)
    item = cloud.dynamodb.get_item(TableName=cloud.tables["receipts"], Key=key("FAILURE#tickets", "sqs-1"))["Item"]
    assert from_item(item)["reason"] == "MalformedEvent"
    assert "bí mật" not in cloud.log.getvalue()


def test_a_failure_is_counted_and_the_message_comes_again(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.dynamodb.delete_table(TableName=cloud.tables["tickets"])
    with pytest.raises(Exception, match="Query"):
        cloud.call(opening())
    assert "TicketFailed" in metrics_in(capsys.readouterr().out)
    assert cloud.sent() == []


def test_what_is_due_no_more_is_counted_and_says_nothing(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.call(due(TicketWish.REMIND, "01HNONE"))
    assert metrics_in(capsys.readouterr().out) == {"TicketNothing"}
    assert cloud.sent() == []
