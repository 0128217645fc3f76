"""Page health and dead letters: who is told what, never a token and never a word; and who has letters tried again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.clock import iso
from dutydesk.stores.content import Page, Unit, page_items, unit_items
from dutydesk.stores.figures import counted
from dutydesk.stores.letters import DynamoLetters, Held, Redrive
from dutydesk.tokens.store import DynamoTokens
from dutydesk.tokens.vault import SealedPair
from functions.admin.health.redriving import PATIENCE
from functions.admin.matrix import MATRIX, Deed, Role
from tests.unit.admin.desk import Answer, TestDesk

UNIT, OTHER = "quan-mau", "phuong-mau-1"
SEALED = SealedPair(
    page_id="", version=1, access_token_enc="sealed-access", refresh_token_enc="sealed-refresh", data_key="wrapped"
)


@pytest.fixture(autouse=True)
def _pages(desk: TestDesk) -> None:
    desk.officer("an", units=(UNIT,))
    for unit in (UNIT, OTHER):
        page = Page(page_id=f"zalo-{unit}", platform="zalo", unit=unit, app_id="1", oa_id=f"oa-{unit}", name=unit)
        for item in (*unit_items(Unit(unit=unit, name=unit.title())), *page_items(page)):
            desk.put("content", item)


def health(desk: TestDesk, username: str = "an") -> Answer:
    return desk.call("GET", "/admin/health", username=username)


def tokens(desk: TestDesk) -> DynamoTokens:
    return DynamoTokens(desk.client, desk.tables["apps"])


def connect(desk: TestDesk, unit: str = UNIT) -> str:
    """Give a unit's page a token; return the page's id."""
    tokens(desk).put(replace(SEALED, page_id=f"zalo-{unit}"), expires_at=desk.clock() + timedelta(hours=25))
    return f"zalo-{unit}"


def hear(desk: TestDesk, at: Any, page_id: str = f"zalo-{UNIT}", seed: str = "e") -> None:
    part = counted(desk.tables["figures"], unit=UNIT, at=at, seed=seed, heard_on=page_id, messages=1)
    desk.client.transact_write_items(TransactItems=[part])


class TestPages:
    """``GET /admin/health``."""

    def test_a_page_that_can_send_is_told_with_its_tokens_end_and_when_it_was_heard(self, desk: TestDesk) -> None:
        page_id = connect(desk)
        for seed, ago in (("a", 3), ("b", 1), ("c", 2)):
            hear(desk, desk.clock() - timedelta(hours=ago), seed=seed)
        (page,) = health(desk).body["items"]
        assert page == {
            "page_id": page_id,
            "name": UNIT,
            "platform": "zalo",
            "unit": UNIT,
            "condition": "working",
            "reason": "",
            "broken_at": "",
            "token_until": iso(desk.clock() + timedelta(hours=25)),
            "heard_at": iso(desk.clock() - timedelta(hours=1)),
        }

    def test_a_broken_page_says_why_and_since_when(self, desk: TestDesk) -> None:
        page_id = connect(desk)
        since = desk.clock()
        tokens(desk).mark_broken(page_id, 1, "-216", at=since)
        tokens(desk).mark_broken(page_id, 1, "refresh_refused", at=desk.clock.advance(minutes=9))
        (page,) = health(desk).body["items"]
        assert (page["condition"], page["reason"], page["broken_at"]) == ("broken", "refresh_refused", iso(since))
        tokens(desk).mark_broken(page_id, 1, "", at=desk.clock())
        (page,) = health(desk).body["items"]
        assert (page["condition"], page["broken_at"]) == ("working", "")

    def test_a_page_without_a_token_was_never_connected(self, desk: TestDesk) -> None:
        (page,) = health(desk).body["items"]
        assert (page["condition"], page["token_until"], page["heard_at"]) == ("unconnected", "", "")

    def test_what_was_heard_months_ago_is_not_said(self, desk: TestDesk) -> None:
        hear(desk, desk.clock() - timedelta(days=40))
        (page,) = health(desk).body["items"]
        assert page["heard_at"] == ""

    def test_pages_that_cannot_send_come_first(self, desk: TestDesk) -> None:
        desk.officer("an", units=(UNIT, OTHER))
        connect(desk, OTHER)
        assert [one["condition"] for one in health(desk).body["items"]] == ["unconnected", "working"]

    def test_another_units_page_is_not_there(self, desk: TestDesk) -> None:
        connect(desk, OTHER)
        assert [one["unit"] for one in health(desk).body["items"]] == [UNIT]

    def test_nothing_that_is_sealed_is_told_or_even_asked_for(self, desk: TestDesk) -> None:
        connect(desk)
        asked: list[Any] = []
        desk.client.meta.events.register(
            "before-parameter-build.dynamodb.GetItem", lambda params, **_: asked.append(params)
        )
        answer = health(desk)
        assert "sealed" not in answer.text
        assert "wrapped" not in answer.text
        on_apps = [one for one in asked if one["TableName"] == desk.tables["apps"]]
        assert [one["ProjectionExpression"] for one in on_apps] == ["broken, broken_at, expires_at_iso"]

    def test_who_looked_is_accounted_for(self, desk: TestDesk) -> None:
        health(desk)
        assert [(one.action, one.outcome) for one in desk.chain()] == [("page.health", "allowed")]


class TestDeadLetters:
    """``GET /admin/dead-letters`` and the redrive."""

    @pytest.fixture(autouse=True)
    def _seen(self, desk: TestDesk) -> None:
        desk.officer("chu", roles=(Role.ADMINISTRATOR,), units=(UNIT,))
        held = [
            Held(queue="tips", waiting=3, oldest="2026-03-02T04:00:00.000Z", reasons={"KeyError": 2, "WorkerDied": 1}),
            Held(queue="replies", waiting=0),
            Held(queue="plans", waiting=None),
        ]
        self.letters(desk).write(held, at=desk.clock())

    def letters(self, desk: TestDesk) -> DynamoLetters:
        return DynamoLetters(desk.client, desk.tables["receipts"])

    def listed(self, desk: TestDesk, username: str = "chu") -> Answer:
        return desk.call("GET", "/admin/dead-letters", username=username)

    def redrive(self, desk: TestDesk, queue: str = "tips", username: str = "chu") -> Answer:
        return desk.call("POST", f"/admin/dead-letters/{queue}/redrive", username=username)

    def test_each_queue_is_told_with_numbers_and_reasons(self, desk: TestDesk) -> None:
        told = self.listed(desk).body
        assert told["seen_at"] == iso(desk.clock())
        by_queue = {one["queue"]: one for one in told["items"]}
        assert by_queue["tips"] == {
            "queue": "tips",
            "waiting": 3,
            "oldest": "2026-03-02T04:00:00.000Z",
            "reasons": {"KeyError": 2, "WorkerDied": 1},
            "redrive": None,
        }
        assert (by_queue["replies"]["waiting"], by_queue["plans"]["waiting"]) == (0, None)

    def test_where_upkeep_never_looked_nothing_is_claimed(self, desk: TestDesk) -> None:
        desk.client.delete_item(TableName=desk.tables["receipts"], Key={"pk": {"S": "LETTERS"}, "sk": {"S": "#"}})
        assert self.listed(desk).body == {"seen_at": "", "items": []}

    def test_a_redrive_is_asked_for_with_its_audit_entry_and_upkeep_finds_it(self, desk: TestDesk) -> None:
        answer = self.redrive(desk)
        assert answer.status == 202
        assert self.letters(desk).read().redrives == {
            "tips": Redrive(queue="tips", asked_at=iso(desk.clock()), asked_by="chu")
        }
        assert [(one.action, one.target) for one in desk.chain("chu")] == [("letter.redrive", "dead letters of tips")]
        assert {one["queue"]: one["redrive"] for one in self.listed(desk).body["items"]} == {
            "tips": answer.body,
            "replies": None,
            "plans": None,
        }

    def test_asked_for_again_while_it_is_under_way_it_is_the_same(self, desk: TestDesk) -> None:
        first = self.redrive(desk).body
        desk.clock.advance(seconds=30)
        assert self.redrive(desk).body == first
        assert [one.outcome for one in desk.chain("chu")] == ["allowed", "repeated"]

    @pytest.mark.parametrize("done", [False, True], ids=["forgotten", "done"])
    def test_after_it_was_done_or_forgotten_it_can_be_asked_for_again(self, desk: TestDesk, *, done: bool) -> None:
        self.redrive(desk)
        (asked,) = self.letters(desk).read().redrives.values()
        if done:
            self.letters(desk).done(asked, moved=1, left=2, at=desk.clock())
        desk.clock.advance(seconds=1 if done else PATIENCE.total_seconds())
        again = self.redrive(desk).body
        assert (again["asked_at"], again["done_at"]) == (iso(desk.clock()), "")

    @pytest.mark.parametrize("queue", ["nowhere", "%23", "LETTERS"])
    def test_a_queue_that_is_none_is_not_found(self, desk: TestDesk, queue: str) -> None:
        assert self.redrive(desk, queue).status == 404
        assert not self.letters(desk).read().redrives
        assert desk.chain("chu")[-1].outcome == "denied"

    @pytest.mark.parametrize("role", list(Role))
    def test_who_may_see_them_and_who_may_redrive_them(self, desk: TestDesk, role: Role) -> None:
        desk.officer("bo", roles=(role,), units=(UNIT,))
        assert self.listed(desk, "bo").status == (200 if role in MATRIX[Deed.LIST_LETTERS] else 403)
        assert self.redrive(desk, username="bo").status == (202 if role is Role.ADMINISTRATOR else 403)
        assert bool(self.letters(desk).read().redrives) == (role is Role.ADMINISTRATOR)
