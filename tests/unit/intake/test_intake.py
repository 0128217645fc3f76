"""Intake over both books: what a citizen writes, what the case holds, what the citizen reads."""

from dataclasses import replace

import pytest

from dutydesk.errors import MalformedEvent
from dutydesk.messages import AlertKind, Emergency, Intent
from dutydesk.stores.cases import Status, Urgency
from dutydesk.text import catalogue
from functions.intake.intake import Did
from tests.unit.intake.desk import CASE, HERE, PHOTO, UNIT, TestDesk, again, codes_in, moment, tip

START, CONTENT, DONE = Intent.START, Intent.CONTENT, Intent.DONE
CANCEL, KEEP, TAP = Intent.CANCEL, Intent.KEEP, Intent.MAKE_TIP


def test_a_whole_dialogue_asks_each_question_once_and_makes_one_case(desk: TestDesk) -> None:
    said = [
        tip(START, "báo tin", at=0),
        tip(CONTENT, "Có người trộm xe", at=10),
        tip(CONTENT, "Số 5 đường Mẫu", at=20),
        tip(CONTENT, "Tối qua", at=30),
        tip(CONTENT, photos=PHOTO, at=40),
        tip(DONE, "xong", at=50),
    ]
    read = [desk.texts(one) for one in said]
    (code,) = codes_in([text for texts in read for text in texts])
    shown = f"{code[:3]}-{code[3:6]}-{code[6:]}"
    assert read == [
        [catalogue.ASK_WHAT],
        [catalogue.RECEIVED.format(unit=UNIT.name, code=shown) + "\n\n" + catalogue.ASK_WHERE],
        [catalogue.ASK_WHEN],
        [catalogue.ASK_PHOTOS],
        [catalogue.ADDED.format(code=shown)],
        [catalogue.CLOSED.format(code=shown)],
    ]
    case, _ = desk.book.load(CASE)
    assert case is not None
    assert (case.receipt, case.status, case.urgency, case.summary) == (
        code,
        Status.NEW,
        Urgency.NORMAL,
        "Có người trộm xe",
    )
    assert [len(one.attachments) for one in desk.messages(CASE)] == [0, 0, 0, 1]


def test_the_case_exists_from_the_first_message_with_content(desk: TestDesk) -> None:
    desk.hear(tip(START))
    assert desk.book.load(CASE)[0] is None
    outcome = desk.intake.accept(tip(CONTENT, "trộm", at=1))
    assert outcome.did is Did.OPENED
    assert desk.book.load(CASE)[0] is not None


def test_an_album_of_ten_is_one_case_with_one_answer(desk: TestDesk) -> None:
    desk.hear(tip(START))
    album = [tip(CONTENT, photos=PHOTO, at=1 + number / 10) for number in range(10)]
    read = desk.texts(*album)
    assert len(read) == 1
    assert codes_in(read)
    assert len(desk.messages(CASE)) == 10
    case, _ = desk.book.load(CASE)
    assert case is not None
    assert case.summary == "[ảnh]"


def test_the_first_words_after_photos_become_the_summary(desk: TestDesk) -> None:
    desk.hear(tip(CONTENT, photos=PHOTO), tip(CONTENT, "trộm xe", at=1), tip(CONTENT, "ở chợ", at=2))
    case, _ = desk.book.load(CASE)
    assert case is not None
    assert case.summary == "trộm xe"


def test_identity_numbers_are_masked_in_the_summary_and_kept_in_the_message(desk: TestDesk) -> None:
    desk.hear(tip(CONTENT, "kẻ trộm có căn cước 012345678912"))
    case, _ = desk.book.load(CASE)
    assert case is not None
    assert "012345678912" not in case.summary
    assert desk.words() == ["kẻ trộm có căn cước 012345678912"]


@pytest.mark.parametrize("steps", range(1, 5))
def test_a_dialogue_abandoned_after_any_step_leaves_all_that_was_said(desk: TestDesk, steps: int) -> None:
    said = [tip(START), tip(CONTENT, "một", at=1), tip(CONTENT, place=HERE, at=2), tip(CONTENT, photos=PHOTO, at=3)]
    desk.hear(*said[:steps])
    desk.clock.advance(days=3)
    assert len(desk.messages(CASE)) == steps - 1
    assert (desk.book.load(CASE)[0] is not None) == (steps > 1)


def test_done_and_cancel_without_content_leave_no_case(desk: TestDesk) -> None:
    assert desk.texts(tip(START, dialogue="A"), tip(DONE, dialogue="A", at=1))[1:] == [catalogue.NOTHING_TO_CLOSE]
    assert desk.texts(tip(START, dialogue="B"), tip(CANCEL, dialogue="B", at=1))[1:] == [catalogue.CANCELLED]
    assert desk.book.load("A")[0] is None
    assert desk.book.load("B")[0] is None


