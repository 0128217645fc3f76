"""The questions that every publication is tried on."""

from typing import Any

import pytest

from dutydesk.stores.bank import Trial
from functions.admin import trials
from tests.unit.admin.banking import LOST, OTHERS, before_each, deeds, furnish, lines, told
from tests.unit.admin.desk import Answer, TestDesk

HEADER = "qid,expected_id,form,text"


def add(desk: TestDesk, **body: Any) -> Answer:
    return desk.call("POST", "/admin/faq/trials", body)


def stored(desk: TestDesk) -> dict[str, Trial]:
    return {trial.trial_id: trial for trial in desk.bank_store.trials()}


def test_one_question_is_added_without_its_long_numbers(desk: TestDesk) -> None:
    furnish(desk, LOST)
    answer = add(desk, text="  mất cccd 001099012345\nlàm lại ", expected="cc-mat")
    assert (answer.status, answer.body) == (200, {"added": 1, "changed": 0, "unchanged": 0})
    (trial,) = stored(desk).values()
    assert trial.text == "mất cccd [số giấy tờ] làm lại"
    assert (trial.expected, trial.added_by, trial.added_at) == ("cc-mat", "an", "2026-03-02T05:00:00.000Z")
    assert deeds(desk) == [("trial.edit", "trials", "allowed")]


def test_the_same_words_again_are_the_same_trial(desk: TestDesk) -> None:
    furnish(desk, LOST)
    add(desk, text="mất thẻ", expected="cc-mat")
    assert add(desk, text="mất  thẻ", expected="cc-mat").body == {"added": 0, "changed": 0, "unchanged": 1}
    assert add(desk, text="mất thẻ", expected="none").body == {"added": 0, "changed": 1, "unchanged": 0}
    assert [trial.expected for trial in stored(desk).values()] == ["none"]
    assert len(deeds(desk)) == 3


def test_a_table_of_questions_is_taken_in_and_listed_by_id(desk: TestDesk) -> None:
    furnish(desk, LOST, OTHERS)
    csv = lines(HEADER, "q2,xe-sang-ten,plain,sang ten xe", "q1,cc-mat,accented,mất thẻ", "q3,none,,giá vàng")
    assert add(desk, csv=csv).body == {"added": 3, "changed": 0, "unchanged": 0}
    assert add(desk, csv=csv).body == {"added": 0, "changed": 0, "unchanged": 3}
    first = desk.call("GET", "/admin/faq/trials", query={"limit": "2"}).body
    assert [(one["id"], one["expected"], one["text"]) for one in first["items"]] == [
        ("q1", "cc-mat", "mất thẻ"),
        ("q2", "xe-sang-ten", "sang ten xe"),
    ]
    rest = desk.call("GET", "/admin/faq/trials", query={"limit": "2", "cursor": first["next"]}).body
    assert ([one["id"] for one in rest["items"]], rest["next"]) == (["q3"], None)


def test_a_large_table_is_written_in_several_transactions(desk: TestDesk) -> None:
    furnish(desk, LOST)
    calls: list[int] = []
    with before_each(desk, "TransactWriteItems", *[lambda: calls.append(1)] * 9):
        rows = [f"q{number},cc-mat,,câu {number}" for number in range(trials.AT_ONCE + 1)]
        assert add(desk, csv=lines(HEADER, *rows)).body["added"] == trials.AT_ONCE + 1
    assert len(calls) == 2
    assert len(stored(desk)) == trials.AT_ONCE + 1


def test_a_table_with_faults_is_refused_whole_and_every_fault_told(desk: TestDesk) -> None:
    furnish(desk, LOST)
    rows = ["q1,cc-mat,,ổn", "q 2,cc-mat,,x", "q1,cc-mat,,y", "q4,nowhere,,z", "q5,cc-mat,, ", "q6,,," + "x" * 2001]
    answer = add(desk, csv=lines(HEADER, *rows))
    assert answer.status == 400
    assert told(answer) == [(3, "qid"), (4, "qid"), (5, "expected_id"), (6, "text"), (7, "expected_id"), (7, "text")]
    assert not stored(desk)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "x"},
        {"expected": "cc-mat"},
        {"text": " ", "expected": "cc-mat"},
        {"text": "x" * 2_001, "expected": "cc-mat"},
        {"text": "x", "expected": "nowhere"},
        {"text": "x", "expected": "a b\ud800"},
        {"text": "x", "expected": "cc-mat", "csv": "expected_id,text\ncc-mat,x\n"},
        {"csv": ""},
        {"csv": "text\nx\n"},
        {"csv": 5},
    ],
    ids=str,
)
def test_what_is_no_trial_is_refused(desk: TestDesk, body: dict[str, Any]) -> None:
    furnish(desk, LOST)
    assert add(desk, **body).status == 400
    assert not stored(desk)
    assert not desk.faults


def test_there_is_a_most_of_trials(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(desk, LOST)
    monkeypatch.setattr(trials, "MOST_TRIALS", 2)
    assert add(desk, csv=lines(HEADER, "q1,cc-mat,,a", "q2,cc-mat,,b")).status == 200
    assert add(desk, text="c", expected="none").status == 409
    assert add(desk, csv=lines(HEADER, "q1,none,,a")).status == 200


def test_a_trial_is_removed_once(desk: TestDesk) -> None:
    furnish(desk, LOST)
    add(desk, csv=lines(HEADER, "q1,cc-mat,,a"))
    assert desk.call("DELETE", "/admin/faq/trials/q1").body == {"id": "q1"}
    assert not stored(desk)
    for trial_id in ("q1", "a b", "ữ"):
        assert desk.call("DELETE", f"/admin/faq/trials/{trial_id}").status == 404
    assert deeds(desk)[1] == ("trial.edit", "trial q1", "allowed")


@pytest.mark.parametrize("cursor", ["a b", "TRIAL#x", "x" * 301])
def test_a_cursor_that_is_none_of_ours_is_refused(desk: TestDesk, cursor: str) -> None:
    furnish(desk)
    assert desk.call("GET", "/admin/faq/trials", query={"cursor": cursor}).status == 400
