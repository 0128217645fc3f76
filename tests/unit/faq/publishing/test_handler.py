"""The handler over its real wiring, on moto."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errors import MalformedEvent
from dutydesk.messages import PublishMessage, to_json
from dutydesk.stores.bank import Build
from dutydesk.stores.items import from_item, key
from functions.faq.edition import BrokenIndex
from functions.faq.publishing import handler
from functions.faq.publishing.wiring import desk
from infra.queues import MAX_RECEIVES
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.tables import create_tables
from tests.unit.faq.publishing.press import PASSPORT, STAY, Press


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_REGION", REGION)
    with mock_aws():
        dynamodb, s3 = boto3.client("dynamodb"), boto3.client("s3")
        tables = create_tables(dynamodb)
        press = Press(dynamodb=dynamodb, s3=s3, table=tables["content"])
        press.make_library()
        monkeypatch.setenv("CONTENT_TABLE", tables["content"])
        monkeypatch.setenv("RECEIPTS_TABLE", tables["receipts"])
        monkeypatch.setenv("LIBRARY_BUCKET", press.bucket)
        desk.cache_clear()
        yield press
    desk.cache_clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler logs: one JSON object a line."""
    written = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def deliver(version: str, *, receives: int = 1) -> None:
    handler.lambda_handler(record(to_json(PublishMessage(version=version)), receives=receives), FakeContext())


def counted(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The metrics written since the last call."""
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    return {
        metric["Name"]
        for line in written
        for directive in line.get("_aws", {}).get("CloudWatchMetrics", [])
        for metric in directive["Metrics"]
    }


def test_a_request_becomes_the_version_that_serves(
    cloud: Press, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.write(PASSPORT, STAY)
    cloud.ask("v1")
    deliver("v1")
    assert cloud.state.live == cloud.edition("v1").version == "v1"
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert (line["outcome"], line["version"]) == ("published", "v1")
    assert counted(capsys) == {"PublicationPublished"}


def test_neither_a_question_nor_an_answer_is_logged(cloud: Press, log: io.StringIO) -> None:
    cloud.write(PASSPORT, STAY)
    cloud.ask("v1")
    deliver("v1")
    deliver("v1")
    assert len(log.getvalue().splitlines()) == 2
    for said in (PASSPORT.question, PASSPORT.answer, STAY.question):
        assert said not in log.getvalue()
        assert json.dumps(said)[1:-1] not in log.getvalue()


@pytest.mark.parametrize(
    ("receives", "build", "metrics"),
    [
        pytest.param(1, Build.BUILDING, {"PublicationRetried"}, id="first"),
        pytest.param(4, Build.BUILDING, {"PublicationRetried"}, id="last but one"),
        pytest.param(5, Build.FAILED, {"PublicationFailed"}, id="last"),
        pytest.param(6, Build.FAILED, {"PublicationFailed"}, id="sent through again"),
    ],
)
def test_only_the_last_delivery_marks_the_version_as_failed(
    cloud: Press, capsys: pytest.CaptureFixture[str], receives: int, build: Build, metrics: set[str]
) -> None:
    cloud.write(PASSPORT)
    cloud.ask("v1")
    cloud.put("v1", b"damaged")
    with pytest.raises(BrokenIndex):
        deliver("v1", receives=receives)
    made = cloud.version("v1")
    assert (made.build, "BrokenIndex" in made.reason) == (build, build is Build.FAILED)
    assert counted(capsys) == metrics
    noted = cloud.dynamodb.get_item(TableName="dutydesk-test-receipts", Key=key("FAILURE#publications", "sqs-1"))
    assert from_item(noted["Item"])["reason"] == "BrokenIndex"


@pytest.mark.parametrize("body", ["", "{}", "[1]", '{"version":5}'], ids=["empty", "no fields", "a list", "a number"])
@pytest.mark.parametrize(("receives", "metrics"), [(1, {"PublicationRetried"}), (5, {"PublicationFailed"})])
def test_poison_is_refused_and_counted_once_it_is_given_up(
    cloud: Press, capsys: pytest.CaptureFixture[str], body: str, receives: int, metrics: set[str]
) -> None:
    assert cloud
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record(body, receives=receives), FakeContext())
    assert counted(capsys) == metrics


def test_a_failure_that_can_be_marked_nowhere_never_hides_the_first(cloud: Press, monkeypatch: Any) -> None:
    cloud.write(PASSPORT)
    cloud.ask("v1")

    def fail(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("functions.faq.publishing.publisher.edition_of", fail)
    monkeypatch.setattr("functions.faq.publishing.store.DynamoBank.end", lambda *_: 1 / 0)
    with pytest.raises(TimeoutError):
        deliver("v1", receives=5)
    assert cloud.version("v1").build is Build.BUILDING


def test_the_last_delivery_is_the_queue_s_last() -> None:
    assert handler.RECEIVES == MAX_RECEIVES


def test_a_message_of_a_newer_release_is_read(cloud: Press) -> None:
    cloud.write(PASSPORT)
    cloud.ask("v1")
    body = json.loads(to_json(PublishMessage(version="v1"))) | {"new_field": 1, "schema": 2}
    handler.lambda_handler(record(json.dumps(body)), FakeContext())
    assert cloud.state.live == "v1"
