"""Zalo's inbox: what it verifies, what it makes of every event, what it refuses."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from dutydesk.errors import BadSignature, MalformedEvent, RejectedInput
from dutydesk.messages import Attachment, AttachmentKind, Place
from dutydesk.platforms.events import Arrived, Ignored, Left, Withdrew, Wrote
from dutydesk.platforms.zalo.inbox import ZaloInbox, is_probe

APP, OA, USER, SECRET = "1234567890123456789", "9007199254740993001", "9007199254740993777", "invented-oa-secret"
AT = "1763769600123"

inbox = ZaloInbox({APP: SECRET}.get)


def signed(body: bytes, *, app: str = APP, timestamp: str = AT, secret: str = SECRET) -> dict[str, str]:
    digest = hashlib.sha256(app.encode() + body + timestamp.encode() + secret.encode()).hexdigest()
    return {"x-zevent-signature": f"mac={digest}"}


def call(name: str, **fields: Any) -> bytes:
    envelope = {
        "app_id": APP,
        "event_name": name,
        "timestamp": AT,
        "sender": {"id": USER},
        "recipient": {"id": OA},
    }
    return json.dumps(envelope | fields, ensure_ascii=False).encode()


def parse(name: str, **fields: Any) -> Any:
    body = call(name, **fields)
    return inbox.parse(body, signed(body))


def message(text: str | None = None, *parts: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"msg_id": "m-1"}
    if text is not None:
        found["text"] = text
    if parts:
        found["attachments"] = list(parts)
    return found


def part(kind: str, **payload: Any) -> dict[str, Any]:
    return {"type": kind, "payload": payload}


def test_a_text_becomes_our_message_with_ids_as_text() -> None:
    event = parse("user_send_text", message=message("mất xe ở chợ"))
    assert event == Wrote(
        event_key=f"zalo:user_send_text:{OA}:m-1",
        oa_id=OA,
        user_id=USER,
        sent_at=datetime(2025, 11, 22, 0, 0, 0, 123000, UTC),
        text="mất xe ở chợ",
    )


@pytest.mark.parametrize(
    ("kind", "parts", "expected"),
    [
        (
            "image",
            [part("image", url="https://a/1.jpg", thumbnail="t")],
            [Attachment(kind=AttachmentKind.IMAGE, url="https://a/1.jpg")],
        ),
        (
            "image",
            [part("image", url="https://a/1.jpg"), part("image", url="https://a/2.jpg")],
            [
                Attachment(kind=AttachmentKind.IMAGE, url="https://a/1.jpg"),
                Attachment(kind=AttachmentKind.IMAGE, url="https://a/2.jpg"),
            ],
        ),
        ("gif", [part("gif", url="https://a/1.gif")], [Attachment(kind=AttachmentKind.GIF, url="https://a/1.gif")]),
        (
            "audio",
            [part("audio", url="https://a/1.amr")],
            [Attachment(kind=AttachmentKind.AUDIO, url="https://a/1.amr")],
        ),
        (
            "video",
            [part("video", url="https://a/1.mp4", description="d")],
            [Attachment(kind=AttachmentKind.VIDEO, url="https://a/1.mp4", name="d")],
        ),
        (
            "sticker",
            [part("sticker", url="https://a/s", id="9")],
            [Attachment(kind=AttachmentKind.STICKER, url="https://a/s")],
        ),
        (
            "link",
            [part("link", url="https://a", title="tin")],
            [Attachment(kind=AttachmentKind.LINK, url="https://a", name="tin")],
        ),
        (
            "file",
            [part("file", url="https://a/f", name="don.pdf", size="24165", checksum="x", type="pdf")],
            [Attachment(kind=AttachmentKind.FILE, url="https://a/f", name="don.pdf", size_bytes=24165)],
        ),
        (
            "business_card",
            [part("link", url="https://a", description='{"phone": 84900000001, "qrCodeUrl": "q"}')],
            [Attachment(kind=AttachmentKind.CONTACT, url="https://a", name="84900000001")],
        ),
        ("file", [part("hologram", url="https://a/h")], [Attachment(kind=AttachmentKind.FILE, url="https://a/h")]),
    ],
    ids=["image", "album", "gif", "audio", "video", "sticker", "link", "file", "business card", "unknown part is kept"],
)
def test_attachments_are_kept_with_their_links(
    kind: str, parts: list[dict[str, Any]], expected: list[Attachment]
) -> None:
    assert list(parse(f"user_send_{kind}", message=message(None, *parts)).attachments) == expected


def test_a_location_is_a_place_named_by_its_text() -> None:
    where = part("location", coordinates={"latitude": "10.790", "longitude": "106.78"})
    event = parse("user_send_location", message=message("Chợ Mẫu", where))
    assert (event.text, event.place) == ("", Place(latitude="10.790", longitude="106.78", label="Chợ Mẫu"))


def test_a_number_keeps_its_exact_digits() -> None:
    body = call("user_send_text", message={"msg_id": 90071992547409937770, "text": "a"})
    assert inbox.parse(body, signed(body)).event_key.endswith(":90071992547409937770")  # type: ignore[union-attr]


def test_a_numeric_timestamp_is_hashed_in_its_exact_form() -> None:
    body = call("user_send_text", message=message("a"), timestamp=1763769600123)
    assert isinstance(inbox.parse(body, signed(body)), Wrote)


def test_the_timestamp_header_stands_in_for_a_missing_one() -> None:
    body = json.dumps({"app_id": APP, "event_name": "user_reacted_message"}).encode()
    headers = signed(body, timestamp="99") | {"x-zevent-timestamp": "99"}
    assert inbox.parse(body, headers) == Ignored(event_name="user_reacted_message")


def test_a_visitor_without_account_is_a_citizen_too() -> None:
    event = parse("anonymous_send_text", message=message("cháy") | {"conversation_id": "c-9"})
    assert (event.user_id, event.conversation_id, event.text) == (USER, "c-9", "cháy")


@pytest.mark.parametrize(
    ("name", "fields", "followed"),
    [
        ("follow", {"oa_id": OA, "follower": {"id": USER}, "source": "oa_profile"}, True),
        ("user_click_chatnow", {"oa_id": OA, "user_id": USER}, False),
    ],
)
def test_somebody_arrives(name: str, fields: dict[str, Any], followed: bool) -> None:  # noqa: FBT001  # a table's column
    event = parse(name, **fields)
    assert isinstance(event, Arrived)
    assert (event.oa_id, event.user_id, event.followed) == (OA, USER, followed)


def test_somebody_leaves() -> None:
    assert isinstance(parse("unfollow", oa_id=OA, follower={"id": USER}), Left)


@pytest.mark.parametrize(
    "name",
    [
        "oa_send_text",
        "oa_send_image",
        "oa_send_list",
        "oa_send_anonymous_text",
        "user_received_message",
        "user_seen_message",
        "user_reacted_message",
        "user_submit_info",
        "user_send_group_text",
        "add_user_to_tag",
        "change_oa_daily_quota",
        "user_click_button",
    ],
)
def test_echoes_receipts_and_unused_events_are_never_a_citizens_words(name: str) -> None:
    assert parse(name, message={"text": "not a citizen's"}) == Ignored(event_name=name)


def test_the_consoles_sample_events_do_not_swallow_each_other() -> None:
    keys = set()
    for at in ("1763769600123", "1763769600124"):
        sample = call("user_send_text", message={"msg_id": "This is message id", "text": "a"}, timestamp=at)
        event = inbox.parse(sample, signed(sample, timestamp=at))
        assert isinstance(event, Wrote)
        keys.add(event.event_key)
    assert len(keys) == 2


@pytest.mark.parametrize("body", [b"{}", b" {} ", b""])
def test_the_consoles_empty_probe_is_known(body: bytes) -> None:
    assert is_probe(body)


def test_a_probe_with_anything_in_it_is_none() -> None:
    assert not is_probe(b'{"event_name":"user_send_text"}')


@pytest.mark.parametrize("prefix", ["mac=", "", "mac= "], ids=["documented", "bare", "spaced"])
def test_the_signature_may_be_bare(prefix: str) -> None:
    body = call("user_send_text", message=message("a"))
    digest = signed(body)["x-zevent-signature"].removeprefix("mac=")
    assert inbox.parse(body, {"x-zevent-signature": prefix + digest})


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-zevent-signature": ""}, {"x-zevent-signature": "mac="}, {"x-zevent-signature": "mac=" + "0" * 64}],
)
def test_without_its_signature_nothing_passes(headers: dict[str, str]) -> None:
    with pytest.raises(BadSignature):
        inbox.parse(call("user_send_text", message=message("a")), headers)


def test_one_changed_byte_is_noticed() -> None:
    body = call("user_send_text", message=message("a"))
    with pytest.raises(BadSignature):
        inbox.parse(body.replace(b'"a"', b'"b"'), signed(body))


def test_an_app_without_secret_is_refused() -> None:
    body = call("user_send_text", message=message("a"), app_id="42")
    with pytest.raises(BadSignature):
        inbox.parse(body, signed(body, app="42", secret=""))


def test_a_secret_left_empty_is_refused() -> None:
    body = call("user_send_text", message=message("a"))
    with pytest.raises(BadSignature):
        ZaloInbox(lambda _app: "").parse(body, signed(body, secret=""))


def test_a_refusal_names_neither_signature_nor_secret() -> None:
    body = call("user_send_text", message=message("a"))
    with pytest.raises(BadSignature) as refused:
        inbox.parse(body, {"x-zevent-signature": "mac=abc"})
    assert str(refused.value) == "bad signature"


@pytest.mark.parametrize(
    "body",
    [b"not json", b"\xff\xfe", b"[]", b'"text"', b"null", b"[" * 100_000, b'{"app_id": ["x"]}', b'{"app_id": {}}'],
)
def test_what_is_not_an_event_is_refused_shortly(body: bytes) -> None:
    with pytest.raises(RejectedInput) as refused:
        inbox.parse(body, {})
    assert len(str(refused.value)) < 40


@pytest.mark.parametrize(
    "fields",
    [
        {"message": None},
        {"message": "text"},
        {"message": {"text": ["x"]}},
        {"message": {"text": "x", "attachments": "y"}},
        {"message": {"text": "x", "attachments": [1]}},
        {"message": {"attachments": [{"type": "image", "payload": "p"}]}},
        {"message": {"attachments": [{"type": "image", "payload": {"url": {}}}]}},
        {"message": {"text": "x"}, "sender": {"id": None}},
        {"message": {"text": "x"}, "sender": {"id": "u" * 500}},
        {"message": {"text": "x"}, "sender": {"id": "u\n"}},
        {"message": {"text": "x"}, "recipient": []},
    ],
)
def test_wrong_types_are_malformed_and_nothing_worse(fields: dict[str, Any]) -> None:
    with pytest.raises(MalformedEvent):
        parse("user_send_text", **fields)


@pytest.mark.parametrize(
    "coordinates", [None, {}, {"latitude": "91", "longitude": "0"}, {"latitude": "x", "longitude": "0"}]
)
def test_a_location_that_is_no_point_is_malformed(coordinates: Any) -> None:
    with pytest.raises(MalformedEvent):
        parse("user_send_location", message=message("x", part("location", coordinates=coordinates)))


def test_nul_lone_surrogates_and_a_megabyte_become_storable_text() -> None:
    body = call("user_send_text", message=message("a")).replace(b'"a"', b'"a\\u0000\\ud800b"')
    event = inbox.parse(body, signed(body))
    assert isinstance(event, Wrote)
    assert event.text == "a\ufffdb"
    huge = call("user_send_text", message=message("x" * 1_000_000))
    cut = inbox.parse(huge, signed(huge))
    assert isinstance(cut, Wrote)
    assert 20_000 < len(cut.text) < 20_010


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("user_send_text", "55", "55"),
        ("user_send_text", 5512345678901234567, "5512345678901234567"),
        ("user_send_text", None, ""),
        ("user_send_text", {"id": "55"}, ""),
        ("user_send_text", "5" * 200, ""),
        ("anonymous_send_text", "55", ""),
        ("follow", "55", "55"),
        ("unfollow", "55", "55"),
        ("user_click_chatnow", "55", "55"),
    ],
    ids="text number none object long visitor follow unfollow chatnow".split(),
)
def test_what_the_app_calls_a_person_is_read_where_it_is_said(name: str, given: object, read: str) -> None:
    fields: dict[str, Any] = {"message": message("a")} if "send" in name else {"oa_id": OA, "user_id": USER}
    assert parse(name, **fields, user_id_by_app=given).user_id_by_app == read


def test_a_person_who_takes_consent_back_is_an_event_of_its_own() -> None:
    event = parse("user_withdraw", oa_id=OA, user_id=USER, user_id_by_app="9")
    assert isinstance(event, Withdrew)
    assert (event.oa_id, event.user_id) == (OA, USER)
