"""What travels between functions is read back as it was written, and nothing else is read."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from dutydesk.errands import LookupMessage, LookupWish, TicketMessage, TicketWish
from dutydesk.errors import MalformedEvent, Misconfigured
from dutydesk.inlet import only_record, read
from dutydesk.messages import (
    AlertKind,
    AlertMessage,
    Ask,
    Attachment,
    AttachmentKind,
    Button,
    EchoKind,
    EchoMessage,
    Emergency,
    FollowersMessage,
    InboundMessage,
    Intent,
    OfferedTopic,
    Place,
    PlanMessage,
    PlanWork,
    Platform,
    PublishMessage,
    QuestionMessage,
    Reply,
    TipMessage,
    TokenMessage,
    to_json,
)
from dutydesk.settings import load
from functions.webhook.wiring import Settings

NOW = datetime(2026, 11, 22, 1, 2, 3, 456000, UTC)
TIP = TipMessage(
    message=InboundMessage(
        event_key="zalo:user_send_text:1:m",
        platform=Platform.ZALO,
        page_id="zalo-phuong-mau-1",
        unit="phuong-mau-1",
        person_id="p1",
        sent_at=NOW,
        text="cháy nhà 🔥 \ufffd",
        attachments=(Attachment(kind=AttachmentKind.IMAGE, url="https://a/1", name="n", size_bytes=3),),
        place=Place(latitude="10.1", longitude="106.2", label="Chợ"),
    ),
    intent=Intent.CONTENT,
    dialogue_id="01ARYZ6S41TSV4RRFFQ69G5FAV",
    emergency=Emergency.CERTAIN,
)
ALERT = AlertMessage(kind=AlertKind.RAISE, event_key="e", case_id="c", unit="u")
REPLY = Reply(
    reply_id="e#intake#0",
    person_id="p1",
    text="Đã nhận",
    created_at=NOW,
    buttons=(Button(title="Xong", payload="xong"),),
)
OTHERS = [
    QuestionMessage(message=TIP.message, ask=Ask.PICK, asked_id="0" * 20, choice=2, hidden=True),
    PublishMessage(version="01ARYZ6S41TSV4RRFFQ69G5FAV"),
    PlanMessage(broadcast_id="01ARYZ6S41TSV4RRFFQ69G5FAV", work=PlanWork.TEST, to=("p1", "p2")),
    PlanMessage(broadcast_id="", work=PlanWork.UNTAG, to=("p1",), tag="to-5", at=NOW),
    replace(TIP, intent=Intent.SUBSCRIBE, code="nuoc", topics=(OfferedTopic(key="nuoc", name="Nước", on=True),)),
    TokenMessage(app_id="1000000000000000001"),
    FollowersMessage(page_id="zalo-mau-1", app_id="1000000000000000001", asked_at="2026-11-22T01:02:03.456Z"),
    LookupMessage(
        event_key="e",
        platform="zalo",
        page_id="zalo-mau",
        unit="mau",
        person_id="p1",
        sent_at=NOW,
        wish=LookupWish.ASK,
        sealed="c2VhbGVk",
        shows=True,
    ),
    TicketMessage(
        event_key="e",
        platform="zalo",
        page_id="zalo-mau",
        unit="mau",
        person_id="p1",
        sent_at=NOW,
        wish=TicketWish.PICK,
        choice="s.mau",
        text="mai",
        subject="l",
    ),
    EchoMessage(kind=EchoKind.SEEN, page_id="zalo-mau", person_id="p1", message_id="m", at=NOW, code="ABCDEFGH2"),
]


@pytest.mark.parametrize("message", [TIP, ALERT, REPLY, *OTHERS], ids=lambda message: type(message).__name__)
def test_every_message_survives_the_queue(message: Any) -> None:
    body = to_json(message)
    assert body.isascii()
    assert read(type(message), body) == message


def test_a_field_of_the_next_release_is_ignored() -> None:
    ahead = json.dumps(json.loads(to_json(ALERT)) | {"news": 1})
    assert read(AlertMessage, ahead) == ALERT


@pytest.mark.parametrize("body", ["", "null", "[]", "{}", '{"intent": "dance"}', to_json(ALERT)])
def test_another_body_is_malformed_and_not_repeated_in_the_error(body: str) -> None:
    with pytest.raises(MalformedEvent) as refused:
        read(TipMessage, body)
    assert str(refused.value) == "not a TipMessage"


@pytest.mark.parametrize("event", [{}, {"Records": []}, {"Records": [{}, {}]}])
def test_a_person_queue_carries_exactly_one_record(event: dict[str, object]) -> None:
    with pytest.raises(MalformedEvent):
        only_record(event)


def test_a_missing_environment_variable_is_named_at_once() -> None:
    complete = {name.upper(): "x" for name in Settings.__slots__}
    assert load(Settings, complete).tips_queue_url == "x"
    for name in complete:
        with pytest.raises(Misconfigured, match=name):
            load(Settings, complete | {name: ""})
