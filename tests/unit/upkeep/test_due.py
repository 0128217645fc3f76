"""What has fallen due is handed over, once a minute at the most, and nothing is lost between two steps."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

from dutydesk.errands import ArrivalMessage
from dutydesk.messages import (
    AlertKind,
    AlertMessage,
    FollowersMessage,
    PlanMessage,
    PlanWork,
    PublishMessage,
    Reply,
    TokenMessage,
    as_plain,
)
from functions.upkeep.due import AGAIN_AFTER, UNHEARD_AFTER
from tests.fakes.clock import NOON
from tests.unit.upkeep.conftest import House

if TYPE_CHECKING:
    from tests.fakes.queues import FakeOutlet

LATER = NOON - timedelta(seconds=30)
REPLY = Reply(reply_id="e1#intake#0", person_id="p1", text="Đã nhận tin.", created_at=NOON, attempt=2)
VERSION = {"version": "01HVERSION"}
CASE = {"case_id": "01HCASE", "unit": "phuong-mau-1", "attempt": 1}


def always() -> bool:
    return True


class Killed(BaseException):
    """The worker is gone."""


def test_a_reply_that_is_due_goes_back_to_its_queue_and_is_forgotten(house: House) -> None:
    house.put_due("reply", REPLY.reply_id, LATER, as_plain(REPLY))
    assert house.due().run(always) == 1
    assert house.replies.messages == [REPLY]
    assert house.replies.calls[0].group == "p1"
    assert house.item("DUE#reply#e1#intake#0") == {}


def test_a_version_that_is_due_goes_to_its_queue_and_is_forgotten(house: House) -> None:
    house.put_due("publication", "01HVERSION", LATER, VERSION)
    assert house.due().run(always) == 1
    assert house.publications.messages == [PublishMessage(version="01HVERSION")]
    assert house.publications.calls[0].group == "bank"
    assert house.item("DUE#publication#01HVERSION") == {}


def test_a_broadcast_that_is_due_is_planned_and_forgotten(house: House) -> None:
    house.put_due("broadcast", "01HBROADCAST", LATER, {"broadcast_id": "01HBROADCAST"})
    assert house.due().run(always) == 1
    assert house.plans.messages == [PlanMessage(broadcast_id="01HBROADCAST", work=PlanWork.PLAN)]
    assert house.plans.calls[0].group == "01HBROADCAST"
    assert house.item("DUE#broadcast#01HBROADCAST") == {}


def test_a_broadcast_that_rests_until_now_is_woken_and_forgotten(house: House) -> None:
    house.put_due("waking", "01HBROADCAST", LATER, {"broadcast_id": "01HBROADCAST"})
    assert house.due().run(always) == 1
    assert house.plans.messages == [PlanMessage(broadcast_id="01HBROADCAST", work=PlanWork.WAKE)]
    assert house.plans.calls[0].group == "01HBROADCAST"
    assert house.item("DUE#waking#01HBROADCAST") == {}


def test_a_list_of_followers_that_is_due_is_read_on_among_its_apps_and_forgotten(house: House) -> None:
    asked_at = "2026-03-02T05:00:00.000Z"
    wish = {"page_id": "zalo-mau-1", "app_id": "1001", "asked_at": asked_at}
    house.put_due("followers", "zalo-mau-1", LATER, wish)
    assert house.due().run(always) == 1
    assert house.followers.messages == [FollowersMessage(page_id="zalo-mau-1", app_id="1001", asked_at=asked_at)]
    assert house.followers.calls[0].group == "1001"
    assert house.item("DUE#followers#zalo-mau-1") == {}


def test_an_import_of_cards_that_is_due_arrives_again_and_is_forgotten(house: House) -> None:
    house.put_due("import", "01HIMPORT", LATER, {"unit": "quan-mau", "import_id": "01HIMPORT"})
    house.arrivals.refuse_next = 1
    with pytest.raises(ExceptionGroup):
        house.due().run(always)
    assert house.due().run(always) == 1
    assert house.arrivals.messages == [ArrivalMessage(unit="quan-mau", import_id="01HIMPORT")]
    assert house.item("DUE#import#01HIMPORT") == {}


def test_an_app_with_something_to_send_gets_a_token_a_minute_until_somebody_takes_the_item_away(house: House) -> None:
    house.put_due("sending", "1001", LATER, {"app_id": "1001"})
    for _ in range(3):
        assert house.due().run(always) == 1
        assert house.due().run(always) == 0
        house.clock.advance(seconds=60)
    assert house.tokens.messages == [TokenMessage(app_id="1001")] * 3
    assert len(house.tokens.distinct()) == 3
    assert house.tokens.calls[0].group == "1001"


def test_a_version_whose_queue_refuses_stays_due(house: House) -> None:
    house.put_due("publication", "01HVERSION", LATER, VERSION)
    house.publications.refuse_next = 1
    with pytest.raises(ExceptionGroup):
        house.due().run(always)
    assert house.item("DUE#publication#01HVERSION")
    house.due().run(always)
    assert len(house.publications.calls) == 1


def test_what_is_not_due_yet_stays(house: House) -> None:
    house.put_due("reply", "r1", NOON + timedelta(milliseconds=1), as_plain(REPLY))
    assert house.due().run(always) == 0
    assert house.item("DUE#reply#r1")


def test_an_unacknowledged_alert_is_escalated_and_called_again_in_a_minute(house: House) -> None:
    house.put_due("alert", "01HCASE", LATER, CASE)
    house.due().run(always)
    assert house.alerts.messages == [
        AlertMessage(
            kind=AlertKind.ESCALATE, event_key="due#01HCASE#1", case_id="01HCASE", unit="phuong-mau-1", attempt=1
        )
    ]
    assert house.alerts.calls[0].group == "01HCASE"
    assert house.item("DUE#alert#01HCASE")["due_at"] == "2026-03-02T05:01:00.000Z"
    assert house.due().run(always) == 0


def test_alerts_go_before_replies_and_old_before_young(house: House) -> None:
    order: list[str] = []
    house.replies.send = lambda message, **_: order.append(message.reply_id)  # type: ignore[method-assign]  # watches
    house.alerts.send = lambda message, **_: order.append(message.case_id)  # type: ignore[method-assign]  # watches
    for age, name in enumerate("abcdef", start=1):
        house.put_due("reply", name, NOON - timedelta(minutes=age), as_plain(replace(REPLY, reply_id=name)))
    house.put_due("alert", "01HCASE", NOON, CASE)
    house.due().run(always)
    assert order == ["01HCASE", "f", "e", "d", "c", "b", "a"]


@pytest.mark.parametrize("kind", ["reply", "alert"])
def test_a_refusing_queue_leaves_it_due_and_holds_up_nothing_else(house: House, kind: str) -> None:
    house.put_due("reply", "r1", LATER, as_plain(REPLY))
    house.put_due("reply", "r2", LATER, as_plain(REPLY))
    house.put_due("alert", "01HCASE", LATER, CASE)
    (house.replies if kind == "reply" else house.alerts).refuse_next = 1
    with pytest.raises(ExceptionGroup):
        house.due().run(always)
    assert len(house.replies.calls) + len(house.alerts.calls) == 2
    assert house.counts["DueFailed"] == 1
    house.due().run(always)
    assert len(house.replies.distinct()) == 2
    assert len(house.alerts.distinct()) == 1


@pytest.mark.parametrize("kind", ["reply", "alert", "publication"])
def test_killed_between_queue_and_table_it_is_sent_again_under_the_same_id(house: House, kind: str) -> None:
    whats = {"reply": as_plain(REPLY), "alert": CASE, "publication": VERSION}
    outlets: dict[str, FakeOutlet[Any]] = {
        "reply": house.replies,
        "alert": house.alerts,
        "publication": house.publications,
    }
    house.put_due(kind, "x", LATER, whats[kind])

    whole = house.due()
    dying = Mock(wraps=whole.items)
    dying.drop.side_effect = dying.postpone.side_effect = Killed
    with pytest.raises(Killed):
        replace(whole, items=dying).run(always)
    whole.run(always)
    outlet = outlets[kind]
    assert len(outlet.calls) == 2
    assert len(outlet.distinct()) == 1


def test_a_reply_postponed_anew_in_the_meantime_is_not_forgotten(house: House) -> None:
    """The worker is quicker than upkeep: it fails and writes a later date before upkeep deletes."""
    house.put_due("reply", "r1", LATER, as_plain(REPLY))
    again = replace(REPLY, attempt=3)

    def quick(*_: Any, **__: Any) -> None:
        house.put_due("reply", "r1", NOON + timedelta(minutes=4), as_plain(again))

    house.replies.send = quick  # type: ignore[method-assign]  # a worker that overtakes
    house.due().run(always)
    assert house.item("DUE#reply#r1")["what"]["attempt"] == 3


def test_an_alert_moved_on_in_the_meantime_keeps_its_new_date(house: House) -> None:
    house.put_due("alert", "01HCASE", LATER, CASE)

    def quick(*_: Any, **__: Any) -> None:
        house.put_due("alert", "01HCASE", NOON + timedelta(minutes=5), {**CASE, "attempt": 2})

    house.alerts.send = quick  # type: ignore[method-assign]  # a worker that overtakes
    house.due().run(always)
    assert house.item("DUE#alert#01HCASE")["due_at"] == "2026-03-02T05:05:00.000Z"


def test_an_urgent_case_that_nobody_moves_on_reaches_the_operators_in_minutes(house: House) -> None:
    house.put_due("alert", "01HCASE", LATER, CASE)
    for _ in range(UNHEARD_AFTER):
        house.due().run(always)
        house.clock.now += AGAIN_AFTER
    assert house.unheard == []
    house.due().run(always)
    assert house.unheard == [("phuong-mau-1", "01HCASE")]
    for _ in range(15):
        house.clock.now += AGAIN_AFTER
        house.due().run(always)
    assert len(house.unheard) == 2


def test_one_broken_item_holds_up_no_other(house: House) -> None:
    house.put_due("reply", "broken", LATER - timedelta(hours=1), {"nonsense": True})
    house.put_due("reply", "r1", LATER, as_plain(REPLY))
    with pytest.raises(ExceptionGroup):
        house.due().run(always)
    assert house.replies.messages == [REPLY]


def test_what_a_newer_release_wrote_is_left_to_it(house: House) -> None:
    house.put_due("reminder", "x", LATER, {})
    house.due().run(always)
    assert house.counts["DueUnknown"] == 1
    assert house.item("DUE#reminder#x")


def test_without_time_left_everything_stays_due(house: House) -> None:
    house.put_due("reply", "r1", LATER, as_plain(REPLY))
    assert house.due().run(lambda: False) == 0
    assert house.item("DUE#reply#r1")


def test_every_shard_is_looked_at_through_all_its_pages(house: House) -> None:
    for number in range(60):
        text = "x" * 20_000
        house.put_due("reply", f"r{number}", LATER, as_plain(replace(REPLY, reply_id=f"r{number}", text=text)))
    assert house.due().run(always) == 60
    assert {reply.reply_id for reply in house.replies.messages} == {f"r{number}" for number in range(60)}
