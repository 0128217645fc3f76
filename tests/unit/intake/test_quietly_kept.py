"""What intake keeps while ``faq`` answers, so that one tap, or "báo tin", makes it a tip; over both books."""

from dutydesk.messages import Emergency, Intent
from dutydesk.text import catalogue
from functions.intake.intake import Did
from tests.unit.intake.desk import CASE, PHOTO, UNIT, TestDesk, codes_in, tip
from tests.unit.intake.test_conversations import BUCKET

START, CONTENT, KEEP, TAP = Intent.START, Intent.CONTENT, Intent.KEEP, Intent.MAKE_TIP


def test_it_is_kept_and_nothing_is_said(desk: TestDesk) -> None:
    outcome = desk.intake.accept(tip(KEEP, "hôm qua mất xe ở chợ", quiet=True, first_contact=True))
    assert outcome.did is Did.KEPT
    assert desk.replies.take() == []
    assert codes_in(desk.texts(tip(TAP, at=60)))
    assert desk.words() == ["hôm qua mất xe ở chợ"]


def test_an_awaiting_officer_never_gets_it(desk: TestDesk) -> None:
    desk.hear(tip(CONTENT, "trộm"))
    desk.await_answer(CASE)
    assert desk.texts(tip(KEEP, "làm hộ chiếu ở đâu", at=60, dialogue=BUCKET, quiet=True)) == []
    assert desk.words() == ["trộm"]
    assert [one.message.text for one in desk.book.kept(BUCKET, of_case=False)] == ["làm hộ chiếu ở đâu"]


def test_a_start_that_it_overtook_makes_it_the_tip(desk: TestDesk) -> None:
    desk.hear(tip(KEEP, "trộm xe", at=0.01, quiet=True))
    (read,) = desk.texts(tip(START, at=0, adopt=True))
    assert codes_in([read])
    assert desk.words() == ["trộm xe"]


def test_a_dialogue_that_takes_it_answers_as_ever(desk: TestDesk) -> None:
    desk.hear(tip(START, at=0, adopt=True))
    (read,) = desk.texts(tip(KEEP, "trộm xe", at=0.01, quiet=True))
    assert codes_in([read])
    assert read.endswith(catalogue.ASK_WHERE)


def test_one_that_comes_after_its_tap_is_answered_with_the_code(desk: TestDesk) -> None:
    desk.hear(tip(TAP, at=5))
    assert codes_in(desk.texts(tip(KEEP, "trộm xe", at=1, quiet=True)))


def test_an_emergency_just_after_it_takes_it_along(desk: TestDesk) -> None:
    desk.hear(tip(KEEP, "nhà bên có mùi gas", at=0, quiet=True))
    desk.hear(tip(CONTENT, "cháy nhà", at=60, emergency=Emergency.CERTAIN, adopt=True))
    assert desk.words() == ["nhà bên có mùi gas", "cháy nhà"]


def test_a_photo_after_it_still_gets_the_button(desk: TestDesk) -> None:
    desk.hear(tip(KEEP, photos=PHOTO, at=0), tip(KEEP, "xem giúp", at=1, quiet=True))
    (offer,) = desk.hear(tip(KEEP, photos=PHOTO, at=2))
    assert offer.text == catalogue.KEPT.format(unit=UNIT.name)


def test_nothing_at_all_leaves_only_its_receipt(desk: TestDesk) -> None:
    assert desk.texts(tip(KEEP, "  ", quiet=True, event="zalo-blank")) == []
    assert desk.book.owed("zalo-blank") == ()
    assert desk.book.load(CASE) == (None, None)
