"""Notes, whose a case is, which unit's, and what another agency is given."""

import json
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.deadlines import opened
from dutydesk.ids import shown
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.case_states import OFFICER_MAY
from dutydesk.stores.cases import Author, Case, CaseMessage, Status, Urgency, message_item
from dutydesk.stores.content import Unit, unit_item, unit_items
from dutydesk.stores.transactions import transact
from functions.admin.matrix import Role
from tests.fakes.clock import NOON
from tests.unit.admin.desk import CLOSED, IN_PROGRESS, NEW, TestDesk

SECRET = "doi tuong Mau Van Gia, chua duoc lo"
"""Plain letters, so that it reads the same in every encoding."""
REASON = "thuộc địa bàn khác"


def post(desk: TestDesk, case: Case, what: str, body: Any, **more: Any) -> Any:
    """Do something with the case."""
    return desk.call("POST", f"/admin/cases/{case.case_id}/{what}", body, **more)


def read(desk: TestDesk, case: Case, **more: Any) -> Any:
    """Read the case."""
    return desk.call("GET", f"/admin/cases/{case.case_id}", **more)


def unit(desk: TestDesk, name: str = "phuong-mau-1") -> None:
    """Let there be a unit."""
    desk.put("content", unit_item(Unit(unit=name, name=name.title())))


class TestNotes:
    """Officers' own words."""

    def test_a_note_is_there_for_the_others_in_order(self, desk: TestDesk) -> None:
        desk.officer("an")
        desk.officer("binh")
        case = desk.case()
        assert post(desk, case, "notes", {"text": "một"}).status == 201
        desk.clock.advance(seconds=1)
        post(desk, case, "notes", {"text": "hai"}, username="binh")
        notes = read(desk, case).body["notes"]
        assert [(one["officer"], one["text"]) for one in notes] == [("an", "một"), ("binh", "hai")]
        assert desk.chain()[0].action == "case.note"

    def test_no_path_to_the_citizen_carries_a_note(self, desk: TestDesk) -> None:
        desk.officer()
        unit(desk)
        case, other = desk.case(status=IN_PROGRESS), desk.case(status=IN_PROGRESS)
        post(desk, case, "notes", {"text": SECRET})
        post(desk, other, "notes", {"text": SECRET})
        sheet = post(desk, case, "hand-over", {"agency": "court", "reason": "vì"})
        post(desk, case, "replies", {"text": "Xin chào"})
        post(desk, case, "merge", {"into": other.case_id, "reason": "vì"})
        post(desk, case, "unmerge", {"reason": "vì"})
        post(desk, case, "status", {"status": "closed", "reason": "vì", "outcome": "verified"})
        post(desk, other, "transfer", {"unit": "phuong-mau-1", "reason": REASON})
        gone = desk.call("GET", "/admin/cases-sent-away")
        assert len(desk.replies.messages) == 4
        assert SECRET not in str(desk.replies.messages)
        assert SECRET not in str(desk.items("receipts"))
        assert SECRET not in sheet.text + gone.text
        holders = [item["sk"] for item in desk.items("cases") if SECRET in str(item)]
        assert len(holders) == 2
        assert all(sk.startswith("OFFICE#NOTE#") for sk in holders)
        assert SECRET not in str(desk.items("audit"))

    @pytest.mark.parametrize("text", ["", "   ", "x" * 5_001], ids=["empty", "blank", "too long"])
    def test_a_note_without_words_or_with_too_many_is_refused(self, desk: TestDesk, text: str) -> None:
        desk.officer()
        assert post(desk, desk.case(), "notes", {"text": text}).status == 400


