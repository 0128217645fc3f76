"""The list of a page's followers: what is asked, and what of the answers is believed."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import urllib3

from dutydesk.errors import DeliveryError, PageBroken, Refused, Throttled, TokenExpired, Unavailable
from dutydesk.platforms.zalo.directory import Listed, ZaloDirectory
from dutydesk.platforms.zalo.wire import Wire
from tests.fakes.platform_server import Answer, PlatformServer, platform_server, refused, told

TOKEN = "access-1"


@pytest.fixture
def zalo() -> Iterator[PlatformServer]:
    with platform_server() as server:
        yield server


@pytest.fixture
def directory(zalo: PlatformServer) -> Iterator[ZaloDirectory]:
    http = urllib3.PoolManager()
    yield ZaloDirectory(wire=Wire(http, connect_s=1, read_s=1), api_url=zalo.url)
    http.clear()


def listed(total: object, *user_ids: object) -> Answer:
    users = [{"user_id": one} for one in user_ids]
    return told(error=0, message="Success", data={"total": total, "count": len(users), "offset": 0, "users": users})


def asked(zalo: PlatformServer) -> dict[str, Any]:
    (call,) = zalo.asked
    address = urlsplit(call.path)
    assert address.path == "/v3.0/oa/user/getlist"
    assert call.headers["access_token"] == TOKEN
    (data,) = parse_qs(address.query)["data"]
    found: dict[str, Any] = json.loads(data)
    return found


def test_followers_are_asked_for_fifty_at_a_time(zalo: PlatformServer, directory: ZaloDirectory) -> None:
    zalo.will(listed(2, "71", "72"))
    answer = directory.followers(access_token=TOKEN, offset=150)
    assert answer == Listed(total=2, length=2, user_ids=("71", "72"))
    assert asked(zalo) == {"offset": 150, "count": 50, "is_follower": "true"}


def test_days_are_asked_for_as_zalo_writes_them(zalo: PlatformServer, directory: ZaloDirectory) -> None:
    zalo.will(listed(0))
    directory.followers(access_token=TOKEN, offset=0, between=(date(2026, 1, 2), date(2026, 11, 22)))
    assert asked(zalo)["last_interaction_period"] == "2026_01_02:2026_11_22"


def test_numbers_are_ids_too_and_what_cannot_be_an_id_only_takes_its_place(
    zalo: PlatformServer, directory: ZaloDirectory
) -> None:
    zalo.will(listed("7", 9007199254740993, "", None, "x" * 129, "không", [1]))
    answer = directory.followers(access_token=TOKEN, offset=0)
    assert answer == Listed(total=7, length=6, user_ids=("9007199254740993",))


def test_a_part_of_a_list_names_nobody(zalo: PlatformServer, directory: ZaloDirectory) -> None:
    zalo.will(listed(1, "7100000000000000001"))
    assert "7100000000000000001" not in repr(directory.followers(access_token=TOKEN, offset=0))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(-32), Throttled),
        (refused(-216), TokenExpired),
        (refused(-209), PageBroken),
        (refused(-201), Refused),
        (Answer(status=502), Unavailable),
        (told(error=0, message="Success"), Unavailable),
        (told(error=0, data={"total": None, "users": []}), Unavailable),
        (told(error=0, data={"total": -1, "users": []}), Unavailable),
        (told(error=0, data={"total": 3}), Unavailable),
        (told(data={"total": 0, "users": []}), Unavailable),
    ],
    ids=["limit", "token", "page", "field", "502", "no data", "no total", "negative", "no users", "no number"],
)
def test_an_answer_that_is_no_list_says_who_must_act(
    zalo: PlatformServer, directory: ZaloDirectory, answer: Answer, error: type[DeliveryError]
) -> None:
    zalo.will(answer)
    with pytest.raises(error):
        directory.followers(access_token=TOKEN, offset=0)
