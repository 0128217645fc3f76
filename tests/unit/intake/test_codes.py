"""What a citizen hears who sends a code, or who wants no broadcasts, or wants them again."""

from dataclasses import replace

from dutydesk.check_codes import signed_with
from dutydesk.ids import new_code, shown
from dutydesk.messages import Intent, TipMessage
from dutydesk.stores.announced import Announced
from dutydesk.text import catalogue
from tests.unit.intake.desk import UNIT, TestDesk, again, codes_in, tip

CODE = new_code()
OTHER_UNIT = "quan-mau"
OUT = Announced(unit=UNIT.unit, started_at="2026-03-01T18:30:00.000Z", words="Tối nay cắt điện {unit}")


def asks(text: str = "", code: str = CODE, person: str = "p1") -> TipMessage:
    return tip(Intent.STATUS, text or code, code=code, dialogue="", person=person)


def test_a_true_code_says_whose_it_is_when_it_went_out_and_how_it_begins(desk: TestDesk) -> None:
    desk.announcements.out[CODE] = OUT
    (said,) = desk.texts(asks())
    assert f"Đúng là tin của {UNIT.name}, gửi ngày 02/03/2026" in said
    assert "“Tối nay cắt điện {unit}”" in said


def test_the_unit_named_is_the_broadcasts_and_not_the_pages(desk: TestDesk) -> None:
    desk.announcements.out[CODE] = Announced(unit=OTHER_UNIT, started_at=OUT.started_at, words="x")
    assert OTHER_UNIT in desk.texts(asks())[0]


def test_a_broadcast_that_was_called_off_is_said_to_be(desk: TestDesk) -> None:
    desk.announcements.out[CODE] = Announced(unit=UNIT.unit, started_at=OUT.started_at, words="x", called_off=True)
    assert catalogue.CODE_CALLED_OFF.format(unit=UNIT.name) in desk.texts(asks())[0]


def test_a_broadcast_that_was_corrected_is_said_to_be_with_the_words_that_hold(desk: TestDesk) -> None:
    by = new_code()
    desk.announcements.out[CODE] = replace(
        OUT, corrected_at="2026-03-02T20:00:00.000Z", correction="Điện không cắt {x}", correction_code=by
    )
    (said,) = desk.texts(asks())
    assert "đã được đính chính ngày 03/03/2026" in said
    assert "“Điện không cắt {x}”" in said
    assert shown(by) in said
    assert signed_with(said) == "", "the echo of an answer must not look like the broadcast's own"


def test_a_broadcast_that_stands_is_not_said_to_be_corrected(desk: TestDesk) -> None:
    desk.announcements.out[CODE] = OUT
    assert "đính chính" not in desk.texts(asks())[0]


def test_a_check_code_that_nobody_sent_is_called_what_it_may_be(desk: TestDesk) -> None:
    (reply,) = desk.hear(asks(f"… Công an Mẫu. Mã kiểm tra: {shown(CODE)}"))
    assert reply.text == catalogue.CODE_FALSE.format(code=shown(CODE))
    assert reply.buttons == (catalogue.TIP_BUTTON,)


def test_a_bare_code_may_be_of_a_tip_or_of_a_notice_so_both_are_answered(desk: TestDesk) -> None:
    assert desk.texts(asks()) == [f"{catalogue.STATUS_UNKNOWN}\n\n{catalogue.CODE_IN_NOTICE}"]


def test_the_case_of_somebody_else_is_answered_like_a_code_of_nobody(desk: TestDesk) -> None:
    (receipt,) = codes_in(desk.texts(tip(Intent.CONTENT, "trộm")))
    theirs = desk.texts(asks(f"mã kiểm tra {receipt}", receipt, "p2"))
    assert theirs == [catalogue.CODE_FALSE.format(code=shown(receipt))]


def test_ones_own_case_is_answered_with_how_far_it_is(desk: TestDesk) -> None:
    (receipt,) = codes_in(desk.texts(tip(Intent.CONTENT, "trộm")))
    assert catalogue.PUBLIC_STATUS["new"] in desk.texts(asks(code=receipt))[0]


def test_a_question_about_a_code_is_answered_once(desk: TestDesk) -> None:
    desk.announcements.out[CODE] = OUT
    asked = asks()
    first, second = desk.hear(asked), desk.hear(again(asked))
    assert {reply.reply_id for reply in first} == {reply.reply_id for reply in second}


def test_who_stops_is_told_how_far_it_reaches_and_how_to_come_back(desk: TestDesk) -> None:
    (said,) = desk.texts(tip(Intent.OPT_OUT, "dừng nhận tin", dialogue=""))
    assert said == catalogue.OPTED_OUT.format(unit=UNIT.name)
    assert all(words in said for words in ("chỉ áp dụng cho trang này", "kể cả tin khẩn", "“nhận lại tin”"))


def test_who_comes_back_is_told_how_to_stop(desk: TestDesk) -> None:
    (said,) = desk.texts(tip(Intent.OPT_IN, "nhận lại tin", dialogue=""))
    assert said == catalogue.OPTED_IN.format(unit=UNIT.name)
    assert "“dừng nhận tin”" in said