def test_cancel_never_takes_back_what_was_told(desk: TestDesk) -> None:
    read = desk.texts(tip(START), tip(CONTENT, "trộm", at=1), tip(CANCEL, at=2))
    assert read[-1].startswith("Tin báo ")
    assert desk.words() == ["trộm"]


def test_content_sent_before_done_but_arriving_after_it_still_opens_the_case(desk: TestDesk) -> None:
    read = desk.texts(tip(START), tip(DONE, at=9), tip(CONTENT, "trộm", at=5))
    assert read[1] == catalogue.NOTHING_TO_CLOSE
    assert codes_in(read[2:])
    assert catalogue.ASK_WHERE not in read[2]
    assert desk.words() == ["trộm"]


def test_late_content_joins_a_closed_case_silently(desk: TestDesk) -> None:
    desk.hear(tip(START), tip(CONTENT, "một", at=1), tip(DONE, at=9))
    assert desk.texts(tip(CONTENT, "hai", at=5)) == []
    assert desk.words() == ["một", "hai"]


def test_a_start_overtaken_by_its_content_says_nothing_more(desk: TestDesk) -> None:
    desk.hear(tip(CONTENT, "trộm", at=1))
    assert desk.texts(tip(START, at=0)) == []


def test_asking_again_in_an_open_dialogue_repeats_the_question(desk: TestDesk) -> None:
    desk.hear(tip(START), tip(CONTENT, "trộm", at=1))
    assert desk.texts(tip(START, at=2)) == [catalogue.ASK_WHERE]


class TestKeptMessages:
    def test_one_tap_makes_them_a_case_with_their_words_and_times(self, desk: TestDesk) -> None:
        (offer,) = desk.hear(tip(KEEP, "Có vụ trộm", at=0, report_like=True))
        assert offer.buttons == (catalogue.make_tip_button(CASE),)
        desk.hear(tip(KEEP, photos=PHOTO, at=5))
        assert desk.book.load(CASE)[0] is None
        assert desk.words() == []
        desk.clock.advance(hours=23)
        read = desk.texts(tip(TAP, "#tip", at=80_000))
        assert codes_in(read)
        assert [(one.text, one.sent_at) for one in desk.messages(CASE)] == [("Có vụ trộm", moment(0)), ("", moment(5))]

    def test_an_album_is_offered_once(self, desk: TestDesk) -> None:
        assert len(desk.hear(*(tip(KEEP, photos=PHOTO, at=number) for number in range(10)))) == 1

    def test_plain_text_is_kept_but_answered_with_help(self, desk: TestDesk) -> None:
        assert desk.texts(tip(KEEP, "mấy giờ làm việc")) == [catalogue.HELP.format(unit=UNIT.name)]
        desk.hear(tip(TAP, at=9))
        assert desk.words() == ["mấy giờ làm việc"]

    def test_a_photo_just_after_plain_text_still_gets_the_button(self, desk: TestDesk) -> None:
        desk.hear(tip(KEEP, "alo ai đó", at=0))
        assert desk.texts(tip(KEEP, photos=PHOTO, at=2)) == [catalogue.KEPT.format(unit=UNIT.name)]

    def test_a_first_contact_is_greeted(self, desk: TestDesk) -> None:
        read = desk.texts(tip(KEEP, "mấy giờ làm việc", first_contact=True))
        assert read == [catalogue.GREETING.format(unit=UNIT.name)]

    def test_after_a_day_they_are_gone(self, desk: TestDesk) -> None:
        desk.hear(tip(KEEP, "Có vụ trộm", report_like=True))
        desk.clock.advance(hours=25)
        assert desk.texts(tip(TAP, at=90_000)) == [catalogue.KEPT_GONE]
        assert desk.book.load(CASE)[0] is None

    def test_a_second_tap_repeats_the_same_code(self, desk: TestDesk) -> None:
        desk.hear(tip(KEEP, "Có vụ trộm", report_like=True))
        first, second = desk.texts(tip(TAP, at=1)), desk.texts(tip(TAP, at=2))
        assert codes_in(first) == codes_in(second)
        assert len(codes_in(first)) == 1

    def test_what_is_kept_after_the_tap_joins_the_case(self, desk: TestDesk) -> None:
        desk.hear(tip(KEEP, "một", report_like=True), tip(TAP, at=2), tip(KEEP, "hai", at=1))
        assert desk.words() == ["một", "hai"]

    def test_a_tap_that_overtook_the_message_still_makes_the_case(self, desk: TestDesk) -> None:
        assert desk.texts(tip(TAP, at=5)) == [catalogue.KEPT_GONE]
        assert codes_in(desk.texts(tip(KEEP, "một", at=1)))
        assert desk.words() == ["một"]

    def test_a_tap_on_somebody_elses_messages_finds_nothing_and_changes_nothing(self, desk: TestDesk) -> None:
        desk.hear(tip(KEEP, "của tôi", report_like=True))
        before = desk.book.load(CASE)
        assert desk.texts(tip(TAP, person="p2", at=1)) == [catalogue.KEPT_GONE]
        assert desk.book.load(CASE) == before
        assert codes_in(desk.texts(tip(TAP, at=2)))

    def test_a_tap_on_somebody_elses_case_never_tells_its_code(self, desk: TestDesk) -> None:
        desk.hear(tip(CONTENT, "của tôi"))
        assert desk.texts(tip(TAP, person="p2", at=1)) == [catalogue.KEPT_GONE]

    def test_more_kept_messages_than_one_transaction_takes_all_become_the_cases(self, desk: TestDesk) -> None:
        desk.hear(*(tip(KEEP, f"số {number}", at=number, report_like=True) for number in range(45)))
        assert codes_in(desk.texts(tip(TAP, at=200)))
        assert len(desk.messages(CASE)) == 45


