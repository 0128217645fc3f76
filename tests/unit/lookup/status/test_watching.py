"""Tell me when it is ready: once, whatever breaks, and only who has answered correctly."""

from dataclasses import replace

import pytest

from dutydesk.clock import iso
from dutydesk.errands import LookupWish
from dutydesk.messages import Reply
from dutydesk.stores.receipts import DUE_INDEX
from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.cards import Status
from functions.lookup.status.desk import Did
from functions.lookup.watches import DynamoWatches, Watch
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.lookupbook import FakeWatches, StoreDown
from tests.fakes.queues import QueueRefused
from tests.unit.lookup.status.conftest import on_dynamodb
from tests.unit.lookup.status.desk import NUMBER, OTHER, WRONG_TYPED, TestDesk, ask, digest_of, slot

WATCH, UNWATCH, CHECK = (ask(wish=wish).wish for wish in (LookupWish.WATCH, LookupWish.UNWATCH, LookupWish.CHECK))


def wishes(desk: TestDesk, person: str = "p1") -> None:
    """Have a person ask about the card that is being printed, and wish to be told."""
    desk.holds(slot(Status.PRINTED))
    desk.tries(person=person)
    assert desk.said(ask(wish=WATCH, person=person)) == catalogue.WATCHING
    desk.may_be_written_to(person)


def becomes_ready(desk: TestDesk) -> None:
    desk.holds(slot(Status.PRINTED), slot(Status.READY, v=2), live=2)


def test_a_wish_fires_once_after_the_import_that_made_it_ready(desk: TestDesk) -> None:
    wishes(desk)
    assert desk.watching.swept() == ()
    assert desk.replies.take() == []
    becomes_ready(desk)
    desk.watching.swept()
    (reply,) = desk.replies.take()
    assert reply.text.startswith("Thẻ căn cước đã có")
    desk.watching.swept()
    desk.hear(ask(wish=CHECK))
    assert desk.replies.take() == []


@pytest.mark.parametrize("times", [2, 5])
def test_a_wish_uttered_often_is_one_wish(desk: TestDesk, times: int) -> None:
    wishes(desk)
    for _ in range(times):
        desk.clock.advance(hours=1)
        desk.hear(ask(wish=WATCH))
    becomes_ready(desk)
    desk.watching.swept()
    assert len(desk.replies.take()) == 1


def test_who_has_not_answered_correctly_cannot_wish(desk: TestDesk) -> None:
    desk.holds(slot(Status.PRINTED))
    assert desk.said(ask(wish=WATCH)) == catalogue.NOTHING_TO_WATCH
    desk.tries(born=WRONG_TYPED)
    assert desk.said(ask(wish=WATCH)) == catalogue.NOTHING_TO_WATCH
    desk.tries(person="p2")
    assert desk.said(ask(wish=WATCH)) == catalogue.NOTHING_TO_WATCH


def test_the_wish_is_about_the_number_that_was_answered_correctly(desk: TestDesk) -> None:
    desk.holds(slot(Status.PRINTED))
    desk.tries()
    desk.clock.advance(minutes=1)
    desk.tries(number=OTHER)
    assert desk.said(ask(wish=WATCH)) == catalogue.WATCHING
    assert [watch.digest for watch in desk.watches.of_person("p1")] == [digest_of(NUMBER)]


def test_a_day_later_the_number_has_to_be_asked_about_again(desk: TestDesk) -> None:
    desk.holds(slot(Status.PRINTED))
    desk.tries()
    desk.clock.advance(hours=24)
    assert desk.said(ask(wish=WATCH)) == catalogue.NOTHING_TO_WATCH


def test_a_closed_window_leaves_the_wish_for_the_persons_next_message(desk: TestDesk) -> None:
    wishes(desk)
    desk.clock.advance(hours=25)
    becomes_ready(desk)
    desk.watching.swept()
    assert desk.replies.take() == []
    assert desk.did(ask(wish=CHECK)) is Did.CHECKED
    assert len(desk.replies.take()) == 1
    desk.hear(ask(wish=CHECK))
    assert desk.replies.take() == []


def test_a_window_about_to_close_counts_as_closed(desk: TestDesk) -> None:
    wishes(desk)
    desk.may_be_written_to(hours=0.1)
    becomes_ready(desk)
    desk.watching.swept()
    assert desk.replies.take() == []