class TestLooking:
    """Two officers on one case see each other."""

    def test_whoever_read_it_within_a_minute_is_told(self, desk: TestDesk) -> None:
        desk.officer("an")
        desk.officer("binh")
        case = desk.case()
        assert read(desk, case).body["looking"] == []
        desk.clock.advance(seconds=59)
        assert read(desk, case, username="binh").body["looking"] == ["an"]
        assert read(desk, case).body["looking"] == ["binh"]
        desk.clock.advance(seconds=60)
        assert read(desk, case).body["looking"] == []

    def test_whoever_may_not_read_it_leaves_no_trace_in_it(self, desk: TestDesk) -> None:
        desk.officer(units=("phuong-mau-1",))
        case = desk.case()
        assert read(desk, case).status == 404
        assert not [item for item in desk.partition(f"CASE#{case.case_id}") if "PRESENT" in item["sk"]]


class TestAssigning:
    """Whose the case is."""

    def test_a_case_is_an_officers_and_the_list_says_so(self, desk: TestDesk) -> None:
        desk.officer("an")
        desk.officer("binh")
        case = desk.case()
        assert post(desk, case, "assign", {"officer": "binh", "reason": "quen việc"}).status == 200
        (row,) = desk.call("GET", "/admin/cases").body["items"]
        body = read(desk, case).body
        assert row["assigned_to"] == body["assigned_to"] == "binh"
        assert [(one["did"], one["detail"]) for one in body["history"]] == [("assign", "binh")]
        assert body["status"] == "new"
        post(desk, case, "assign", {"officer": "", "reason": "trả lại"})
        assert read(desk, case).body["assigned_to"] == ""

    @pytest.mark.parametrize(
        ("units", "roles", "active"),
        [
            pytest.param(("phuong-mau-1",), ("officer",), True, id="another unit"),
            pytest.param(("quan-mau",), (Role.EDITOR,), True, id="no casework"),
            pytest.param(("quan-mau",), ("officer",), False, id="left"),
        ],
    )
    def test_nobody_gets_a_case_who_could_not_read_it(
        self, desk: TestDesk, units: tuple[str, ...], roles: tuple[str, ...], *, active: bool
    ) -> None:
        desk.officer("an")
        desk.officer("binh", units=units, roles=roles, active=active)
        case = desk.case()
        assert post(desk, case, "assign", {"officer": "binh", "reason": "vì"}).status == 400
        assert post(desk, case, "assign", {"officer": "ai-do", "reason": "vì"}).status == 400
        assert desk.header(case.case_id).life.assigned_to == ""
        assert [entry.outcome for entry in desk.chain()] == ["refused", "refused"]

    def test_a_closed_case_is_nobodys_to_take(self, desk: TestDesk) -> None:
        desk.officer()
        assert post(desk, desk.case(status=CLOSED), "assign", {"officer": "an", "reason": "vì"}).status == 409


class TestDestinations:
    """Where a case can be given to."""

    def test_every_unit_is_told_by_name_except_those_that_are_no_more(self, desk: TestDesk) -> None:
        desk.officer()
        for one in (
            Unit(unit="doi-csgt", name="Đội Mẫu"),
            Unit(unit="phuong-mau-2", name="Ấp Mẫu"),
            Unit(unit="phuong-mau-9", name="Cũ", merged_into="phuong-mau-2"),
        ):
            for item in unit_items(one):
                desk.put("content", item)
        found = desk.call("GET", "/admin/transfer-units")
        assert found.body["items"] == [
            {"unit": "phuong-mau-2", "name": "Ấp Mẫu"},
            {"unit": "doi-csgt", "name": "Đội Mẫu"},
        ]
        assert desk.chain()[-1].action == "unit.read"

    def test_a_case_says_what_can_be_made_of_it(self, desk: TestDesk) -> None:
        desk.officer()
        for status in Status:
            told = read(desk, desk.case(status=status)).body["next"]
            assert {Status(one) for one in told} == OFFICER_MAY[status]


