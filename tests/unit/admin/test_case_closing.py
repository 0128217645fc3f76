"""A case ends, and its citizen always hears of it."""

from datetime import timedelta
from typing import Any

import pytest

from dutydesk.clock import iso
from dutydesk.deadlines import opened
from dutydesk.ids import shown
from dutydesk.stores.case_life import CaseLife, Outcome
from dutydesk.stores.case_states import PUBLIC
from dutydesk.stores.cases import Case, Status
from dutydesk.text import catalogue
from dutydesk.text.catalogue_cases import CLOSED_AS
from tests.fakes.clock import NOON
from tests.unit.admin.desk import CLOSED, IN_PROGRESS, TestDesk

LATER = NOON + timedelta(days=40)


def close(desk: TestDesk, case: Case, **more: Any) -> Any:
    """Close the case."""
    return desk.call("POST", f"/admin/cases/{case.case_id}/status", {"status": "closed", "reason": "đã xong", **more})


def due(desk: TestDesk, case: Case) -> dict[str, Any]:
    """What waits for the case among the dues."""
    (item,) = desk.items("receipts", f"DUE#deadline#{case.case_id}")
    return item


def test_every_status_has_words_for_the_citizen_and_every_outcome_too() -> None:
    assert set(PUBLIC) == set(Status)
    assert set(PUBLIC.values()) <= set(catalogue.PUBLIC_STATUS)
    assert set(CLOSED_AS) == set(Outcome)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_closing_tells_the_citizen_the_outcome_in_the_same_transaction(desk: TestDesk, outcome: Outcome) -> None:
    desk.officer()
    case = desk.case(status=IN_PROGRESS)
    assert close(desk, case, outcome=outcome).status == 200
    (reply,) = desk.replies.messages
    assert CLOSED_AS[outcome] in reply.text
    assert shown(case.receipt) in reply.text
    after = desk.header(case.case_id)
    assert (after.status, after.life.outcome, after.life.closed_at) == (CLOSED, outcome, NOON)
    assert [
        item["event_key"] for item in desk.partition(f"CASE#{case.case_id}") if item["sk"] == reply.message_key
    ] == [reply.reply_id]
    assert desk.items("receipts", f"DUE#reply#{reply.reply_id}")
    (change,) = desk.call("GET", f"/admin/cases/{case.case_id}").body["history"]
    assert change["detail"] == outcome


def test_what_the_officer_adds_stands_behind_the_outcomes_words_and_the_reason_never_leaves(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=IN_PROGRESS)
    close(desk, case, outcome="fined", words="Mời bà con nhận lại xe {tại} trụ sở.", reason="đối tượng tên Mẫu")
    (reply,) = desk.replies.messages
    assert reply.text.index(CLOSED_AS["fined"]) < reply.text.index("nhận lại xe {tại} trụ sở")
    assert "đối tượng" not in reply.text


def test_closing_as_before_without_an_outcome_still_works_and_tells_the_citizen(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=IN_PROGRESS)
    assert close(desk, case).status == 200
    assert CLOSED_AS["other"] in desk.replies.messages[0].text
    assert desk.header(case.case_id).life.outcome == "other"


def test_nothing_is_closed_when_the_citizen_could_not_be_told(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=IN_PROGRESS)

    before = desk.header(case.case_id)
    desk.client.delete_table(TableName=desk.tables["receipts"])
    assert close(desk, case).status == 503
    assert desk.header(case.case_id) == before
    assert not desk.replies.calls


def test_the_queue_may_refuse_since_upkeep_tells_the_citizen_then(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=IN_PROGRESS)
    desk.replies.refuse_next = 1
    assert close(desk, case).status == 200
    assert desk.items("receipts", "DUE#reply#")
    assert desk.not_enqueued == ["reply"]


def test_the_citizen_is_offered_to_disagree_once(desk: TestDesk) -> None:
    desk.officer()
    first = desk.case(status=IN_PROGRESS)
    again = desk.case(status=IN_PROGRESS, life=CaseLife(disputed_at=NOON))
    close(desk, first)
    close(desk, again)
    offered, not_offered = desk.replies.messages
    (button,) = offered.buttons
    assert button.payload == f"không đồng ý {shown(first.receipt)}"
    assert "17/03/2026" in offered.text
    assert not not_offered.buttons
    assert "không đồng ý" not in not_offered.text


