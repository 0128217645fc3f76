"""Zalo's sending half and its OAuth, against a real HTTP server that misbehaves."""

import socket
from collections.abc import Iterator

import pytest
import urllib3

from dutydesk.errors import (
    DeliveryError,
    PageBroken,
    Refused,
    Throttled,
    TokenExpired,
    Unavailable,
    Unreachable,
    WindowClosed,
)
from dutydesk.messages import Button
from dutydesk.platforms.zalo.oauth import ZaloOAuth, is_token
from dutydesk.platforms.zalo.outbox import TEXT_MAX, ZaloOutbox
from dutydesk.platforms.zalo.refusals import refusal
from dutydesk.platforms.zalo.wire import Wire
from tests.fakes.platform_server import Answer, PlatformServer, accepted, platform_server, refused, told

USER = "7100000000000000001"
TOKEN = "access-token-1"
BUTTONS = (Button(title="Xong", payload="xong"), Button(title="Hủy", payload="hủy"))


@pytest.fixture
def zalo() -> Iterator[PlatformServer]:
    with platform_server() as server:
        yield server


@pytest.fixture
def wire() -> Iterator[Wire]:
    with urllib3.PoolManager() as http:
        yield Wire(http, connect_s=0.5, read_s=0.3)


@pytest.fixture
def outbox(zalo: PlatformServer, wire: Wire) -> ZaloOutbox:
    return ZaloOutbox(wire=wire, api_url=zalo.url)


@pytest.fixture
def oauth(zalo: PlatformServer, wire: Wire) -> ZaloOAuth:
    return ZaloOAuth(wire, zalo.url)


def send(outbox: ZaloOutbox, text: str = "chào", buttons: tuple[Button, ...] = ()) -> str:
    return outbox.send(access_token=TOKEN, user_id=USER, text=text, buttons=buttons)


def failure(outbox: ZaloOutbox) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(outbox)
    return caught.value


def test_a_text_goes_out_with_the_bare_token_and_the_id_as_text(zalo: PlatformServer, outbox: ZaloOutbox) -> None:
    zalo.will(accepted("msg-9"))
    assert send(outbox, "Đã nhận tin.") == "msg-9"
    (asked,) = zalo.asked
    assert asked.path == "/v3.0/oa/message/cs"
    assert asked.headers["access_token"] == TOKEN
    assert asked.json == {"recipient": {"user_id": USER}, "message": {"text": "Đã nhận tin."}}


def test_a_visitor_without_account_is_answered_in_the_conversation(zalo: PlatformServer, outbox: ZaloOutbox) -> None:
    zalo.will(accepted("msg-8"))
    sent = outbox.send(access_token=TOKEN, user_id="anon", text="chào", buttons=BUTTONS[:1], conversation_id="c-9")
    assert sent == "msg-8"
    (asked,) = zalo.asked
    assert asked.path == "/v2.0/oa/message"
    assert asked.json["recipient"] == {"anonymous_id": "anon", "conversation_id": "c-9"}
    assert asked.json["message"]["text"].startswith("chào\n• ")


def test_buttons_travel_as_a_template_below_the_text(zalo: PlatformServer, outbox: ZaloOutbox) -> None:
    send(outbox, buttons=BUTTONS)
    message = zalo.asked[0].json["message"]
    assert message["text"] == "chào"
    assert message["attachment"]["type"] == "template"
    assert message["attachment"]["payload"]["buttons"][1] == {
        "title": "Hủy",
        "type": "oa.query.hide",
        "payload": "hủy",
    }


@pytest.mark.parametrize("number", [-201, -233])
def test_refused_buttons_become_lines_that_a_person_can_type(
    zalo: PlatformServer, outbox: ZaloOutbox, number: int
) -> None:
    zalo.will(refused(number), accepted("plain"))
    assert send(outbox, buttons=BUTTONS) == "plain"
    assert zalo.asked[1].json["message"] == {"text": "chào\n• Xong: nhắn “xong”\n• Hủy: nhắn “hủy”"}


def test_buttons_switched_off_are_never_tried(zalo: PlatformServer, wire: Wire) -> None:
    send(ZaloOutbox(wire=wire, api_url=zalo.url, sends_buttons=False), buttons=BUTTONS)
    assert [list(asked.json["message"]) for asked in zalo.asked] == [["text"]]


