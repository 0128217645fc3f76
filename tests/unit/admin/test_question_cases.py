"""A question that was handed to an officer: how it is answered, and when the desk has the word again."""

from typing import Any

from botocore.exceptions import ClientError

from dutydesk.ids import shown
from dutydesk.stores.awaiting import Awaiting, awaiting_from, awaiting_item, awaiting_key
from dutydesk.stores.cases import QUESTION, Case
from tests.fakes.clock import NOON
from tests.unit.admin.desk import CLOSED, IN_PROGRESS, TestDesk
from tests.unit.admin.test_casework import reply


def decide(desk: TestDesk, case: Case, status: str) -> Any:
    """Move the case."""
    return desk.call("POST", f"/admin/cases/{case.case_id}/status", {"status": status, "reason": "vì"})


def awaiting(desk: TestDesk, case: Case) -> Awaiting | None:
    """Who has the word with the case's person."""
    found = desk.client.get_item(TableName=desk.tables["cases"], Key=awaiting_key(case.person_id))
    return awaiting_from(found["Item"]) if "Item" in found else None


def handed_off(desk: TestDesk) -> Case:
    """A question as intake puts it on the desk."""
    case = desk.case(case_id="Q0123456789abcdef0123", category=QUESTION, awaiting_citizen=True)
    desk.put_raw("cases", awaiting_item(case.person_id, Awaiting(case_id=case.case_id, asked_at=case.opened_at)))
    return case


def test_an_answer_to_a_question_says_so(desk: TestDesk) -> None:
    desk.officer()
    case = handed_off(desk)
    assert reply(desk, case, "Ở 10 phố Mẫu").status == 202
    (owed,) = desk.replies.messages
    assert owed.text == f"quan-mau trả lời câu hỏi {shown(case.receipt)}:\nỞ 10 phố Mẫu"


def test_an_answer_gives_the_officer_the_word_again(desk: TestDesk) -> None:
    desk.officer()
    case = handed_off(desk)
    reply(desk, case)
    assert awaiting(desk, case) == Awaiting(case_id=case.case_id, asked_at=NOON)


def test_closing_the_case_gives_the_desk_the_word(desk: TestDesk) -> None:
    desk.officer()
    case = handed_off(desk)
    assert decide(desk, case, "closed").status == 200
    assert awaiting(desk, case) == Awaiting(case_id=case.case_id, asked_at=case.opened_at, over=True)


def test_an_answer_after_reopening_gives_it_to_the_officer_once_more(desk: TestDesk) -> None:
    desk.officer()
    case = handed_off(desk)
    decide(desk, case, "closed")
    decide(desk, case, "in_progress")
    reply(desk, case)
    assert awaiting(desk, case) == Awaiting(case_id=case.case_id, asked_at=NOON)


def test_taking_the_case_leaves_the_officer_the_word(desk: TestDesk) -> None:
    desk.officer()
    case = handed_off(desk)
    decide(desk, case, "in_progress")
    assert awaiting(desk, case) == Awaiting(case_id=case.case_id, asked_at=case.opened_at)


def test_closing_another_case_of_the_person_leaves_the_officer_the_word(desk: TestDesk) -> None:
    desk.officer()
    other = desk.case(status=IN_PROGRESS)
    case = handed_off(desk)
    assert decide(desk, other, "closed").status == 200
    assert awaiting(desk, case) == Awaiting(case_id=case.case_id, asked_at=case.opened_at)


def test_closing_a_case_that_nobody_answered_writes_nothing_about_the_person(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    assert decide(desk, case, "closed").status == 200
    assert awaiting(desk, case) is None


def test_another_officer_who_answers_at_that_moment_keeps_the_word(desk: TestDesk) -> None:
    desk.officer()
    case = handed_off(desk)
    theirs = Awaiting(case_id="another", asked_at=NOON)

    def answered(**_words: object) -> None:
        desk.put_raw("cases", awaiting_item(case.person_id, theirs))

    desk.client.meta.events.register("before-call.dynamodb.TransactWriteItems", answered, unique_id="a")
    answer = decide(desk, case, "closed")
    desk.client.meta.events.unregister("before-call.dynamodb.TransactWriteItems", unique_id="a")
    assert answer.status == 409
    assert awaiting(desk, case) == theirs
    assert desk.header(case.case_id).status is not CLOSED
    assert decide(desk, case, "closed").status == 200
    assert awaiting(desk, case) == theirs


def test_a_closing_that_fails_leaves_the_officer_the_word(desk: TestDesk) -> None:
    desk.officer()
    case = handed_off(desk)

    def fail(**_words: object) -> None:
        raise ClientError({"Error": {"Code": "ThrottlingException", "Message": "slow down"}}, "TransactWriteItems")

    desk.client.meta.events.register("before-call.dynamodb.TransactWriteItems", fail, unique_id="f")
    answer = decide(desk, case, "closed")
    desk.client.meta.events.unregister("before-call.dynamodb.TransactWriteItems", unique_id="f")
    assert answer.status == 503
    assert awaiting(desk, case) == Awaiting(case_id=case.case_id, asked_at=case.opened_at)
    assert desk.header(case.case_id).status is not CLOSED
