"""Approved templates by user id: who may get which, when, and how many a day."""

from typing import Any

import pytest

from tests.unit.simulator.conftest import APP, CITIZEN, OA, OTHER_PAGE, PAGE, Sim

SEND = "/v3.0/oa/message/template"
ALERT = {"text": "Công an Phường Mẫu báo: <notice>"}
PROMOTION = {"text": "Mời bà con xem bài mới", "kind": "promotion"}
TEN_AT_NIGHT, SIX_IN_THE_MORNING = 15, 23  # in UTC


@pytest.fixture(autouse=True)
def met(sim: Sim) -> None:
    """Let a citizen follow the page and a template of each kind be known."""
    sim.act("follow")
    put(sim, "alert", ALERT)
    put(sim, "news", PROMOTION)


def put(sim: Sim, template_id: str, template: dict[str, Any]) -> None:
    answer = sim.client.put(f"/templates/{template_id}", json=template)
    assert answer.status_code == 200, answer.text


def error(sim: Sim, template_id: object = "alert", data: object = None, **more: Any) -> int:
    told = sent(sim, template_id, data, **more)
    return int(told["error"])


def sent(sim: Sim, template_id: object = "alert", data: object = None, **more: Any) -> Any:
    filled = {"notice": "nước dâng"} if data is None and template_id == "alert" else (data or {})
    token = more.pop("token", f"access-{PAGE}")
    body = {"user_id": CITIZEN, "template_id": template_id, "template_data": filled, **more}
    return sim.call(SEND, body, token)


def test_a_template_arrives_with_its_parameters_filled_in(sim: Sim) -> None:
    told = sent(sim)
    assert (told["data"]["user_id"], told["data"]["sent_time"]) == (CITIZEN, "1795309230000")
    (message,) = sim.inbox()
    assert message["text"] == "Công an Phường Mẫu báo: nước dâng"
    assert message["message_id"] == told["data"]["message_id"]


def test_a_template_needs_no_recent_word_of_the_citizens(sim: Sim) -> None:
    sim.act("silence", hours=30 * 24)
    assert sim.error_of({"text": "Xin chào"}) == -230
    assert error(sim) == 0


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ({**ALERT, "approved": False}, -131),
        ({**ALERT, "by_user_id": False}, -249),
        ({**ALERT, "page_id": OTHER_PAGE}, -249),
        ({**ALERT, "page_id": PAGE}, 0),
    ],
    ids=["unapproved", "for phone numbers", "of another page", "of this page"],
)
def test_a_template_that_may_not_be_used_is_refused(sim: Sim, template: dict[str, Any], code: int) -> None:
    put(sim, "alert", template)
    assert error(sim) == code
    assert len(sim.inbox()) == (code == 0)


def test_an_unknown_template_is_refused_and_so_is_one_that_was_taken_back(sim: Sim) -> None:
    assert error(sim, "nothing") == -249
    assert error(sim, None) == -201
    sim.client.delete("/templates/alert")
    assert error(sim) == -249
    assert list(sim.get("/templates")) == ["configured", "news"]


def test_a_template_may_come_with_the_configuration(sim: Sim) -> None:
    assert error(sim, "configured") == 0
    assert [message["text"] for message in sim.inbox()] == ["Từ tệp cấu hình"]


@pytest.mark.parametrize(
    "data", [{"notice": "a", "more": "b"}, {"other": "a"}, {"notice": {"a": 1}}, ["a"], "a"], ids=str
)
def test_data_that_does_not_fit_the_template_is_refused(sim: Sim, data: object) -> None:
    assert error(sim, data=data) == -132


@pytest.mark.parametrize(
    ("act", "code"), [("block", -244), ("unfollow", -213), ("silence", 0)], ids=["blocked", "left", "silent"]
)
def test_a_template_reaches_only_those_who_let_the_page_in(sim: Sim, act: str, code: int) -> None:
    sim.act(act, **({"hours": 2000} if act == "silence" else {}))
    assert error(sim) == code


def test_a_stranger_is_a_bad_field(sim: Sim) -> None:
    assert error(sim, user_id="7199") == -201
    assert error(sim, user_id=7199) == -201