def test_the_longest_text_keeps_room_for_its_buttons_as_lines(zalo: PlatformServer, outbox: ZaloOutbox) -> None:
    zalo.will(refused(-201), accepted())
    send(outbox, "ă" * outbox.room_for(BUTTONS), BUTTONS)
    assert len(zalo.asked[1].json["message"]["text"]) == TEXT_MAX


@pytest.mark.parametrize(
    ("answer", "kind", "lost"),
    [
        pytest.param(Answer(after_s=0.6), Unavailable, True, id="no answer in time"),
        pytest.param(Answer(dropped=True), Unavailable, True, id="connection dropped"),
        pytest.param(Answer(body=b'{"error": 0, "data": {}}', cut_off=True), Unavailable, True, id="cut off"),
        pytest.param(Answer(body=b"<html>Bad gateway \xff"), Unavailable, True, id="200 with garbage"),
        pytest.param(Answer(body=b"[" * 100_000), Unavailable, True, id="200 with garbage that nests"),
        pytest.param(Answer(body=b"[]"), Unavailable, True, id="200 with another type"),
        pytest.param(Answer(body=b""), Unavailable, True, id="200 with nothing"),
        pytest.param(told(message="ok"), Unavailable, True, id="200 without a number"),
        pytest.param(told(error=None), Unavailable, True, id="200 with a null"),
        pytest.param(told(error=True), Unavailable, True, id="200 with a boolean"),
        pytest.param(Answer(status=500), Unavailable, True, id="500"),
        pytest.param(Answer(status=502, body=b"<html>"), Unavailable, True, id="502"),
        pytest.param(Answer(status=504, body=b'{"message": "timeout"}'), Unavailable, True, id="504"),
        pytest.param(Answer(status=403, body=b"<html>"), Unavailable, False, id="turned away by a proxy"),
        pytest.param(Answer(status=302), Unavailable, False, id="redirected"),
        pytest.param(refused(-200), Unavailable, False, id="-200, a plain failure"),
        pytest.param(refused(-9999), Unavailable, False, id="a number nobody knows"),
        pytest.param(Answer(status=429), Throttled, False, id="429"),
        pytest.param(refused(-32), Throttled, False, id="-32"),
        pytest.param(told(error="-216"), TokenExpired, False, id="-216 as text"),
        pytest.param(Answer(status=401, body=b'{"error": -216}'), TokenExpired, False, id="-216 with a 401"),
        pytest.param(refused(-230), WindowClosed, False, id="-230"),
        pytest.param(refused(-244), Unreachable, False, id="-244"),
        pytest.param(refused(-210), Refused, False, id="-210"),
        pytest.param(refused(-209), PageBroken, False, id="-209"),
    ],
)
def test_each_failure_says_who_must_act_and_whether_it_may_have_been_done(
    zalo: PlatformServer, outbox: ZaloOutbox, answer: Answer, kind: type[DeliveryError], *, lost: bool
) -> None:
    zalo.will(answer)
    error = failure(outbox)
    assert type(error) is kind
    assert (isinstance(error, Unavailable) and error.answer_lost) is lost
    assert len(zalo.asked) == 1, "a call must never be repeated unasked"


def test_nothing_can_have_been_done_where_nobody_listens(wire: Wire) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = failure(ZaloOutbox(wire=wire, api_url=f"http://127.0.0.1:{port}"))
    assert isinstance(error, Unavailable)
    assert not error.answer_lost


@pytest.mark.parametrize("answer", [refused(-201), Answer(status=500), Answer(dropped=True)])
def test_no_error_repeats_a_text_a_token_or_a_person(zalo: PlatformServer, outbox: ZaloOutbox, answer: Answer) -> None:
    zalo.will(answer)
    error: BaseException | None = failure(outbox)
    while error is not None:
        assert not any(secret in f"{error!r}{error}" for secret in (TOKEN, USER, "chào", "84900000000"))
        error = error.__cause__


def test_success_without_a_message_id_is_success(zalo: PlatformServer, outbox: ZaloOutbox) -> None:
    zalo.will(told(error=0, message="Success"))
    assert send(outbox) == ""


