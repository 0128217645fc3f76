"""The webhook's handler: what the platform hears, and what a log must never hold."""

import base64
import hashlib
import io
import json
import uuid
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from dutydesk.errors import Conflict
from dutydesk.messages import EchoKind
from dutydesk.platforms.events import InboundEvent
from dutydesk.platforms.zalo.inbox import ZaloInbox
from functions.webhook import handler
from functions.webhook.wiring import Desk

SECRET = "invented"
TEXT = "một câu không ai được thấy trong nhật ký"


class Taking:
    """A reception that takes everything, or fails as it is told."""

    def __init__(self) -> None:
        self.taken: list[InboundEvent] = []
        self.fault: Exception | None = None
        self.outcome = "content"

    def take(self, event: InboundEvent) -> str:
        if self.fault is not None:
            raise self.fault
        self.taken.append(event)
        return self.outcome


@pytest.fixture(name="reception")
def _reception(monkeypatch: pytest.MonkeyPatch) -> Taking:
    reception = Taking()
    desk = Desk(zalo=ZaloInbox(lambda _app: SECRET), reception=reception)  # type: ignore[arg-type]  # its shape is enough
    monkeypatch.setattr(handler, "desk", lambda: desk)
    return reception


@pytest.fixture(name="log")
def _log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    log = io.StringIO()
    monkeypatch.setattr(handler, "logger", Logger(service=uuid.uuid4().hex, stream=log))
    return log


def posted(
    body: bytes, headers: dict[str, str] | None = None, *, encoded: bool = False, method: str = "POST"
) -> dict[str, Any]:
    return {
        "requestContext": {"http": {"method": method}},
        "headers": headers or {},
        "body": base64.b64encode(body).decode() if encoded else body.decode(),
        "isBase64Encoded": encoded,
    }


def event(text: str = TEXT) -> tuple[bytes, dict[str, str]]:
    body = json.dumps(
        {
            "app_id": "1",
            "event_name": "user_send_text",
            "timestamp": "1763769600123",
            "sender": {"id": "9007199254740993"},
            "recipient": {"id": "77"},
            "message": {"msg_id": "m", "text": text},
        }
    ).encode()
    digest = hashlib.sha256(b"1" + body + b"1763769600123" + SECRET.encode()).hexdigest()
    return body, {"x-zevent-signature": f"mac={digest}"}


def test_a_signed_event_is_taken_and_answered_with_200(reception: Taking) -> None:
    body, headers = event()
    for encoded in (False, True):
        assert handler.lambda_handler(posted(body, headers, encoded=encoded), None)["statusCode"] == 200
    assert len(reception.taken) == 2


@pytest.mark.parametrize("kind", list(EchoKind))
def test_what_is_said_of_our_own_messages_leaves_no_line_and_no_metric(
    reception: Taking, log: io.StringIO, capsys: pytest.CaptureFixture[str], kind: EchoKind
) -> None:
    """There are up to three for each recipient of a broadcast, so a line each would cost more than the queue."""
    reception.outcome = kind
    body, headers = event()
    assert handler.lambda_handler(posted(body, headers), None)["statusCode"] == 200
    assert (log.getvalue(), capsys.readouterr().out) == ("", "")


@pytest.mark.usefixtures("reception")
def test_what_a_citizen_did_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    body, headers = event()
    handler.lambda_handler(posted(body, headers), None)
    assert json.loads(capsys.readouterr().out)["EventAccepted"] == [1.0]


def test_a_failure_is_counted_too(reception: Taking, capsys: pytest.CaptureFixture[str]) -> None:
    reception.fault = Conflict("busy")
    body, headers = event()
    handler.lambda_handler(posted(body, headers), None)
    assert '"EventNotAccepted":[1.0]' in capsys.readouterr().out


def test_the_probe_is_answered_without_taking_anything(reception: Taking) -> None:
    assert handler.lambda_handler(posted(b"{}"), None)["statusCode"] == 200
    assert handler.lambda_handler(posted(b"", method="GET"), None)["statusCode"] == 200
    assert reception.taken == []


def test_an_unsigned_event_is_401_and_not_taken(reception: Taking) -> None:
    body, _headers = event()
    assert handler.lambda_handler(posted(body), None)["statusCode"] == 401
    assert reception.taken == []


@pytest.mark.usefixtures("reception")
def test_what_is_no_event_is_400_with_a_short_reason() -> None:
    answer = handler.lambda_handler(posted(b"not json"), None)
    assert (answer["statusCode"], answer["body"]) == (400, "not JSON")


@pytest.mark.parametrize("fault", [Conflict("busy"), RuntimeError(TEXT), KeyError("anything")])
def test_what_no_queue_accepted_is_503_so_that_the_platform_delivers_again(
    reception: Taking, fault: Exception, log: io.StringIO
) -> None:
    reception.fault = fault
    body, headers = event()
    answer = handler.lambda_handler(posted(body, headers), None)
    assert (answer["statusCode"], answer["body"]) == (503, "try again")
    assert type(fault).__name__ in log.getvalue()
    assert TEXT not in log.getvalue()


@pytest.mark.usefixtures("reception")
def test_no_log_line_holds_the_message_the_person_or_the_signature(log: io.StringIO) -> None:
    body, headers = event()
    handler.lambda_handler(posted(body, headers), None)
    handler.lambda_handler(posted(body, {"x-zevent-signature": "mac=feed"}), None)
    printed = log.getvalue()
    assert "accepted" in printed
    assert not [word for word in (TEXT, "9007199254740993", "feed", headers["x-zevent-signature"]) if word in printed]