def test_no_promotion_at_night_unless_the_rule_is_off(sim: Sim) -> None:
    sim.post("/settings", {"promotion_once_a_day": False})
    codes = {}
    for hour, minute in ((TEN_AT_NIGHT - 1, 59), (TEN_AT_NIGHT, 0), (SIX_IN_THE_MORNING - 1, 59)):
        sim.time.now = sim.time.now.replace(hour=hour, minute=minute)
        codes[hour, minute] = (error(sim, "news"), error(sim))
    assert list(codes.values()) == [(0, 0), (-234, 0), (-234, 0)]
    sim.post("/settings", {"night_rule": False})
    assert error(sim, "news") == 0
    sim.post("/settings", {"night_rule": True})
    sim.time.now = sim.time.now.replace(hour=SIX_IN_THE_MORNING, minute=0)
    assert error(sim, "news") == 0


def test_one_promotion_a_day_for_each_follower(sim: Sim) -> None:
    assert [error(sim, "news"), error(sim, "news")] == [0, -218]
    sim.time.pass_by(days=1)
    token = sim.post(f"/pages/{PAGE}/consent")["access_token"]
    assert error(sim, "news", token=token) == 0
    sim.say("7102", text="chưa quan tâm")
    assert error(sim, "news", token=token, user_id="7102") == -213
    assert error(sim, token=token, user_id="7102") == 0


def test_the_daily_quota_is_the_accounts_and_ends_with_the_day_in_vietnam(sim: Sim) -> None:
    sim.post("/settings", {"templates_per_day": 2})
    assert [sent(sim)["data"]["quota"] for _ in range(2)] == [
        {"dailyQuota": "2", "remainingQuota": "1"},
        {"dailyQuota": "2", "remainingQuota": "0"},
    ]
    assert error(sim) == -211
    assert sim.status()["pages"][0]["templates_today"] == 2
    assert sim.error_of({"text": "Xin chào"}) == 0
    sim.say(page_id=OTHER_PAGE, text="xin chào")
    assert error(sim, token=f"access-{OTHER_PAGE}") == 0
    sim.time.now = sim.time.now.replace(hour=17, minute=0)
    assert error(sim) == 0


def test_a_refused_template_costs_no_quota_and_a_page_may_have_its_own(sim: Sim) -> None:
    sim.post("/settings", {"templates_per_day": 0, "templates_per_day_of": {PAGE: 1}})
    sim.act("block")
    assert [error(sim), error(sim)] == [-244, -244]
    sim.act("unblock")
    assert [error(sim), error(sim)] == [0, -211]
    sim.say(page_id=OTHER_PAGE, text="xin chào")
    assert [error(sim, token=f"access-{OTHER_PAGE}") for _ in range(3)] == [0] * 3


def test_the_echo_of_a_template_has_its_words_in_the_attachment(sim: Sim) -> None:
    message_id = sent(sim)["data"]["message_id"]
    sim.settle()
    (body,) = sim.webhook.bodies("oa_send_text")
    assert (body["app_id"], body["sender"]) == (APP, {"id": OA})
    assert body["message"] == {
        "msg_id": message_id,
        "attachments": [
            {
                "type": "template",
                "payload": {
                    "zinstant_id": message_id,
                    "text": "Công an Phường Mẫu báo: nước dâng",
                    "link_url": "",
                    "checksum": "",
                },
            }
        ],
    }


def test_templates_outlive_a_reset_and_the_count_of_the_day_does_not(sim: Sim) -> None:
    sim.post("/settings", {"templates_per_day": 1})
    assert error(sim) == 0
    sim.client.post("/reset")
    sim.act("follow")
    assert error(sim) == 0


def test_a_fault_can_be_meant_for_templates_alone(sim: Sim) -> None:
    sim.post("/faults", {"endpoint": "template", "zalo_error": -248})
    assert (error(sim), sim.error_of({"text": "Xin chào"})) == (-248, 0)


@pytest.mark.parametrize("template", [{}, {"text": ""}, {"text": "a", "kind": "spam"}, {"text": "a", "aproved": True}])
def test_a_template_that_makes_no_sense_is_refused(sim: Sim, template: dict[str, Any]) -> None:
    assert sim.client.put("/templates/odd", json=template).status_code == 400
    assert sim.client.put("/templates/odd", json={**ALERT, "page_id": "nowhere"}).status_code == 404