class TestTransfer:
    """A case goes to another unit."""

    def test_it_is_new_there_and_gone_here(self, desk: TestDesk) -> None:
        unit(desk)
        desk.officer("an")
        desk.officer("chi", units=("phuong-mau-1",))
        life = opened("tip", NOON, "")
        case = desk.case(status=IN_PROGRESS, acknowledged_by="an", life=life)
        post(desk, case, "assign", {"officer": "an", "reason": "vì"})
        desk.clock.advance(seconds=1)
        assert post(desk, case, "transfer", {"unit": "phuong-mau-1", "reason": REASON}).status == 200

        after = desk.header(case.case_id)
        assert (after.unit, after.status, after.acknowledged_by, after.life.assigned_to) == (
            "phuong-mau-1",
            NEW,
            "",
            "",
        )
        assert after.life.close_by == life.close_by
        assert read(desk, case).status == 404
        assert desk.call("GET", "/admin/cases").body["items"] == []
        for query in ({}, {"status": "new"}):
            rows = desk.call("GET", "/admin/cases", query=query, username="chi").body["items"]
            assert [row["case_id"] for row in rows] == [case.case_id]
        there = read(desk, case, username="chi").body
        assert there["history"][-1]["did"] == "transfer"
        assert there["history"][-1]["detail"] == "quan-mau > phuong-mau-1"
        assert there["history"][-1]["reason"] == REASON

    def test_the_old_unit_sees_that_it_went_and_not_the_case(self, desk: TestDesk) -> None:
        unit(desk)
        desk.officer("an")
        desk.officer("chi", units=("phuong-mau-1",))
        case = desk.case()
        post(desk, case, "transfer", {"unit": "phuong-mau-1", "reason": REASON})
        gone = desk.call("GET", "/admin/cases-sent-away")
        (one,) = gone.body["items"]
        assert (one["unit"], one["to"], one["receipt"]) == ("quan-mau", "phuong-mau-1", shown(case.receipt))
        assert (one["reason"], one["officer"]) == (REASON, "an")
        assert not [word for word in (case.summary, case.person_id, case.case_id) if word in str(gone.body)]
        assert desk.call("GET", "/admin/cases-sent-away", username="chi").body["items"] == []
        assert [entry.action for entry in desk.chain("an")][-1] == "case.gone"

    def test_words_find_it_in_the_new_unit_only(self, desk: TestDesk) -> None:
        unit(desk)
        desk.officer("an")
        desk.officer("chi", units=("phuong-mau-1",))
        case = desk.case()
        transact(desk.client, desk.casework.file.words(case, "Xe máy bị mất ở chợ"))
        post(desk, case, "transfer", {"unit": "phuong-mau-1", "reason": REASON})
        assert desk.items("cases", "TOKEN#phuong-mau-1#cho")
        assert not desk.items("cases", "TOKEN#quan-mau#cho")

    def test_an_urgent_case_calls_the_new_unit_at_once(self, desk: TestDesk) -> None:
        unit(desk)
        desk.officer()
        case = desk.case(urgency=Urgency.URGENT, life=opened("emergency", NOON, ""))
        post(desk, case, "transfer", {"unit": "phuong-mau-1", "reason": REASON})
        (due,) = desk.items("receipts", "DUE#deadline#")
        assert (due["what"], due["due_at"]) == (
            {"case_id": case.case_id, "unit": "phuong-mau-1"},
            "2026-03-02T05:00:00.000Z",
        )
        assert desk.header(case.case_id).life.attention == "moved"

    @pytest.mark.parametrize(
        ("to", "status", "answer"),
        [
            pytest.param("khong-co", NEW, 400, id="no such unit"),
            pytest.param("quan-mau", NEW, 409, id="the same unit"),
            pytest.param("phuong-mau-1", CLOSED, 409, id="closed"),
        ],
    )
    def test_it_stays_where_it_cannot_go(self, desk: TestDesk, to: str, status: Status, answer: int) -> None:
        unit(desk)
        desk.officer()
        case = desk.case(status=status)
        before = desk.partition(f"CASE#{case.case_id}")
        assert post(desk, case, "transfer", {"unit": to, "reason": REASON}).status == answer
        assert desk.partition(f"CASE#{case.case_id}") == before
        assert desk.chain()[-1].outcome == "refused"
        assert not desk.items("cases", "GONE#")

    def test_a_case_in_which_others_are_dealt_with_stays(self, desk: TestDesk) -> None:
        unit(desk)
        desk.officer()
        case, into = desk.case(), desk.case()
        post(desk, case, "merge", {"into": into.case_id, "reason": "vì"})
        assert post(desk, into, "transfer", {"unit": "phuong-mau-1", "reason": REASON}).status == 409


