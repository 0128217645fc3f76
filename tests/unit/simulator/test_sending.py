"""What a page may send, and how the platform refuses the rest."""

import json
import unicodedata
from typing import Any

import pytest

from tests.unit.simulator.conftest import APP, CITIZEN, OA, OTHER_PAGE, PAGE, Sim

HELLO = {"text": "Xin chào"}
BUTTON = {"title": "Báo tin", "type": "oa.query.hide", "payload": "menu:tip"}


def template(**payload: object) -> dict[str, object]:
    return {"attachment": {"type": "template", "payload": payload}}


def test_a_sent_message_is_in_the_citizens_inbox_with_its_buttons(sim: Sim) -> None:
    sim.say(text="xin chào")
    buttons = [
        BUTTON,
        {"title": "Trang web", "type": "oa.open.url", "payload": {"url": "https://desk.example"}},
        {"title": "Gọi", "type": "oa.open.phone", "payload": {"phone_code": "84900000113"}},
    ]
    answer = sim.send({"text": "Chọn:", **template(template_type="list", buttons=buttons)}).json()
    assert (answer["error"], answer["message"]) == (0, "Success")
    assert answer["data"]["user_id"] == CITIZEN
    (message,) = sim.inbox()
    assert message == {
        "page_id": PAGE,
        "message_id": answer["data"]["message_id"],
        "text": "Chọn:",
        "buttons": [
            {"title": "Báo tin", "payload": "menu:tip"},
            {"title": "Trang web", "url": "https://desk.example"},
            {"title": "Gọi", "phone": "84900000113"},
        ],
        "images": [],
        "at": "2026-11-22T01:00:30+00:00",
    }


def test_the_inbox_is_oldest_first_over_all_pages_or_of_one(sim: Sim) -> None:
    sim.say(text="a")
    sim.say(text="b", page_id=OTHER_PAGE)
    for text, page_id in (("1", PAGE), ("2", OTHER_PAGE), ("3", PAGE)):
        sim.send({"text": text}, token=f"access-{page_id}")
    assert [message["text"] for message in sim.inbox()] == ["1", "2", "3"]
    assert [message["text"] for message in sim.inbox(page_id=PAGE)] == ["1", "3"]
    assert sim.inbox("7199") == []


def test_a_list_shows_its_rows_as_text_and_as_choices(sim: Sim) -> None:
    sim.say(text="xin chào")
    row = {"title": "Báo tin", "subtitle": "An ninh", "default_action": {"type": "oa.query.show", "payload": "tip"}}
    assert sim.error_of(template(template_type="list", elements=[row])) == 0
    (message,) = sim.inbox()
    assert message["text"] == "Báo tin\nAn ninh"
    assert message["buttons"] == [{"title": "Báo tin", "payload": "tip"}]


def test_lists_are_refused_once_the_setting_says_so(sim: Sim) -> None:
    sim.say(text="xin chào")
    sim.post("/settings", {"accepts_lists": False})
    assert sim.error_of({"text": "Chọn", **template(template_type="list", buttons=[BUTTON])}) == -201
    assert sim.error_of(HELLO) == 0


def test_an_echo_comes_from_the_page_to_the_citizen(sim: Sim) -> None:
    sim.say(text="xin chào")
    message_id = sim.send(HELLO).json()["data"]["message_id"]
    sim.settle()
    for event_name in ("oa_send_text", "user_received_message"):
        (body,) = sim.webhook.bodies(event_name)
        assert (body["sender"], body["recipient"]) == ({"id": OA}, {"id": CITIZEN})
        assert body["message"]["msg_id"] == message_id


def test_what_the_citizen_reads_is_told_once_when_the_setting_asks_for_it(sim: Sim) -> None:
    sim.post("/settings", {"sends_seen": True, "sends_echo": False, "sends_received": False})
    sim.say(text="xin chào")
    message_id = sim.send(HELLO).json()["data"]["message_id"]
    sim.inbox()
    sim.inbox()
    sim.settle()
    assert [body["message"] for body in sim.webhook.bodies("user_seen_message")] == [{"msg_ids": [message_id]}]
    assert sim.webhook.bodies("oa_send_text") == []


def test_a_text_is_counted_in_its_composed_form(sim: Sim) -> None:
    sim.say(text="xin chào")
    assert sim.error_of({"text": unicodedata.normalize("NFD", "ế" * 2000)}) == 0
    assert sim.error_of({"text": "ế" * 2001}) == -210


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({}, -201),
        ({"text": "  "}, -201),
        ({"text": 7}, -201),
        ("Xin chào", -201),
        (template(template_type="banner"), -201),
        ({"text": "a", **template(buttons=[BUTTON] * 6)}, -210),
        ({"text": "a", **template(buttons=[{**BUTTON, "title": "t" * 101}])}, -210),
        ({"text": "a", **template(buttons=[{**BUTTON, "payload": "p" * 1001}])}, -210),
        ({"text": "a", **template(buttons=[{**BUTTON, "payload": {"x": 1}}])}, -201),
        ({"text": "a", **template(buttons=[{**BUTTON, "type": "user.click"}])}, -201),
        (template(template_type="list", elements=[{"title": "t"}] * 6), -210),
        (template(template_type="media", elements=[{"media_type": "image"}]), -201),
        (template(template_type="media", elements=[{"media_type": "image", "url": "https://a.example/1.jpg"}]), 0),
        ({"text": "a", **template(buttons=[BUTTON])}, 0),
    ],
)
def test_a_message_is_held_to_the_platforms_sizes(sim: Sim, message: object, error: int) -> None:
    sim.say(text="xin chào")
    assert sim.error_of(message) == error
    assert len(sim.inbox()) == (error == 0)


