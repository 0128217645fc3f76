"""Whatever breaks, and however often a message comes: the citizen gets the same answer, and nothing is done twice."""

from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from dutydesk.errors import Conflict
from dutydesk.messages import Ask, Intent, QuestionMessage
from dutydesk.stores.items import from_item, key
from functions.faq.store import Change, DynamoQuestionBook, Owed
from functions.faq.verdict import Did
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import FakeClock
from tests.fakes.questionbook import FakeQuestionBook, StoreDown
from tests.fakes.queues import QueueRefused
from tests.unit.faq.conftest import on_dynamodb
from tests.unit.faq.desk import NONE, SURE, UNSURE, TestDesk, question, scripted, tap


def again(message: QuestionMessage) -> QuestionMessage:
    return replace(message)


@pytest.mark.parametrize("text", [SURE, UNSURE, NONE, "cảm ơn"])
def test_a_copy_enqueues_the_same_again_and_changes_nothing(desk: TestDesk, text: str) -> None:
    asked = question(text, hidden=True)
    said, handed_on, learned = desk.hear(asked), desk.forwarded(), desk.todos()
    desk.shelf.now = scripted({})
    desk.clock.advance(hours=30)
    assert desk.did(again(asked)) is Did.REPEATED
    assert (desk.replies.take(), desk.forwarded()) == (said, handed_on)
    assert desk.todos() == learned


def test_a_copy_has_the_ids_by_which_the_queues_know_it(quick: TestDesk) -> None:
    asked = question(UNSURE, event="zalo-x", hidden=True)
    quick.did(asked)
    quick.did(again(asked))
    assert [reply.reply_id for reply in quick.replies.distinct()] == ["zalo-x#faq#0", "zalo-x#faq#1"]
    assert {call.dedupe for call in quick.tips.calls} == {"zalo-x#faq"}
    assert {call.group for call in (*quick.replies.calls, *quick.tips.calls)} == {"p1"}


def test_a_copy_of_a_hand_off_is_the_same_hand_off(desk: TestDesk) -> None:
    asked = question(NONE)
    tapped = tap(Ask.OFFICER, asked)
    desk.hear(asked)
    desk.forwarded()
    desk.hear(tapped, again(tapped))
    one, other = desk.forwarded()
    assert one == other
    assert one.intent is Intent.HAND_OFF


def test_a_copy_that_comes_after_the_officer_did_is_not_passed_on_to_him(desk: TestDesk) -> None:
    asked = question(SURE)
    desk.hear(asked)
    desk.forwarded()
    desk.officer_talks()
    assert len(desk.hear(again(asked))) == 1
    assert [kept.intent for kept in desk.forwarded()] == [Intent.KEEP]


@pytest.mark.parametrize("queue", ["replies", "tips"])
def test_a_queue_that_refuses_after_the_commit_gets_everything_on_redelivery(desk: TestDesk, queue: str) -> None:
    asked = question(NONE)
    getattr(desk, queue).refuse_next = 1
    with pytest.raises(QueueRefused):
        desk.did(asked)
    desk.replies.take()
    assert desk.did(again(asked)) is Did.REPEATED
    assert len(desk.replies.messages) == 1
    assert [kept.intent for kept in desk.forwarded()] == [Intent.KEEP]
    assert len(desk.todos()) == 1


def test_answers_are_enqueued_before_anything_is_handed_on(quick: TestDesk) -> None:
    quick.replies.refuse_next = 1
    with pytest.raises(QueueRefused):
        quick.did(question(SURE))
    assert quick.forwarded() == []


def test_a_store_that_fails_leaves_nothing_behind(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeQuestionBook)
    quick.book.fail_next = 1
    asked = question(SURE)
    with pytest.raises(StoreDown):
        quick.did(asked)
    assert (quick.replies.calls, quick.tips.calls, quick.book.receipts) == ([], [], {})
    assert quick.did(again(asked)) is Did.ANSWERED


def test_a_worker_that_dies_after_the_commit_owes_all_of_it(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeQuestionBook)
    quick.book.die_next = 1
    asked = question(UNSURE)
    with pytest.raises(StoreDown):
        quick.did(asked)
    assert quick.did(again(asked)) is Did.REPEATED
    assert (len(quick.replies.calls), len(quick.tips.calls)) == (1, 1)


def test_a_lost_race_is_decided_again(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeQuestionBook)
    quick.book.conflict_next = 2
    assert quick.did(question(SURE)) is Did.ANSWERED
    assert len(quick.replies.calls) == 1


def test_a_race_that_is_always_lost_is_given_up_without_a_change(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeQuestionBook)
    quick.book.conflict_next = 100
    with pytest.raises(Conflict):
        quick.did(question(SURE))
    assert (quick.book.receipts, quick.replies.calls) == ({}, [])


def test_an_event_handled_meanwhile_is_a_conflict(desk: TestDesk) -> None:
    desk.book.commit(Change(event_key="once", owed=Owed()))
    with pytest.raises(Conflict):
        desk.book.commit(Change(event_key="once", owed=Owed()))


def test_taps_that_come_in_any_order_end_well(desk: TestDesk) -> None:
    asked = question(UNSURE)
    for one in (tap(Ask.RIGHT, asked), tap(Ask.PICK, asked, choice=1), asked, tap(Ask.WRONG, asked), again(asked)):
        desk.did(one)
    assert desk.asked(asked).offered == ("old", "lost", "stay")


def test_receipt_question_and_todo_are_written_together_and_expire() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        assert isinstance(desk.book, DynamoQuestionBook)
        asked = question(NONE, event="zalo-x")
        desk.hear(asked)
        now = desk.clock().timestamp()
        receipt = from_item(client.get_item(TableName=desk.book.receipts_table, Key=key("EVENT#zalo-x", "faq"))["Item"])
        assert receipt["forward"]["intent"] == "keep"
        assert receipt["expires_at"] - now > 36 * 3600
        items = [from_item(item) for item in client.scan(TableName=desk.book.questions_table)["Items"]]
        lives = {item["pk"].partition("#")[0]: (item["expires_at"] - now) / 86_400 for item in items}
        assert lives == {"ASKED": 7, "UNIT": 180}


def test_a_transaction_that_is_refused_for_another_reason_is_no_race() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())

        def cancel(**_parts: Any) -> None:
            response: Any = {
                "Error": {"Code": "TransactionCanceledException"},
                "CancellationReasons": [{"Code": "ThrottlingError"}],
            }
            raise client.exceptions.TransactionCanceledException(response, "TransactWriteItems")

        real, client.transact_write_items = client.transact_write_items, cancel  # type: ignore[method-assign,assignment]  # a fault
        asked = question(SURE)
        with pytest.raises(ClientError):
            desk.did(asked)
        assert desk.replies.calls == []
        client.transact_write_items = real  # type: ignore[method-assign]  # the fault is over
        assert desk.did(asked) is Did.ANSWERED


def test_the_longest_message_fits_into_the_receipt_with_what_it_forwards() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        asked = question("ộ" * 20_000)
        assert desk.did(asked) is Did.UNANSWERED
        assert desk.asked(asked).text == asked.message.text
        assert len(desk.todos()[0].text) == 1_000
        assert desk.did(again(asked)) is Did.REPEATED
