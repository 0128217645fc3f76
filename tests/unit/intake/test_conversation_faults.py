"""A hand-off and what joins it, whatever fails on the way and however often it comes: one case, one code, all words."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutydesk.errors import Conflict
from dutydesk.ids import shown
from dutydesk.messages import Intent, TipMessage
from dutydesk.stores.awaiting import Awaiting, awaiting_item, awaiting_key
from dutydesk.stores.cases import Status
from dutydesk.stores.items import key
from dutydesk.text import catalogue
from functions.intake.book import Change
from functions.intake.intake import Did
from functions.intake.store import DynamoCaseBook
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.casebook import FakeCaseBook
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.queues import QueueRefused
from tests.unit.intake.conftest import in_memory, on_dynamodb
from tests.unit.intake.desk import PHOTO, TestDesk, codes_in, tip
from tests.unit.intake.test_any_order import deliver_until_taken
from tests.unit.intake.test_conversations import BUCKET, QUESTION, case_of, hand_off

JOIN, KEEP = Intent.JOIN, Intent.KEEP

STORY = (
    hand_off(at=0),
    tip(JOIN, "cần gấp ạ", at=1, dialogue=QUESTION),
    tip(KEEP, photos=PHOTO, at=2, dialogue=BUCKET),
    hand_off(at=3),
    tip(KEEP, "có trộm ở chợ", at=4, dialogue=BUCKET, report_like=True),
    tip(KEEP, "mấy giờ mở cửa", at=5, dialogue=BUCKET, quiet=True),
)
"""In the queue's order, which is what faq's forwards and the webhook's own messages come in."""


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_workers_that_die_anywhere_lose_nothing_and_say_nothing_twice(data: st.DataObject) -> None:
    desk = in_memory()
    book = desk.book
    assert isinstance(book, FakeCaseBook)
    for said in STORY:
        fault = data.draw(st.sampled_from(["none", "fail", "die", "conflict", "replies refuse"]))
        book.fail_next, book.die_next = int(fault == "fail"), int(fault == "die")
        book.conflict_next = 2 * int(fault == "conflict")
        desk.replies.refuse_next = int(fault == "replies refuse")
        deliver_until_taken(desk, said)
        book.fail_next = book.die_next = book.conflict_next = desk.replies.refuse_next = 0
        desk.hear_all(data.draw(st.lists(st.sampled_from(STORY[: STORY.index(said) + 1]), max_size=2)))
    assert_one_conversation(desk)


@settings(max_examples=60, deadline=None)
@given(later=st.permutations(STORY[1:]))
def test_what_follows_a_hand_off_may_come_in_any_order(later: list[TipMessage]) -> None:
    desk = in_memory()
    desk.hear_all((STORY[0], *later))
    assert_one_conversation(desk)


def assert_one_conversation(desk: TestDesk) -> None:
    book = desk.book
    assert isinstance(book, FakeCaseBook)
    assert list(book.cases) == [QUESTION]
    assert desk.words(QUESTION) == ["làm hộ chiếu ở đâu", "cần gấp ạ", "", "có trộm ở chợ"]
    assert [one.message.text for one in book.kept(BUCKET, of_case=False)] == ["có trộm ở chợ", "mấy giờ mở cửa"]
    assert book.awaits == {"p1": Awaiting(case_id=QUESTION, asked_at=NOON)}
    told = [reply.text for reply in desk.replies.distinct()]
    assert codes_in(told) == {book.cases[QUESTION].receipt}
    assert len(told) == 3  # two hand-offs and one offer
    assert not desk.alerts.calls


def test_a_queue_that_refuses_after_the_commit_gets_the_code_on_redelivery(desk: TestDesk) -> None:
    said = hand_off()
    desk.replies.refuse_next = 1
    with pytest.raises(QueueRefused):
        desk.intake.accept(said)
    desk.clock.advance(hours=3)
    assert desk.intake.accept(said).did is Did.REPEATED
    (reply,) = desk.replies.take()
    assert codes_in([reply.text]) == {case_of(desk).receipt}
    assert desk.book.awaiting("p1") == Awaiting(case_id=QUESTION, asked_at=NOON)