@pytest.mark.parametrize("user_id", ["7199", int(CITIZEN), "", None], ids=["stranger", "number", "empty", "none"])
def test_an_unknown_or_mistyped_recipient_is_a_bad_field(sim: Sim, user_id: object) -> None:
    sim.say(text="xin chào")
    assert sim.error_of(HELLO, user_id=user_id) == -201


def test_the_window_closes_after_seven_days_and_receipts_do_not_keep_it_open(sim: Sim) -> None:
    sim.post("/settings", {"token_lifetime_s": 30 * 86_400, "sends_seen": True})
    token = sim.post(f"/pages/{PAGE}/consent")["access_token"]
    sim.say(text="xin chào")
    sim.time.pass_by(days=6)
    assert sim.error_of(HELLO, token=token) == 0
    sim.inbox()
    sim.settle()
    sim.time.pass_by(days=1, seconds=1)
    assert sim.error_of(HELLO, token=token) == -230
    sim.say(text="còn đó không")
    assert sim.error_of(HELLO, token=token) == 0


@pytest.mark.parametrize(
    ("act", "error", "undo"), [("block", -244, "unblock"), ("unfollow", -213, "follow")], ids=["block", "unfollow"]
)
def test_a_citizen_can_shut_the_page_out_and_let_it_in_again(sim: Sim, act: str, error: int, undo: str) -> None:
    sim.say(text="xin chào")
    sim.act(act)
    assert sim.error_of(HELLO) == error
    sim.act(undo)
    assert sim.error_of(HELLO) == 0


def test_silence_closes_the_window_without_waiting(sim: Sim) -> None:
    sim.say(text="xin chào")
    sim.act("silence", hours=7 * 24 + 1)
    assert sim.error_of(HELLO) == -230


def test_a_message_answers_the_one_it_names(sim: Sim) -> None:
    message_id = sim.say(text="xin chào")["msg_id"]
    body = {"recipient": {"message_id": message_id}, "message": HELLO}
    answer = sim.client.post("/v3.0/oa/message/cs", json=body, headers={"access_token": f"access-{PAGE}"})
    assert answer.json()["data"]["user_id"] == CITIZEN


def test_the_limit_is_the_apps_and_opens_with_the_next_minute(sim: Sim) -> None:
    sim.say(text="xin chào")
    sim.post("/settings", {"requests_per_minute": 2})
    remains = [sim.send(HELLO).headers["X-RateLimit-Remain"] for _ in range(2)]
    assert remains == ["1", "0"]
    over = sim.send(HELLO)
    assert (over.status_code, over.json()["error"], over.headers["X-RateLimit-Limit"]) == (200, -32, "2")
    sim.say(text="xin chào", page_id=OTHER_PAGE)
    assert sim.error_of(HELLO, token=f"access-{OTHER_PAGE}") == 0
    sim.time.pass_by(seconds=30)
    assert sim.error_of(HELLO) == 0
    assert len(sim.inbox(page_id=PAGE)) == 3


def get(sim: Sim, path: str, **data: object) -> dict[str, Any]:
    answer = sim.client.get(path, params={"data": json.dumps(data)}, headers={"access_token": f"access-{PAGE}"})
    told: dict[str, Any] = answer.json()
    return told


def test_a_known_citizen_has_a_detail_and_a_stranger_is_a_bad_field(sim: Sim) -> None:
    sim.act("follow")
    detail = get(sim, "/v3.0/oa/user/detail", user_id=CITIZEN)["data"]
    assert detail["user_is_follower"] is True
    assert detail["user_last_interaction_date"] == "22/11/2026"
    assert get(sim, "/v3.0/oa/user/detail", user_id="7199")["error"] == -201


def test_followers_are_listed_fifty_at_a_time(sim: Sim) -> None:
    sim.act("follow")
    sim.say("7102", text="chưa quan tâm")
    everyone = get(sim, "/v3.0/oa/user/getlist", offset=0, count=50)["data"]
    assert (everyone["total"], everyone["users"]) == (2, [{"user_id": CITIZEN}, {"user_id": "7102"}])
    followers = get(sim, "/v3.0/oa/user/getlist", offset=0, count=50, is_follower=True)["data"]
    assert followers["users"] == [{"user_id": CITIZEN}]
    assert get(sim, "/v3.0/oa/user/getlist", offset=0, count=51)["error"] == -210
    assert get(sim, "/v3.0/oa/user/getlist", offset=9952, count=1)["error"] == -210


def test_a_page_is_told_its_followers(sim: Sim) -> None:
    sim.act("follow")
    assert get(sim, "/v2.0/oa/getoa")["data"]["num_follower"] == 1


def test_the_log_names_calls_without_tokens_or_texts(sim: Sim) -> None:
    sim.say(text="lời khai riêng tư")
    sim.send({"text": "câu trả lời riêng tư"})
    sim.refresh(f"refresh-{PAGE}")
    sim.settle()
    whole = sim.client.get("/log").text + sim.client.get("/status").text + sim.client.get("/pages").text
    for secret in (
        "riêng tư",
        json.dumps("riêng tư")[1:-1],
        f"access-{PAGE}",
        f"refresh-{PAGE}",
        "signing-",
        f"app-{APP}",
    ):
        assert secret not in whole
    assert [call["endpoint"] for call in sim.log("call")] == ["message", "oauth"]
    since = sim.log("call")[0]["number"]
    later = sim.client.get("/log", params={"since": since}).json()["entries"]
    assert all(entry["number"] > since for entry in later)
    assert sim.client.get("/log", params={"since": since, "limit": 1}).json() == {
        "entries": later[:1],
        "next": later[0]["number"],
    }
