"""Asking for files again, keeping what was set aside, and the same file elsewhere."""

from datetime import timedelta
from typing import Any

import pytest

from dutydesk.clock import iso
from dutydesk.evidence import WANTED, FileState, Lost, MediaMessage, Scan, ScanMessage
from tests.fakes.clock import NOON
from tests.unit.admin.desk import TestDesk
from tests.unit.admin.evidence.store import FILE, LIKENESS, LINK, custody, keep, put_file, record

LOST: dict[str, Any] = {
    "state": FileState.LOST,
    "reason": Lost.TIMEOUT,
    "link": LINK,
    "tried": 9,
    "scan": Scan.PENDING,
    "viewable": "",
}
ASIDE: dict[str, Any] = {
    "state": FileState.SET_ASIDE,
    "reason": "id_card",
    "viewable": "",
    "until": iso(NOON + timedelta(hours=3)),
}


def post(desk: TestDesk, case_id: str, what: str, **more: Any) -> Any:
    return desk.call("POST", f"/admin/cases/{case_id}/files/{FILE}/{what}", **more)


class TestRetry:
    """A file that could not be fetched."""

    def test_it_is_owed_again_and_asked_for(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case, **LOST)
        assert post(desk, case.case_id, "retry").status == 202
        after = record(desk, case)
        assert (after.state, after.reason, after.tried, after.asked_again_at) == (FileState.OWED, "", 0, iso(NOON))
        assert desk.media.messages == [MediaMessage(case_id=case.case_id, file_id=FILE, unit="quan-mau")]
        assert custody(desk, case) == [("asked_again", "an")]
        assert [entry.action for entry in desk.chain()] == ["file.retry"]

    def test_when_the_queue_refuses_upkeep_has_it(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case, **LOST)
        desk.media.refuse_next = 1
        assert post(desk, case.case_id, "retry").status == 202
        assert desk.counts == ["FileNotEnqueued"]
        (due,) = desk.items("receipts", f"DUE#media#{case.case_id}#{FILE}")
        assert due["due_at"] == iso(NOON + timedelta(seconds=60))
        assert due["what"] == {"case_id": case.case_id, "file_id": FILE, "unit": "quan-mau"}

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param(LOST | {"link": ""}, id="its link is gone"),
            pytest.param({"state": FileState.OWED, "link": LINK}, id="not lost"),
            pytest.param({}, id="kept"),
        ],
    )
    def test_what_cannot_be_fetched_again_is_refused(self, desk: TestDesk, changes: dict[str, Any]) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case, **changes)
        answer = post(desk, case.case_id, "retry")
        assert answer.status == 409
        assert " / " in answer.body["message"]
        assert desk.media.messages == []
        assert [entry.outcome for entry in desk.chain()] == ["refused"]

    def test_pressed_twice_it_is_asked_for_once(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case, **LOST)
        assert [post(desk, case.case_id, "retry").status for _ in range(2)] == [202, 409]
        assert len(desk.media.messages) == 1


class TestKeep:
    """A photo of an identity card."""

    def test_an_officer_may_want_it_within_its_day(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case, **ASIDE)
        assert post(desk, case.case_id, "keep").status == 202
        after = record(desk, case)
        assert (after.state, after.reason, after.until) == (FileState.SCANNED, WANTED, "")
        assert desk.scans.messages == [ScanMessage(case_id=case.case_id, file_id=FILE, result="")]
        assert custody(desk, case) == [("wanted", "an")]
        assert [item["due_at"] for item in desk.items("receipts", f"DUE#aside#{FILE}")] == [
            iso(NOON + timedelta(seconds=60))
        ]

    def test_its_day_over_it_is_gone(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case, **ASIDE)
        desk.clock.advance(hours=3)
        assert post(desk, case.case_id, "keep").status == 409
        assert desk.scans.messages == []

    def test_a_file_that_waits_for_no_decision_is_refused(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case)
        assert post(desk, case.case_id, "keep").status == 409


class TestAlike:
    """The same file, or one that looks so, in other cases."""

    def alike(self, desk: TestDesk, case_id: str, **more: Any) -> list[dict[str, Any]]:
        answer = desk.call("GET", f"/admin/cases/{case_id}/files/{FILE}/alike", **more)
        assert answer.status == 200
        found: list[dict[str, Any]] = answer.body["items"]
        return found

    def test_own_units_cases_are_listed_and_no_others(self, desk: TestDesk) -> None:
        desk.officer(units=("quan-mau", "phuong-mau-1"))
        case, same, near = desk.case(), desk.case("phuong-mau-1"), desk.case()
        foreign, other = desk.case("phuong-mau-2"), desk.case()
        for one in (case, same, foreign):
            keep(desk, one)
        keep(desk, near, sha256="cd" * 32, likeness="f" + LIKENESS[1:])
        keep(desk, other, sha256="ef" * 32, likeness="f" * 32)
        found = self.alike(desk, case.case_id)
        assert [(one["case_id"], one["how"], one["bits"]) for one in found] == [
            (same.case_id, "same", 0),
            (near.case_id, "near", 4),
        ]
        assert {word for entry in desk.chain() for word in entry.target.split()} >= {same.case_id, near.case_id}
        assert not [entry for entry in desk.chain() if foreign.case_id in entry.target]

    def test_a_case_that_moved_away_is_not_listed_whatever_the_mark_says(self, desk: TestDesk) -> None:
        desk.officer()
        case, moved = desk.case(), desk.case("phuong-mau-2")
        keep(desk, case)
        keep(desk, moved, unit="quan-mau")
        assert self.alike(desk, case.case_id) == []

    def test_a_file_without_a_hash_is_like_no_other(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        put_file(desk, case, sha256="", likeness="", state=FileState.OWED)
        assert self.alike(desk, case.case_id) == []


def test_the_custody_log_is_read_in_order_and_the_reading_is_accounted_for(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    put_file(desk, case, **LOST)
    post(desk, case.case_id, "retry")
    answer = desk.call("GET", f"/admin/cases/{case.case_id}/files/{FILE}/custody")
    assert [(one["what"], one["by"]) for one in answer.body["items"]] == [("received", "intake"), ("asked_again", "an")]
    assert desk.chain()[-1].action == "file.custody"
