"""Thousands of followers in little memory: who they are, whom a page reaches, and what they got."""

import hashlib
import json
import tracemalloc
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from local.platforms.crowd import COUNT_MAX, LAST_KEPT, TEXTS_MAX, Crowd, Shares
from tests.unit.simulator.conftest import CITIZEN, OTHER_PAGE, PAGE, Sim, Time

HELLO = {"text": "Thông báo"}
CROWD = f"/pages/{PAGE}/crowd"
CODES = {"r": 0, "o": -230, "b": -244, "n": -213}


def crowd(count: int, *, page_id: str = PAGE, seed: int = 0, **shares: float) -> Crowd:
    now = Time().now
    return Crowd(
        page_id,
        count=count,
        seed=seed,
        shares=Shares(**shares),
        interacted_at=now,
        silent_since=now - timedelta(days=8),
    )


def test_the_same_request_makes_the_same_people(sim: Sim) -> None:
    asked = {"count": 500, "seed": 3, "outside_window": 0.1, "blocked": 0.02, "not_following": 0.05}
    made = sim.client.post(CROWD, json=asked)
    assert made.status_code == 201
    assert made.json() == {
        "page_id": PAGE,
        "count": 500,
        "seed": 3,
        "standings": {"reachable": 415, "outside_window": 50, "blocked": 10, "not_following": 25},
    }
    first = sim.get(f"{CROWD}?limit=500")
    sim.post(CROWD, asked)
    assert sim.get(f"{CROWD}?limit=500") == first
    assert Counter(first["standings"]) == {"r": 415, "o": 50, "b": 10, "n": 25}
    assert first["standings"] != "".join(sorted(first["standings"]))
    sim.post(CROWD, {**asked, "seed": 4})
    assert not set(sim.get(f"{CROWD}?limit=500")["user_ids"]) & set(first["user_ids"])


def test_ids_are_the_platforms_kind_and_differ_from_page_to_page(sim: Sim) -> None:
    user_ids = [*sim.gather(count=300), *sim.gather(OTHER_PAGE, count=300)]
    assert len(set(user_ids)) == 600
    assert all(user_id.isdigit() and len(user_id) == 19 and int(user_id) < 2**63 for user_id in user_ids)


def test_ids_are_listed_in_pages(sim: Sim) -> None:
    everyone = sim.gather(count=25)
    assert sim.get(f"{CROWD}?offset=20&limit=10") == {
        "count": 25,
        "offset": 20,
        "user_ids": everyone[20:],
        "standings": "rrrrr",
    }
    assert sim.get(f"{CROWD}?offset=99")["user_ids"] == []
    for query in ("limit=20001", "offset=-1", "limit=x"):
        assert sim.client.get(f"{CROWD}?{query}").status_code == 400


def test_each_member_answers_as_their_standing_says(sim: Sim) -> None:
    user_ids = sim.gather(count=200, outside_window=0.25, blocked=0.25, not_following=0.25)
    standings = sim.get(f"{CROWD}?limit=200")["standings"]
    assert [sim.error_of(HELLO, user_id=user_id) for user_id in user_ids] == [CODES[each] for each in standings]
    tally = sim.tally()
    assert (tally["count"], tally["total_messages"], tally["recipients"]) == (200, 50, 50)
    assert tally["refused"] == {"-244": 50, "-230": 50, "-213": 50}


@pytest.mark.parametrize("user_id", ["last+1", "short", "letters", "another page", "another seed", CITIZEN])
def test_nobody_else_is_in_the_crowd(sim: Sim, user_id: str) -> None:
    (one,) = sim.gather(count=1)
    (elsewhere,) = sim.gather(OTHER_PAGE, count=1)
    strangers = {
        "last+1": f"{one[:-1]}1",
        "short": one[:-1],
        "letters": f"{one[:-1]}x",
        "another page": elsewhere,
        "another seed": f"{one[:10]}1{one[11:]}",
    }
    assert sim.error_of(HELLO, user_id=strangers.get(user_id, user_id)) == -201
    assert sim.tally()["total_messages"] == 0


def test_the_window_of_a_crowd_closes_as_anyones(sim: Sim) -> None:
    sim.post("/settings", {"token_lifetime_s": 30 * 86_400})
    token = sim.post(f"/pages/{PAGE}/consent")["access_token"]
    (one,) = sim.gather(count=1, interacted_hours_ago=7 * 24 - 1)
    assert sim.error_of(HELLO, user_id=one, token=token) == 0
    sim.time.pass_by(hours=1, seconds=1)
    assert sim.error_of(HELLO, user_id=one, token=token) == -230


def test_a_member_has_a_counter_and_the_last_ids(sim: Sim) -> None:
    one, other = sim.gather(count=2)
    sent = [sim.send(HELLO, user_id=one).json()["data"]["message_id"] for _ in range(LAST_KEPT + 2)]
    assert len(set(sent)) == len(sent)
    assert sim.get(f"{CROWD}/{one}") == {
        "user_id": one,
        "standing": "r",
        "messages": LAST_KEPT + 2,
        "last_message_ids": sent[-LAST_KEPT:],
    }
    assert sim.get(f"{CROWD}/{other}")["last_message_ids"] == []
    assert sim.client.get(f"{CROWD}/{CITIZEN}").status_code == 404


