"""Cases that tell of the same matter."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.deadlines import opened
from dutydesk.ids import shown
from dutydesk.stores.cases import Case, Status, case_item
from functions.admin.cases.similar import LIKELY, MOST, Told, compare, likely
from tests.fakes.clock import NOON
from tests.unit.admin.desk import CLOSED, IN_PROGRESS, NEW, TestDesk

THEFT = "Xe máy Wave đỏ bị mất trước cổng chợ Mẫu sáng nay"


def post(desk: TestDesk, case: Case, what: str, body: Any, **more: Any) -> Any:
    """Do something with the case."""
    return desk.call("POST", f"/admin/cases/{case.case_id}/{what}", body, **more)


def read(desk: TestDesk, case: Case) -> Any:
    """Read the case."""
    return desk.call("GET", f"/admin/cases/{case.case_id}").body


def merge(desk: TestDesk, case: Case, into: Case) -> int:
    """Deal with the case in another."""
    return int(post(desk, case, "merge", {"into": into.case_id, "reason": "cùng một vụ"}).status)


class TestLikeness:
    """The figures."""

    @pytest.mark.parametrize(
        ("words", "hours", "alike"),
        [
            pytest.param(THEFT, 0, True, id="the same"),
            pytest.param("xe may wave do bi mat truoc cong cho Mau", 2, True, id="without marks"),
            pytest.param("Mất xe máy Wave đỏ trước cổng chợ Mẫu", 20, True, id="in another order"),
            pytest.param("Sáng nay có đánh nhau trước cổng chợ Mẫu", 2, False, id="the same place, another matter"),
            pytest.param("Quán karaoke mở nhạc to quá khuya", 0, False, id="another matter"),
            pytest.param(THEFT, 24 * 8, False, id="the same words, a week later"),
            pytest.param("", 0, False, id="no words"),
        ],
    )
    def test_it_tells_the_same_matter_from_another(self, words: str, hours: int, *, alike: bool) -> None:
        this = Told(case_id="a", opened_at=NOON, words=THEFT)
        other = Told(case_id="b", opened_at=NOON - timedelta(hours=hours), words=words)
        assert (compare(this, other).likeness >= LIKELY) is alike
        assert compare(this, other).likeness == compare(other, this).likeness

    def test_the_likeliest_come_first_with_their_figures_and_never_the_case_itself(self) -> None:
        this = Told(case_id="a", opened_at=NOON, words=THEFT)
        near = [Told(case_id=f"b{n}", opened_at=NOON - timedelta(hours=n), words=THEFT) for n in range(9)]
        found = likely(this, [*reversed(near), this])
        assert [one.case_id for one in found] == [f"b{n}" for n in range(MOST)]
        assert (found[0].likeness, found[0].hours_apart, found[0].shared[:2]) == (1.0, 0, ("xe", "may"))

    def test_the_number_of_somebody_makes_no_likeness(self) -> None:
        one = Told(case_id="a", opened_at=NOON, words="0901234567")
        other = Told(case_id="b", opened_at=NOON, words="0901234567")
        assert compare(one, other).likeness == 0


class TestSuggesting:
    """What an officer is shown."""

    def test_only_the_units_own_near_cases_are_suggested(self, desk: TestDesk) -> None:
        desk.officer(units=("quan-mau", "phuong-mau-1"))
        case = desk.case(summary=THEFT)
        twin = desk.case(summary=THEFT.lower())
        desk.case(summary="Quán karaoke mở nhạc to")
        desk.case("phuong-mau-1", summary=THEFT)
        desk.case(summary=THEFT, opened_at=NOON - timedelta(days=9))
        answer = desk.call("GET", f"/admin/cases/{case.case_id}/similar")
        assert answer.status == 200
        assert [(one["case_id"], one["likeness"], one["hours_apart"]) for one in answer.body["items"]] == [
            (twin.case_id, 1.0, 0)
        ]
        assert [(entry.action, entry.outcome) for entry in desk.chain()] == [("case.similar", "allowed")]

    def test_another_units_case_has_no_likeness(self, desk: TestDesk) -> None:
        desk.officer(units=("phuong-mau-1",))
        case = desk.case()
        assert desk.call("GET", f"/admin/cases/{case.case_id}/similar").status == 404


class TestMerging:
    """Merging and parting."""

    def test_the_merged_case_says_so_and_its_citizen_hears_it(self, desk: TestDesk) -> None:
        desk.officer()
        case, into = desk.case(status=IN_PROGRESS), desk.case(person_id="p" + "1" * 32)
        assert merge(desk, case, into) == 200
        merged, target = read(desk, case), read(desk, into)
        assert (merged["status"], merged["outcome"], merged["merged_into"]) == ("closed", "duplicate", into.case_id)
        assert (merged["public_status"], merged["marks"]) == ("together", ["merged"])
        assert target["merged"] == [case.case_id]
        assert (target["status"], target["history"][-1]["did"]) == ("new", "merge")
        (reply,) = desk.replies.messages
        assert reply.person_id == case.person_id
        assert shown(into.receipt) not in reply.text

    def test_parting_brings_back_what_was(self, desk: TestDesk) -> None:
        desk.officer()
        life = opened("tip", NOON, "")
        case, into = desk.case(status=IN_PROGRESS, acknowledged_by="an", life=life), desk.case()
        merge(desk, case, into)
        assert post(desk, case, "unmerge", {"reason": "nhầm"}).status == 200
        assert desk.header(case.case_id) == replace(case, life=life)
        assert read(desk, into)["merged"] == []
        assert len(desk.replies.messages) == 2
        assert desk.items("receipts", f"DUE#deadline#{case.case_id}")
        assert merge(desk, case, into) == 200
        assert read(desk, into)["merged"] == [case.case_id]

    def test_opening_a_merged_case_again_parts_it_too(self, desk: TestDesk) -> None:
        desk.officer()
        case, into = desk.case(), desk.case()
        merge(desk, case, into)
        assert post(desk, case, "status", {"status": "in_progress", "reason": "vì"}).status == 200
        assert desk.header(case.case_id).life.merged_into == ""
        assert read(desk, into)["merged"] == []

    @pytest.mark.parametrize(
        ("status", "unit", "target"),
        [
            pytest.param(CLOSED, "quan-mau", NEW, id="closed"),
            pytest.param(NEW, "quan-mau", CLOSED, id="into a closed one"),
            pytest.param(NEW, "phuong-mau-1", NEW, id="into another unit's of mine"),
        ],
    )
    def test_what_cannot_be_merged_stays(self, desk: TestDesk, status: Status, unit: str, target: Status) -> None:
        desk.officer(units=("quan-mau", "phuong-mau-1"))
        case, into = desk.case(status=status), desk.case(unit, status=target)
        before = desk.items("cases")
        assert merge(desk, case, into) == 409
        assert merge(desk, case, case) == 409
        assert desk.items("cases") == before
        assert not desk.replies.calls

    def test_no_chain_of_merged_cases_comes_to_be(self, desk: TestDesk) -> None:
        desk.officer()
        one, two, three = desk.case(), desk.case(), desk.case()
        merge(desk, one, two)
        assert merge(desk, two, three) == 409
        assert merge(desk, three, one) == 409

    def test_another_units_case_takes_none_and_looks_absent(self, desk: TestDesk) -> None:
        desk.officer()
        case, foreign = desk.case(), desk.case("phuong-mau-1")
        before = desk.items("cases")
        assert merge(desk, case, foreign) == 404
        assert merge(desk, foreign, case) == 404
        assert desk.items("cases") == before

    def test_a_target_closed_meanwhile_takes_none(self, desk: TestDesk) -> None:
        desk.officer()
        case, into = desk.case(), desk.case()

        def closed(**_words: object) -> None:
            desk.put_raw("cases", case_item(replace(into, status=CLOSED)))

        desk.client.meta.events.register("before-call.dynamodb.TransactWriteItems", closed, unique_id="c")
        status = merge(desk, case, into)
        desk.client.meta.events.unregister("before-call.dynamodb.TransactWriteItems", unique_id="c")
        assert status == 409
        assert desk.header(case.case_id) == case
        assert not desk.replies.calls

    def test_a_case_that_stands_alone_cannot_be_parted(self, desk: TestDesk) -> None:
        desk.officer()
        assert post(desk, desk.case(), "unmerge", {"reason": "vì"}).status == 409