def test_a_copy_of_a_hand_off_never_opens_what_an_officer_closed_since(desk: TestDesk) -> None:
    said = hand_off()
    desk.hear(said)
    desk.await_answer(QUESTION)
    desk.close(QUESTION)
    assert desk.intake.accept(said).did is Did.REPEATED
    assert case_of(desk).status is Status.CLOSED
    awaiting = desk.book.awaiting("p1")
    assert awaiting is not None
    assert awaiting.over


def test_a_taken_code_is_replaced(desk: TestDesk) -> None:
    codes = iter(["AAAAAAAA2", "AAAAAAAA2", "BBBBBBBB2"])
    desk.codes = lambda: next(codes)
    desk.hear(tip(Intent.CONTENT, "trộm"), hand_off())
    assert case_of(desk).receipt == "BBBBBBBB2"
    assert desk.book.awaiting("p1") == Awaiting(case_id=QUESTION, asked_at=NOON)


def test_a_refused_transaction_gives_nobody_the_word() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        book = desk.book
        assert isinstance(book, DynamoCaseBook)
        desk.hear(hand_off(event="zalo-1"))
        client.delete_item(TableName=book.cases_table, Key=awaiting_key("p1"))
        awaits = Awaiting(case_id=QUESTION, asked_at=NOON)
        with pytest.raises(Conflict):
            book.commit(Change(event_key="zalo-1", existing=case_of(desk), awaits=awaits))
        assert book.awaiting("p1") is None


def test_an_officer_who_closes_while_the_citizen_asks_again_is_not_written_over(desk: TestDesk) -> None:
    """What was read as open and is closed by now is decided again, and then opened again."""
    desk.hear(hand_off())
    stale = case_of(desk)
    desk.close(QUESTION)
    with pytest.raises(Conflict):
        desk.book.commit(Change(event_key="late", existing=stale, awaits=Awaiting(case_id=QUESTION, asked_at=NOON)))
    awaiting = desk.book.awaiting("p1")
    assert awaiting is not None
    assert awaiting.over


def test_a_case_closed_by_one_officer_while_another_answered_loses_no_words(quick: TestDesk) -> None:
    """The officer has the word in a closed case: nothing joins it silently, and it comes back to the list."""
    book = quick.book
    assert isinstance(book, FakeCaseBook)
    quick.hear(hand_off())
    book.cases[QUESTION] = replace(book.cases[QUESTION], status=Status.CLOSED)
    (offer,) = quick.hear(tip(KEEP, photos=PHOTO, at=1, dialogue=BUCKET))
    assert offer.buttons
    (read,) = quick.texts(tip(JOIN, "có ai không", at=2, dialogue=QUESTION))
    assert read == catalogue.QUESTION_PASSED_ON.format(code=shown(book.cases[QUESTION].receipt))
    assert book.cases[QUESTION].status is Status.NEW


def test_a_strangers_case_is_never_joined(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeCaseBook)
    quick.hear(hand_off())
    quick.book.awaits["p2"] = quick.book.awaits["p1"]
    quick.hear(tip(KEEP, photos=PHOTO, at=1, dialogue=BUCKET, person="p2"))
    assert len(quick.messages(QUESTION)) == 1


def test_a_case_opened_again_is_in_the_officers_list_as_new() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        assert isinstance(desk.book, DynamoCaseBook)
        desk.hear(hand_off())
        desk.await_answer(QUESTION)
        desk.close(QUESTION)
        desk.hear(hand_off(at=60))
        item: Any = client.get_item(TableName=desk.book.cases_table, Key=key(f"CASE#{QUESTION}"))["Item"]
        assert item["unit_status"]["S"] == "phuong-mau-1#new"


def test_an_awaiting_that_names_no_case_leaves_the_word_to_the_desk() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        assert isinstance(desk.book, DynamoCaseBook)
        gone = awaiting_item("p1", Awaiting(case_id="gone", asked_at=NOON))
        client.put_item(TableName=desk.book.cases_table, Item=gone)
        (offer,) = desk.hear(tip(KEEP, photos=PHOTO, dialogue=BUCKET))
        assert offer.buttons
        assert len(desk.book.kept(BUCKET, of_case=False)) == 1
