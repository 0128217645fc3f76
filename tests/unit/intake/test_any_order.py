"""Whatever the order, however many copies, whichever worker dies: one case, all its content, one code."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutydesk.messages import Emergency, Intent, TipMessage
from tests.fakes.casebook import FakeCaseBook, StoreDown
from tests.fakes.queues import QueueRefused
from tests.unit.intake.conftest import in_memory
from tests.unit.intake.desk import CASE, HERE, PHOTO, TestDesk, codes_in, tip

START, CONTENT, DONE = Intent.START, Intent.CONTENT, Intent.DONE
CANCEL, KEEP, TAP = Intent.CANCEL, Intent.KEEP, Intent.MAKE_TIP


@dataclass(frozen=True, slots=True)
class Story:
    """What a citizen did, in the order in which it was done, and the texts that belong to the case."""

    said: tuple[TipMessage, ...]
    content: int
    urgent: bool = False


STORIES = {
    "dialogue": Story(
        (
            tip(START, at=0),
            tip(CONTENT, "một", at=1),
            tip(CONTENT, photos=PHOTO, at=2),
            tip(CONTENT, place=HERE, at=3),
            tip(CONTENT, "hai", at=4),
            tip(DONE, at=5),
        ),
        content=4,
    ),
    "album": Story((tip(START, at=0), *(tip(CONTENT, photos=PHOTO, at=number) for number in range(1, 11))), content=10),
    "cancelled": Story((tip(START, at=0), tip(CONTENT, "một", at=1), tip(CANCEL, at=2)), content=1),
    "kept and tapped": Story(
        (
            tip(KEEP, "một", at=0, report_like=True),
            tip(KEEP, photos=PHOTO, at=1),
            tip(KEEP, "chay nha", at=2, emergency=Emergency.DOUBTFUL),
            tip(TAP, at=3),
            tip(CONTENT, "ba", at=4),
        ),
        content=4,
        urgent=True,
    ),
    "start overtaken": Story(
        (
            tip(START, at=0, adopt=True),
            tip(KEEP, "một", at=0.01),
            tip(KEEP, photos=PHOTO, at=0.02),
            tip(CONTENT, "hai", at=1),
            tip(DONE, at=2),
        ),
        content=3,
    ),
    "start overtaken by what faq answered": Story(
        (
            tip(START, at=0, adopt=True),
            tip(KEEP, "một", at=0.01, quiet=True),
            tip(KEEP, photos=PHOTO, at=0.02),
            tip(CONTENT, "hai", at=1),
            tip(DONE, at=2),
        ),
        content=3,
    ),
    "answered by faq and tapped": Story(
        (tip(KEEP, "một", at=0, quiet=True), tip(KEEP, "hai", at=1, quiet=True), tip(TAP, at=3)), content=2
    ),
    "emergency": Story(
        (
            tip(START, at=0),
            tip(CONTENT, "đánh nhau", at=1),
            tip(CONTENT, "cháy", at=2, emergency=Emergency.CERTAIN),
            tip(DONE, at=3),
        ),
        content=2,
        urgent=True,
    ),
}


@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_order_and_any_copies_make_one_case(name: str, data: st.DataObject) -> None:
    story, desk = STORIES[name], in_memory()
    copies = data.draw(st.lists(st.sampled_from(story.said), max_size=6))
    desk.hear_all(data.draw(st.permutations((*story.said, *copies))))
    assert_one_case(desk, story)


@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_workers_that_die_anywhere_lose_nothing(name: str, data: st.DataObject) -> None:
    story, desk = STORIES[name], in_memory()
    book = desk.book
    assert isinstance(book, FakeCaseBook)
    for said in data.draw(st.permutations(story.said)):
        fault = data.draw(st.sampled_from(["none", "fail", "die", "conflict", "replies refuse", "alerts refuse"]))
        book.fail_next = int(fault == "fail")
        book.die_next = int(fault == "die")
        book.conflict_next = 2 * int(fault == "conflict")
        desk.replies.refuse_next = int(fault == "replies refuse")
        desk.alerts.refuse_next = int(fault == "alerts refuse")
        deliver_until_taken(desk, said)
    desk.replies.refuse_next = desk.alerts.refuse_next = 0
    assert_one_case(desk, story)


def deliver_until_taken(desk: TestDesk, said: TipMessage) -> None:
    """Do as the queue does: deliver again after a failure."""
    for _ in range(5):
        try:
            desk.intake.accept(said)
        except (StoreDown, QueueRefused):
            continue
        return
    pytest.fail("never taken")


def assert_one_case(desk: TestDesk, story: Story) -> None:
    book = desk.book
    assert isinstance(book, FakeCaseBook)
    assert list(book.cases) == [CASE]
    case = book.cases[CASE]
    assert len(book.messages(CASE)) == story.content
    assert book.kept(CASE, of_case=True) == ()
    told = [reply.text for reply in desk.replies.distinct()]
    assert codes_in(told) == {case.receipt}
    assert {reply.reply_id for reply in desk.replies.messages} == {
        reply.reply_id for replies in book.receipts.values() for reply in replies
    }
    assert len(desk.alerts.distinct()) == int(story.urgent)
    assert (CASE in book.dues) == story.urgent
    assert case.urgency == ("urgent" if story.urgent else "normal")
