"""Events reach the app signed as Zalo signs them, and come again until they are accepted."""

import hashlib
from typing import Any

import httpx
import pytest

from local.platforms.zalo.signature import signed, timestamp_of
from tests.unit.simulator.conftest import APP, CITIZEN, OA, PAGE, Sim


def test_the_signature_is_the_documented_hash_computed_by_another_tool() -> None:
    raw = (
        '{"app_id":"1000000000000000001","event_name":"user_send_text",'
        '"timestamp":"1795305600123","message":{"text":"báo tin"}}'
    ).encode()
    headers = signed(raw, app_id="1000000000000000001", timestamp="1795305600123", secret="oa-secret-of-the-vector")
    assert headers["X-ZEvent-Signature"] == "mac=88c1fc16472731415c7381a05669f5ec7859cf914b928be4187db87c90176f70"


def test_what_a_citizen_says_is_signed_over_the_bytes_that_are_sent(sim: Sim) -> None:
    told = sim.say(text="báo tin")
    (call,) = sim.webhook.calls
    (body,) = sim.webhook.bodies()
    over = APP.encode() + call.content + body["timestamp"].encode() + f"signing-{APP}".encode()
    assert call.headers["X-ZEvent-Signature"] == f"mac={hashlib.sha256(over).hexdigest()}"
    assert (told["status"], told["event_name"], told["msg_id"]) == (200, "user_send_text", body["message"]["msg_id"])


def test_a_text_comes_from_the_citizen_to_the_page_with_ids_as_strings(sim: Sim) -> None:
    sim.say(text="báo tin")
    (body,) = sim.webhook.bodies()
    assert body["sender"] == {"id": CITIZEN}
    assert body["recipient"] == {"id": OA}
    assert body["timestamp"] == "1795309230000"
    assert body["message"]["text"] == "báo tin"


def test_two_messages_never_share_an_id(sim: Sim) -> None:
    assert sim.say(text="một")["msg_id"] != sim.say(text="một")["msg_id"]


@pytest.mark.parametrize(
    ("attachment", "event_name", "payload"),
    [
        (
            {"type": "location", "latitude": 10.79, "longitude": "106.78"},
            "user_send_location",
            {"coordinates": {"latitude": "10.79", "longitude": "106.78"}},
        ),
        (
            {"type": "image", "url": "https://cdn.example/a.jpg"},
            "user_send_image",
            {"url": "https://cdn.example/a.jpg", "thumbnail": "https://cdn.example/a.jpg"},
        ),
        (
            {"type": "audio", "payload": {"url": "https://cdn.example/a.amr"}},
            "user_send_audio",
            {"url": "https://cdn.example/a.amr"},
        ),
    ],
    ids=["location", "image", "audio"],
)
def test_an_attachment_has_the_platforms_shape(
    sim: Sim, attachment: dict[str, Any], event_name: str, payload: dict[str, Any]
) -> None:
    assert sim.say(attachments=[attachment])["event_name"] == event_name
    (body,) = sim.webhook.bodies()
    assert body["message"]["attachments"] == [{"type": attachment["type"], "payload": payload}]
    assert "text" not in body["message"]


def test_an_album_is_one_event_whose_made_up_photos_can_be_fetched(sim: Sim) -> None:
    sim.say(text="ảnh hiện trường", attachments=[{"type": "image"}, {"type": "image"}])
    (body,) = sim.webhook.bodies("user_send_image")
    urls = [attachment["payload"]["url"] for attachment in body["message"]["attachments"]]
    assert len(set(urls)) == 2
    photo = sim.client.get(httpx.URL(urls[0]).path)
    assert (photo.headers["content-type"], photo.content[:4]) == ("image/png", b"\x89PNG")


def test_several_kinds_of_attachment_are_several_events(sim: Sim) -> None:
    told = sim.say(attachments=[{"type": "image"}, {"type": "location", "latitude": 1, "longitude": 2}])
    assert [event["event_name"] for event in told["events"]] == ["user_send_image", "user_send_location"]


def test_a_pressed_button_comes_back_as_the_citizens_text(sim: Sim) -> None:
    sim.say(payload="tip:done")
    assert sim.webhook.bodies("user_send_text")[0]["message"]["text"] == "tip:done"


def test_a_lone_surrogate_travels_escaped(sim: Sim) -> None:
    answer = sim.client.post(
        f"/citizens/{CITIZEN}/say", content=rf'{{"page_id": "{PAGE}", "text": "a\ud800\u0000"}}'.encode()
    )
    assert answer.json()["status"] == 200
    assert rb"a\ud800\u0000" in sim.webhook.calls[0].content


