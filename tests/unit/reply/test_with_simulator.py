"""Delivery against the simulated platform, which enforces Zalo's rules: tokens, windows, sizes, faults."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
import uvicorn

from dutydesk.clock import utc_now
from dutydesk.errors import Unavailable
from dutydesk.messages import Platform, Reply
from dutydesk.platforms.zalo.oauth import ZaloOAuth
from dutydesk.platforms.zalo.outbox import ZaloOutbox
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.text.catalogue import CANCEL_BUTTON, DONE_BUTTON
from functions.reply.delivery import Delivery, Kind, Outcome
from local.platforms.app import serving
from local.platforms.config import Config
from local.platforms.simulation import Simulation
from tests.unit.reply.conftest import PAGE, PERSON, USER, House


@dataclass
class Simulator:
    """The simulated platforms on a port of their own."""

    http: httpx.Client

    def post(self, path: str, **body: object) -> None:
        self.http.post(path, json=body).raise_for_status()

    def inbox(self) -> list[dict[str, Any]]:
        received: list[dict[str, Any]] = self.http.get(f"/citizens/{USER}/inbox").json()
        return received

    def refreshes(self) -> int:
        return sum(1 for one in self.http.get("/log").json()["entries"] if one.get("endpoint") == "oauth")


@pytest.fixture
def simulator() -> Iterator[Simulator]:
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
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        yield Simulator(http)
    server.should_exit = True
    thread.join()


@pytest.fixture
def delivery(simulator: Simulator, house: House, wire: Wire) -> Delivery:
    """A worker before the simulator; a citizen has just written to the page."""
    simulator.post(f"/citizens/{USER}/say", page_id=PAGE.page_id, text="chào")
    house.clock.now = utc_now()
    house.seed(house.store(), version=1)
    url = str(simulator.http.base_url).rstrip("/")
    return house.delivery(
        outboxes={Platform.ZALO: ZaloOutbox(wire=wire, api_url=url)}, tokens=house.tokens(oauth=ZaloOAuth(wire, url))
    )


@pytest.fixture
def reply() -> Reply:
    return Reply(
        reply_id="r1",
        person_id=PERSON,
        text="Bà con kể giúp.",
        created_at=utc_now(),
        buttons=(DONE_BUTTON, CANCEL_BUTTON),
    )


def test_the_citizen_sees_text_and_buttons(simulator: Simulator, delivery: Delivery, reply: Reply) -> None:
    assert delivery.deliver(reply).kind is Kind.SENT
    (seen,) = simulator.inbox()
    assert seen["text"] == "Bà con kể giúp."
    assert [(button["title"], button["payload"]) for button in seen["buttons"]] == [("Xong", "xong"), ("Hủy", "hủy")]


def test_where_buttons_are_refused_the_citizen_sees_what_to_type(
    simulator: Simulator, delivery: Delivery, reply: Reply
) -> None:
    simulator.post("/settings", accepts_lists=False)
    assert delivery.deliver(reply).kind is Kind.SENT
    (seen,) = simulator.inbox()
    assert "nhắn “xong”" in seen["text"]


def test_an_expired_token_is_exchanged_and_the_citizen_notices_nothing(
    simulator: Simulator, delivery: Delivery, reply: Reply
) -> None:
    simulator.post("/faults", expire_tokens=True)
    assert delivery.deliver(reply).kind is Kind.SENT
    assert delivery.deliver(replace(reply, reply_id="r2")).kind is Kind.SENT
    assert len(simulator.inbox()) == 2
    assert simulator.refreshes() == 1


def test_a_dead_refresh_token_calls_a_person(
    simulator: Simulator, delivery: Delivery, house: House, reply: Reply
) -> None:
    simulator.post("/faults", expire_tokens=True, expire_refresh_tokens=True)
    assert delivery.deliver(reply) == Outcome(kind=Kind.LATER, reason="page_broken")
    assert house.alarms == [(PAGE.page_id, "refresh_refused")]


@pytest.mark.parametrize(
    ("fault", "copies"),
    [
        ({"drop_connection": "before"}, 1),
        ({"drop_connection": "after"}, 2),
        ({"garbage_body": True, "when": "after"}, 2),
        ({"http_status": 503}, 1),
        ({"latency_ms": 800, "when": "after"}, 2),
        ({"zalo_error": -200}, 1),
    ],
    ids=str,
)
def test_every_citizen_gets_the_answer_and_a_second_copy_is_counted(
    simulator: Simulator, delivery: Delivery, house: House, reply: Reply, fault: dict[str, object], *, copies: int
) -> None:
    simulator.post("/faults", endpoint="message", count=1, **fault)
    with pytest.raises(Unavailable):
        delivery.deliver(reply)
    assert delivery.deliver(reply).kind is Kind.SENT
    assert len(simulator.inbox()) == copies
    assert house.counts["PossibleSecondCopy"] >= copies - 1


def test_a_long_answer_arrives_whole(simulator: Simulator, delivery: Delivery, reply: Reply) -> None:
    text = " ".join(f"Câu số {number} của một bài dài." for number in range(200))
    assert delivery.deliver(replace(reply, text=text)).kind is Kind.SENT
    seen = simulator.inbox()
    assert " ".join(one["text"] for one in seen) == text
    assert [bool(one["buttons"]) for one in seen] == [False] * (len(seen) - 1) + [True]


def test_a_stranger_to_the_page_is_outside_the_window(delivery: Delivery, house: House, reply: Reply) -> None:
    item = house.aws.dynamodb.get_item(
        TableName=house.aws.tables["identities"], Key={"pk": {"S": f"PERSON#{PERSON}"}, "sk": {"S": "#"}}
    )["Item"]
    house.aws.dynamodb.put_item(
        TableName=house.aws.tables["identities"], Item={**item, "user_id": {"S": "7999999999999999999"}}
    )
    assert delivery.deliver(reply).kind is Kind.FAILED
