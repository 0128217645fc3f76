"""Articles, and their broadcast by the platform to all followers."""

from typing import Any

import pytest

from tests.unit.simulator.conftest import CITIZEN, OTHER_PAGE, PAGE, Sim

ARTICLE = {
    "type": "normal",
    "title": "Cảnh báo lũ",
    "author": "Công an Phường Mẫu",
    "description": "Nước đang dâng.",
    "cover": {"cover_type": "photo", "photo_url": "https://desk.example/a.jpg", "status": "show"},
    "body": [{"type": "text", "content": "Nội dung"}],
    "status": "show",
}
TEXT = "[Bài viết] Cảnh báo lũ"


def made(sim: Sim, token: str = f"access-{PAGE}", **changed: object) -> str:
    asked = sim.call("/v2.0/article/create", {**ARTICLE, **changed}, token)["data"]["token"]
    sim.time.pass_by(seconds=1)
    return str(sim.call("/v2.0/article/verify", {"token": asked}, token)["data"]["id"])


def broadcast(sim: Sim, *elements: object, target: object = None, token: str = f"access-{PAGE}") -> int:
    payload = {"template_type": "media", "elements": list(elements)}
    body = {
        "recipient": {"target": {} if target is None else target},
        "message": {"attachment": {"type": "template", "payload": payload}},
    }
    told = sim.call("/v2.0/oa/message", body, token)
    if told["error"] == 0:
        assert told["data"]["message_id"]
    return int(told["error"])


def element(article_id: str) -> dict[str, str]:
    return {"media_type": "article", "attachment_id": article_id}


def test_an_article_reaches_all_followers_after_its_review(sim: Sim) -> None:
    sim.act("follow")
    sim.say("7102", text="chưa quan tâm")
    article_id = made(sim)
    sim.post("/settings", {"time_scale": 1})
    assert broadcast(sim, element(article_id)) == 0
    assert sim.inbox() == []
    assert sim.status()["in_background"] == 1
    sim.client.post("/reset")
    sim.post("/settings", {"time_scale": 1e-6})
    sim.act("follow")
    sim.say("7102", text="chưa quan tâm")
    assert broadcast(sim, element(made(sim))) == 0
    sim.settle()
    assert [message["text"] for message in sim.inbox()] == [TEXT]
    assert sim.inbox("7102") == []


def test_a_crowd_gets_an_article_once_each_but_for_those_who_left_or_blocked(sim: Sim) -> None:
    user_ids = sim.gather(count=3000, outside_window=0.1, blocked=0.1, not_following=0.1)
    sim.say(user_ids[0], text="tôi ở đây")
    assert broadcast(sim, element(made(sim))) == 0
    sim.settle()
    tally = sim.tally()
    assert (tally["total_messages"], tally["recipients"], tally["duplicates"]) == (2400, 2400, 0)


def test_an_article_is_known_once_it_is_processed(sim: Sim) -> None:
    sim.post("/settings", {"time_scale": 1})
    token = sim.call("/v2.0/article/create", ARTICLE)["data"]["token"]
    assert sim.call("/v2.0/article/verify", {"token": token})["error"] == -214
    sim.time.pass_by(seconds=30)
    assert sim.call("/v2.0/article/verify", {"token": token})["data"]["id"]
    assert sim.call("/v2.0/article/verify", {"token": "none"})["error"] == -201
    assert sim.call("/v2.0/article/verify", {"token": token}, f"access-{OTHER_PAGE}")["error"] == -201


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"type": "video"}, -201),
        ({"title": "t" * 151}, -210),
        ({"title": ""}, -201),
        ({"author": "a" * 51}, -210),
        ({"description": "d" * 301}, -210),
        ({"cover": {"cover_type": "video"}}, -201),
        ({"body": []}, -201),
        ({"body": [{"type": "poem", "content": "a"}]}, -201),
        ({"status": "maybe"}, -201),
    ],
    ids=str,
)
def test_an_article_is_held_to_the_platforms_sizes(sim: Sim, changed: dict[str, Any], code: int) -> None:
    assert sim.call("/v2.0/article/create", {**ARTICLE, **changed})["error"] == code


def test_only_articles_are_broadcast_and_at_most_five(sim: Sim) -> None:
    article = element(made(sim))
    assert broadcast(sim, {"media_type": "image", "url": "https://desk.example/a.jpg"}) == -233
    assert broadcast(sim, *[article] * 6) == -210
    assert broadcast(sim) == -201
    assert broadcast(sim, element("unknown")) == -201
    assert broadcast(sim, article, token=f"access-{OTHER_PAGE}") == -201
    text = {"recipient": {"target": {}}, "message": {"text": "Xin chào"}}
    assert sim.call("/v2.0/oa/message", text)["error"] == -201
    to_one = {"recipient": {"user_id": CITIZEN}, "message": {"text": "Xin chào"}}
    assert sim.call("/v2.0/oa/message", to_one)["error"] == -240


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ({"ages": "0,1,7", "gender": "0"}, 0),
        ({"cities": ["4", 63]}, 0),
        ({"ages": "8"}, -201),
        ({"cities": [64]}, -201),
        ({"wards": "1"}, -201),
        ({"ages": 1}, -201),
    ],
    ids=str,
)
def test_a_target_is_read_as_text_or_as_a_list(sim: Sim, target: object, code: int) -> None:
    assert broadcast(sim, element(made(sim)), target=target) == code


@pytest.mark.parametrize(("hour", "minute", "code"), [(22, 59, -234), (23, 0, 0), (14, 59, 0), (15, 0, -234)], ids=str)
def test_articles_go_out_from_six_to_ten_in_vietnam(sim: Sim, hour: int, minute: int, code: int) -> None:
    article = element(made(sim))
    sim.time.now = sim.time.now.replace(hour=hour, minute=minute)
    assert broadcast(sim, article) == code
    sim.post("/settings", {"night_rule": False})
    assert broadcast(sim, article) == 0


def test_the_quota_is_the_accounts_and_ends_with_the_month(sim: Sim) -> None:
    sim.post("/settings", {"articles_per_month": 2, "token_lifetime_s": 30 * 86_400})
    token = sim.post(f"/pages/{PAGE}/consent")["access_token"]
    article = element(made(sim, token))
    assert [broadcast(sim, article, token=token) for _ in range(3)] == [0, 0, -211]
    assert sim.status()["pages"][0]["articles_this_month"] == 2
    other = f"access-{OTHER_PAGE}"
    assert broadcast(sim, element(made(sim, other)), token=other) == 0
    sim.time.pass_by(days=10)
    assert broadcast(sim, article, token=token) == 0


def test_articles_have_a_limit_of_their_own(sim: Sim) -> None:
    sim.post("/settings", {"requests_per_minute": 1})
    sim.say(text="xin chào")
    assert sim.error_of({"text": "Xin chào"}) == 0
    answers = [sim.call("/v2.0/article/create", ARTICLE)["error"] for _ in range(2)]
    assert answers == [0, -32]
