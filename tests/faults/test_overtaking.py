"""From the webhook's route to the case: whatever overtakes what, nothing reaches another desk and nothing is lost."""

from dataclasses import replace
from itertools import chain, count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutydesk.messages import (
    Attachment,
    AttachmentKind,
    InboundMessage,
    Intent,
    Platform,
    QuestionMessage,
    TipMessage,
)
from functions.webhook.dialogues import TIPS
from functions.webhook.outgoing import as_question, as_tip
from functions.webhook.routing import Router
from functions.webhook.session import Session
from tests.fakes.casebook import FakeCaseBook
from tests.unit.intake.conftest import in_memory
from tests.unit.intake.desk import UNIT, TestDesk, codes_in, moment

PHOTO = (Attachment(kind=AttachmentKind.IMAGE, url="https://photo.example/1.jpg"),)


def message(event: str, text: str = "", *, at: float, photo: bool = False, person: str = "p1") -> InboundMessage:
    return InboundMessage(
        event_key=event,
        platform=Platform.ZALO,
        page_id="zalo-phuong-mau-1",
        unit=UNIT.unit,
        person_id=person,
        sent_at=moment(at),
        text=text,
        attachments=PHOTO if photo else (),
    )


def routed(arrivals: list[InboundMessage]) -> list[TipMessage]:
    """Route messages in order of arrival, as the webhook does; return what reaches the tips desk, in any order."""
    serial, session, tips = count(), Session(), []
    router = Router(new_id=lambda: f"01J{next(serial):023d}")
    for arrived in arrivals:
        to, session = router.message(arrived, session, now=max(one.sent_at for one in arrivals))
        tips.append(as_tip(to, arrived) if to.desk == TIPS else forwarded(as_question(to, arrived)))
    return tips


def forwarded(asked: QuestionMessage) -> TipMessage:
    """Return what the desk that answers forwards: the words of a question, to be kept without a word."""
    return TipMessage(message=asked.message, intent=Intent.KEEP, dialogue_id=asked.dialogue_id, quiet=True)


def cases_of(desk: TestDesk) -> dict[str, list[str]]:
    book = desk.book
    assert isinstance(book, FakeCaseBook)
    return {case_id: [one.event_key for one in book.messages(case_id)] for case_id in book.cases}


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_tip_told_in_a_few_seconds_is_one_case_in_any_order_of_arrival_and_processing(data: st.DataObject) -> None:
    said = [
        message("start", "báo tin", at=0),
        message("text", "Quán đầu ngõ mở nhạc ồn suốt đêm", at=0.01),
        message("photo", photo=True, at=0.5),
        message("more", "Lúc 9 giờ tối", at=1),
    ]
    tips = routed(data.draw(st.permutations(said)))
    copies = data.draw(st.lists(st.sampled_from(tips), max_size=4))
    desk = in_memory()
    desk.hear_all(data.draw(st.permutations([*tips, *copies])))
    ((case_id, held),) = cases_of(desk).items()
    assert held == ["text", "photo", "more"]
    assert codes_in([reply.text for reply in desk.replies.distinct()]) == {desk.book.load(case_id)[0].receipt}  # type: ignore[union-attr]  # it is among the cases


@pytest.mark.parametrize("late", [False, True], ids=["start arrives first", "text arrives first"])
def test_start_and_text_ten_milliseconds_apart_from_two_hundred_people(late: bool) -> None:  # noqa: FBT001  # a row of the table
    desk = in_memory()
    for number in range(200):
        person = f"p{number}"
        said = [
            message(f"start-{number}", "báo tin", at=0, person=person),
            message(f"text-{number}", f"Quán số {number} mở nhạc ồn suốt đêm", at=0.01, person=person),
        ]
        tips = routed(said[::-1] if late else said)
        renamed = [replace(tip, dialogue_id=f"{person}-{tip.dialogue_id}") for tip in tips]
        desk.hear_all(renamed)
    assert sorted(chain.from_iterable(cases_of(desk).values())) == sorted(f"text-{number}" for number in range(200))
    assert len(cases_of(desk)) == 200


@pytest.mark.parametrize("text", ["", "nhà số 5 đường Mẫu 1"], ids=["photo", "words like a question's"])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_what_came_just_before_the_cry_for_help_is_of_one_urgent_case_with_it_in_any_order(
    text: str, data: st.DataObject
) -> None:
    said = [message("before", text, photo=not text, at=0), message("fire", "cháy nhà rồi cứu với", at=20)]
    tips = routed(data.draw(st.permutations(said)))
    copies = data.draw(st.lists(st.sampled_from(tips), max_size=3))
    desk = in_memory()
    desk.hear_all(data.draw(st.permutations([*tips, *copies])))
    ((case_id, held),) = cases_of(desk).items()
    assert held == ["before", "fire"]
    case, _ = desk.book.load(case_id)
    assert case is not None
    assert case.urgency == "urgent"
