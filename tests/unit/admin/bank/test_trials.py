"""The questions that every publication is tried on."""

from typing import Any

import pytest

from dutydesk.errors import Forbidden
from dutydesk.stores.bank import Trial, trial_item
from functions.admin.access import Asker
from functions.admin.bank import trials
from tests.unit.admin.banking import LOST, OTHERS, before_each, deeds, furnish, lines, told
from tests.unit.admin.desk import Answer, TestDesk

HEADER = "qid,expected_id,form,text"
OWNED = "qid,expected_id,text,owner_unit"
OURS, THEIRS = "quan-mau", "phuong-mau-1"


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
    assert trial.unit == "quan-mau"
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


def hold(desk: TestDesk, trial_id: str, unit: str, text: str = "câu riêng", expected: str = "cc-mat") -> Trial:
    """Put a trial of a unit, or an older one of none."""
    trial = Trial(trial_id=trial_id, text=text, expected=expected, added_by="ba", added_at="2026-01-01", unit=unit)
    item = trial_item(trial)
    if not unit:
        del item["unit"]
    desk.put_raw("content", item)
    return trial


def listed(desk: TestDesk, username: str = "an") -> dict[str, Any]:
    items = desk.call("GET", "/admin/faq/trials", username=username).body["items"]
    return {one["id"]: one for one in items}


def asker(desk: TestDesk, *units: str) -> Asker:
    return Asker(officer=desk.officer(roles=("editor",), units=units), source_ip="192.0.2.7")


def test_the_words_of_another_units_trial_are_not_listed(desk: TestDesk) -> None:
    furnish(desk, LOST)
    for trial_id, unit in (("q1", OURS), ("q2", THEIRS), ("q3", "")):
        hold(desk, trial_id, unit)
    desk.officer("chi", roles=("administrator",), units=())
    seen = listed(desk)
    assert seen["q1"] == {
        "id": "q1", "text": "câu riêng", "expected": "cc-mat", "unit": OURS, "added_by": "ba", "added_at": "2026-01-01",
    }  # fmt: skip
    assert seen["q2"] == {
        "id": "q2", "text": "", "expected": "cc-mat", "unit": THEIRS, "added_by": "", "added_at": "",
    }  # fmt: skip
    assert (seen["q3"]["text"], seen["q3"]["unit"]) == ("", "")
    assert {name: one["text"] for name, one in listed(desk, "chi").items()} == {"q1": "", "q2": "", "q3": "câu riêng"}


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_another_units_trial_is_neither_removed_nor_written_over(desk: TestDesk, role: str) -> None:
    furnish(desk, LOST)
    desk.officer(roles=(role,))
    trial = hold(desk, "q1", THEIRS)
    assert desk.call("DELETE", "/admin/faq/trials/q1").status == 403
    answer = add(desk, csv=lines(OWNED, "q2,none,x,", "q1,none,x,"))
    assert (answer.status, told(answer)) == (400, [(3, "qid")])
    assert stored(desk) == {"q1": trial}
    assert deeds(desk) == [("trial.edit", "trial q1", "denied"), ("trial.edit", "trials", "refused")]


@pytest.mark.parametrize(
    ("role", "removed", "taken"), [("editor", 403, 400), ("administrator", 200, 200)], ids=["editor", "administrator"]
)
def test_older_trials_of_no_unit_are_the_administrators(desk: TestDesk, role: str, removed: int, taken: int) -> None:
    furnish(desk, LOST)
    desk.officer(roles=(role,))
    hold(desk, "q1", "")
    hold(desk, "q2", "")
    assert desk.call("DELETE", "/admin/faq/trials/q1").status == removed
    assert add(desk, csv=lines(HEADER, "q2,none,,x")).status == taken
    expected = {"q2": OURS} if role == "administrator" else {"q1": "", "q2": ""}
    assert {name: trial.unit for name, trial in stored(desk).items()} == expected


def test_a_table_may_say_whose_its_trials_are(desk: TestDesk) -> None:
    furnish(desk, LOST)
    desk.officer(roles=("editor",), units=(OURS, THEIRS))
    assert add(desk, csv=lines(OWNED, f"q1,none,a,{THEIRS}", "q2,none,b,", f",none,c,{THEIRS}")).status == 200
    units = {trial.text: trial.unit for trial in stored(desk).values()}
    assert units == {"a": THEIRS, "b": OURS, "c": THEIRS}
    again = lines(HEADER, "q1,none,,a", "q2,none,,b")
    assert add(desk, csv=again).body == {"added": 0, "changed": 0, "unchanged": 2}, "it stays with its unit"
    assert add(desk, csv=lines(OWNED, f"q1,none,a,{OURS}")).body["changed"] == 1
    assert stored(desk)["q1"].unit == OURS


