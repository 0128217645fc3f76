"""What fails between the read, the commit and the queue, and what a redelivery then does."""

from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from dutydesk.errors import Conflict
from dutydesk.messages import Emergency, Intent
from dutydesk.stores.cases import Status, Urgency
from dutydesk.stores.items import from_item, key
from dutydesk.stores.receipts import DynamoReceipts
from functions.intake.book import Change
from functions.intake.intake import Did
from functions.intake.store import DynamoCaseBook
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.casebook import FakeCaseBook, StoreDown
from tests.fakes.clock import FakeClock
from tests.fakes.queues import QueueRefused
from tests.unit.intake.conftest import on_dynamodb
from tests.unit.intake.desk import CASE, UNIT, TestDesk, codes_in, tip

CONTENT = Intent.CONTENT
FIRE = Emergency.CERTAIN


def test_a_queue_that_refuses_after_the_commit_gets_the_replies_on_redelivery(desk: TestDesk) -> None:
    said = tip(CONTENT, "cháy", emergency=FIRE)
    desk.replies.refuse_next = 1
    with pytest.raises(QueueRefused):
        desk.intake.accept(said)
    assert desk.words() == ["cháy"]
    assert desk.replies.take() == []
    assert len(desk.hear(said)) == 2
    assert desk.words() == ["cháy"]


def test_a_refused_alert_is_raised_on_redelivery_and_due_in_any_case(desk: TestDesk) -> None:
    said = tip(CONTENT, "cháy", emergency=FIRE)
    desk.alerts.refuse_next = 1
    with pytest.raises(QueueRefused):
        desk.intake.accept(said)
    assert desk.alerts.calls == []
    desk.hear(said)
    assert [alert.case_id for alert in desk.alerts.messages] == [CASE]


def test_nothing_is_raised_again_once_an_officer_took_the_case(quick: TestDesk) -> None:
    said = tip(CONTENT, "cháy", emergency=FIRE)
    quick.hear(said)
    assert isinstance(quick.book, FakeCaseBook)
    quick.book.cases[CASE] = replace(quick.book.cases[CASE], acknowledged_by="an")
    quick.hear(said)
    assert len(quick.alerts.calls) == 1


def test_a_worker_that_dies_after_the_commit_changes_nothing_twice(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeCaseBook)
    quick.book.die_next = 1
    said = tip(CONTENT, "trộm")
    with pytest.raises(StoreDown):
        quick.intake.accept(said)
    assert quick.intake.accept(said).did is Did.REPEATED
    assert len(codes_in([reply.text for reply in quick.replies.take()])) == 1


def test_a_taken_code_is_replaced(desk: TestDesk) -> None:
    codes = iter(["AAAAAAAA2", "AAAAAAAA2", "BBBBBBBB2"])
    desk.codes = lambda: next(codes)
    desk.hear(tip(CONTENT, "một", dialogue="A"), tip(CONTENT, "hai", dialogue="B"))
    case, _ = desk.book.load("B")
    assert case is not None
    assert case.receipt == "BBBBBBBB2"


def test_a_race_that_is_always_lost_is_given_up_without_a_change(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeCaseBook)
    quick.book.conflict_next = 100
    with pytest.raises(Conflict):
        quick.intake.accept(tip(CONTENT, "trộm"))
    assert quick.book.receipts == {}
    assert quick.book.cases == {}


def test_a_dialogue_changed_meanwhile_is_a_conflict(desk: TestDesk) -> None:
    desk.hear(tip(Intent.START))
    _, read = desk.book.load(CASE)
    desk.hear(tip(Intent.START, at=1))
    with pytest.raises(Conflict):
        desk.book.commit(Change(event_key="late", dialogue=read))


def test_an_event_handled_meanwhile_is_a_conflict(desk: TestDesk) -> None:
    desk.book.commit(Change(event_key="once"))
    with pytest.raises(Conflict):
        desk.book.commit(Change(event_key="once"))