def test_nobody_known_by_this_id_is_left_alone(desk: TestDesk) -> None:
    wishes(desk)
    desk.people.written.clear()
    becomes_ready(desk)
    desk.watching.swept()
    assert (desk.replies.take(), len(desk.watches.of_person("p1"))) == ([], 1)


def test_who_no_longer_wishes_is_not_told(desk: TestDesk) -> None:
    wishes(desk)
    assert desk.said(ask(wish=UNWATCH)) == catalogue.NOT_WATCHING
    becomes_ready(desk)
    desk.watching.swept()
    desk.hear(ask(wish=CHECK))
    assert desk.replies.take() == []
    assert desk.said(ask(wish=UNWATCH)) == catalogue.NOT_WATCHING


def test_what_became_ready_before_the_tap_is_told_at_once(desk: TestDesk) -> None:
    desk.holds(slot(Status.PRINTED))
    desk.tries()
    becomes_ready(desk)
    texts = [reply.text for reply in desk.hear(ask(wish=WATCH))]
    assert texts[0] == catalogue.WATCHING
    assert texts[1].startswith("Thẻ căn cước đã có")


def test_several_people_are_told_of_one_card_and_a_stopped_sweep_goes_on_later(desk: TestDesk) -> None:
    people = [f"p{number}" for number in range(5)]
    for person in people:
        wishes(desk, person)
    becomes_ready(desk)
    left = desk.watching.swept(time_left=lambda: False)
    assert (left, desk.replies.take()) == (tuple(left), [])
    assert left
    assert desk.watching.swept(left) == ()
    assert sorted(reply.person_id for reply in desk.replies.take()) == people


def test_a_wish_is_forgotten_after_180_days(desk: TestDesk) -> None:
    wishes(desk)
    desk.clock.advance(days=180)
    desk.may_be_written_to()
    becomes_ready(desk)
    desk.watching.swept()
    assert desk.replies.take() == []


def test_a_wish_renewed_meanwhile_is_not_fired_by_who_read_the_old_one(desk: TestDesk) -> None:
    wishes(desk)
    (old,) = desk.watches.of_person("p1")
    desk.clock.advance(seconds=1)
    desk.hear(ask(wish=WATCH))
    reply = Reply(reply_id="of the old one", person_id="p1", text="", created_at=desk.clock())
    assert not desk.watches.fire(old, reply)
    assert desk.watches.of_person("p1") == [Watch(digest=old.digest, person_id="p1", since=iso(desk.clock()))]


def test_two_sweeps_at_the_same_time_tell_it_once(desk: TestDesk) -> None:
    wishes(desk)
    becomes_ready(desk)
    (watch,) = desk.watches.of_person("p1")
    desk.watching.swept()
    (reply,) = desk.replies.take()
    assert not desk.watches.fire(watch, reply)


def test_a_worker_that_dies_after_the_commit_owes_the_reply_to_upkeep(quick: TestDesk) -> None:
    assert isinstance(quick.watches, FakeWatches)
    wishes(quick)
    becomes_ready(quick)
    quick.watches.die_next = 1
    with pytest.raises(StoreDown):
        quick.watching.swept()
    assert quick.replies.calls == []
    assert [reply.person_id for reply in quick.watches.owed.values()] == ["p1"]


def test_what_is_owed_falls_due_soon_so_that_a_lost_reply_is_sent() -> None:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client)
        wishes(desk)
        becomes_ready(desk)
        desk.replies.refuse_next = 1
        with pytest.raises(QueueRefused):
            desk.watching.swept()
        assert isinstance(desk.watches, DynamoWatches)
        due = client.scan(TableName=desk.watches.receipts_table, IndexName=DUE_INDEX)["Items"]
        assert [(item["kind"]["S"], item["due_at"]["S"]) for item in due] == [
            ("reply", iso(desk.clock.advance(minutes=2)))
        ]


def test_a_copy_of_the_wish_is_answered_again_and_wishes_nothing_more(desk: TestDesk) -> None:
    desk.holds(slot(Status.PRINTED))
    desk.tries()
    wish = ask(wish=WATCH)
    said = desk.hear(wish)
    desk.hear(ask(wish=UNWATCH))
    assert desk.did(replace(wish)) is Did.REPEATED
    assert desk.replies.take() == said
    assert desk.watches.of_person("p1") == []


def test_the_name_of_a_told_reply_holds_no_digest(desk: TestDesk) -> None:
    wishes(desk)
    becomes_ready(desk)
    desk.watching.swept()
    (reply,) = desk.replies.take()
    assert digest_of(NUMBER) not in reply.reply_id