def test_a_table_must_not_give_trials_to_another_unit(desk: TestDesk) -> None:
    furnish(desk, LOST)
    answer = add(desk, csv=lines(OWNED, f"q1,none,a,{THEIRS}", "q2,none,b,nowhere", "q3,none,c,"))
    assert (answer.status, told(answer)) == (400, [(2, "owner_unit"), (3, "owner_unit")])
    assert not stored(desk)


def test_who_has_no_unit_adds_no_trial(desk: TestDesk) -> None:
    furnish(desk, LOST)
    desk.officer(roles=("administrator",), units=())
    assert add(desk, text="x", expected="none").status == 400
    assert told(add(desk, csv=lines(HEADER, "q1,none,,a"))) == [(2, "owner_unit")]
    assert not stored(desk)


def test_the_same_words_are_a_trial_of_each_unit_that_asks(desk: TestDesk) -> None:
    furnish(desk, LOST)
    desk.officer("chi", roles=("editor",), units=(THEIRS,))
    add(desk, text="mất thẻ", expected="cc-mat")
    answer = desk.call("POST", "/admin/faq/trials", {"text": "mất thẻ", "expected": "none"}, username="chi")
    assert answer.body["added"] == 1
    assert {trial.unit: trial.expected for trial in stored(desk).values()} == {OURS: "cc-mat", THEIRS: "none"}


def test_a_question_is_of_the_unit_that_is_said_if_it_is_the_askers(desk: TestDesk) -> None:
    furnish(desk, LOST)
    both = asker(desk, OURS, THEIRS)
    desk.bank.trials.add(both, "x", "none", owner=THEIRS)
    desk.bank.trials.take_in(both, lines(HEADER, "q1,none,,a"), owner=THEIRS)
    assert {trial.unit for trial in stored(desk).values()} == {THEIRS}
    one = asker(desk, OURS)
    with pytest.raises(Forbidden):
        desk.bank.trials.add(one, "y", "none", owner=THEIRS)
    with pytest.raises(Forbidden):
        desk.bank.trials.take_in(one, lines(HEADER, "q1,none,,b"), owner=THEIRS)
    assert len(stored(desk)) == 2
    assert [outcome for *_, outcome in deeds(desk)] == ["allowed", "allowed", "denied", "denied"]


@pytest.mark.parametrize("before", ["", OURS], ids=["new", "ours"])
def test_a_trial_that_becomes_another_units_meanwhile_is_not_written_over(desk: TestDesk, before: str) -> None:
    furnish(desk, LOST)
    if before:
        hold(desk, "q1", before)
    with before_each(desk, "TransactWriteItems", lambda: hold(desk, "q1", THEIRS)):
        assert add(desk, csv=lines(HEADER, "q1,none,,x")).status == 403
    assert (stored(desk)["q1"].unit, stored(desk)["q1"].text) == (THEIRS, "câu riêng")


@pytest.mark.parametrize("before", ["", OURS], ids=["older", "ours"])
def test_a_trial_that_becomes_another_units_meanwhile_is_not_removed(desk: TestDesk, before: str) -> None:
    furnish(desk, LOST)
    desk.officer(roles=("administrator",))
    hold(desk, "q1", before)
    with before_each(desk, "TransactWriteItems", lambda: hold(desk, "q1", THEIRS)):
        assert desk.call("DELETE", "/admin/faq/trials/q1").status == 404
    assert stored(desk)["q1"].unit == THEIRS


def test_a_table_taken_in_twice_at_the_same_moment_is_there_once(desk: TestDesk) -> None:
    furnish(desk, LOST)
    csv = lines(HEADER, "q1,none,,a", "q2,none,,b")
    with before_each(desk, "TransactWriteItems", lambda: add(desk, csv=csv)):
        assert add(desk, csv=csv).status == 200
    assert stored(desk).keys() == {"q1", "q2"}


def test_trials_that_change_all_the_time_are_left_as_they_are(desk: TestDesk) -> None:
    furnish(desk, LOST)
    desk.officer(roles=("editor",), units=(OURS, THEIRS))
    units = [OURS, THEIRS] * trials.MOST_ATTEMPTS
    rivals = [lambda unit=unit: hold(desk, "q1", unit) for unit in units]
    with before_each(desk, "TransactWriteItems", *rivals):
        assert add(desk, csv=lines(HEADER, "q1,none,,x")).status == 409
    assert stored(desk)["q1"].text == "câu riêng"
