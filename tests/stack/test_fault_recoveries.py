"""Fault table: the platform in trouble, poison in a queue, queues that refuse, and letters that died.

What needs several tries to recover is played all at once, before the first test looks at any of it.
"""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import pytest

from dutydesk import ids
from dutydesk.clock import utc_now
from dutydesk.messages import InboundMessage, Intent, Platform, TipMessage, to_json
from tests.faults.invariant import Told
from tests.stack.backroom import Backroom
from tests.stack.desk import Citizen, Desk, wait_until
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

WARDS = [f"phuong-mau-{number}" for number in range(1, 12)]
UNIT, POISONED_UNIT = "doi-hinh-su", "doi-kinh-te"

TROUBLE: dict[str, tuple[dict[str, Any], int]] = {
    "an error of the server": ({"http_status": 503, "count": 2}, 0),
    "a bad gateway after the work was done": ({"http_status": 502, "when": "after", "count": 1}, 1),
    "an answer that comes too late": ({"latency_ms": 9000, "when": "after", "count": 1}, 1),
    "garbage with status 200": ({"garbage_body": True, "count": 1}, 0),
    "garbage after the work was done": ({"garbage_body": True, "when": "after", "count": 1}, 1),
    "a connection dropped before": ({"drop_connection": "before", "count": 1}, 0),
    "a connection dropped after": ({"drop_connection": "after", "count": 1}, 1),
    "a token that is not taken": ({"zalo_error": -216, "count": 1}, 0),
    "too many calls this minute": ({"zalo_error": -32, "count": 2}, 0),
    "a plain failure": ({"zalo_error": -200, "count": 1}, 0),
    "no buttons here": ({"zalo_error": -233, "count": 1}, 0),
}
"""What a citizen's next messages meet at the platform, and how many copies that may add: those of lost answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A citizen whom trouble meets, in the middle of a dialogue."""

    citizen: Citizen
    told: Told
    copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Poisoned:
    """Poison between two messages of one citizen, while another citizen writes too."""

    same: Met
    other: Met
    poison: str
    message_id: str
    outlived_the_other: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """Everything that took several tries, when it is over."""

    trouble: Mapping[str, Met]
    poisoned: Poisoned


@pytest.fixture(scope="module")
def recovered(desk: Desk, backroom: Backroom) -> Recovered:
    """Have every trouble meet a citizen of its own and put poison into a queue; return when all came to rest."""
    trouble = {
        name: in_trouble(desk, backroom, name, unit)
        for name, unit in zip(TROUBLE, itertools.cycle(WARDS), strict=False)
    }
    poisoned = poison_between(desk, backroom)
    backroom.settle(timeout_s=150)
    desk.no_faults()
    for item in backroom.items("receipts"):
        if item["pk"].startswith("DUE#reply#"):
            backroom.make_due("reply", item["due_id"])
    backroom.upkeep(do="minute")
    backroom.settle()
    return Recovered(trouble=trouble, poisoned=poisoned)


def in_trouble(desk: Desk, backroom: Backroom, name: str, unit: str) -> Met:
    """Have one trouble meet a citizen who tells a tip."""
    citizen, words = desk.citizen(unit), unlike_any_other("Hàng rong chiếm lòng đường")
    fault, copies = TROUBLE[name]
    desk.faults({"endpoint": "message", "user_id": citizen.user_id, **fault})
    citizen.tell("báo tin", words, "xong")
    return Met(citizen=citizen, told=backroom.told(citizen, unit, words), copies=copies)


def poison_between(desk: Desk, backroom: Backroom) -> Poisoned:
    """Put poison between two messages of one citizen; have another tell something meanwhile."""
    unit = POISONED_UNIT
    same, other = desk.citizen(unit), desk.citizen(unit)
    first, second, others = (unlike_any_other(text) for text in ("Hàng giả", "ở chợ Mẫu", "Bán hàng cấm"))
    for citizen in (same, other):
        citizen.tell("báo tin")
        citizen.await_text("việc gì")
    same.tell(first)
    poison = json.dumps({"message": {"event_key": "poison", "text": first}, "intent": "content"})
    message_id = backroom.send("tips", poison, group=backroom.person_id(same), dedupe=mark_of(first))
    same.tell(second)
    other.tell(others)
    other.await_text("Mã tin báo")
    alive = message_id in {one["MessageId"] for one in backroom.lying_in("tips")}
    return Poisoned(
        same=Met(citizen=same, told=backroom.told(same, unit, first, second)),
        other=Met(citizen=other, told=backroom.told(other, unit, others)),
        poison=poison,
        message_id=message_id,
        outlived_the_other=alive,
    )


def test_a_dead_letter_without_a_reason_gets_one_and_a_redrive_completes_it(desk: Desk, backroom: Backroom) -> None:
    citizen, words = desk.citizen(UNIT), unlike_any_other("báo tin: mất trộm xe đạp")
    citizen.follow()
    message_id = died(backroom, citizen, words)
    backroom.upkeep(do="minute")
    assert reason_of(backroom, "tips", message_id)["reason"] == "WorkerDied"
    # Looking at a letter hides it for some seconds, also from a redrive.
    wait_until(lambda: redriven(backroom, message_id), "the letter is sent back to work", timeout_s=60)
    assert backroom.broken_promises([citizen], [backroom.told(citizen, UNIT, words)], timeout_s=120) == []


def died(backroom: Backroom, citizen: Citizen, words: str) -> str:
    """Leave a tip among the dead letters, as a worker does that is killed each time; return the letter's id."""
    person = backroom.person_id(citizen)
    message = InboundMessage(
        event_key=f"zalo:user_send_text:test:{mark_of(words)}",
        platform=Platform.ZALO,
        page_id=citizen.page_id,
        unit=UNIT,
        person_id=person,
        sent_at=utc_now(),
        text=words,
    )
    tip = TipMessage(message=message, intent=Intent.CONTENT, dialogue_id=ids.new_ulid(utc_now()))
    return backroom.send("tips", to_json(tip), group=person, dedupe=mark_of(words), dead=True)