@pytest.mark.parametrize("more", [{"outcome": "fined"}, {"words": "Xin chào"}], ids=["outcome", "words"])
def test_outcome_and_words_are_for_closing_only(desk: TestDesk, more: dict[str, str]) -> None:
    desk.officer()
    case = desk.case()
    body = {"status": "in_progress", "reason": "vì", **more}
    assert desk.call("POST", f"/admin/cases/{case.case_id}/status", body).status == 400
    assert desk.header(case.case_id).status is Status.NEW
    assert desk.chain()[-1].outcome == "refused"


def test_waiting_for_the_citizen_stops_the_clock_and_going_on_gives_the_days_back(desk: TestDesk) -> None:
    desk.officer()
    life = opened("tip", NOON, "")
    case = desk.case(status=IN_PROGRESS, life=life, acknowledged_by="an")
    path = f"/admin/cases/{case.case_id}"
    desk.call("POST", f"{path}/replies", {"text": "Xe màu gì ạ?", "wait": True})
    waiting = desk.header(case.case_id)
    assert (waiting.status, waiting.life.waiting_since, waiting.life.answered_at) == (
        Status.WAITING_CITIZEN,
        NOON,
        NOON,
    )
    assert desk.call("GET", path).body["deadlines"]["paused_since"] == iso(NOON)
    desk.clock.advance(days=2)
    desk.call("POST", f"{path}/status", {"status": "in_progress", "reason": "đã gọi"})
    after = desk.header(case.case_id)
    assert life.close_by is not None
    assert after.life.waiting_since is None
    assert after.life.close_by == life.close_by + timedelta(days=2)
    assert due(desk, case)["due_at"] == iso(after.life.close_by)


def test_a_case_that_is_overdue_is_marked_until_it_is_closed(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=IN_PROGRESS, life=opened("tip", NOON, ""))

    def marks() -> tuple[Any, Any]:
        (row,) = desk.call("GET", "/admin/cases").body["items"]
        return row["marks"], desk.call("GET", f"/admin/cases/{case.case_id}").body["marks"]

    assert marks() == ([], [])
    desk.clock.now = LATER
    assert marks() == (["overdue"], ["overdue"])
    close(desk, case)
    assert marks() == ([], [])


def test_opening_again_begins_the_deadlines_again(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=CLOSED, life=CaseLife(outcome="other", closed_at=NOON))
    desk.clock.now = LATER
    desk.call("POST", f"/admin/cases/{case.case_id}/status", {"status": "in_progress", "reason": "có tin mới"})
    after = desk.header(case.case_id)
    assert (after.life.outcome, after.life.closed_at) == ("", None)
    assert after.life.close_by is not None
    assert after.life.close_by > LATER
    assert due(desk, case)["what"] == {"case_id": case.case_id, "unit": "quan-mau"}


def test_a_first_answer_in_time_takes_back_the_mark_of_a_late_one(desk: TestDesk) -> None:
    desk.officer()
    life = opened("tip", NOON, "")
    case = desk.case(status=IN_PROGRESS, acknowledged_by="an", life=CaseLife(close_by=life.close_by, late="answer"))
    desk.call("POST", f"/admin/cases/{case.case_id}/replies", {"text": "Đang xem"})
    assert desk.header(case.case_id).life.late == ""


def test_why_a_case_is_urgent_is_said_in_both_languages(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(life=CaseLife(urgency_rule="weapon+insisted"))
    rules = desk.call("GET", f"/admin/cases/{case.case_id}").body["urgency_rules"]
    assert [one["rule"] for one in rules] == ["weapon", "insisted"]
    assert all(one["vi"] and one["en"] for one in rules)


def test_an_item_of_an_earlier_release_is_read_as_before(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=CLOSED)
    body = desk.call("GET", f"/admin/cases/{case.case_id}").body
    assert (body["outcome"], body["marks"], body["merged_into"], body["close_by"]) == ("", [], "", "")
    assert body["public_status"] == "closed"
    assert body["deadlines"] == {"take_by": "", "answer_by": "", "close_by": "", "paused_since": ""}
