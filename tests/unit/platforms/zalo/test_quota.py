"""What a page may still send, as Zalo says it, against a real HTTP server."""

from collections.abc import Iterator
from typing import Any

import pytest
import urllib3

from dutydesk.errors import DeliveryError, PageBroken, TokenExpired, Unavailable
from dutydesk.platforms.zalo.quota import ZaloQuota
from dutydesk.platforms.zalo.wire import Wire
from tests.fakes.platform_server import Answer, PlatformServer, platform_server, refused, told

CS = {"product_type": "cs", "quota_type": "sub_quota", "total": 2000, "remain": 1500}


@pytest.fixture(name="zalo")
def _zalo() -> Iterator[PlatformServer]:
    with platform_server() as server:
        yield server


@pytest.fixture(name="quota")
def _quota(zalo: PlatformServer) -> Iterator[ZaloQuota]:
    with urllib3.PoolManager() as http:
        yield ZaloQuota(wire=Wire(http, connect_s=0.5, read_s=0.3), api_url=zalo.url)


def test_the_pages_own_quota_is_asked_for_with_its_token(zalo: PlatformServer, quota: ZaloQuota) -> None:
    zalo.will(told(error=0, data={"asset": [CS]}))
    assert quota.left("access-1") == {"consultation": 1500}
    (asked,) = zalo.asked
    assert (asked.path, asked.json) == ("/v3.0/oa/quota/message", {"quota_owner": "OA"})
    assert asked.headers["access_token"] == "access-1"


def test_assets_of_one_kind_are_added_up_and_other_kinds_keep_their_names(
    zalo: PlatformServer, quota: ZaloQuota
) -> None:
    bought = {**CS, "quota_type": "purchase_quota", "remain": "250"}
    zalo.will(told(error=0, data=[CS, bought, {"product_type": "gmf10", "remain": 3}]))
    assert quota.left("a") == {"consultation": 1750, "gmf10": 3}


@pytest.mark.parametrize(
    "data",
    [
        None,
        "x",
        {},
        {"assets": "none"},
        {"asset": [None, 7, {}]},
        [{**CS, "remain": None}],
        [{**CS, "remain": -1}],
        [{**CS, "remain": True}],
        [{**CS, "remain": "9" * 20}],
        [{**CS, "product_type": "a b"}],
        [{**CS, "product_type": 5}],
    ],
    ids=lambda data: str(data)[:40],
)
def test_what_cannot_be_read_is_not_said_and_never_nothing_left(
    zalo: PlatformServer, quota: ZaloQuota, data: Any
) -> None:
    zalo.will(told(error=0, data=data))
    assert quota.left("a") == {}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused(-220), TokenExpired),
        (refused(-224), PageBroken),
        (refused(-200), Unavailable),
        (told(data=[CS]), Unavailable),
        (Answer(status=502), Unavailable),
        (Answer(dropped=True), Unavailable),
    ],
    ids="expired package failed no-number proxy dropped".split(),
)
def test_a_refusal_says_who_must_act(
    zalo: PlatformServer, quota: ZaloQuota, answer: Answer, kind: type[DeliveryError]
) -> None:
    zalo.will(answer)
    with pytest.raises(kind):
        quota.left("a")