def redriven(backroom: Backroom, message_id: str) -> bool:
    """Have upkeep send dead letters back; say whether this one was among them."""
    backroom.upkeep(do="redrive", queue="tips")
    return "redriven_at" in reason_of(backroom, "tips", message_id)


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_at_the_platform_only_delays(backroom: Backroom, recovered: Recovered, name: str) -> None:
    met = recovered.trouble[name]
    copies = {met.told.person_id: met.copies}
    assert backroom.broken_promises([met.citizen], [met.told], second_copies=copies) == []
    assert len(met.citizen.texts()) <= 3 + met.copies


def test_poison_between_healthy_messages_dies_alone_with_its_reason(backroom: Backroom, recovered: Recovered) -> None:
    poisoned = recovered.poisoned
    assert poisoned.outlived_the_other, "another citizen does not wait for it"
    people = [poisoned.same.citizen, poisoned.other.citizen]
    assert backroom.broken_promises(people, [poisoned.same.told, poisoned.other.told]) == []
    bodies = {one["MessageId"]: one["Body"] for one in backroom.lying_in("tips", dead=True)}
    assert bodies[poisoned.message_id] == poisoned.poison
    beside = reason_of(backroom, "tips", poisoned.message_id)
    assert beside["reason"] == "MalformedEvent"
    assert mark_of(poisoned.same.told.words[0]) not in str(beside), "the reason quotes nobody"


def test_an_expired_token_is_refreshed_once_for_all(desk: Desk, backroom: Backroom) -> None:
    unit = "doi-ma-tuy"
    page_id = desk.endpoints.page(unit)["page_id"]
    citizens = [desk.citizen(unit) for _ in range(6)]
    before = refreshes(desk, page_id)
    desk.faults({"page_id": page_id, "expire_tokens": True})
    for citizen in citizens:
        citizen.tell("menu")
    for citizen in citizens:
        citizen.await_text("trực 24/7", timeout_s=60)
    backroom.settle()
    assert refreshes(desk, page_id) == (before[0] + 1, before[1]), "one exchange, none refused"


def refreshes(desk: Desk, page_id: str) -> tuple[int, int]:
    """Return how many exchanges of a page's token were done, and refused."""
    pages = desk.http.get(f"{desk.endpoints.simulator}/status").json()["pages"]
    (page,) = (page for page in pages if page["page_id"] == page_id)
    return page["refreshes"], page["refused_refreshes"]


def test_who_cannot_be_reached_is_not_tried_for_ever_and_the_officer_is_told(desk: Desk, backroom: Backroom) -> None:
    citizen, officer, words = desk.citizen(UNIT), desk.officer(UNIT), unlike_any_other("Xe hết hạn đăng kiểm")
    citizen.tell("báo tin", words)
    citizen.await_text("Mã tin báo")
    case_id = officer.await_case(mark_of(words))["case_id"]
    blocked = f"{desk.endpoints.simulator}/citizens/{citizen.user_id}/block"
    desk.http.post(blocked, json={"page_id": citizen.page_id}).raise_for_status()
    officer.post(f"cases/{case_id}/replies", {"text": "Xin cho biết thêm"})

    def failed() -> dict[str, Any] | None:
        answer: dict[str, Any] = officer.case(case_id)["messages"][-1]
        return answer if answer["delivery"] == "failed" else None

    assert wait_until(failed, "the officer sees that it failed")["reason"] == "unreachable"
    backroom.settle()
    assert not [one for one in backroom.lying_in("replies", dead=True) if case_id in one["Body"]]


def test_a_queue_that_refuses_has_the_platform_deliver_again(desk: Desk, backroom: Backroom) -> None:
    citizen, words = desk.citizen(UNIT), unlike_any_other("báo tin: cờ bạc ở hẻm 3")
    citizen.follow()
    backroom.settle()
    with backroom.forbidden("webhook", "sqs:SendMessage", backroom.arn("tips")):
        refused = citizen.say(words)
        assert refused["status"] == HTTPStatus.SERVICE_UNAVAILABLE
    assert backroom.broken_promises([citizen], [backroom.told(citizen, UNIT, words)]) == []
    log = desk.http.get(f"{desk.endpoints.simulator}/log").json()["entries"]
    attempts = [one for one in log if one["kind"] == "delivery" and one["message_id"] == refused["msg_id"]]
    assert attempts[-1]["status"] == HTTPStatus.OK
    assert attempts[-1]["num_retry"] >= 1


def test_a_reply_queue_that_refuses_after_the_commit_still_answers(desk: Desk, backroom: Backroom) -> None:
    citizen, words = desk.citizen(UNIT), unlike_any_other("báo tin: đậu xe trước cổng trường")
    with backroom.forbidden("intake", "sqs:SendMessage", backroom.arn("replies")):
        citizen.tell(words)
        line = desk.officer(UNIT).await_case(mark_of(words))
        assert citizen.inbox() == []
    assert line["receipt"] in citizen.await_text("Mã tin báo")
    assert backroom.broken_promises([citizen], [backroom.told(citizen, UNIT, words)]) == []


def reason_of(backroom: Backroom, queue: str, message_id: str) -> dict[str, Any]:
    """Return what is written beside a dead letter."""
    wanted = (f"FAILURE#{queue}", message_id)
    (item,) = (one for one in backroom.items("receipts") if (one["pk"], one["sk"]) == wanted)
    return item