def test_a_status_changed_meanwhile_is_never_written_over(desk: TestDesk) -> None:
    desk.hear(tip(CONTENT, "trộm"))
    case, dialogue = desk.book.load(CASE)
    assert case is not None
    stale = replace(case, status=Status.CLOSED)
    with pytest.raises(Conflict):
        desk.book.commit(Change(event_key="late", existing=stale, raised=True, dialogue=dialogue))
    assert desk.book.load(CASE)[0] == case


def test_an_emergency_in_a_case_that_an_officer_closed_opens_it_again_and_calls() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        book = desk.book
        assert isinstance(book, DynamoCaseBook)
        desk.hear(tip(CONTENT, "đánh nhau"))
        client.update_item(
            TableName=book.cases_table,
            Key=key(f"CASE#{CASE}"),
            UpdateExpression="SET #status = :closed, unit_status = :both, acknowledged_by = :an",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={
                ":closed": {"S": "closed"},
                ":both": {"S": f"{UNIT.unit}#closed"},
                ":an": {"S": "an"},
            },
        )
        desk.hear(tip(CONTENT, "cháy", at=1, emergency=FIRE))
        item = from_item(client.get_item(TableName=book.cases_table, Key=key(f"CASE#{CASE}"))["Item"])
        assert item["unit_status"] == f"{UNIT.unit}#new"
        assert (item["status"], item["urgency"], item["acknowledged_by"]) == ("new", Urgency.URGENT, "")
        assert len(desk.alerts.calls) == 1


def test_an_urgent_case_falls_due_within_a_minute_should_the_queue_lose_its_alert() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        assert isinstance(desk.book, DynamoCaseBook)
        desk.hear(tip(CONTENT, "cháy", emergency=FIRE))
        found = client.get_item(TableName=desk.book.receipts_table, Key=key(f"DUE#alert#{CASE}"))
        due = from_item(found["Item"])
        assert due["due_at"] == "2026-03-02T05:01:00.000Z"
        assert due["what"] == {"case_id": CASE, "unit": UNIT.unit, "attempt": 0}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("ConditionalCheckFailed", Conflict, id="somebody was first"),
        pytest.param("TransactionConflict", Conflict, id="somebody writes right now"),
        pytest.param("ThrottlingError", ClientError, id="throttled"),
        pytest.param("ProvisionedThroughputExceeded", ClientError, id="too fast for the table"),
    ],
)
def test_only_a_lost_race_is_tried_again_at_once(code: str, expected: type[Exception]) -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        calls: list[int] = []

        def cancel(**_parts: Any) -> None:
            calls.append(1)
            response: Any = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": [{"Code": code}]}
            raise client.exceptions.TransactionCanceledException(response, "TransactWriteItems")

        real, client.transact_write_items = client.transact_write_items, cancel  # type: ignore[method-assign,assignment]  # a fault
        said = tip(CONTENT, "trộm")
        with pytest.raises(expected):
            desk.intake.accept(said)
        assert (len(calls) > 1) == (expected is Conflict)
        client.transact_write_items = real  # type: ignore[method-assign]  # the fault is over
        assert desk.intake.accept(said).did is Did.OPENED


def test_expired_messages_that_dynamodb_dropped_before_the_tap_are_decided_again(desk: TestDesk) -> None:
    desk.hear(tip(Intent.KEEP, "một", report_like=True))
    (kept,) = desk.book.kept(CASE, of_case=False)
    gone = replace(kept.message, event_key="gone")
    with pytest.raises(Conflict):
        desk.book.commit(Change(event_key="tap", promoted=(gone,)))


def test_the_receipt_outlives_every_redelivery_of_a_platform() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        assert isinstance(desk.book, DynamoCaseBook)
        desk.hear(tip(CONTENT, "trộm", event="zalo-x"))
        table = desk.book.receipts_table
        item = from_item(client.get_item(TableName=table, Key=key("EVENT#zalo-x", "intake"))["Item"])
        assert item["expires_at"] - desk.clock().timestamp() > 36 * 3600
        assert DynamoReceipts(client, table).owed("zalo-x", "intake") == tuple(desk_replies(desk))


def desk_replies(desk: TestDesk) -> list[Any]:
    """What was owed is what a redelivery enqueues."""
    return list(desk.book.owed("zalo-x") or ())
