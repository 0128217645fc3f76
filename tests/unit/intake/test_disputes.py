"""A citizen who does not agree with how a case was closed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dutydesk.clock import from_iso
from dutydesk.ids import as_code
from dutydesk.messages import Emergency, Intent, Reply, TipMessage
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.cases import Case, Status, case_item
from dutydesk.stores.items import from_item, key
from dutydesk.text import catalogue
from functions.intake.store import DynamoCaseBook
from functions.webhook.commands import Word, command_in
from functions.webhook.outgoing import as_tip
from functions.webhook.session import Routed
from tests.fakes.casebook import FakeCaseBook
from tests.fakes.clock import NOON
from tests.unit.intake.desk import CASE, TestDesk, codes_in, tip

SHOWN = "ABC-DEF-23Y"
"""A code that is one."""


def closed(desk: TestDesk, *, life: CaseLife | None = None) -> str:
    """Have a tip that an officer has closed; return its code."""
    (code,) = codes_in(desk.texts(tip(Intent.START), tip(Intent.CONTENT, "Mất xe", at=1)))
    desk.hear(tip(Intent.DONE, at=2))
    desk.close(CASE)
    case = header(desk)
    change = replace(case, life=life or replace(case.life, outcome="unfounded", closed_at=desk.clock()))
    write(desk, change)
    return code


def header(desk: TestDesk) -> Case:
    """The case as stored."""
    case, _ = desk.book.load(CASE)
    assert case is not None
    return case


def write(desk: TestDesk, case: Case) -> None:
    """Write the case over, as admin would."""
    book = desk.book
    if isinstance(book, FakeCaseBook):
        book.cases[CASE] = case
    elif isinstance(book, DynamoCaseBook):
        book.client.put_item(TableName=book.cases_table, Item=case_item(case))


def due_at(desk: TestDesk) -> datetime:
    """When somebody is to look at the case."""
    book = desk.book
    if isinstance(book, FakeCaseBook):
        return book.deadlines[CASE]
    assert isinstance(book, DynamoCaseBook)
    found = book.client.get_item(TableName=book.receipts_table, Key=key(f"DUE#deadline#{CASE}"))
    item = from_item(found["Item"])
    assert item["what"] == {"case_id": CASE, "unit": header(desk).unit}
    return from_iso(item["due_at"])


def disagree(desk: TestDesk, code: str, text: str = "không đồng ý", *, person: str = "p1") -> list[Reply]:
    """Say so."""
    return desk.hear(tip(Intent.STATUS, f"{text} {code}", code=code, dialogue="", at=60, person=person))


@pytest.mark.parametrize("text", ["không đồng ý", "khong dong y", "KHÔNG ĐỒNG Ý"])
def test_it_brings_the_case_back_and_says_so(desk: TestDesk, text: str) -> None:
    code = closed(desk)
    (reply,) = disagree(desk, code, text)
    case = header(desk)
    assert "được mở lại" in reply.text
    assert (case.status, case.life.disputed_at, case.life.attention) == (Status.NEW, desk.clock(), "disputed")
    assert (case.life.outcome, case.acknowledged_by) == ("", "")
    assert desk.words()[-1] == f"{text} {code}"


def test_somebody_is_called_at_once_and_the_deadlines_begin_again(desk: TestDesk) -> None:
    code = closed(desk)
    desk.clock.advance(days=3)
    disagree(desk, code)
    assert due_at(desk) == desk.clock()
    close_by = header(desk).life.close_by
    assert close_by is not None
    assert close_by > desk.clock() + timedelta(days=20)


def test_it_works_once(desk: TestDesk) -> None:
    code = closed(desk)
    disagree(desk, code)
    desk.close(CASE)
    write(desk, replace(header(desk), life=replace(header(desk).life, closed_at=desk.clock())))
    (reply,) = disagree(desk, code)
    assert header(desk).status is Status.CLOSED
    assert "không mở lại được" in reply.text


@pytest.mark.parametrize(("days", "back"), [(14, True), (16, False)])
def test_it_works_for_fifteen_days(desk: TestDesk, days: int, *, back: bool) -> None:
    code = closed(desk)
    desk.clock.advance(days=days)
    disagree(desk, code)
    assert (header(desk).status is Status.NEW) is back


def test_a_case_closed_by_an_earlier_release_stays_closed(desk: TestDesk) -> None:
    code = closed(desk, life=CaseLife())
    (reply,) = disagree(desk, code)
    assert header(desk).status is Status.CLOSED
    assert "không mở lại được" in reply.text


def test_somebody_elses_case_cannot_be_disputed_and_looks_absent(desk: TestDesk) -> None:
    code = closed(desk)
    (reply,) = disagree(desk, code, person="p2")
    assert header(desk).status is Status.CLOSED
    assert catalogue.STATUS_UNKNOWN in reply.text


def test_an_open_case_is_not_disputed(desk: TestDesk) -> None:
    (code,) = codes_in(desk.texts(tip(Intent.START), tip(Intent.CONTENT, "Mất xe", at=1)))
    (reply,) = disagree(desk, code)
    assert header(desk).life.disputed_at is None
    assert catalogue.PUBLIC_STATUS["new"] in reply.text


def test_a_redelivered_dispute_changes_nothing_more(desk: TestDesk) -> None:
    code = closed(desk)
    said = tip(Intent.STATUS, f"không đồng ý {code}", code=code, dialogue="", at=60)
    desk.hear(said)
    once = header(desk)
    desk.clock.advance(hours=1)
    desk.hear(said)
    assert header(desk) == once


def test_a_merged_case_stands_alone_again(desk: TestDesk) -> None:
    code = closed(desk, life=CaseLife(outcome="duplicate", closed_at=NOON, merged_into="other"))
    assert catalogue.PUBLIC_STATUS["together"] in desk.texts(tip(Intent.STATUS, code, code=code, dialogue=""))[0]
    disagree(desk, code)
    assert header(desk).life.merged_into == ""


@pytest.mark.parametrize(
    "text",
    [
        "không đồng ý {code}",
        "Khong dong y {code}",
        "không đồng ý {code}.",
        "không đồng ý {code} vì chưa ai xuống xem cả, tôi gọi nhiều lần mà không thấy ai trả lời tôi hết",
    ],
    ids=["button", "without marks", "full stop", "with a reason"],
)
def test_the_webhook_hears_it_with_the_code(text: str) -> None:
    command = command_in(text.format(code=SHOWN))
    assert command is not None
    assert (command.word, command.target) == (Word.STATUS, as_code(SHOWN))


@pytest.mark.parametrize("text", ["không đồng ý", "không đồng ý với anh", "tôi không đồng ý ABC-DEF-GHJ"])
def test_without_a_code_it_is_a_message_like_any_other(text: str) -> None:
    assert command_in(text) is None


def test_the_rule_of_an_emergency_reaches_the_case(desk: TestDesk) -> None:
    sent = tip(Intent.CONTENT, "Cháy nhà rồi, có người mắc kẹt bên trong", emergency=Emergency.CERTAIN)
    told: TipMessage = as_tip(
        Routed(desk="tips", intent="content", dialogue_id=CASE, emergency="certain"), sent.message
    )
    assert told.emergency_rule
    desk.hear(replace(told, dialogue_id=CASE))
    assert header(desk).life.urgency_rule == told.emergency_rule
    assert header(desk).life.answer_by is not None


def test_a_doubtful_one_that_the_citizen_insists_on_says_both(desk: TestDesk) -> None:
    kept = tip(Intent.KEEP, "có cháy không", emergency=Emergency.DOUBTFUL)
    desk.hear(replace(kept, emergency_rule="fire"))
    desk.hear(tip(Intent.MAKE_TIP, at=5))
    assert header(desk).life.urgency_rule == "fire+insisted"


def test_the_citizens_words_end_the_waiting(desk: TestDesk) -> None:
    desk.hear(tip(Intent.START), tip(Intent.CONTENT, "Mất xe", at=1))
    case = header(desk)
    waiting = replace(case.life, waiting_since=desk.clock())
    write(desk, replace(case, status=Status.WAITING_CITIZEN, life=waiting))
    desk.clock.advance(days=1)
    desk.hear(tip(Intent.CONTENT, "Xe màu đỏ", at=90))
    after = header(desk)
    assert (after.status, after.life.waiting_since) == (Status.IN_PROGRESS, None)
    assert after.life.close_by is not None
    assert case.life.close_by is not None
    assert after.life.close_by == case.life.close_by + timedelta(days=1)


def test_a_new_case_is_watched_from_its_first_message(desk: TestDesk) -> None:
    desk.hear(tip(Intent.START), tip(Intent.CONTENT, "Mất xe", at=1))
    assert due_at(desk) == header(desk).life.take_by
