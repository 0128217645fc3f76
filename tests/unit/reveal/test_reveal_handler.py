"""The handler over its real wiring, on moto."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from dutydesk.errors import Misconfigured
from functions.reveal import handler
from functions.reveal.wiring import build
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext
from tests.fakes.tables import create_tables
from tests.unit.admin.desk import CLIENT, PLATFORM_USER, TestDesk, call_event, claims_of
from tests.unit.reveal.counter import Counter

TABLES = ("officers", "reveals", "cases", "identities", "audit", "receipts", "content")


@pytest.fixture
def cloud(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "DutyDesk")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "reveal")
    sqs, tables = boto3.client("sqs"), create_tables(dynamodb)
    for name in TABLES:
        monkeypatch.setenv(f"{name.upper()}_TABLE", tables[name])
    replies = sqs.create_queue(QueueName="replies.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
    monkeypatch.setenv("REPLIES_QUEUE_URL", replies)
    monkeypatch.setenv("USER_POOL_CLIENT_ID", CLIENT)
    handler.disclosure.cache_clear()
    yield dynamodb, sqs, tables, replies
    handler.disclosure.cache_clear()
    sqs.delete_queue(QueueUrl=replies)
    for name in tables.values():
        dynamodb.delete_table(TableName=name)


def test_it_answers_tells_the_auditor_and_counts(cloud: Any, capsys: pytest.CaptureFixture[str]) -> None:
    dynamodb, sqs, tables, replies = cloud
    counter = Counter(TestDesk(dynamodb, tables))
    counter.staff()
    case = counter.case()
    # The handler goes by the clock on the wall, and the request must be of today.
    counter.desk.clock.now = handler.disclosure().clock()
    request_id = counter.agreed(case)
    event = call_event("POST", f"/reveal/{request_id}", claims=claims_of("an", None))
    capsys.readouterr()

    answer = handler.lambda_handler(event | {"pathParameters": {"request_id": request_id}}, FakeContext())

    assert answer["statusCode"] == 200
    assert json.loads(answer["body"])["user_id"] == PLATFORM_USER
    assert answer["headers"]["cache-control"] == "no-store"
    assert answer["headers"]["content-type"] == "application/json"
    (message,) = sqs.receive_message(QueueUrl=replies)["Messages"]
    assert json.loads(message["Body"])["person_id"] == "p-kiem"
    printed = capsys.readouterr().out
    counted = [json.loads(line) for line in printed.splitlines() if "IdentityRevealed" in line]
    assert counted[0]["IdentityRevealed"] == [1.0]
    assert PLATFORM_USER not in printed
    again = handler.lambda_handler(event | {"pathParameters": {"request_id": request_id}}, FakeContext())
    assert again["statusCode"] == 410


def test_without_its_settings_it_answers_a_fault(cloud: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cloud
    monkeypatch.delenv("REVEALS_TABLE")
    with pytest.raises(Misconfigured, match="REVEALS_TABLE"):
        build(lambda _name: None)
    event = call_event("POST", "/reveal/x", claims=claims_of("an", None))
    answer = handler.lambda_handler(event, FakeContext())
    assert (answer["statusCode"], json.loads(answer["body"])["error"]) == (500, "failed")
