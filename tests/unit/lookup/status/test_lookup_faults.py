"""Whatever breaks, and however often a message comes: one answer, one count against the lock."""

from dataclasses import replace
from typing import Any, cast

import pytest

from dutydesk.errands import LookupWish
from dutydesk.errors import Conflict, NotAccepted
from dutydesk.messages import Reply
from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.status.book import LookupBook
from functions.lookup.status.desk import Did
from functions.lookup.status.rules import Asked, Known, Tried
from functions.lookup.status.store import DynamoLookupBook
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.lookupbook import FakeLookupBook, StoreDown
from tests.fakes.queues import QueueRefused
from tests.unit.lookup.status.conftest import on_dynamodb
from tests.unit.lookup.status.desk import BORN_TYPED, NUMBER, WRONG_TYPED, TestDesk, ask, digest_of, slot

HIT, WRONG = f"{NUMBER} {BORN_TYPED}", f"{NUMBER} {WRONG_TYPED}"


@pytest.mark.parametrize("words", [HIT, WRONG, NUMBER, "", "không có số nào"])
def test_a_copy_enqueues_the_same_again_and_counts_nothing(desk: TestDesk, words: str) -> None:
    desk.holds(slot())
    message = ask(words)
    said = desk.hear(message)
    before = desk.book.known("p1", digest_of(NUMBER), surely=True)
    desk.show(0)
    desk.clock.advance(hours=30)
    assert desk.did(replace(message)) is Did.REPEATED
    assert desk.replies.take() == said
    assert desk.book.known("p1", digest_of(NUMBER), surely=True) == replace(before, slot=None)


def test_five_copies_of_a_wrong_answer_are_one_wrong_answer(desk: TestDesk) -> None:
    desk.holds(slot())
    message = ask(WRONG)
    for _ in range(6):
        desk.hear(replace(message))
    assert desk.tries() != catalogue.NOT_FOUND


def test_a_queue_that_refuses_leaves_the_answer_owed_and_one_count(desk: TestDesk) -> None:
    desk.holds(slot())
    desk.replies.refuse_next = 1
    message = ask(WRONG)
    with pytest.raises(QueueRefused):
        desk.did(message)
    assert desk.said(replace(message)) == catalogue.NOT_FOUND
    assert desk.book.known("p1", digest_of(NUMBER), surely=True).tried.wrong == 1


def test_a_store_that_fails_tells_nothing_and_locks_nothing(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeLookupBook)
    quick.holds(slot())
    message = ask(HIT)
    quick.book.fail_next = 1
    with pytest.raises(StoreDown):
        quick.did(message)
    assert (quick.replies.calls, quick.book.receipts, quick.book.tries) == ([], {}, {})
    assert quick.said(replace(message)) != catalogue.NOT_FOUND


def test_a_worker_that_dies_before_the_commit_has_counted_the_number_of_the_day_once(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeLookupBook)
    quick.holds(slot())
    message = ask(WRONG)
    quick.book.fail_next = 1
    with pytest.raises(StoreDown):
        quick.did(message)
    quick.did(replace(message))
    assert [len(numbers) for numbers in quick.book.days.values()] == [1]
    assert quick.book.tries["p1", digest_of(NUMBER)].wrong == 1


def test_a_worker_that_dies_after_the_commit_owes_the_answer(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeLookupBook)
    quick.holds(slot())
    quick.book.die_next = 1
    message = ask(HIT)
    with pytest.raises(StoreDown):
        quick.did(message)
    assert quick.did(replace(message)) is Did.REPEATED
    assert len(quick.replies.calls) == 1


def test_a_worker_that_dies_while_it_waits_owes_the_answer(quick: TestDesk) -> None:
    def killed(_seconds: float) -> None:
        raise StoreDown

    quick.holds(slot())
    message = ask(HIT)
    with pytest.raises(StoreDown):
        replace(quick.desk, sleep=killed).accept(message)
    assert quick.replies.calls == []
    assert quick.said(replace(message)) != catalogue.NOT_FOUND


