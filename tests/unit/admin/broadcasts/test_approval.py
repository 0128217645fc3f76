"""Approving: who may, on what grounds, and what one approval sets going."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.clock import from_iso, iso
from dutydesk.stores.broadcasts import State
from dutydesk.stores.content import template_item
from tests.unit.admin.banking import before_each, deeds
from tests.unit.admin.broadcasting import (
    PAGE,
    act,
    approve,
    change,
    counted,
    draft,
    due,
    furnish,
    read,
    stored,
)
from tests.unit.admin.desk import TestDesk

EVENING = "2026-03-02T19:00:00+07:00"


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    furnish(desk)


type Steps = Sequence[Callable[[TestDesk, str], object]]


def count(**changes: Any) -> Callable[[TestDesk, str], object]:
    """A step that counts the audience."""
    return lambda desk, one: counted(desk, one, **changes)


def rewrite(**changes: Any) -> Callable[[TestDesk, str], object]:
    """A step that changes the header."""
    return lambda desk, one: change(desk, one, **changes)


def wait(**duration: float) -> Callable[[TestDesk, str], object]:
    """A step in which time goes by."""
    return lambda desk, _one: desk.clock.advance(**duration)


def test_an_approved_broadcast_goes_to_the_planner_at_once(desk: TestDesk) -> None:
    one = draft(desk)
    counted(desk, one)
    answer = approve(desk, one)
    assert (answer.status, answer.body["state"], answer.body["approved_by"]) == (200, "approved", ["binh"])
    (sent,) = desk.plans.calls
    assert (sent.message.broadcast_id, sent.message.work, sent.group, sent.dedupe) == (one, "plan", one, f"{one}#plan")
    assert due(desk) == {f"broadcast#{one}": iso(desk.clock() + timedelta(seconds=60))}
    assert deeds(desk, "binh") == [("broadcast.approve", f"broadcast {one}", "allowed")]


def test_what_the_queue_refuses_upkeep_plans_a_minute_later(desk: TestDesk) -> None:
    one = draft(desk)
    counted(desk, one)
    desk.plans.refuse_next = 1
    assert approve(desk, one).status == 200
    assert not desk.plans.calls
    assert desk.counts == ["BroadcastNotEnqueued"]
    assert f"broadcast#{one}" in due(desk)


def test_a_broadcast_with_a_time_waits_for_it(desk: TestDesk) -> None:
    one = draft(desk, starts_at=EVENING)
    counted(desk, one)
    assert approve(desk, one).body["state"] == "approved"
    assert not desk.plans.calls
    assert due(desk) == {f"broadcast#{one}": "2026-03-02T12:00:00.000Z"}


@pytest.mark.parametrize(
    ("steps", "status", "words"),
    [
        ([], 409, "no pre-flight"),
        ([count(), wait(minutes=31)], 409, "no pre-flight"),
        ([count(reach=0)], 409, "reach nobody"),
        ([count(unready={PAGE: "no_tokens"})], 409, "a page has no token or is broken: 1"),
        ([count(), rewrite(text="x" * 1901)], 400, "longer than 1900"),
        ([count(), rewrite(template_id="mau-1")], 400, "not approved"),
        ([count(), rewrite(starts_at="2026-03-02T04:59:59.999Z")], 400, "past"),
        ([count(), rewrite(starts_at="2026-03-02T15:00:00.000Z")], 400, "22:00"),
        ([wait(hours=10), count()], 400, "22:00"),
        ([count(), rewrite(state=State.APPROVED)], 409, "no draft"),
    ],
    ids="uncounted stale empty broken-page long template past scheduled-at-night at-night approved".split(),
)
def test_what_must_not_go_out_is_refused_before_anything_is_sent(
    desk: TestDesk, steps: Steps, status: int, words: str
) -> None:
    one = draft(desk)
    for step in steps:
        step(desk, one)
    before = stored(desk, one)
    answer = approve(desk, one)
    assert answer.status == status, answer.text
    assert words in answer.body["message"]
    assert " / " in answer.body["message"]
    assert stored(desk, one) == before
    assert (desk.plans.calls, due(desk)) == ([], {})
    assert deeds(desk, "binh")[-1][2] == "refused"


def test_an_emergency_goes_out_at_night_with_a_reason(desk: TestDesk) -> None:
    desk.clock.advance(hours=12)
    one = draft(desk, "dung", priority="emergency", night_reason="Lũ về")
    counted(desk, one)
    assert approve(desk, one).body["state"] == "draft"
    assert approve(desk, one, "chi").body["state"] == "approved"
    assert len(desk.plans.calls) == 1


def test_a_template_that_every_page_may_use_goes_out(desk: TestDesk) -> None:
    one = draft(desk, template_id="mau-1")
    counted(desk, one)
    assert approve(desk, one).status == 400
    desk.put("content", template_item(PAGE, "mau-1"))
    assert approve(desk, one).status == 200


@pytest.mark.parametrize(("changes", "reach"), [({}, 5_001), ({"priority": "emergency"}, 10)], ids=["large", "urgent"])
def test_a_large_or_urgent_broadcast_takes_two_people(desk: TestDesk, changes: dict[str, Any], reach: int) -> None:
    one = draft(desk, "chi", **changes)
    counted(desk, one, reach=reach)
    assert read(desk, one).body["needs_two"] is True
    first = approve(desk, one)
    assert (first.status, first.body["state"], first.body["approved_by"]) == (200, "draft", ["binh"])
    assert (desk.plans.calls, due(desk)) == ([], {})
    again, author = approve(desk, one), approve(desk, one, "chi")
    for refused in (again, author):
        assert refused.status == 409
        assert "two different people" in refused.body["message"]
    desk.officer("mai", roles=("administrator",))
    second = approve(desk, one, "mai")
    assert (second.body["state"], second.body["approved_by"]) == ("approved", ["binh", "mai"])
    assert len(desk.plans.calls) == 1


def test_the_author_may_be_the_first_of_two_and_then_somebody_else_is_the_second(desk: TestDesk) -> None:
    one = draft(desk, "binh")
    counted(desk, one, reach=9_000)
    assert approve(desk, one, "binh").body["state"] == "draft"
    assert approve(desk, one, "binh").status == 409
    assert approve(desk, one, "chi").body["state"] == "approved"


def test_five_thousand_take_one_person(desk: TestDesk) -> None:
    one = draft(desk, "binh")
    counted(desk, one, reach=5_000)
    assert read(desk, one).body["needs_two"] is False
    assert approve(desk, one, "binh").body["state"] == "approved"


def test_an_officer_approves_what_was_read_and_nothing_else(desk: TestDesk) -> None:
    one = draft(desk)
    counted(desk, one)
    revision = stored(desk, one).revision
    assert approve(desk, one, revision=revision - 1).status == 409
    with before_each(desk, "TransactWriteItems", lambda: change(desk, one, text="Chữ khác")):
        assert approve(desk, one, revision=revision).status == 409
    assert stored(desk, one).state is State.DRAFT
    assert not desk.plans.calls


def test_two_first_approvals_at_the_same_moment_are_two_approvals(desk: TestDesk) -> None:
    one = draft(desk, "dung", priority="emergency", night_reason="x")
    counted(desk, one)
    with before_each(desk, "TransactWriteItems", lambda: approve(desk, one, "chi")):
        assert approve(desk, one, "binh").body["state"] == "approved"
    assert stored(desk, one).approved_by == ("chi", "binh")
    assert len(desk.plans.calls) == 1


@pytest.mark.parametrize(("recurring", "times", "step"), [("daily", 7, 1), ("weekly", 4, 7)])
def test_one_approval_of_a_series_lets_out_each_of_its_broadcasts_at_its_time(
    desk: TestDesk, recurring: str, times: int, step: int
) -> None:
    one = draft(desk, starts_at=EVENING, recurring=recurring)
    counted(desk, one)
    assert approve(desk, one).status == 200
    begins = from_iso("2026-03-02T12:00:00.000Z")
    moments = [iso(begins + timedelta(days=step) * number) for number in range(times)]
    assert sorted(due(desk).values()) == moments
    series = [stored(desk, name.removeprefix("broadcast#")) for name in due(desk)]
    assert {one.state for one in series} == {State.APPROVED}
    assert {one.approved_by for one in series} == {("binh",)}
    assert len({one.code for one in series}) == len({one.broadcast_id for one in series}) == times
    assert {each.follows for each in series if each.broadcast_id != one} == {one}
    assert len(desk.items("broadcasts", "CODE#")) == times
    assert len(desk.call("GET", "/admin/broadcasts").body["items"]) == times
    later = next(one for one in series if one.follows)
    assert act(desk, later.broadcast_id, "cancel").status == 200
    assert stored(desk, one).state is State.APPROVED
