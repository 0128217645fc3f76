"""Against the simulated platform, which enforces Zalo's rules: the cap of a list, its days, tokens and the limit."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import urllib3
import uvicorn

from dutydesk.clock import utc_now
from dutydesk.platforms.zalo.directory import ZaloDirectory
from dutydesk.platforms.zalo.wire import Wire
from functions.upkeep.following.following import Did
from local.platforms.app import serving
from local.platforms.config import Config
from local.platforms.simulation import Simulation
from tests.unit.upkeep.following.conftest import PAGE, FakeAcquaintances, Night

CROWD = f"/pages/{PAGE.page_id}/crowd"


@dataclass
class Simulator:
    """The simulated platforms on a port of their own."""

    http: httpx.Client

    def gather(self, count: int, **asked: float) -> set[str]:
        """Make a crowd; return the ids of those who follow."""
        self.http.post(CROWD, json={"count": count, **asked}).raise_for_status()
        made: dict[str, Any] = self.http.get(CROWD, params={"limit": count}).json()
        return {user for user, standing in zip(made["user_ids"], made["standings"], strict=True) if standing != "n"}

    def calls(self) -> int:
        apps: list[dict[str, Any]] = self.http.get("/limits").json()["apps"]
        return sum(app["taken"] for app in apps)


@pytest.fixture(name="simulator")
def _simulator() -> Iterator[Simulator]:
    page = {
        "page_id": PAGE.page_id,
        "unit": PAGE.unit,
        "app_id": PAGE.app_id,
        "oa_id": PAGE.oa_id,
        "name": "Trang mẫu",
        "signing_secret": "sign",
        "app_secret": "app-secret",
        "access_token": "access-1",
        "refresh_token": "refresh-1",
    }
    config = Config.model_validate({"port": 1, "webhook_url": "https://desk.example", "pages": [page]})
    webhook = httpx.MockTransport(lambda _: httpx.Response(200))
    app = serving(Simulation(config, transport=webhook, clock=utc_now))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        yield Simulator(http)
    server.should_exit = True
    thread.join()


@pytest.fixture(name="before_zalo")
def _before_zalo(simulator: Simulator, night: Night) -> Iterator[Night]:
    """The night, with its platform behind a wire."""
    pool = urllib3.PoolManager()
    url = str(simulator.http.base_url).rstrip("/")
    night.directory = ZaloDirectory(wire=Wire(pool), api_url=url)  # type: ignore[assignment]  # the port's real adapter
    night.clock.now = utc_now()
    night.crowd = FakeAcquaintances()
    yield night
    pool.clear()


@pytest.mark.long
def test_more_than_ten_thousand_followers_are_found_by_the_days_on_which_they_fell_silent(
    simulator: Simulator, before_zalo: Night
) -> None:
    followers = simulator.gather(11_000, outside_window=0.9, not_following=0.02, silent_days=60)
    assert before_zalo.turn() is Did.DONE
    assert before_zalo.crowd is not None
    assert before_zalo.crowd.known == followers
    assert before_zalo.counts["FollowersFound"] == len(followers)
    assert before_zalo.counts["FollowersMissed"] == 0
    assert simulator.calls() < 11_000 / 50 * 1.3 + 30


def test_of_a_day_with_too_many_the_rest_is_counted_as_missed(simulator: Simulator, before_zalo: Night) -> None:
    simulator.gather(10_400)
    assert before_zalo.turn() is Did.DONE
    assert before_zalo.crowd is not None
    assert len(before_zalo.crowd.known) == 10_000
    assert before_zalo.counts["FollowersMissed"] == 400


def test_the_limit_stops_the_turn(simulator: Simulator, before_zalo: Night) -> None:
    simulator.gather(400)
    simulator.http.post("/settings", json={"requests_per_minute": 3, "limit_window": "sliding"}).raise_for_status()
    assert before_zalo.turn() is Did.REST
    assert simulator.calls() == 3
    assert before_zalo.kept()["offset"] == 150


def test_a_dead_token_is_renewed_by_the_tokens_and_not_by_the_list(simulator: Simulator, before_zalo: Night) -> None:
    simulator.http.post("/faults", json={"expire_tokens": True}).raise_for_status()
    assert before_zalo.turn() is Did.REST
    assert before_zalo.tokens.version == 2