def test_a_connection_that_died_while_idle_is_replaced(zalo: PlatformServer, outbox: ZaloOutbox) -> None:
    send(outbox)
    zalo.will(Answer(dropped=True))
    failure(outbox)
    assert send(outbox) == "m-1"


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ((-216, -220, -124), TokenExpired),
        ((-32, -133, -144, -147, -211, -218, -234), Throttled),
        ((-230, -232), WindowClosed),
        ((-213, -217, -227, -244), Unreachable),
        ((-100, -201, -210, -214, -233, -237, -240, -248, -249), Refused),
        ((-204, -205, -209, -212, -219, -221, -223, -224, -235, -242, -320, -321), PageBroken),
        ((-200, -1, 1, -31337), Unavailable),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_documented_number_has_one_meaning(numbers: tuple[int, ...], kind: type[DeliveryError]) -> None:
    assert {number: type(refusal(number)) for number in numbers} == dict.fromkeys(numbers, kind)


def test_a_used_up_quota_waits_longer_than_a_busy_minute() -> None:
    busy, used_up = refusal(-32), refusal(-211)
    assert isinstance(busy, Throttled)
    assert isinstance(used_up, Throttled)
    assert busy.retry_after_s <= 60 < used_up.retry_after_s


def exchange(oauth: ZaloOAuth) -> None:
    oauth.refresh(app_id="100", app_secret="app-secret", refresh_token="refresh-1")


@pytest.mark.parametrize("life", ["90000", 90000, "soon", None, -5], ids=repr)
def test_a_refresh_token_becomes_a_new_pair(zalo: PlatformServer, oauth: ZaloOAuth, life: object) -> None:
    zalo.will(told(access_token="access-2", refresh_token="refresh-2", expires_in=life))
    grant = oauth.refresh(app_id="100", app_secret="app-secret", refresh_token="refresh-1")
    (asked,) = zalo.asked
    assert asked.path == "/v4/oa/access_token"
    assert asked.headers["secret_key"] == "app-secret"
    assert asked.form == {"app_id": "100", "grant_type": "refresh_token", "refresh_token": "refresh-1"}
    assert (grant.access_token, grant.refresh_token, grant.expires_in_s) == ("access-2", "refresh-2", 90000)
    assert "access-2" not in repr(grant)
    assert "refresh-2" not in repr(grant)


@pytest.mark.parametrize(
    ("answer", "kind", "lost"),
    [
        pytest.param(told(error=-14014, error_name="x"), PageBroken, False, id="refused"),
        pytest.param(told(error="invalid_grant"), PageBroken, False, id="refused in words"),
        pytest.param(told(error=-32), Throttled, False, id="too many"),
        pytest.param(Answer(after_s=0.6), Unavailable, True, id="late"),
        pytest.param(Answer(dropped=True), Unavailable, True, id="dropped"),
        pytest.param(Answer(status=503), Unavailable, True, id="503"),
        pytest.param(Answer(body=b"garbage"), Unavailable, True, id="garbage"),
        pytest.param(told(access_token="access-2"), Unavailable, True, id="half a pair"),
        pytest.param(told(access_token="a\nb", refresh_token="r"), Unavailable, True, id="not a token"),
    ],
)
def test_only_a_refusal_is_final_for_a_refresh_token(
    zalo: PlatformServer, oauth: ZaloOAuth, answer: Answer, kind: type[DeliveryError], *, lost: bool
) -> None:
    zalo.will(answer)
    with pytest.raises(kind) as caught:
        exchange(oauth)
    assert getattr(caught.value, "answer_lost", False) is lost


@pytest.mark.parametrize("value", ["", "two words", "line\n", "dấu", None, 5], ids=repr)
def test_what_cannot_stand_in_a_header_is_no_token(value: object) -> None:
    assert not is_token(value)


def test_a_template_goes_to_the_user_with_its_parameters_and_nothing_else(
    zalo: PlatformServer, outbox: ZaloOutbox
) -> None:
    zalo.will(accepted("msg-7"), refused(-131))
    words = {"unit": "Công an Mẫu", "content": "Thông báo", "code": "ABC-DEF-GHJ"}
    assert outbox.send_template(access_token=TOKEN, user_id=USER, template_id="T1", data=words) == "msg-7"
    (asked,) = zalo.asked
    assert asked.path == "/v3.0/oa/message/template"
    assert asked.headers["access_token"] == TOKEN
    assert asked.json == {"user_id": USER, "template_id": "T1", "template_data": words}
    with pytest.raises(Refused):
        outbox.send_template(access_token=TOKEN, user_id=USER, template_id="T1", data=words)
