"""What Zalo says of the page's own messages, in the shapes that it is known to use and in worse ones."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from dutydesk.ids import new_code, shown
from dutydesk.messages import EchoKind
from dutydesk.platforms.events import Echoed, Ignored
from dutydesk.platforms.zalo.receipts import MOST_MESSAGES
from dutydesk.signature import fields, signed
from local.platforms.config import Page
from local.platforms.zalo.echoes import echo_of
from local.platforms.zalo.events import Events
from local.platforms.zalo.messages import Content
from tests.unit.platforms.zalo.test_inbox import APP, AT, OA, SECRET, USER, inbox
from tests.unit.platforms.zalo.test_inbox import signed as sealed

CODE = new_code()
WORDS = signed("Tối nay cắt điện, bà con chú ý.", unit="Công an Phường Mẫu 1", code=CODE)


def parse(name: str, message: object, **fields: Any) -> Any:
    """Parse an event whose sender is the page."""
    event = {
        "app_id": APP,
        "event_name": name,
        "timestamp": AT,
        "sender": {"id": OA},
        "recipient": {"id": USER},
        "message": message,
    }
    body = json.dumps(event | fields, ensure_ascii=False).encode()
    return inbox.parse(body, sealed(body))


def echo(kind: EchoKind = EchoKind.ECHO, *, ids: tuple[str, ...] = ("m-1",), code: str = "") -> Echoed:
    at = datetime(2025, 11, 22, 0, 0, 0, 123000, UTC)
    return Echoed(kind=kind, oa_id=OA, user_id=USER, sent_at=at, message_ids=ids, code=code)


def test_the_echo_of_a_broadcast_is_its_code_and_its_recipient_and_none_of_its_words() -> None:
    event = parse("oa_send_text", {"msg_id": "m-1", "text": WORDS})
    assert event == echo(code=CODE)
    assert "cắt điện" not in repr(event)


def test_the_words_of_a_template_stand_in_its_attachment_with_any_label() -> None:
    filled = fields("Tối nay cắt điện.", unit="Công an Phường Mẫu 1", code=CODE)
    words = f"{filled['unit']} thông báo: {filled['content']} Mã: {filled['code']}."
    part = {"type": "template", "payload": {"zinstant_id": "z", "text": words, "link_url": "", "checksum": ""}}
    assert parse("oa_send_text", {"msg_id": "m-1", "attachments": [part]}) == echo(code=CODE)


@pytest.mark.parametrize("kind", ["text", "template"])
def test_what_the_simulated_platform_says_is_understood(kind: str) -> None:
    known = {"page_id": "p", "unit": "u", "name": "P", "app_id": APP, "oa_id": OA, "signing_secret": SECRET}
    page = Page.model_validate(known | dict.fromkeys(("app_secret", "access_token", "refresh_token"), "invented"))
    events = Events(page, USER, datetime(2025, 11, 22, tzinfo=UTC))
    deliveries = (echo_of(events, "m-1", Content(kind=kind, text=WORDS)), events.received("m-1"), events.seen(["m-1"]))
    said = [inbox.parse(one.raw, {name.lower(): value for name, value in one.headers.items()}) for one in deliveries]
    assert [(one.kind, one.user_id, one.message_ids, one.code) for one in said if isinstance(one, Echoed)] == [
        (EchoKind.ECHO, USER, ("m-1",), CODE),
        (EchoKind.DELIVERED, USER, ("m-1",), ""),
        (EchoKind.SEEN, USER, ("m-1",), ""),
    ]


@pytest.mark.parametrize(
    "text",
    ["Dạ vâng.", f"Mã tin báo: {shown(CODE)}", f"Mã kiểm tra: {shown(CODE)}"[:-1], ""],
    ids=["a reply", "a receipt code", "a code that is none", "no words"],
)
def test_an_echo_without_a_broadcasts_code_is_of_no_use(text: str) -> None:
    assert parse("oa_send_text", {"msg_id": "m-1", "text": text}) == Ignored(event_name="oa_send_text")


def test_what_a_person_typed_on_the_page_is_no_broadcast_whatever_it_quotes() -> None:
    event = parse("oa_send_text", {"msg_id": "m-1", "text": WORDS}, sender={"id": OA, "admin_id": "1"})
    assert event == Ignored(event_name="oa_send_text")


def test_a_delivery_names_its_message() -> None:
    assert parse("user_received_message", {"msg_id": "m-1"}) == echo(EchoKind.DELIVERED)


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ({"msg_ids": ["a", "b", "a"]}, ("a", "b")),
        ({"msg_id": "a"}, ("a",)),
        ({"msg_ids": ["a"], "msg_id": "a"}, ("a",)),
        ({"msg_ids": [1, "", None, {}, "a\n", "x" * 500, "a"]}, ("1", "a")),
        ({"msg_ids": "a", "msg_id": "b"}, ("b",)),
        ({"msg_ids": [f"m{number}" for number in range(500)]}, tuple(f"m{number}" for number in range(MOST_MESSAGES))),
    ],
    ids=["repeated", "the other spelling", "both", "some unusable", "no list", "a flood"],
)
def test_a_look_names_each_message_once(message: dict[str, Any], ids: tuple[str, ...]) -> None:
    assert parse("user_seen_message", message) == echo(EchoKind.SEEN, ids=ids)


def test_a_receipt_by_phone_number_is_nobodys_here() -> None:
    """The same name stands for a message by phone number, whose recipient is the number itself."""
    message = {"msg_id": "m-1", "delivery_time": AT, "tracking_id": "t"}
    event = parse("user_received_message", message, recipient={"id": "84900000001"})
    assert event == Ignored(event_name="user_received_message")


@pytest.mark.parametrize("name", ["oa_send_text", "user_received_message", "user_seen_message"])
@pytest.mark.parametrize(
    "event",
    [
        {"message": None},
        {"message": "m"},
        {"message": {}},
        {"message": {"msg_id": ["m"]}},
        {"message": {"msg_ids": {"m": 1}}},
        {"message": {"text": ["x"], "attachments": "y", "msg_id": "m-1"}, "recipient": {"id": ""}},
        {"message": {"msg_id": "m-1"}, "recipient": {"id": "u" * 500}},
        {"message": {"msg_id": "m-1"}, "sender": []},
    ],
    ids=["null", "text", "empty", "id a list", "ids a map", "nobody", "a huge id", "no page"],
)
def test_what_cannot_be_read_is_never_a_reason_to_deliver_it_again(name: str, event: dict[str, Any]) -> None:
    assert parse(name, **event) == Ignored(event_name=name)


@pytest.mark.parametrize(
    "message",
    [
        {"msg_id": "m-1", "text": ["x"]},
        {"msg_id": "m-1", "attachments": "y"},
        {"msg_id": "m-1", "attachments": [1, {"type": "template"}, {"type": "template", "payload": {"text": 1}}]},
    ],
)
def test_an_echo_of_another_shape_carries_no_code(message: dict[str, Any]) -> None:
    assert parse("oa_send_text", message) == Ignored(event_name="oa_send_text")


@pytest.mark.parametrize("name", ["oa_send_group_text", "oa_send_consent", "oa_send_anonymous_text", "oa_sent_text"])
def test_other_events_of_the_page_are_not_taken_for_an_echo(name: str) -> None:
    assert parse(name, {"msg_id": "m-1", "text": WORDS}) == Ignored(event_name=name)
