"""A question handed to an officer, what joins it, and what is kept while somebody else answers; over both books."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dutydesk.errors import MalformedEvent
from dutydesk.ids import as_code
from dutydesk.messages import Emergency, Intent, Reply, TipMessage
from dutydesk.stores.awaiting import Awaiting
from dutydesk.stores.cases import Case, Status, Urgency
from dutydesk.text import catalogue
from functions.intake.intake import Did
from tests.fakes.clock import NOON
from tests.unit.intake.desk import CASE, HERE, PHOTO, UNIT, TestDesk, codes_in, moment, tip

START, CONTENT, KEEP, TAP = Intent.START, Intent.CONTENT, Intent.KEEP, Intent.MAKE_TIP
HAND_OFF, JOIN = Intent.HAND_OFF, Intent.JOIN
QUESTION = "Q0123456789abcdef0123"
BUCKET = "01J00000000000000000000002"
OPEN = timedelta(hours=2)
"""From noon to when officers are there."""


def hand_off(text: str = "làm hộ chiếu ở đâu", *, at: float = 0, person: str = "p1", event: str = "") -> TipMessage:
    return tip(HAND_OFF, text, at=at, dialogue=QUESTION, person=person, event=event)


def case_of(desk: TestDesk, case_id: str = QUESTION) -> Case:
    case, _ = desk.book.load(case_id)
    assert case is not None
    return case


def code_of(desk: TestDesk) -> str:
    code = case_of(desk).receipt
    return f"{code[:3]}-{code[3:6]}-{code[6:]}"


class TestHandOff:
    def test_it_is_a_case_of_kind_question_with_the_citizens_words_and_time(self, desk: TestDesk) -> None:
        assert desk.intake.accept(hand_off(at=-60)).did is Did.OPENED
        case = case_of(desk)
        assert (case.category, case.urgency, case.status) == ("question", Urgency.NORMAL, Status.NEW)
        assert (case.person_id, case.unit, case.summary) == ("p1", UNIT.unit, "làm hộ chiếu ở đâu")
        assert case.awaiting_citizen
        assert [(one.text, one.sent_at) for one in desk.messages(QUESTION)] == [("làm hộ chiếu ở đâu", moment(-60))]
        assert not desk.alerts.calls

    def test_the_officer_has_the_word_from_the_hand_off_on(self, desk: TestDesk) -> None:
        desk.hear(hand_off(at=-60))
        assert desk.book.awaiting("p1") == Awaiting(case_id=QUESTION, asked_at=NOON)

    def test_out_of_hours_it_says_when_somebody_answers(self, desk: TestDesk) -> None:
        assert desk.texts(hand_off()) == [
            catalogue.HANDED_OFF_OUT_OF_HOURS.format(
                unit=UNIT.name,
                code=code_of(desk),
                hours="thứ Hai đến thứ Sáu 07:30–11:30 và 13:30–17:00",
                opening="13:30 thứ Hai 02/03",
            )
        ]

    def test_in_hours_it_says_the_hours(self, desk: TestDesk) -> None:
        desk.clock.now += OPEN
        hours = "thứ Hai đến thứ Sáu 07:30–11:30 và 13:30–17:00"
        assert desk.texts(hand_off()) == [catalogue.HANDED_OFF.format(unit=UNIT.name, code=code_of(desk), hours=hours)]

    def test_the_units_own_hours_are_told(self, desk: TestDesk) -> None:
        desk.unit = replace(UNIT, hours="1-7 00:00-24:00")
        (read,) = desk.texts(hand_off())
        assert "hằng ngày 24/24" in read
        assert "ngoài giờ" not in read

    def test_a_second_one_repeats_the_code_and_adds_nothing(self, desk: TestDesk) -> None:
        first = desk.texts(hand_off())
        desk.clock.advance(minutes=5)
        second = desk.intake.accept(hand_off(at=300))
        assert second.did is Did.ANSWERED
        assert [reply.text for reply in desk.replies.take()] == first
        assert desk.words(QUESTION) == ["làm hộ chiếu ở đâu"]
        assert desk.book.awaiting("p1") == Awaiting(case_id=QUESTION, asked_at=NOON + timedelta(minutes=5))

    def test_a_second_one_leaves_the_officers_work_alone(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        desk.await_answer(QUESTION)
        before = case_of(desk)
        desk.hear(hand_off(at=60))
        assert case_of(desk) == before

    def test_asked_for_again_after_it_was_closed_it_is_open_again(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        desk.await_answer(QUESTION)
        desk.close(QUESTION)
        assert codes_in(desk.texts(hand_off(at=60))) == {case_of(desk).receipt}
        case = case_of(desk)
        assert (case.status, case.acknowledged_by, case.awaiting_citizen) == (Status.NEW, "", True)
        assert desk.book.awaiting("p1") == Awaiting(case_id=QUESTION, asked_at=NOON)

    def test_another_persons_is_refused_and_changes_nothing(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        before = (case_of(desk), desk.book.awaiting("p1"))
        with pytest.raises(MalformedEvent):
            desk.intake.accept(hand_off("của người khác", person="p2"))
        assert (case_of(desk), desk.book.awaiting("p1")) == before
        assert desk.book.awaiting("p2") is None
        assert desk.replies.take()[1:] == []

    def test_its_code_tells_how_far_it_is(self, desk: TestDesk) -> None:
        (code,) = codes_in(desk.texts(hand_off()))
        (read,) = desk.texts(tip(Intent.STATUS, code=code, dialogue=""))
        status = catalogue.PUBLIC_STATUS["new"]
        opened = "02/03/2026 12:00"
        assert read == catalogue.QUESTION_STATUS.format(code=code_of(desk), status=status, opened=opened)


class TestJoin:
    def test_while_the_officer_has_the_word_it_joins_a_question_silently(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        desk.clock.advance(hours=23)
        assert desk.texts(tip(JOIN, "cần gấp ạ", at=60, dialogue=QUESTION)) == []
        assert desk.words(QUESTION) == ["làm hộ chiếu ở đâu", "cần gấp ạ"]

    def test_after_a_day_without_an_officer_it_is_acknowledged(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        desk.clock.advance(hours=24)
        read = desk.texts(tip(JOIN, "có ai không", at=60, dialogue=QUESTION))
        assert read == [catalogue.QUESTION_PASSED_ON.format(code=code_of(desk))]
        assert desk.words(QUESTION)[1:] == ["có ai không"]

    def test_a_tips_officer_gets_it_and_the_citizen_is_told(self, desk: TestDesk) -> None:
        desk.hear(tip(CONTENT, "trộm"))
        desk.await_answer(CASE)
        (read,) = desk.texts(tip(JOIN, "xe màu đỏ", at=60))
        assert read.startswith("Đã chuyển lời")
        assert "tin báo" in read
        assert desk.words() == ["trộm", "xe màu đỏ"]

    def test_words_that_met_the_closing_reach_an_officer_all_the_same(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        desk.await_answer(QUESTION)
        desk.close(QUESTION)
        read = desk.texts(tip(JOIN, "còn một việc", at=60, dialogue=QUESTION))
        assert read == [catalogue.QUESTION_PASSED_ON.format(code=code_of(desk))]
        assert desk.words(QUESTION)[1:] == ["còn một việc"]
        assert case_of(desk).status is Status.NEW
        awaiting = desk.book.awaiting("p1")
        assert awaiting is not None
        assert awaiting.over

    def test_once_another_officer_has_the_word_it_is_acknowledged(self, desk: TestDesk) -> None:
        desk.hear(hand_off(), tip(CONTENT, "trộm"))
        desk.await_answer(CASE)
        read = desk.texts(tip(JOIN, "cần gấp ạ", at=60, dialogue=QUESTION))
        assert read == [catalogue.QUESTION_PASSED_ON.format(code=code_of(desk))]

    @pytest.mark.parametrize("person", ["p1", "p2"])
    def test_without_a_case_of_ones_own_the_desk_says_what_it_can_do(self, desk: TestDesk, person: str) -> None:
        if person == "p2":
            desk.hear(hand_off())
        (reply,) = desk.hear(tip(JOIN, "có ai không", at=60, dialogue=QUESTION, person=person))
        assert reply.text == catalogue.HELP.format(unit=UNIT.name)
        assert reply.buttons == (catalogue.TIP_BUTTON,)
        assert "có ai không" not in desk.words(QUESTION)

    def test_a_copy_joins_once(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        joining = tip(JOIN, "cần gấp ạ", at=60, dialogue=QUESTION)
        desk.hear(joining)
        assert desk.intake.accept(joining).did is Did.REPEATED
        assert desk.words(QUESTION)[1:] == ["cần gấp ạ"]


class TestWhatIsKeptDuringAConversation:
    def test_photos_and_places_join_the_question_silently(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        said = [tip(KEEP, photos=PHOTO, at=60, dialogue=BUCKET), tip(KEEP, place=HERE, at=61, dialogue=BUCKET)]
        assert desk.texts(*said) == []
        assert len(desk.messages(QUESTION)) == 3
        assert desk.book.kept(BUCKET, of_case=False) == ()

    @pytest.mark.parametrize(
        ("said", "answer"),
        [
            pytest.param(
                tip(KEEP, "có trộm ở chợ", at=60, dialogue=BUCKET, report_like=True), catalogue.KEPT, id="a report"
            ),
            pytest.param(
                tip(KEEP, "chay nha", at=60, dialogue=BUCKET, emergency=Emergency.DOUBTFUL),
                catalogue.DOUBTFUL,
                id="a doubtful emergency",
            ),
        ],
    )
    def test_what_may_be_a_report_reaches_the_officer_and_can_become_a_tip(
        self, desk: TestDesk, said: TipMessage, answer: str
    ) -> None:
        desk.hear(hand_off())
        (offer,) = desk.hear(said)
        assert (offer.text, offer.buttons) == (answer.format(unit=UNIT.name), (catalogue.make_tip_button(BUCKET),))
        assert desk.words(QUESTION)[1:] == [said.message.text]
        assert codes_in(desk.texts(tip(TAP, at=70, dialogue=BUCKET))) == {case_of(desk, BUCKET).receipt}
        assert desk.words(BUCKET) == [said.message.text]

    def test_once_the_case_is_closed_nothing_joins_it(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        desk.close(QUESTION)
        (offer,) = desk.hear(tip(KEEP, photos=PHOTO, at=60, dialogue=BUCKET))
        assert offer.buttons == (catalogue.make_tip_button(BUCKET),)
        assert len(desk.messages(QUESTION)) == 1

    def test_over_counts_even_if_the_case_is_open_again(self, desk: TestDesk) -> None:
        desk.hear(hand_off())
        desk.close(QUESTION)
        desk.hear(tip(JOIN, "còn một việc", at=50, dialogue=QUESTION))
        desk.hear(tip(KEEP, photos=PHOTO, at=60, dialogue=BUCKET))
        assert len(desk.messages(QUESTION)) == 2

    def test_the_latest_officer_who_talked_gets_it(self, desk: TestDesk) -> None:
        desk.hear(hand_off(), tip(CONTENT, "trộm"))
        desk.await_answer(CASE)
        desk.close(QUESTION)
        desk.hear(tip(KEEP, photos=PHOTO, at=60, dialogue=BUCKET))
        assert len(desk.messages(CASE)) == 2

    def test_a_tips_officer_alone_gets_even_a_report(self, desk: TestDesk) -> None:
        desk.hear(tip(CONTENT, "trộm"))
        desk.await_answer(CASE)
        (read,) = desk.texts(tip(KEEP, "có trộm ở chợ", at=60, dialogue=BUCKET, report_like=True))
        assert read.startswith("Đã chuyển lời")
        assert desk.words() == ["trộm", "có trộm ở chợ"]
        assert desk.book.kept(BUCKET, of_case=False) == ()


def test_no_answer_about_a_question_calls_it_a_tip(desk: TestDesk) -> None:
    told: list[Reply] = desk.hear(hand_off())
    desk.clock.advance(hours=25)
    told += desk.hear(tip(JOIN, "có ai không", at=60, dialogue=QUESTION))
    (code,) = codes_in([told[0].text])
    told += desk.hear(tip(Intent.STATUS, code=code, dialogue=""))
    assert len(told) == 3
    assert all("tin báo" not in reply.text.lower() for reply in told)
    assert as_code(code) == code


@pytest.mark.parametrize("text", ["alo?", "chào cán bộ", "xong", "help"])
def test_what_sounds_like_a_greeting_is_for_the_officer_who_has_the_word(desk: TestDesk, text: str) -> None:
    desk.hear(hand_off())
    assert desk.hear(tip(Intent.MENU, text, at=60)) == []
    assert desk.words(QUESTION)[-1] == text


def test_the_menu_can_always_be_asked_for(desk: TestDesk) -> None:
    desk.hear(hand_off())
    (said,) = desk.texts(tip(Intent.MENU, "Menu", at=60))
    assert said.startswith("Chào bà con")