def test_follow_names_the_follower_and_the_page(sim: Sim) -> None:
    assert sim.act("follow")["status"] == 200
    (body,) = sim.webhook.bodies("follow")
    assert body["follower"] == {"id": CITIZEN}
    assert body["oa_id"] == OA
    assert "sender" not in body


@pytest.mark.parametrize("refusal", [500, 401, 302, 0.5, httpx.ConnectError("no route")], ids=str)
def test_what_is_not_accepted_in_time_comes_again_with_the_same_bytes(sim: Sim, refusal: float | Exception) -> None:
    sim.webhook.answers = [refusal, 503]
    told = sim.say(text="báo tin")
    sim.settle()
    first, second, third = sim.webhook.calls
    assert told["status"] == (refusal if isinstance(refusal, int) else None)
    assert first.content == second.content == third.content
    assert first.headers["X-ZEvent-Signature"] == third.headers["X-ZEvent-Signature"]
    assert [call.headers.get("num_retry") for call in sim.webhook.calls] == [None, "1", "2"]


def test_after_five_redeliveries_the_app_is_unsubscribed_until_the_webhook_is_saved_again(sim: Sim) -> None:
    sim.webhook.answers = [500] * 6
    sim.say(text="báo tin")
    sim.settle()
    assert len(sim.webhook.calls) == 6
    assert [app["subscribed"] for app in sim.status()["apps"]] == [False, True]
    assert sim.say(text="có ai không")["error"] == "unsubscribed"
    assert sim.post("/webhook")["status"] == 200
    assert sim.webhook.calls[-1].content == b"{}"
    assert "X-ZEvent-Signature" not in sim.webhook.calls[-1].headers
    assert sim.say(text="có ai không")["status"] == 200


def test_redeliveries_come_on_the_platforms_schedule(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    sim.post("/settings", {"time_scale": 1})
    sim.webhook.answers = [500] * 6
    monkeypatch.setattr("local.platforms.delivery.asyncio.sleep", sleep)
    sim.say(text="báo tin")
    sim.settle()
    assert slept == [30, 270, 600, 900, 1800]


def test_a_reset_gives_up_pending_redeliveries(sim: Sim) -> None:
    sim.post("/settings", {"time_scale": 1})
    sim.webhook.answers = [500]
    sim.say(text="báo tin")
    assert sim.status()["awaiting_redelivery"] == 1
    sim.client.post("/reset")
    assert sim.status()["awaiting_redelivery"] == 0
    assert sim.inbox() == []


def test_one_event_can_arrive_fifty_times_at_once(sim: Sim) -> None:
    body = {"app_id": APP, "event_name": "user_send_text", "timestamp": "1", "message": {"msg_id": "m"}}
    told = sim.post("/events", {"body": body, "times": 50, "concurrently": True})
    assert [result["status"] for result in told["results"]] == [200] * 50
    assert len({call.content for call in sim.webhook.calls}) == 1


@pytest.mark.parametrize(
    ("event", "raw"),
    [
        ({"raw": "{not json", "signature": "none"}, b"{not json"),
        ({"raw_base64": "AP8=", "app_id": APP}, b"\x00\xff"),
        ({"body": {}, "signature": "none"}, b"{}"),
        ({"body": [1], "app_id": APP}, b"[1]"),
    ],
    ids=["not json", "not text", "probe", "not an object"],
)
def test_a_raw_event_is_posted_as_it_stands(sim: Sim, event: dict[str, Any], raw: bytes) -> None:
    sim.post("/events", event)
    (call,) = sim.webhook.calls
    assert call.content == raw
    assert ("X-ZEvent-Signature" in call.headers) == (event.get("signature") != "none")


def test_a_raw_event_may_carry_any_header_in_place_of_ours(sim: Sim) -> None:
    sim.post("/events", {"body": {"app_id": APP}, "headers": {"x-zevent-signature": "mac=0"}})
    assert sim.webhook.calls[0].headers.get_list("X-ZEvent-Signature") == ["mac=0"]


@pytest.mark.parametrize(
    ("raw", "timestamp"),
    [
        (b'{"timestamp":"1795305600123"}', "1795305600123"),
        (b'{"timestamp":1795305600123}', "1795305600123"),
        (b'{"timestamp":1.50}', "1.50"),
        (b"{}", ""),
        (b"[]", ""),
        (b"\xff", ""),
    ],
)
def test_the_timestamp_is_signed_as_it_is_written(raw: bytes, timestamp: str) -> None:
    assert timestamp_of(raw) == timestamp
