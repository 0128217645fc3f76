"""Zalo's articles, against a real HTTP server that misbehaves, and against the simulated platform."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
import urllib3
import uvicorn

from dutydesk.clock import utc_now
from dutydesk.errors import (
    DeliveryError,
    NotReady,
    OutOfHours,
    PageBroken,
    QuotaUsedUp,
    Refused,
    Throttled,
    TokenExpired,
    Unavailable,
)
from dutydesk.platforms.zalo.articles import AUTHOR_MAX, ArticleSent, ArticleWords, ZaloArticles
from dutydesk.platforms.zalo.wire import Wire
from local.platforms.app import serving
from local.platforms.config import Config
from local.platforms.simulation import Simulation
from tests.fakes.platform_server import Answer, PlatformServer, platform_server, refused, told

TOKEN = "access-token-1"
WORDS = ArticleWords(
    title="Cảnh báo lũ",
    author="Công an Phường Mẫu",
    description="Nước đang dâng.",
    cover_url="https://desk.example/a.jpg",
    body="Nội dung.",
)


@pytest.fixture(name="zalo")
def _zalo() -> Iterator[PlatformServer]:
    with platform_server() as server:
        yield server


@pytest.fixture(name="wire")
def _wire() -> Iterator[Wire]:
    with urllib3.PoolManager() as http:
        yield Wire(http, connect_s=0.5, read_s=0.3)


@pytest.fixture(name="articles")
def _articles(zalo: PlatformServer, wire: Wire) -> ZaloArticles:
    return ZaloArticles(wire=wire, api_url=zalo.url)


def test_three_calls_with_a_bare_token(articles: ZaloArticles, zalo: PlatformServer) -> None:
    answers = ({"token": "t1"}, {"id": "a1"}, {"message_id": "m1"})
    zalo.will(*(told(error=0, data=data) for data in answers))
    assert articles.create(access_token=TOKEN, words=WORDS) == "t1"
    assert articles.verify(access_token=TOKEN, token="t1") == "a1"
    assert articles.broadcast(access_token=TOKEN, article_id="a1") == ArticleSent(message_id="m1")
    assert [one.path for one in zalo.asked] == ["/v2.0/article/create", "/v2.0/article/verify", "/v2.0/oa/message"]
    assert {one.headers["access_token"] for one in zalo.asked} == {TOKEN}
    create, verify, broadcast = (one.json for one in zalo.asked)
    assert (create["status"], create["type"], verify) == ("hide", "normal", {"token": "t1"})
    (element,) = broadcast["message"]["attachment"]["payload"]["elements"]
    assert element == {"media_type": "article", "attachment_id": "a1"}


@pytest.mark.parametrize(("told_count", "followers"), [(900, 900), ("900", None), (True, None), (None, None)], ids=str)
def test_how_many_it_goes_to_is_told_by_a_number_alone(
    articles: ZaloArticles, zalo: PlatformServer, told_count: object, followers: int | None
) -> None:
    zalo.will(told(error=0, data={"message_id": "m", "num_follower": told_count}))
    assert articles.broadcast(access_token=TOKEN, article_id="a1").followers == followers


def test_a_long_author_is_cut_and_a_numbers_id_becomes_text(articles: ZaloArticles, zalo: PlatformServer) -> None:
    zalo.will(told(error=0, data={"token": 12345678901234567890}))
    assert articles.create(access_token=TOKEN, words=replace(WORDS, author="ế" * 80)) == "12345678901234567890"
    assert zalo.asked[0].json["author"] == "ế" * AUTHOR_MAX


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (-214, NotReady),
        (-211, QuotaUsedUp),
        (-223, QuotaUsedUp),
        (-234, OutOfHours),
        (-32, Throttled),
        (-216, TokenExpired),
        (-204, PageBroken),
        (-201, Refused),
        (-200, Unavailable),
    ],
)
def test_a_number_says_who_must_act(
    articles: ZaloArticles, zalo: PlatformServer, number: int, kind: type[DeliveryError]
) -> None:
    zalo.will(refused(number))
    with pytest.raises(DeliveryError) as caught:
        articles.broadcast(access_token=TOKEN, article_id="a1")
    assert type(caught.value) is kind
    assert caught.value.code == str(number)


@pytest.mark.parametrize(
    ("answer", "is_lost"),
    [
        (Answer(after_s=1.0), True),
        (Answer(dropped=True), True),
        (Answer(status=503), True),
        (Answer(body=b"<html>"), True),
        (told(data={}), True),
        (Answer(status=404), False),
    ],
    ids=["late", "dropped", "503", "garbage", "no number", "404"],
)
def test_an_answer_that_says_nothing_may_hide_a_broadcast(
    articles: ZaloArticles, zalo: PlatformServer, answer: Answer, *, is_lost: bool
) -> None:
    zalo.will(answer)
    with pytest.raises(Unavailable) as caught:
        articles.broadcast(access_token=TOKEN, article_id="a1")
    assert caught.value.answer_lost is is_lost
    assert len(zalo.asked) == 1


@pytest.mark.parametrize("data", [{}, {"token": ""}, {"token": None}, [], None], ids=str)
def test_a_success_without_its_token_is_none(articles: ZaloArticles, zalo: PlatformServer, data: object) -> None:
    zalo.will(told(error=0, data=data))
    with pytest.raises(Unavailable):
        articles.create(access_token=TOKEN, words=WORDS)


@pytest.fixture(name="simulator")
def _simulator() -> Iterator[httpx.Client]:
    page = {
        "page_id": "zalo-mau",
        "unit": "quan-mau",
        "app_id": "1",
        "oa_id": "2000000000000000001",
        "name": "Trang mẫu",
        "signing_secret": "sign",
        "app_secret": "app-secret",
        "access_token": TOKEN,
        "refresh_token": "refresh-1",
    }
    settings = {"night_rule": False, "articles_per_month": 1, "time_scale": 0.001}
    config = Config.model_validate({"port": 1, "webhook_url": "https://desk.example", "pages": [page], **settings})
    webhook = httpx.MockTransport(lambda _: httpx.Response(200))
    app = serving(Simulation(config, transport=webhook, clock=utc_now))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        yield http
    server.should_exit = True
    thread.join()


def test_the_simulated_platform_takes_what_is_sent_makes_it_later_and_keeps_its_quota(
    simulator: httpx.Client, wire: Wire
) -> None:
    articles = ZaloArticles(wire=wire, api_url=str(simulator.base_url).rstrip("/"))
    simulator.post("/settings", json={"time_scale": 1}).raise_for_status()
    slow = articles.create(access_token=TOKEN, words=WORDS)
    with pytest.raises(NotReady):
        articles.verify(access_token=TOKEN, token=slow)
    simulator.post("/settings", json={"time_scale": 1e-9}).raise_for_status()
    token = articles.create(access_token=TOKEN, words=WORDS)
    article_id = articles.verify(access_token=TOKEN, token=token)
    assert articles.broadcast(access_token=TOKEN, article_id=article_id).message_id
    with pytest.raises(QuotaUsedUp):
        articles.broadcast(access_token=TOKEN, article_id=article_id)
    with pytest.raises(Refused):
        articles.verify(access_token=TOKEN, token="of nobody")