class TestHandingOver:
    """Another agency is given what happened, and nobody."""

    def test_the_sheet_holds_the_words_and_nothing_by_which_the_citizen_is_known(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case(status=IN_PROGRESS, life=CaseLife())
        said = CaseMessage(
            case_id=case.case_id,
            event_key="k",
            author=Author.CITIZEN,
            sent_at=NOON,
            text="Căn cước 079123456789, điện thoại 0901 234 567, hộ chiếu C1234567, nó trộm xe",
        )
        desk.put_raw("cases", message_item(said))
        answer = post(desk, case, "hand-over", {"agency": "investigation", "reason": "có dấu hiệu tội phạm"})
        assert answer.status == 200
        assert "nó trộm xe" in answer.body["said"][1]["text"]
        hidden = (
            case.person_id,
            case.receipt,
            shown(case.receipt),
            "079123456789",
            "234 567",
            "C1234567",
            "photos.example",
        )
        assert not [word for word in (*hidden, "10.79", "k-0", "zalo") if word in str(answer.body)]
        assert answer.body["said"][0]["attached"] == {"image": 1, "link": 1}
        assert desk.header(case.case_id).status is Status.PASSED_ON

    def test_what_was_given_is_kept_and_accounted_for(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        answer = post(desk, case, "hand-over", {"agency": "court", "reason": "vì"})
        (sheet,) = [item for item in desk.partition(f"CASE#{case.case_id}") if item["sk"].startswith("OFFICE#SHEET#")]
        assert {name: sheet[name] for name in ("agency", "officer", "at")} == {
            "agency": "court",
            "officer": "an",
            "at": "2026-03-02T05:00:00.000Z",
        }
        assert [one["text"] for one in sheet["said"]] == [one["text"] for one in answer.body["said"]]
        (entry,) = desk.chain()
        assert (entry.action, entry.outcome) == ("case.hand_over", "allowed")
        (change,) = read(desk, case).body["history"]
        assert (change["did"], change["detail"]) == ("hand_over", "court")

    def test_places_are_given_on_demand_only(self, desk: TestDesk) -> None:
        desk.officer()
        without = post(desk, desk.case(), "hand-over", {"agency": "other", "reason": "vì"})
        with_them = post(desk, desk.case(), "hand-over", {"agency": "other", "reason": "vì", "with_places": True})
        assert "10.79" not in without.text
        assert with_them.body["said"][0]["place"] == {"latitude": "10.79", "longitude": "106.78", "label": "Chợ"}

    def test_a_long_case_is_given_as_far_as_there_is_room(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case()
        for place in range(5):
            message = CaseMessage(
                case_id=case.case_id,
                event_key=f"k{place}",
                author=Author.CITIZEN,
                sent_at=NOON + timedelta(seconds=place),
                text="chữ " * 4_000,
            )
            desk.put_raw("cases", message_item(message))
        answer = post(desk, case, "hand-over", {"agency": "court", "reason": "vì"})
        assert answer.status == 200
        assert (len(answer.body["said"]), answer.body["left_out"]) == (4, 2)
        assert len(json.dumps(answer.body["said"], ensure_ascii=False)) < 70_000

    def test_a_closed_case_is_not_handed_over(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case(status=CLOSED)
        assert post(desk, case, "hand-over", {"agency": "court", "reason": "vì"}).status == 409
        assert desk.chain()[-1].outcome == "refused"
