"""Pausing, resuming and cancelling: all apps or none, and a token for each that has something to do."""

from datetime import timedelta

import pytest

from dutydesk.clock import iso
from dutydesk.stores.broadcasts import State
from tests.unit.admin.banking import before_each, deeds
from tests.unit.admin.broadcasting import (
    PAGE,
    act,
    active_states,
    approve,
    change,
    counted,
    draft,
    due,
    furnish,
    sending,
    stored,
)
from tests.unit.admin.desk import TestDesk

CHUNKS = {f"1#{PAGE}#0#0": "sp", f"1#{PAGE}#1#1": "pp", f"1#{PAGE}#2#2": "pp", "2#zalo-hai#0#0": "pp"}


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    furnish(desk)


def running(desk: TestDesk, **changes: str) -> str:
    one = draft(desk, **changes)
    sending(desk, one, CHUNKS)
    return one


def test_a_pause_stops_every_app_and_the_header_together(desk: TestDesk) -> None:
    one = running(desk)
    answer = act(desk, one, "pause")
    assert (answer.status, answer.body["state"], answer.body["reason"]) == (200, "paused", "officer")
    assert active_states(desk, one) == {"1": "paused", "2": "paused"}
    assert (desk.chunks.calls, due(desk)) == ([], {})
    assert deeds(desk)[-1] == ("broadcast.pause", f"broadcast {one}", "allowed")


def test_a_resume_wakes_each_app_with_tokens_that_no_earlier_ones_swallow(desk: TestDesk) -> None:
    one = running(desk)
    seen: set[str] = set()
    for _ in range(2):
        act(desk, one, "pause")
        answer = act(desk, one, "resume")
        assert (answer.status, answer.body["state"], answer.body["reason"]) == (200, "sending", "")
        dedupes = [sent.dedupe for sent in desk.chunks.calls]
        assert sorted(sent.group for sent in desk.chunks.calls) == ["1", "1", "1", "2"]
        assert all(sent.message.app_id == sent.group for sent in desk.chunks.calls)
        assert len(set(dedupes)) == 4
        assert seen.isdisjoint(dedupes)
        seen.update(dedupes)
        desk.chunks.take()
    assert active_states(desk, one) == {"1": "sending", "2": "sending"}
    in_a_minute = iso(desk.clock() + timedelta(seconds=60))
    assert due(desk) == {"sending#1": in_a_minute, "sending#2": in_a_minute}
    assert stored(desk, one).generation == 2


def test_only_chunks_behind_the_cursor_get_tokens_and_never_more_than_fifty(desk: TestDesk) -> None:
    one = draft(desk)
    sending(desk, one, {f"1#{PAGE}#0#{number:02x}": "p" for number in range(60)})
    act(desk, one, "pause")
    act(desk, one, "resume")
    assert len(desk.chunks.take()) == 50
    (line,) = desk.items("broadcasts", "APP#1")
    chunks = sorted(item["sk"] for item in desk.items("broadcasts", "BROADCAST#") if item["sk"].startswith("CHUNK#"))
    desk.put("broadcasts", line | {"cursor": chunks[-3].removeprefix("CHUNK#")})
    act(desk, one, "pause")
    act(desk, one, "resume")
    assert len(desk.chunks.take()) == 2


def test_an_app_that_is_through_is_left_alone(desk: TestDesk) -> None:
    one = running(desk)
    change(desk, one, apps_done=["2"])
    desk.client.delete_item(
        TableName=desk.tables["broadcasts"], Key={"pk": {"S": "APP#2"}, "sk": {"S": f"ACTIVE#{one}"}}
    )
    assert act(desk, one, "pause").status == 200
    assert act(desk, one, "cancel").status == 200
    assert active_states(desk, one) == {"1": "cancelled"}
    assert {sent.group for sent in desk.chunks.calls} == {"1"}


def test_an_app_that_gets_through_at_that_moment_does_not_stop_a_pause(desk: TestDesk) -> None:
    one = running(desk)

    def through() -> None:
        change(desk, one, apps_done=["2"])
        desk.client.delete_item(
            TableName=desk.tables["broadcasts"], Key={"pk": {"S": "APP#2"}, "sk": {"S": f"ACTIVE#{one}"}}
        )

    with before_each(desk, "TransactWriteItems", through):
        assert act(desk, one, "pause").status == 200
    assert active_states(desk, one) == {"1": "paused"}
    assert [outcome for deed, _, outcome in deeds(desk) if deed == "broadcast.pause"] == ["allowed"]