class TestOvertakenStart:
    def test_text_that_overtook_its_start_becomes_content(self, desk: TestDesk) -> None:
        desk.hear(tip(KEEP, "trộm xe", at=0.01))
        (read,) = desk.texts(tip(START, at=0, adopt=True))
        assert codes_in([read])
        assert read.endswith(catalogue.ASK_WHERE)
        assert desk.words() == ["trộm xe"]

    def test_a_start_that_comes_first_takes_the_text_kept_under_its_id(self, desk: TestDesk) -> None:
        desk.hear(tip(START, at=0, adopt=True))
        (read,) = desk.texts(tip(KEEP, "trộm xe", at=0.01))
        assert codes_in([read])
        assert desk.words() == ["trộm xe"]

    def test_what_was_kept_before_the_start_stays_kept_until_its_own_tap(self, desk: TestDesk) -> None:
        desk.hear(tip(KEEP, "cũ", at=0), tip(KEEP, "trộm xe", at=100.01), tip(START, at=100, adopt=True))
        assert desk.words() == ["trộm xe"]
        read = desk.texts(tip(TAP, at=200))
        assert codes_in(read)
        assert desk.words() == ["cũ", "trộm xe"]


class TestEmergencies:
    def test_a_certain_one_gets_the_line_first_and_calls_an_officer(self, desk: TestDesk) -> None:
        first = tip(CONTENT, "cháy nhà", emergency=Emergency.CERTAIN)
        read = desk.texts(first)
        assert read[0] == catalogue.EMERGENCY
        assert codes_in(read[1:])
        case, _ = desk.book.load(CASE)
        assert case is not None
        assert (case.urgency, case.category) == (Urgency.URGENT, "emergency")
        (alert,) = desk.alerts.messages
        assert (alert.kind, alert.case_id, alert.unit, alert.attempt) == (AlertKind.RAISE, CASE, UNIT.unit, 0)
        assert desk.alerts.calls[0].group == CASE

    def test_a_dialogue_that_turns_into_one_calls_once(self, desk: TestDesk) -> None:
        desk.hear(tip(CONTENT, "đánh nhau"))
        assert not desk.alerts.calls
        fire = [tip(CONTENT, "cháy", at=at, emergency=Emergency.CERTAIN) for at in (1, 2)]
        read = desk.texts(*fire)
        assert read.count(catalogue.EMERGENCY) == 2
        assert len(desk.alerts.distinct()) == 1
        case, _ = desk.book.load(CASE)
        assert case is not None
        assert case.urgency is Urgency.URGENT

    def test_a_doubtful_one_in_a_dialogue_gets_the_line_and_is_not_urgent(self, desk: TestDesk) -> None:
        read = desk.texts(tip(CONTENT, "chay nha", emergency=Emergency.DOUBTFUL))
        assert read[0] == catalogue.DOUBTFUL_LINE
        assert not desk.alerts.calls

    def test_a_doubtful_one_outside_a_dialogue_gets_the_line_and_one_button(self, desk: TestDesk) -> None:
        (offer,) = desk.hear(tip(KEEP, "chay nha", emergency=Emergency.DOUBTFUL))
        assert offer.text == catalogue.DOUBTFUL.format(unit=UNIT.name)
        assert offer.buttons == (catalogue.make_tip_button(CASE),)

    def test_the_tap_on_a_doubtful_one_is_urgent(self, desk: TestDesk) -> None:
        desk.hear(tip(KEEP, "chay nha", emergency=Emergency.DOUBTFUL), tip(TAP, at=1))
        case, _ = desk.book.load(CASE)
        assert case is not None
        assert case.urgency is Urgency.URGENT
        assert len(desk.alerts.calls) == 1

    def test_a_certain_one_is_never_only_kept(self, desk: TestDesk) -> None:
        assert desk.texts(tip(KEEP, "cháy nhà", emergency=Emergency.CERTAIN))[0] == catalogue.EMERGENCY
        assert desk.words() == ["cháy nhà"]


