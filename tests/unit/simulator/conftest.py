"""The simulator in process, before a webhook that does as it is told."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from local.platforms.app import serving
from local.platforms.config import Config
from local.platforms.simulation import Simulation

APP, OTHER_APP = "1000000000000000001", "1000000000000000002"
PAGE, OTHER_PAGE = "zalo-phuong-mau-1", "zalo-doi-csgt"
OA, OTHER_OA = "2000000000000000001", "2000000000000000002"
CITIZEN = "7100000000000000001"


def page(page_id: str, app_id: str, oa_id: str) -> dict[str, str]:
    return {
        "page_id": page_id,
        "unit": page_id.removeprefix("zalo-"),
        "app_id": app_id,
        "oa_id": oa_id,
        "name": f"Trang {page_id}",
        "signing_secret": f"signing-{app_id}",
        "app_secret": f"app-{app_id}",
        "access_token": f"access-{page_id}",
        "refresh_token": f"refresh-{page_id}",
    }


@dataclass
class Webhook:
    """The app's endpoint: answers each call with the next of ``answers``, then with 200."""

    calls: list[httpx.Request] = field(default_factory=list)
    answers: list[float | Exception] = field(default_factory=list)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.calls.append(request)
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, float):
            await asyncio.sleep(answer)
        return httpx.Response(answer if isinstance(answer, int) else 200)

    def bodies(self, event_name: str = "") -> list[dict[str, Any]]:
        bodies: list[dict[str, Any]] = [json.loads(call.content) for call in self.calls]
        return [body for body in bodies if event_name in ("", body.get("event_name"))]


@dataclass
class Time:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2026, 11, 22, 1, 0, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@dataclass
class Client:
    """HTTP calls into an application in this process; its background work goes on only while one is made."""

    runner: asyncio.Runner
    http: httpx.AsyncClient

    def get(self, path: str, **sent: Any) -> httpx.Response:
        return self.runner.run(self.http.get(path, **sent))

    def post(self, path: str, **sent: Any) -> httpx.Response:
        return self.runner.run(self.http.post(path, **sent))

    def put(self, path: str, **sent: Any) -> httpx.Response:
        return self.runner.run(self.http.put(path, **sent))

    def delete(self, path: str) -> httpx.Response:
        return self.runner.run(self.http.delete(path))


@dataclass
class Sim:
    """The simulator's calls, as tests make them."""

    client: Client
    simulation: Simulation
    webhook: Webhook
    time: Time

    def post(self, path: str, body: object = None) -> Any:
        answer = self.client.post(path, json=body or {})
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    def say(self, user_id: str = CITIZEN, page_id: str = PAGE, **what: object) -> Any:
        return self.post(f"/citizens/{user_id}/say", {"page_id": page_id, **what})

    def act(self, act: str, **more: object) -> Any:
        return self.post(f"/citizens/{CITIZEN}/{act}", {"page_id": PAGE, **more})

    def send(self, message: object, user_id: object = CITIZEN, token: str = f"access-{PAGE}") -> httpx.Response:
        body = {"recipient": {"user_id": user_id}, "message": message}
        return self.client.post("/v3.0/oa/message/cs", json=body, headers={"access_token": token})

    def call(self, path: str, body: object, token: str = f"access-{PAGE}") -> Any:
        """Post to the OA API; the answer is HTTP 200, whatever it says."""
        answer = self.client.post(path, json=body, headers={"access_token": token})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def gather(self, page_id: str = PAGE, **asked: object) -> list[str]:
        """Make a crowd and return its ids."""
        made = self.post(f"/pages/{page_id}/crowd", asked)
        return list(self.get(f"/pages/{page_id}/crowd?limit={made['count']}")["user_ids"])

    def tally(self) -> Any:
        return self.get(f"/pages/{PAGE}/crowd/tally")

    def get(self, path: str) -> Any:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def error_of(self, message: object, **where: Any) -> int:
        answer = self.send(message, **where)
        assert answer.status_code == 200
        error = answer.json()["error"]
        assert isinstance(error, int)
        return error

    def refresh(self, token: str, *, app_id: str = APP, secret: str = f"app-{APP}") -> dict[str, Any]:
        form = {"refresh_token": token, "app_id": app_id, "grant_type": "refresh_token"}
        answer = self.client.post("/v4/oa/access_token", data=form, headers={"secret_key": secret})
        assert answer.status_code == 200
        told: dict[str, Any] = answer.json()
        return told

    def inbox(self, user_id: str = CITIZEN, **query: str) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self.client.get(f"/citizens/{user_id}/inbox", params=query).json()
        return messages

    def log(self, kind: str) -> list[dict[str, Any]]:
        entries = self.client.get("/log").json()["entries"]
        return [entry for entry in entries if entry["kind"] == kind]

    def status(self) -> dict[str, Any]:
        status: dict[str, Any] = self.client.get("/status").json()
        return status

    def settle(self) -> None:
        """Wait until echoes, receipts and redeliveries are done."""
        self.client.runner.run(self.simulation.courier.settle())


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def webhook() -> Webhook:
    return Webhook()


@pytest.fixture
def sim(webhook: Webhook, time: Time) -> Iterator[Sim]:
    config = Config.model_validate(
        {
            "port": 1,
            "webhook_url": "https://desk.example/webhooks/zalo",
            "pages": [page(PAGE, APP, OA), page(OTHER_PAGE, OTHER_APP, OTHER_OA)],
            "time_scale": 1e-6,
            "deadline_s": 0.05,
            "templates": {"configured": {"text": "Từ tệp cấu hình"}},
        }
    )
    simulation = Simulation(config, transport=httpx.MockTransport(webhook), clock=time)
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(serving(simulation)), base_url="http://simulator.example", follow_redirects=True
    )
    with asyncio.Runner() as runner:
        yield Sim(Client(runner, http), simulation, webhook, time)
        runner.run(simulation.courier.close())
        runner.run(http.aclose())
