"""The handler over its real wiring: settings from the environment, AWS in this process, Zalo over HTTP."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from dutydesk.clock import utc_now
from dutydesk.errors import MalformedEvent, Misconfigured, NotFound
from dutydesk.messages import Reply, to_json
from functions.reply import handler
from functions.reply.wiring import desk
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.platform_server import Answer, refused
from tests.unit.reply.conftest import PERSON, USER, House


@pytest.fixture
def house(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The house, with an environment that leads the handler into it."""
    tables = house.aws.tables
    settings = {f"{name}_table": tables[name] for name in ("identities", "receipts", "apps", "cases", "content")}
    settings |= {
        "tokens_key_arn": house.aws.key_arn,
        "app_secrets_prefix": "apps/",
        "zalo_api_url": house.zalo.server.url,
        "zalo_oauth_url": house.zalo.server.url,
        "alarm_topic_arn": boto3.client("sns").create_topic(Name="alarms")["TopicArn"],
    }
    for name, value in settings.items():
        monkeypatch.setenv(name.upper(), value)
    desk.cache_clear()
    # Real time passes here: the tokens are granted anew, for the present.
    house.clock.now = utc_now()
    house.seed(house.store(), version=1)
    yield house
    desk.cache_clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler logs: one JSON object a line."""
    written = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def owed(person_id: str = PERSON) -> str:
    return to_json(Reply(reply_id="r9", person_id=person_id, text="Lời nhắn riêng.", created_at=utc_now()))


def figures(printed: str) -> dict[str, Any]:
    lines = [json.loads(line) for line in printed.splitlines()]
    return {
        metric["Name"]: line[metric["Name"]]
        for line in lines
        for definition in line["_aws"]["CloudWatchMetrics"]
        for metric in definition["Metrics"]
    }


def test_a_reply_is_delivered_and_one_line_says_so(
    house: House, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    handler.lambda_handler(record(owed()), FakeContext())
    assert house.zalo.sent_texts() == ["Lời nhắn riêng."]
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert (line["message"], line["outcome"], line["person"]) == ("delivered", "sent", PERSON)
    assert figures(capsys.readouterr().out) == {"ReplySent": [1.0]}


def test_a_failure_has_its_reason_noted_and_comes_back(
    house: House, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NotFound):
        handler.lambda_handler(record(owed(person_id="p" + "f" * 32)), FakeContext())
    assert house.aws.item("receipts", "FAILURE#replies", "sqs-1")["reason"] == "NotFound"
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert line["reason"] == "NotFound"
    assert figures(capsys.readouterr().out) == {"ReplyNotProcessed": [1.0]}


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"reply_id": 5}', "\x00", "x" * 100_000])
@pytest.mark.usefixtures("log")
def test_a_poisonous_body_goes_the_same_way(house: House, body: str) -> None:
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record(body), FakeContext())
    assert house.aws.item("receipts", "FAILURE#replies", "sqs-1")["reason"] == "MalformedEvent"


@pytest.mark.usefixtures("house", "log")
def test_a_failure_that_cannot_be_noted_does_not_hide_the_first_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECEIPTS_TABLE", "no-such-table")
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record("{}"), FakeContext())


@pytest.mark.usefixtures("house", "log")
def test_a_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("APPS_TABLE")
    with pytest.raises(Misconfigured, match="APPS_TABLE"):
        handler.lambda_handler(record(owed()), FakeContext())


@pytest.mark.parametrize(
    "answer", [Answer(dropped=True), refused(-210), refused(-224), refused(-216), Answer(body=b"<html>")]
)
def test_nothing_that_is_logged_or_counted_tells_who_or_what(
    house: House, log: io.StringIO, capsys: pytest.CaptureFixture[str], answer: Answer
) -> None:
    house.zalo.server.will(answer, answer)
    error: BaseException | None = None
    try:
        handler.lambda_handler(record(owed()), FakeContext())
    except Exception as raised:  # noqa: BLE001  # any of them
        error = raised
    told = log.getvalue() + capsys.readouterr().out
    while error:
        told, error = f"{told}{error!r}", error.__cause__ or error.__context__
    assert not any(secret in told for secret in (USER, "riêng", "access-1", "refresh-1", "app-secret", "r9"))