class TestAnAwaitedAnswer:
    def test_it_joins_the_case_whose_officer_asked(self, desk: TestDesk) -> None:
        desk.hear(tip(CONTENT, "trộm"), tip(DONE, at=1))
        desk.await_answer(CASE)
        (read,) = desk.texts(tip(KEEP, "xe màu đỏ", at=100, dialogue="NEXT"))
        assert read.startswith("Đã chuyển lời")
        assert desk.words() == ["trộm", "xe màu đỏ"]
        assert desk.book.load("NEXT") == (None, None)

    def test_an_album_as_answer_is_acknowledged_once(self, desk: TestDesk) -> None:
        desk.hear(tip(CONTENT, "trộm"), tip(DONE, at=1))
        desk.await_answer(CASE)
        album = [tip(KEEP, photos=PHOTO, at=100 + number, dialogue="NEXT") for number in range(5)]
        assert len(desk.texts(*album)) == 1
        assert len(desk.messages(CASE)) == 6

    def test_another_person_or_another_case_never_gets_it(self, desk: TestDesk) -> None:
        desk.hear(tip(CONTENT, "trộm"), tip(DONE, at=1))
        desk.await_answer(CASE)
        desk.hear(tip(KEEP, "chào", at=100, dialogue="NEXT", person="p2"))
        assert desk.words() == ["trộm"]

    def test_a_certain_emergency_is_a_case_of_its_own(self, desk: TestDesk) -> None:
        desk.hear(tip(CONTENT, "trộm"), tip(DONE, at=1))
        desk.await_answer(CASE)
        desk.hear(tip(KEEP, "cháy nhà", at=100, dialogue="NEXT", emergency=Emergency.CERTAIN))
        assert desk.words("NEXT") == ["cháy nhà"]
        assert len(desk.alerts.calls) == 1


class TestStatus:
    def test_the_citizens_own_code_tells_how_far_it_is(self, desk: TestDesk) -> None:
        (code,) = codes_in(desk.texts(tip(CONTENT, "trộm")))
        (read,) = desk.texts(tip(Intent.STATUS, code=code, dialogue=""))
        assert catalogue.PUBLIC_STATUS["new"] in read
        assert "02/03/2026 12:00" in read

    def test_somebody_elses_code_reads_like_an_unknown_one(self, desk: TestDesk) -> None:
        (code,) = codes_in(desk.texts(tip(CONTENT, "trộm")))
        theirs = desk.texts(tip(Intent.STATUS, code=code, dialogue="", person="p2"))
        unknown = desk.texts(tip(Intent.STATUS, code="222222222", dialogue=""))
        assert theirs == unknown == [f"{catalogue.STATUS_UNKNOWN}\n\n{catalogue.CODE_IN_NOTICE}"]


def test_the_menu_names_the_unit(desk: TestDesk) -> None:
    assert desk.texts(tip(Intent.MENU, dialogue="")) == [catalogue.GREETING.format(unit=UNIT.name)]


def test_content_of_a_dialogue_of_another_person_is_refused_and_changes_nothing(desk: TestDesk) -> None:
    desk.hear(tip(CONTENT, "của tôi"))
    with pytest.raises(MalformedEvent):
        desk.intake.accept(tip(CONTENT, "của người khác", person="p2", at=1))
    assert desk.words() == ["của tôi"]


def test_a_redelivered_message_changes_nothing_and_owes_the_same_replies(desk: TestDesk) -> None:
    first = tip(CONTENT, "cháy nhà", emergency=Emergency.CERTAIN)
    before = desk.hear(first)
    state = (desk.book.load(CASE), desk.messages(CASE))
    assert desk.intake.accept(again(first)).did is Did.REPEATED
    assert desk.replies.take() == before
    assert (desk.book.load(CASE), desk.messages(CASE)) == state
    assert len(desk.alerts.calls) == 2
    assert len(desk.alerts.distinct()) == 1


def test_two_copies_of_one_event_with_different_routes_count_once(desk: TestDesk) -> None:
    first = tip(CONTENT, "một")
    desk.hear(first)
    assert desk.intake.accept(replace(first, intent=KEEP, dialogue_id="OTHER")).did is Did.REPEATED
    assert desk.book.load("OTHER") == (None, None)
