"""The handler over its real wiring, on moto."""

import io
import json
import os
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from dutydesk.clock import iso, utc_now
from dutydesk.errands import ArrivalMessage
from dutydesk.errors import MalformedEvent
from dutydesk.messages import to_json
from dutydesk.stores.card_imports import ImportState, upload_key
from dutydesk.stores.items import from_item, key
from dutydesk.stores.people import DynamoPeople, Person
from functions.lookup.cards import card_from, live_from, live_key
from functions.lookup.importing import handler
from functions.lookup.importing.wiring import desk
from functions.lookup.index_key import index_key
from functions.lookup.watches import DynamoWatches, Watch
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.tables import create_tables
from tests.unit.lookup.importing.counter import BUCKET, UNIT, Counter, invented, row, sheet


class Context(FakeContext):
    """A context with plenty of time, or little."""

    def __init__(self, left_ms: int = 200_000) -> None:
        self.left_ms = left_ms

    def get_remaining_time_in_millis(self) -> int:
        return self.left_ms


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_REGION", REGION)
    with mock_aws():
        dynamodb, kms = boto3.client("dynamodb"), boto3.client("kms")
        counter = Counter(dynamodb=dynamodb, s3=boto3.client("s3"), tables=create_tables(dynamodb))
        counter.clock.now = utc_now()
        queue = boto3.client("sqs").create_queue(QueueName="replies.fifo", Attributes={"FifoQueue": "true"})
        for name in ("idcards", "receipts", "content", "people"):
            monkeypatch.setenv(f"{name.upper()}_TABLE", counter.tables[name])
        monkeypatch.setenv("CARDS_BUCKET", BUCKET)
        monkeypatch.setenv("REPLIES_QUEUE_URL", queue["QueueUrl"])
        monkeypatch.setenv("PAPERS_KEY_ARN", kms.create_key()["KeyMetadata"]["Arn"])
        desk.cache_clear()
        yield counter
    desk.cache_clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler logs: one JSON object a line."""
    written = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def notify(import_id: str, context: Context | None = None) -> None:
    records = [{"s3": {"bucket": {"name": BUCKET}, "object": {"key": upload_key(UNIT, import_id)}}}]
    handler.lambda_handler(record(json.dumps({"Records": records})), context or Context())


def counted(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The metrics written since the last call."""
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    directives = [one for line in written for one in line.get("_aws", {}).get("CloudWatchMetrics", [])]
    return {metric["Name"] for one in directives for metric in one["Metrics"]}


def digest(cloud: Counter, number: str, arn: str) -> str:
    key_of_index = index_key(cloud.dynamodb, boto3.client("kms"), table=cloud.tables["idcards"], key_arn=arn)
    return key_of_index.digest(number)


def status(cloud: Counter, digest_of: str) -> str:
    item = cloud.dynamodb.get_item(TableName=cloud.tables["idcards"], Key=key(f"CARD#{digest_of}"))["Item"]
    live = live_from(cloud.dynamodb.get_item(TableName=cloud.tables["idcards"], Key=live_key()).get("Item", {}))
    slot = card_from(item).shown(live, utc_now())
    assert slot is not None
    return slot.status.value


def test_an_upload_is_shown_and_whoever_waits_for_it_is_told_once(
    cloud: Counter, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    arn, queue_url = os.environ["PAPERS_KEY_ARN"], os.environ["REPLIES_QUEUE_URL"]
    cloud.upload("i1", sheet(*[row(number, day="01/03/2024") for number in range(120)]))
    notify("i1")
    waited_for = digest(cloud, invented(1), arn)
    assert status(cloud, waited_for) == "processing"
    person = Person(person_id="p1", page_id="zalo-mau", unit=UNIT, reply_until="2999-01-01T00:00:00.000Z")
    DynamoPeople(cloud.dynamodb, cloud.tables["people"]).put(person)
    watches = DynamoWatches(
        client=cloud.dynamodb,
        idcards_table=cloud.tables["idcards"],
        receipts_table=cloud.tables["receipts"],
        clock=utc_now,
    )
    watches.put(Watch(digest=waited_for, person_id="p1", since=iso(utc_now())))
    for import_id in ("i2", "i3"):
        cloud.upload(import_id, sheet(row(1, status="ready", day="01/03/2024")))
        notify(import_id)
    assert status(cloud, waited_for) == "ready"
    told = boto3.client("sqs").receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    assert [json.loads(one["Body"])["person_id"] for one in told] == ["p1"]
    assert counted(capsys) == {"ImportMessages", "ImportShown"}
    assert [json.loads(line)["outcome"] for line in log.getvalue().splitlines()] == ["shown"] * 3
    assert "001099" not in log.getvalue()


@pytest.mark.usefixtures("log")
def test_with_its_time_nearly_over_it_stops_and_is_to_be_gone_on_with(cloud: Counter) -> None:
    cloud.upload("i1", sheet(*[row(number, day="01/03/2024") for number in range(600)]))
    notify("i1", Context(left_ms=1_000))
    assert cloud.record("i1").state is ImportState.CHECKING
    assert "i1" in cloud.due()
    handler.lambda_handler(record(to_json(ArrivalMessage(unit=UNIT, import_id="i1"))), Context())
    assert cloud.record("i1").state is ImportState.SHOWN


def test_a_message_that_is_none_is_noted_and_raised(cloud: Counter, log: io.StringIO) -> None:
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record('{"secret": "001099000001"}'), Context())
    noted = cloud.dynamodb.get_item(TableName=cloud.tables["receipts"], Key=key("FAILURE#arrivals", "sqs-1"))
    assert from_item(noted["Item"])["reason"] == "MalformedEvent"
    assert "001099" not in log.getvalue()


def test_a_failure_is_counted_and_named_by_its_class_alone(
    cloud: Counter, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.upload("i1", sheet(row(1, day="01/03/2024")))
    cloud.dynamodb.delete_table(TableName=cloud.tables["idcards"])
    with pytest.raises(Exception, match="ResourceNotFound"):
        notify("i1")
    assert counted(capsys) == {"ImportMessages", "ImportInterrupted"}
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert line["reason"] == "ResourceNotFoundException"


@pytest.mark.usefixtures("cloud")
def test_s3s_test_does_nothing(log: io.StringIO) -> None:
    handler.lambda_handler(record(json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent"})), Context())
    assert log.getvalue() == ""
