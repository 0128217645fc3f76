"""A reply when something breaks on the way: it is owed, or it was never written."""

from dataclasses import replace

import pytest

from dutydesk.messages import Reply
from dutydesk.stores.cases import case_item
from dutydesk.stores.receipts import reply_from_plain
from tests.unit.admin.desk import IN_PROGRESS, TestDesk
from tests.unit.admin.test_casework import read, reply


class Killed(BaseException):
    """The worker dies here."""


def due(desk: TestDesk) -> list[Reply]:
    """The replies that upkeep would send when their time comes."""
    return [reply_from_plain(item["what"]) for item in desk.items("receipts", "DUE#reply#")]


def test_a_worker_killed_between_commit_and_enqueue_leaves_the_reply_due(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.officer()
    case = desk.case()

    def die(*_args: object, **_words: object) -> None:
        raise Killed

    monkeypatch.setattr(desk.replies, "send", die)
    with pytest.raises(Killed):
        reply(desk, case)

    (owed,) = due(desk)
    (item,) = desk.items("receipts", "DUE#reply#")
    assert item["due_at"] == "2026-03-02T05:01:00.000Z"
    assert item["due_id"] == owed.reply_id
    assert (owed.case_id, owed.person_id, owed.attempt) == (case.case_id, case.person_id, 1)
    assert read(desk, case)["messages"][-1]["delivery"] == "queued"


def test_a_queue_that_refuses_is_no_error_since_upkeep_sends_what_is_due(desk: TestDesk) -> None:
    desk.officer()
    desk.replies.refuse_next = 1
    assert reply(desk, desk.case()).status == 202
    assert len(due(desk)) == 1
    assert desk.not_enqueued == ["reply"]


def test_a_failed_transaction_leaves_nothing(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    before = desk.items("cases")

    def fail(**_words: object) -> None:
        raise ConnectionError

    desk.client.meta.events.register("before-call.dynamodb.TransactWriteItems", fail, unique_id="f")
    answer = reply(desk, case)
    desk.client.meta.events.unregister("before-call.dynamodb.TransactWriteItems", unique_id="f")
    assert answer.status == 500
    assert desk.items("cases") == before
    assert not due(desk)
    assert not desk.replies.calls


def test_a_status_that_changes_meanwhile_does_not_lose_the_reply(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    steps = iter([True])

    def taken_by_another(**_words: object) -> None:
        if next(steps, False):
            desk.put_raw("cases", case_item(replace(case, status=IN_PROGRESS, acknowledged_by="binh")))

    desk.client.meta.events.register("before-call.dynamodb.TransactWriteItems", taken_by_another, unique_id="t")
    answer = reply(desk, case)
    desk.client.meta.events.unregister("before-call.dynamodb.TransactWriteItems", unique_id="t")
    assert answer.status == 202
    assert desk.header(case.case_id).acknowledged_by == "binh"
    assert len(desk.replies.calls) == 1


def test_a_case_moved_to_another_unit_meanwhile_is_not_answered(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()

    def moved(**_words: object) -> None:
        desk.put_raw("cases", case_item(replace(case, unit="phuong-mau-1")))

    desk.client.meta.events.register("before-call.dynamodb.TransactWriteItems", moved, unique_id="m")
    answer = reply(desk, case)
    desk.client.meta.events.unregister("before-call.dynamodb.TransactWriteItems", unique_id="m")
    assert answer.status == 404
    assert not desk.replies.calls