def test_a_lost_race_is_decided_again_and_one_always_lost_tells_nothing(quick: TestDesk) -> None:
    assert isinstance(quick.book, FakeLookupBook)
    quick.holds(slot())
    quick.book.conflict_next = 3
    assert quick.tries() != catalogue.NOT_FOUND
    quick.book.conflict_next = 100
    with pytest.raises(Conflict):
        quick.did(ask(HIT))
    assert len(quick.book.receipts) == 1


def test_two_strangers_at_the_same_moment_do_not_share_one_hours_try(desk: TestDesk) -> None:
    desk.holds(slot())
    asked = desk.book.known("p1", digest_of(NUMBER)).asked
    desk.book.note(digest_of(NUMBER), replace(asked, version=1), stranger=True)
    with pytest.raises(Conflict):
        desk.book.note(digest_of(NUMBER), replace(asked, version=1), stranger=True)


def test_one_who_is_known_never_waits_for_strangers_and_never_writes_over_them(desk: TestDesk) -> None:
    digest = digest_of(NUMBER)
    kept = Asked(version=1, wrong_at=("2026-03-02T05:00:00.000Z",), next_at="2026-03-02T06:00:00.000Z")
    desk.book.note(digest, kept, stranger=True)
    for _ in range(2):
        desk.book.note(digest, Asked(version=1), stranger=False)
    assert desk.book.known("p1", digest, surely=True).asked == kept


class Stale:
    """A book whose eventual reads know nothing yet of this person's tries."""

    def __init__(self, real: LookupBook) -> None:
        self.real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def known(self, person_id: str, digest: str, *, surely: bool = False) -> Known:
        """Forget the tries unless the read is a sure one."""
        found = self.real.known(person_id, digest, surely=surely)
        return found if surely else replace(found, tried=Tried())


def test_a_stale_read_of_ones_own_tries_does_not_get_around_the_lock(desk: TestDesk) -> None:
    desk.holds(slot())
    for _ in range(4):
        desk.tries(born=WRONG_TYPED)
    real, desk.book = desk.book, cast("LookupBook", Stale(desk.book))
    assert desk.tries(born=WRONG_TYPED) == catalogue.NOT_FOUND
    assert real.known("p1", digest_of(NUMBER), surely=True).tried.wrong == 5
    assert desk.tries() == catalogue.NOT_FOUND


def test_a_copy_that_does_not_see_the_receipt_yet_gets_its_answer_and_counts_nothing_against_the_lock(
    desk: TestDesk,
) -> None:
    class Blind(Stale):
        def owed(self, event_key: str, *, surely: bool = False) -> tuple[Reply, ...] | None:
            """See no receipt unless the read is a sure one."""
            return self.real.owed(event_key, surely=True) if surely else None

    desk.holds(slot())
    message = ask(WRONG)
    said = desk.hear(message)
    real, desk.book = desk.book, cast("LookupBook", Blind(desk.book))
    assert desk.did(replace(message)) is Did.REPEATED
    assert desk.replies.take() == said
    assert real.known("p1", digest_of(NUMBER), surely=True).tried.wrong == 1


def test_a_batch_of_which_a_part_is_not_read_is_tried_again_and_never_taken_for_a_miss() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client)
        desk.holds(slot())
        assert isinstance(desk.book, DynamoLookupBook)
        real = client.batch_get_item
        client.batch_get_item = lambda **asked: {  # type: ignore[method-assign,assignment]  # a fault
            "Responses": {},
            "UnprocessedKeys": asked["RequestItems"],
        }
        message = ask(HIT)
        with pytest.raises(NotAccepted):
            desk.did(message)
        client.batch_get_item = real  # type: ignore[method-assign]  # the fault is over
        assert desk.said(replace(message)) != catalogue.NOT_FOUND


def test_everything_about_a_person_expires() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client)
        desk.holds(slot())
        desk.tries()
        desk.tries(person="p2", born=WRONG_TYPED)
        desk.hear(ask(wish=LookupWish.WATCH))
        assert isinstance(desk.book, DynamoLookupBook)
        items = client.scan(TableName=desk.book.idcards_table)["Items"]
        lasting = {item["pk"]["S"].partition("#")[0] for item in items if "expires_at" not in item}
        assert lasting == {"LIVE"}
        written = str(items) + str(client.scan(TableName=desk.book.receipts_table)["Items"])
        assert NUMBER not in written
        assert "1990" not in written.replace(digest_of(NUMBER), "")
