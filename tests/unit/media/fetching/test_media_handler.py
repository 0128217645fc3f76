"""The handler over its real wiring, on moto."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from dutydesk.clock import utc_now
from dutydesk.errors import MalformedEvent, Misconfigured
from dutydesk.evidence import FileState, MediaMessage
from dutydesk.messages import to_json
from functions.media.fetching import handler
from functions.media.fetching.rules import rules_from
from functions.media.fetching.wiring import desk as wired
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.unit.media.fetching.desk import BUCKET, CASE, SIZES, FetchDesk
from tests.unit.media.fetching.server import MediaServer, refusal

RULES = {"megabytes": SIZES, "link_hours": 48, "hosts": [], "local_origin": ""}
SECRET = "Zc7-a-token-in-a-link"


class Context(FakeContext):
    """A context with all of its time."""

    def get_remaining_time_in_millis(self) -> int:
        return 299_000


@pytest.fixture
def house(desk: FetchDesk, server: MediaServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[FetchDesk]:
    """The desk, with an environment that leads the handler into it."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "CASES_TABLE": desk.tables["cases"],
        "RECEIPTS_TABLE": desk.tables["receipts"],
        "QUARANTINE_BUCKET": BUCKET,
        "MEDIA_QUEUE_URL": boto3.client("sqs", region_name=REGION).create_queue(QueueName="media")["QueueUrl"],
        "MEDIA_RULES": json.dumps(RULES | {"local_origin": server.origin}),
    }.items():
        monkeypatch.setenv(name, value)
    desk.clock.now = utc_now()
    wired.cache_clear()
    yield desk
    wired.cache_clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler logs: one JSON object a line."""
    written = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def deliver(file_id: str) -> dict[str, Any]:
    event = record(to_json(MediaMessage(case_id=CASE, file_id=file_id)))
    event["Records"][0]["receiptHandle"] = "handle-1"
    answered: dict[str, Any] = handler.lambda_handler(event, Context())
    return answered


def test_a_file_is_fetched_and_neither_its_link_nor_its_host_is_logged(
    house: FetchDesk, server: MediaServer, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = house.owe(server.serve(f"/{SECRET}.jpg", b"a photo"))
    assert deliver(photo) == {"batchItemFailures": []}
    assert house.content(photo) == b"a photo"
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert (line["outcome"], line["bytes"], line["file"]) == ("fetched", 7, photo)
    assert "FetchFetched" in (printed := capsys.readouterr().out)
    assert SECRET not in log.getvalue() + printed
    assert "127.0.0.1" not in log.getvalue() + printed


@pytest.mark.usefixtures("log")
def test_what_is_to_come_again_soon_is_hidden_that_long_and_given_back(
    house: FetchDesk, server: MediaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = house.owe(server.say("/1.jpg", refusal(503)))
    hidden: list[tuple[str, timedelta]] = []
    queue = SimpleNamespace(hide=lambda handle, delay: hidden.append((handle, delay)))
    made = wired()
    monkeypatch.setattr(
        handler, "desk", lambda: SimpleNamespace(fetching=made.fetching, receipts=made.receipts, queue=queue)
    )
    assert deliver(photo) == {"batchItemFailures": [{"itemIdentifier": "sqs-1"}]}
    assert hidden == [("handle-1", timedelta(seconds=10))]


def test_the_queue_hides_a_message_for_as_long_as_it_is_told(house: FetchDesk) -> None:
    assert house
    queue = wired().queue
    queue.client.send_message(QueueUrl=queue.url, MessageBody="{}")
    (taken,) = queue.client.receive_message(QueueUrl=queue.url, VisibilityTimeout=300)["Messages"]
    queue.hide(taken["ReceiptHandle"], timedelta(0))
    assert queue.client.receive_message(QueueUrl=queue.url)["Messages"]


def test_poison_is_refused_with_its_reason_noted(house: FetchDesk, log: io.StringIO) -> None:
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record(json.dumps({"case_id": SECRET})), Context())
    (failure,) = house.due()
    assert (failure["pk"], failure["reason"]) == ("FAILURE#media", "MalformedEvent")
    assert SECRET not in log.getvalue()


@pytest.mark.usefixtures("log")
def test_without_the_local_origin_the_simulators_address_is_refused(
    house: FetchDesk, server: MediaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIA_RULES", json.dumps(RULES))
    wired.cache_clear()
    photo = house.owe(server.serve("/1.jpg", b"a photo"))
    deliver(photo)
    assert (house.file(photo).state, house.file(photo).reason) == (FileState.LOST, "refused_host")
    assert server.asked["/1.jpg"] == 0


@pytest.mark.parametrize("setting", ["", "[]", "{}", json.dumps(RULES | {"megabytes": {"image": 1}})])
def test_rules_that_cannot_be_read_are_said_to_be_missing(setting: str) -> None:
    with pytest.raises(Misconfigured):
        rules_from(setting)
