"""A wish about one's own data becomes a case with two working days on its clock; over both books."""

from dataclasses import replace

import pytest

from dutydesk.deadlines import workday_end
from dutydesk.errors import MalformedEvent
from dutydesk.messages import Intent, TipMessage
from dutydesk.stores.cases import Case, Status
from dutydesk.text.catalogue_cases import DATA_REQUEST_AGAIN, DATA_REQUEST_TAKEN
from functions.intake.intake import Did
from tests.fakes.clock import NOON
from tests.unit.intake.desk import UNIT, TestDesk, again, tip

REQUEST = "01J00000000000000000000077"
ERASE = "xóa dữ liệu của tôi"


def wish(code: str = "erase", text: str = ERASE, *, at: float = 0, person: str = "p1") -> TipMessage:
    return tip(Intent.DATA_REQUEST, text, at=at, dialogue=REQUEST, person=person, code=code)


def case_of(desk: TestDesk) -> Case:
    case, _ = desk.book.load(REQUEST)
    assert case is not None
    return case


def words(desk: TestDesk, template: str) -> str:
    code = case_of(desk).receipt
    return template.format(unit=UNIT.name, code=f"{code[:3]}-{code[3:6]}-{code[6:]}", until="04/03/2026")


@pytest.mark.parametrize("code", ["erase", "access"])
def test_it_is_a_case_of_its_own_and_the_citizen_is_told_by_when(desk: TestDesk, code: str) -> None:
    told = desk.texts(wish(code))
    case = case_of(desk)
    assert (case.category, case.asks, case.person_id, case.status) == ("data_request", code, "p1", Status.NEW)
    assert case.life.close_by == workday_end(NOON, 2, "")
    assert told == [words(desk, DATA_REQUEST_TAKEN[code])]
    assert desk.words(REQUEST) == [ERASE]
    assert not desk.alerts.calls


def test_the_platforms_own_word_brings_no_message(desk: TestDesk) -> None:
    assert desk.intake.accept(wish("withdraw", "")).did is Did.OPENED
    assert case_of(desk).asks == "withdraw"
    assert desk.words(REQUEST) == []
    assert "rút lại" in desk.replies.take()[0].text


def test_a_copy_opens_nothing_and_owes_the_same_answer(desk: TestDesk) -> None:
    first = wish()
    (told,) = desk.hear(first)
    assert desk.intake.accept(again(first)).did is Did.REPEATED
    assert {one.message.reply_id for one in desk.replies.calls} == {told.reply_id}
    assert desk.words(REQUEST) == [ERASE]


def test_said_again_it_joins_the_case_and_the_code_is_told_again(desk: TestDesk) -> None:
    desk.hear(wish())
    told = desk.texts(wish(text="xin xóa dữ liệu của tôi", at=60))
    assert told == [words(desk, DATA_REQUEST_AGAIN)]
    assert desk.words(REQUEST) == [ERASE, "xin xóa dữ liệu của tôi"]


def test_said_again_after_its_end_the_case_is_opened_again_with_its_clock(desk: TestDesk) -> None:
    desk.hear(wish())
    desk.close(REQUEST)
    assert desk.texts(wish(at=60)) == [words(desk, DATA_REQUEST_TAKEN["erase"])]
    after = case_of(desk)
    assert (after.status, after.life.close_by) == (Status.NEW, workday_end(NOON, 2, ""))


def test_another_persons_request_is_not_joined(desk: TestDesk) -> None:
    desk.hear(wish())
    with pytest.raises(MalformedEvent):
        desk.intake.accept(wish(person="p2"))


def test_an_unknown_wish_is_refused(desk: TestDesk) -> None:
    with pytest.raises(MalformedEvent):
        desk.intake.accept(replace(wish(), code="sell"))