def test_nothing_is_put_on_a_list_that_the_broadcast_is_not_on(desk: TestDesk) -> None:
    one = running(desk)
    desk.client.delete_item(
        TableName=desk.tables["broadcasts"], Key={"pk": {"S": "APP#2"}, "sk": {"S": f"ACTIVE#{one}"}}
    )
    before = desk.items("broadcasts")
    assert act(desk, one, "pause").status == 409
    assert desk.items("broadcasts") == before


@pytest.mark.parametrize("first", ["", "pause"])
def test_a_cancel_ends_what_is_sent_or_paused_and_lets_the_senders_close_the_books(desk: TestDesk, first: str) -> None:
    one = running(desk)
    if first:
        act(desk, one, first)
    answer = act(desk, one, "cancel")
    assert (answer.status, answer.body["state"]) == (200, "cancelled")
    assert active_states(desk, one) == {"1": "cancelled", "2": "cancelled"}
    assert len(desk.chunks.calls) == 4
    assert set(due(desk)) == {"sending#1", "sending#2"}
    assert stored(desk, one).ended_at == ""
    assert [act(desk, one, deed).status for deed in ("pause", "resume", "cancel")] == [409, 409, 409]


def test_a_broadcast_that_is_cancelled_before_its_time_is_over_and_called_off(desk: TestDesk) -> None:
    one = draft(desk, starts_at="2026-03-02T19:00:00+07:00")
    counted(desk, one)
    approve(desk, one)
    assert act(desk, one, "cancel").status == 200
    (code,) = desk.items("broadcasts", "CODE#")
    assert code["called_off"] is True
    kept = stored(desk, one)
    assert (kept.state, kept.ended_at) == (State.CANCELLED, iso(desk.clock()))
    assert not desk.chunks.calls


def test_a_broadcast_that_is_being_planned_can_be_paused_resumed_and_cancelled(desk: TestDesk) -> None:
    one = draft(desk)
    change(desk, one, state=State.PLANNING)
    assert act(desk, one, "resume").status == 409
    assert act(desk, one, "pause").body["state"] == "paused"
    assert act(desk, one, "resume").body["state"] == "planning", "nobody is sent to before the plan is through"
    (plan,) = desk.plans.calls
    assert (plan.message.work, plan.group, plan.dedupe) == ("plan", one, f"{one}#plan#1")
    assert not desk.chunks.calls
    assert act(desk, one, "cancel").body["state"] == "cancelled"
    assert stored(desk, one).ended_at


def test_one_that_was_paused_while_it_was_planned_is_sent_once_the_plan_is_through(desk: TestDesk) -> None:
    one = draft(desk)
    change(desk, one, state=State.PLANNING)
    act(desk, one, "pause")
    with before_each(desk, "TransactWriteItems", lambda: sending(desk, one, CHUNKS, state=State.PAUSED)):
        assert act(desk, one, "resume").body["state"] == "sending"
    assert {sent.group for sent in desk.chunks.calls} == {"1", "2"}
    assert not desk.plans.calls


def test_what_is_over_stays_over(desk: TestDesk) -> None:
    one = draft(desk)
    change(desk, one, state=State.DONE)
    for deed in ("pause", "resume", "cancel"):
        answer = act(desk, one, deed)
        assert answer.status == 409
        assert " / " in answer.body["message"]
    assert {outcome for deed, _, outcome in deeds(desk) if deed != "broadcast.edit"} == {"refused"}


def test_tokens_that_the_queue_refuses_are_upkeeps(desk: TestDesk) -> None:
    one = running(desk)
    act(desk, one, "pause")
    desk.chunks.refuse_next = 2
    assert act(desk, one, "resume").status == 200
    assert desk.counts == ["BroadcastNotEnqueued", "BroadcastNotEnqueued"]
    assert set(due(desk)) == {"sending#1", "sending#2"}


def test_a_duty_officer_stops_everything_and_resumes_emergencies(desk: TestDesk) -> None:
    normal, urgent = running(desk), running(desk, priority="emergency")
    assert [act(desk, one, "pause", "dung").status for one in (normal, urgent)] == [200, 200]
    assert [act(desk, one, "resume", "dung").status for one in (normal, urgent)] == [403, 200]
    assert act(desk, normal, "cancel", "dung").status == 200


def test_nothing_turns_when_the_audit_takes_nothing(desk: TestDesk) -> None:
    one = running(desk)
    before = desk.items("broadcasts")
    desk.client.delete_table(TableName=desk.tables["audit"])
    for deed in ("pause", "cancel"):
        assert act(desk, one, deed).status == 503
    assert desk.items("broadcasts") == before
    assert not desk.chunks.calls
