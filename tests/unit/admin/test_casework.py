"""Reading a case, answering the citizen, deciding."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.stores.case_states import OFFICER_MAY
from dutydesk.stores.cases import Author, Case, CaseMessage, Status, case_item, message_item
from tests.fakes.clock import NOON
from tests.unit.admin.desk import CLOSED, IN_PROGRESS, NEW, TestDesk


def reply(desk: TestDesk, case: Case, text: str = "Xin chào", **more: Any) -> Any:
    """Answer the citizen."""
    return desk.call("POST", f"/admin/cases/{case.case_id}/replies", {"text": text}, **more)


def read(desk: TestDesk, case: Case, **query: str) -> Any:
    """Read the case."""
    answer = desk.call("GET", f"/admin/cases/{case.case_id}", query=query)
    assert answer.status == 200
    return answer.body


def test_a_case_is_read_with_its_messages_and_the_reply_window(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    person = {"page_id": "zalo-quan-mau", "unit": "quan-mau", "version": 1, "session": "{}"}
    desk.put(
        "people",
        {"pk": f"PERSON#{case.person_id}", "sk": "#", "reply_until": "2026-03-09T04:00:00.000Z"} | person,
    )
    body = read(desk, case)
    assert body["reply_until"] == "2026-03-09T04:00:00.000Z"
    assert body["acknowledged_by"] == ""
    (message,) = body["messages"]
    assert message["author"] == "citizen"
    assert message["text"] == "Xe máy bị mất ở chợ"
    assert message["place"] == {"latitude": "10.79", "longitude": "106.78", "label": "Chợ"}
    shown = message["attachments"][0]
    assert (shown["kind"], shown["name"], shown["url"]) == ("image", "1.jpg", "https://photos.example/1.jpg")
    assert (shown["file_id"], shown["viewable"]) == ("", False)


def test_a_link_that_a_browser_must_not_follow_is_not_shown(desk: TestDesk) -> None:
    desk.officer()
    assert read(desk, desk.case())["messages"][0]["attachments"][1]["url"] == ""


def test_a_reply_is_owed_to_the_citizen_under_the_units_name(desk: TestDesk) -> None:
    desk.officer()
    desk.put("content", {"pk": "UNIT#quan-mau", "sk": "#", "unit": "quan-mau", "name": "Công an Quận Mẫu"})
    case = desk.case()

    answer = reply(desk, case, "  Đã nhận, {cảm ơn}  ")

    assert answer.status == 202
    assert answer.body["delivery"] == "queued"
    (call,) = desk.replies.calls
    assert call.group == case.person_id
    assert call.message.text.startswith("Công an Quận Mẫu trả lời về tin báo ")
    assert call.message.text.endswith("\nĐã nhận, {cảm ơn}")
    message = read(desk, case)["messages"][-1]
    assert message["message_id"] == answer.body["message_id"]
    assert (message["author"], message["officer"], message["text"]) == ("officer", "an", "Đã nhận, {cảm ơn}")
    assert (message["delivery"], message["reason"]) == ("queued", "")


def test_the_message_that_reply_marks_as_sent_is_the_one_in_the_case(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    reply(desk, case)
    (owed,) = desk.replies.messages
    stored = [item for item in desk.items("cases", f"CASE#{case.case_id}") if item["sk"] == owed.message_key]
    assert [item["event_key"] for item in stored] == [owed.reply_id]


def test_a_first_reply_takes_the_case(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    reply(desk, case)
    after = desk.header(case.case_id)
    assert (after.status, after.acknowledged_by, after.awaiting_citizen) == (IN_PROGRESS, "an", True)
    assert [(one["was"], one["now"], one["officer"]) for one in read(desk, case)["history"]] == [
        ("new", "in_progress", "an")
    ]
    (awaiting,) = desk.items("cases", "PERSON#")
    assert (awaiting["sk"], awaiting["case_id"]) == ("AWAITING", case.case_id)
    listed = desk.call("GET", "/admin/cases", query={"status": "in_progress"}).body["items"]
    assert [one["case_id"] for one in listed] == [case.case_id]


def test_a_second_reply_changes_no_status(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=IN_PROGRESS, acknowledged_by="binh")
    reply(desk, case)
    assert desk.header(case.case_id).acknowledged_by == "binh"
    assert read(desk, case)["history"] == []


def test_a_reply_on_a_closed_case_goes_out_and_waits_for_nothing(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=CLOSED)
    assert reply(desk, case).status == 202
    assert desk.header(case.case_id).status is CLOSED
    assert not desk.items("cases", "PERSON#")
    assert len(desk.replies.calls) == 1


def test_a_retry_with_the_same_key_sends_once_and_answers_the_same(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    key = {"idempotency-key": "một-lần"}
    first = reply(desk, case, headers=key)
    desk.clock.advance(seconds=5)
    again = reply(desk, case, headers=key)
    assert first.body == again.body
    assert len(read(desk, case)["messages"]) == 2
    assert len(desk.replies.distinct()) == 1
    assert [entry.outcome for entry in desk.chain()][:2] == ["allowed", "repeated"]


def test_a_retry_of_what_is_sent_already_enqueues_nothing(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    key = {"idempotency-key": "k"}
    reply(desk, case, headers=key)
    (owed,) = desk.replies.take()
    desk.client.update_item(
        TableName=desk.tables["cases"],
        Key={"pk": {"S": f"CASE#{case.case_id}"}, "sk": {"S": owed.message_key}},
        UpdateExpression="SET delivery = :sent",
        ExpressionAttributeValues={":sent": {"S": "sent"}},
    )
    assert reply(desk, case, headers=key).body["delivery"] == "sent"
    assert not desk.replies.calls


def test_a_key_is_the_officers_and_the_cases_own(desk: TestDesk) -> None:
    desk.officer("an")
    desk.officer("binh")
    one, two = desk.case(), desk.case()
    key = {"idempotency-key": "k"}
    assert {
        reply(desk, one, headers=key).status,
        reply(desk, two, headers=key).status,
        reply(desk, one, headers=key, username="binh").status,
    } == {202}
    assert len(desk.replies.distinct()) == 3


def test_a_key_used_for_another_text_is_refused(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    reply(desk, case, "một", headers={"idempotency-key": "k"})
    answer = reply(desk, case, "hai", headers={"idempotency-key": "k"})
    assert (answer.status, answer.body["error"]) == (409, "conflict")
    assert len(desk.replies.calls) == 1


def test_without_a_key_each_call_is_a_reply(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    reply(desk, case)
    reply(desk, case)
    assert len(read(desk, case)["messages"]) == 3


@pytest.mark.parametrize("to", list(Status))
@pytest.mark.parametrize("was", list(Status))
def test_only_allowed_changes_of_status_are_made(desk: TestDesk, was: Status, to: Status) -> None:
    desk.officer()
    case = desk.case(status=was)
    answer = desk.call("POST", f"/admin/cases/{case.case_id}/status", {"status": to, "reason": "vì"})
    if to in OFFICER_MAY[was]:
        assert (answer.status, answer.body) == (200, {"case_id": case.case_id, "status": to})
        assert desk.header(case.case_id).status is to
        (change,) = read(desk, case)["history"]
        assert (change["was"], change["now"], change["reason"], change["officer"]) == (was, to, "vì", "an")
    else:
        assert (answer.status, answer.body["error"]) == (409, "conflict")
        assert desk.header(case.case_id).status is was
        assert desk.chain()[-1].outcome == "refused"


def test_taking_a_new_case_acknowledges_it(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=NEW)
    desk.call("POST", f"/admin/cases/{case.case_id}/status", {"status": "in_progress", "reason": "vì"})
    assert desk.header(case.case_id).acknowledged_by == "an"


def test_a_status_changed_meanwhile_is_a_conflict(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()

    def closed(**_words: object) -> None:
        desk.put_raw("cases", case_item(replace(case, status=CLOSED)))

    desk.client.meta.events.register("before-call.dynamodb.TransactWriteItems", closed, unique_id="c")
    answer = desk.call("POST", f"/admin/cases/{case.case_id}/status", {"status": "in_progress", "reason": "vì"})
    desk.client.meta.events.unregister("before-call.dynamodb.TransactWriteItems", unique_id="c")
    assert answer.status == 409
    assert desk.header(case.case_id).status is CLOSED


def test_a_long_thread_is_read_page_by_page_and_nothing_is_missed(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case(status=IN_PROGRESS)
    desk.call("POST", f"/admin/cases/{case.case_id}/status", {"status": "closed", "reason": "vì"})
    for place in range(230):
        message = CaseMessage(
            case_id=case.case_id,
            event_key=f"k{place}",
            author=Author.CITIZEN,
            sent_at=NOON + timedelta(seconds=place // 2),
            text=str(place),
        )
        desk.put_raw("cases", message_item(message))
    newest = read(desk, case)
    assert len(newest["messages"]) == 200
    assert len(newest["history"]) == 1
    older = read(desk, case, before=newest["earlier"])
    assert older["earlier"] is None
    ids = {message["message_id"] for page in (newest, older) for message in page["messages"]}
    assert len(ids) == 232  # with what the citizen was told at its end
    assert [one["at"] for one in newest["messages"]] == sorted(one["at"] for one in newest["messages"])
