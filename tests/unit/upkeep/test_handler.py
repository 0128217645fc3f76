"""The handler over its real wiring, with AWS in this process."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from dutydesk.clock import utc_now
from dutydesk.errors import MalformedEvent
from dutydesk.messages import Reply, as_plain
from functions.upkeep import handler
from functions.upkeep.wiring import QUEUES, upkeep
from tests.unit.upkeep.conftest import House, printed_metrics


class Context:
    """A Lambda context with plenty of time, or little."""

    def __init__(self, left_ms: int = 50_000) -> None:
        self.left_ms = left_ms

    def get_remaining_time_in_millis(self) -> int:
        return self.left_ms


@pytest.fixture
def house(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The house, with an environment that leads the handler into it."""
    monkeypatch.setenv("RECEIPTS_TABLE", house.table)
    monkeypatch.setenv("ALARM_TOPIC_ARN", boto3.client("sns").create_topic(Name="alarms")["TopicArn"])
    for name in QUEUES:
        monkeypatch.setenv(f"{name.upper()}_QUEUE_URL", house.queue(name))
        monkeypatch.setenv(f"{name.upper()}_DEAD_LETTERS_URL", house.queue(f"{name}-dead"))
    upkeep.cache_clear()
    yield house
    upkeep.cache_clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler logs: one JSON object a line."""
    written = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def call(event: dict[str, Any], context: Any = None) -> dict[str, Any]:
    figures: dict[str, Any] = handler.lambda_handler(event, context or Context())
    return figures


def test_the_minutes_round_hands_over_counts_and_gives_reasons(
    house: House, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = Reply(reply_id="r1", person_id="p1", text="Riêng.", created_at=utc_now(), attempt=1)
    house.put_due("reply", "r1", utc_now(), as_plain(reply))
    house.put_due("alert", "01HCASE", utc_now(), {"case_id": "01HCASE", "unit": "u", "attempt": 0})
    house.put_due("publication", "v1", utc_now(), {"version": "v1"})
    message_id = house.bury("tip-1")
    assert call({"do": "minute"}) == {
        "due": 3,
        "redriven": 0,
        "dead_tips": 1,
        "dead_alerts": 0,
        "dead_replies": 0,
        "dead_questions": 0,
        "dead_publications": 0,
        "dead_plans": 0,
        "dead_chunks": 0,
        "dead_echoes": 0,
        "dead_followers": 0,
        "dead_lookups": 0,
        "dead_tickets": 0,
        "dead_arrivals": 0,
        "dead_orders": 0,
        "letters": 1,
        "dead_media": 0,
        "dead_scans": 0,
    }
    assert [json.loads(body)["version"] for body in house.bodies("publications")] == ["v1"]
    assert len(house.bodies("replies")) == 1
    assert json.loads(house.bodies("alerts")[0])["kind"] == "escalate"
    assert house.item("FAILURE#tips", message_id)["reason"] == "WorkerDied"
    assert printed_metrics(capsys.readouterr().out) == {
        "UpkeepRuns": 1.0,
        "DeadLetters tips": 1.0,
        "DeadLetters alerts": 0.0,
        "DeadLetters replies": 0.0,
        "DeadLetters questions": 0.0,
        "DeadLetters publications": 0.0,
        "DeadLetters plans": 0.0,
        "DeadLetters chunks": 0.0,
        "DeadLetters echoes": 0.0,
        "DeadLetters followers": 0.0,
        "DeadLetters lookups": 0.0,
        "DeadLetters tickets": 0.0,
        "DeadLetters arrivals": 0.0,
        "DeadLetters orders": 0.0,
        "DeadLetters media": 0.0,
        "DeadLetters scans": 0.0,
    }
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert line["figures"]["due"] == 3
    assert "Riêng" not in log.getvalue()


@pytest.mark.usefixtures("log")
def test_an_operator_sends_letters_back_to_work(house: House) -> None:
    house.bury("tip-1")
    assert call({"do": "redrive", "queue": "tips"}) == {"queue": "tips", "moved": 1, "left": 0}
    assert house.bodies("tips") == ["tip-1"]


@pytest.mark.usefixtures("log")
def test_with_its_time_nearly_over_it_begins_nothing(house: House) -> None:
    house.bury("tip-1")
    assert call({"do": "redrive", "queue": "tips"}, Context(left_ms=5_000))["moved"] == 0


@pytest.mark.usefixtures("house")
def test_an_order_that_is_none_is_refused_and_said(log: io.StringIO) -> None:
    with pytest.raises(MalformedEvent):
        call({"do": "redrive", "queue": "elsewhere"})
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert line["reason"] == ["MalformedEvent"]


def test_a_part_that_failed_is_named_by_its_class_alone(house: House, log: io.StringIO) -> None:
    house.put_due("reply", "r1", utc_now(), {"text": "Riêng."})
    with pytest.raises(ExceptionGroup):
        call({"do": "minute"})
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert line["reason"] == ["KeyError"]
    assert "Riêng" not in log.getvalue()