def test_the_tally_tells_texts_apart_and_counts_who_got_one_twice(sim: Sim) -> None:
    first, second, third = sim.gather(count=3)
    for user_id, text in ((first, "a"), (second, "a"), (first, "b"), (second, "a"), (second, "a"), (third, "ế")):
        assert sim.error_of({"text": text}, user_id=user_id) == 0
    tally = sim.tally()
    assert (tally["total_messages"], tally["recipients"], tally["duplicates"]) == (6, 3, 1)
    digests = {text: hashlib.sha256(text.encode()).hexdigest()[:16] for text in ("a", "b", "ế")}
    assert tally["texts"] == {
        digests["a"]: {"messages": 4, "recipients": 2, "duplicates": 1},
        digests["b"]: {"messages": 1, "recipients": 1, "duplicates": 0},
        digests["ế"]: {"messages": 1, "recipients": 1, "duplicates": 0},
    }


def test_a_user_who_got_two_texts_twice_is_one_duplicate() -> None:
    members = crowd(20)
    for index, text in ((7, "a"), (7, "a"), (7, "b"), (7, "b"), (9, "a"), (9, "b")):
        members.keep(index, "00" * 10, text)
    assert members.tally()["duplicates"] == 1


def test_texts_beyond_what_is_kept_apart_are_counted_as_such() -> None:
    members = crowd(10)
    for number in range(TEXTS_MAX + 5):
        members.keep(0, "00" * 10, str(number))
    tally = members.tally()
    assert (tally["total_messages"], tally["untold_messages"]) == (TEXTS_MAX + 5, 5)


def test_a_crowd_of_the_whole_district_is_small_and_its_inboxes_do_not_grow() -> None:
    tracemalloc.start()
    members = crowd(157_200, outside_window=0.1)
    for _ in range(3):
        for index in range(0, 157_200, 40):
            members.keep(index, "00" * 10, "Thông báo")
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 157_200 * 50
    assert peak < 157_200 * 60


def test_a_member_who_writes_becomes_a_citizen_and_is_still_counted(sim: Sim) -> None:
    user_ids = sim.gather(count=40, outside_window=0.5)
    silent = user_ids[sim.get(f"{CROWD}?limit=40")["standings"].index("o")]
    assert sim.error_of(HELLO, user_id=silent) == -230
    sim.say(silent, text="có thật của công an không?")
    assert sim.error_of(HELLO, user_id=silent) == 0
    assert [message["text"] for message in sim.inbox(silent)] == [HELLO["text"]]
    assert (sim.tally()["total_messages"], sim.get(f"{CROWD}/{silent}")["messages"]) == (1, 1)
    sim.post(f"/citizens/{silent}/block", {"page_id": PAGE})
    assert sim.error_of(HELLO, user_id=silent) == -244


def test_a_crowd_is_among_the_followers_that_a_page_is_told_of(sim: Sim) -> None:
    def asked(path: str, **data: object) -> Any:
        answer = sim.client.get(path, params={"data": json.dumps(data)}, headers={"access_token": f"access-{PAGE}"})
        return answer.json()["data"]

    user_ids = sim.gather(count=120, not_following=0.25, outside_window=0.25)
    sim.act("follow")
    sim.say(user_ids[0], text="tôi ở đây")
    assert asked("/v2.0/oa/getoa")["num_follower"] == sim.status()["pages"][0]["followers"]
    followers = asked("/v3.0/oa/user/getlist", offset=0, count=50, is_follower=True)
    assert followers["total"] == asked("/v2.0/oa/getoa")["num_follower"] == 91
    listed = [
        user["user_id"]
        for offset in (0, 50, 100)
        for user in asked("/v3.0/oa/user/getlist", offset=offset, count=50)["users"]
    ]
    assert sorted(listed) == sorted([*user_ids, CITIZEN])
    recent = asked("/v3.0/oa/user/getlist", offset=0, count=50, last_interaction_period="L7D")
    silent = sim.get(f"{CROWD}?limit=120")["standings"][1:].count("o")
    assert recent["total"] == 121 - silent
    assert asked("/v3.0/oa/user/detail", user_id=user_ids[1])["user_id"] == user_ids[1]


def test_a_promotion_reaches_a_member_once_a_day(sim: Sim) -> None:
    sim.client.put("/templates/news", json={"text": "Tin mới", "kind": "promotion"})
    one, other = sim.gather(count=2)
    path, body = "/v3.0/oa/message/template", {"template_id": "news", "template_data": {}}
    sent = [sim.call(path, {**body, "user_id": user_id})["error"] for user_id in (one, one, other)]
    assert sent == [0, -218, 0]


def test_a_reset_sends_the_crowd_home(sim: Sim) -> None:
    sim.gather(count=3)
    sim.client.post("/reset")
    assert sim.client.get(CROWD).status_code == 404
    assert sim.client.get(f"{CROWD}/tally").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"count": 0},
        {"count": COUNT_MAX + 1},
        {"count": 5, "seed": 10_000},
        {"count": 5, "blocked": 1.5},
        {"count": 5, "blocked": 0.6, "not_following": 0.6},
        {"count": 5, "interacted_hours_ago": -1},
    ],
    ids=str,
)
def test_a_crowd_that_makes_no_sense_is_refused(sim: Sim, asked: dict[str, object]) -> None:
    assert sim.client.post(CROWD, json=asked).status_code == 400
    assert sim.client.post("/pages/nowhere/crowd", json={"count": 5}).status_code == 404
