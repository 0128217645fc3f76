"""Legal holds, cases that were erased, and a citizen's wish to have their data erased."""

from contextlib import nullcontext
from typing import Any

import pytest
from botocore.exceptions import ClientError

from dutydesk.clock import iso
from dutydesk.evidence import original_key
from dutydesk.stores.case_life import CaseLife
from dutydesk.stores.cases import Case
from dutydesk.stores.erasures import DynamoErasures
from functions.admin.evidence.shelves import Shelves
from functions.admin.matrix import MATRIX, Deed, Role
from tests.fakes.clock import NOON
from tests.unit.admin.desk import CLOSED, IN_PROGRESS, ORIGINALS_BUCKET, TestDesk
from tests.unit.admin.evidence.store import FILE, custody, keep

WHY = {"reason": "đang khởi tố"}
DONE = CaseLife(outcome="verified", closed_at=NOON)


def do(desk: TestDesk, method: str, case: Case, what: str, body: Any = None, **more: Any) -> Any:
    return desk.call(method, f"/admin/cases/{case.case_id}/{what}", body or WHY, **more)


def s3_hold(desk: TestDesk, case: Case) -> str:
    found = desk.kept.s3.get_object_legal_hold(Bucket=ORIGINALS_BUCKET, Key=original_key(case.case_id, FILE))
    return str(found["LegalHold"]["Status"])


class TestHold:
    """A hold on a case."""

    def test_it_is_put_told_and_ended(self, desk: TestDesk) -> None:
        desk.officer(roles=("supervisor",))
        case = desk.case()
        keep(desk, case)
        assert do(desk, "PUT", case, "hold").body == {"by": "an", "at": iso(NOON), **WHY}
        assert s3_hold(desk, case) == "ON"
        told = desk.call("GET", f"/admin/cases/{case.case_id}").body
        assert told["hold"] == {"by": "an", "at": iso(NOON), **WHY}
        desk.clock.advance(seconds=1)
        assert do(desk, "DELETE", case, "hold").status == 200
        assert s3_hold(desk, case) == "OFF"
        told = desk.call("GET", f"/admin/cases/{case.case_id}").body
        assert told["hold"] is None
        assert [(one["did"], one["reason"]) for one in told["history"]] == [
            ("hold", WHY["reason"]),
            ("release", WHY["reason"]),
        ]
        assert custody(desk, case) == [("held", "an"), ("released", "an")]
        assert [entry.action for entry in desk.chain()][::2] == ["case.hold", "case.release"]

    def test_asked_again_it_is_the_same_hold_and_the_originals_are_seen_to_once_more(self, desk: TestDesk) -> None:
        desk.officer(roles=("supervisor",))
        case = desk.case()
        do(desk, "PUT", case, "hold")
        keep(desk, case)
        desk.clock.advance(minutes=1)
        assert do(desk, "PUT", case, "hold", {"reason": "khác"}).body == {"by": "an", "at": iso(NOON), **WHY}
        assert s3_hold(desk, case) == "ON"
        assert [entry.outcome for entry in desk.chain()] == ["allowed", "repeated"]

    @pytest.mark.parametrize(("code", "raises"), [("NoSuchKey", False), ("AccessDenied", True)])
    def test_a_file_that_is_not_sealed_hinders_no_hold(self, code: str, *, raises: bool) -> None:
        class Refusing:
            def put_object_legal_hold(self, **_: object) -> None:
                raise ClientError({"Error": {"Code": code}}, "PutObjectLegalHold")

        shelves = Shelves(client=Refusing(), views="v", originals="o")  # type: ignore[arg-type]  # acts for a client
        with pytest.raises(ClientError) if raises else nullcontext():
            shelves.hold("c", "f", on=True)

    def test_what_nobody_holds_cannot_be_released(self, desk: TestDesk) -> None:
        desk.officer(roles=("supervisor",))
        assert do(desk, "DELETE", desk.case(), "hold").status == 409

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 501], ids=["none", "blank", "too long"])
    def test_no_hold_without_a_reason(self, desk: TestDesk, reason: str) -> None:
        desk.officer(roles=("supervisor",))
        case = desk.case()
        for method in ("PUT", "DELETE"):
            assert do(desk, method, case, "hold", {"reason": reason}).status == 400

    @pytest.mark.parametrize(("method", "what"), [("PUT", "hold"), ("DELETE", "hold"), ("POST", "erasure")])
    @pytest.mark.parametrize("role", sorted(set(Role) - MATRIX[Deed.HOLD_CASE]))
    def test_only_supervisors_may(self, desk: TestDesk, method: str, what: str, role: str) -> None:
        desk.officer(roles=(role,))
        assert do(desk, method, desk.case(), what).status == 403


class TestErased:
    """A case whose content is gone."""

    @pytest.mark.parametrize(
        ("method", "what", "body"),
        [
            ("POST", "status", {"status": "in_progress", "reason": "vì"}),
            ("POST", "replies", {"text": "Xin chào"}),
            ("POST", "notes", {"text": "ghi"}),
            ("POST", "assign", {"officer": "an", "reason": "vì"}),
            ("PUT", "hold", WHY),
        ],
        ids=["status", "reply", "note", "assign", "hold"],
    )
    def test_nothing_is_changed_in_it(self, desk: TestDesk, method: str, what: str, body: Any) -> None:
        desk.officer(roles=("supervisor",))
        case = desk.case(status=CLOSED, life=CaseLife(outcome="other", closed_at=NOON, erased_at=NOON))
        answer = do(desk, method, case, what, body)
        assert answer.status == 409
        assert " / " in answer.body["message"]
        assert [entry.outcome for entry in desk.chain()] == ["refused"]

    def test_it_is_still_read_and_marked(self, desk: TestDesk) -> None:
        desk.officer()
        case = desk.case(status=CLOSED, life=CaseLife(outcome="other", closed_at=NOON, erased_at=NOON))
        body = desk.call("GET", f"/admin/cases/{case.case_id}").body
        assert (body["marks"], body["erased_at"]) == (["erased"], iso(NOON))
        (row,) = desk.call("GET", "/admin/cases").body["items"]
        assert row["marks"] == ["erased"]


class TestErasure:
    """A supervisor decides about a citizen's request."""

    def request(self, desk: TestDesk, asks: str = "erase", **changes: Any) -> Case:
        return desk.case(status=IN_PROGRESS, category="data_request", asks=asks, **changes)

    def orders(self, desk: TestDesk) -> dict[str, str]:
        return {one.case_id: one.by for one in DynamoErasures(desk.client, desk.tables["cases"]).waiting()}

    @pytest.mark.parametrize("asks", ["erase", "withdraw"])
    def test_the_persons_closed_cases_of_own_units_are_ordered_to_go(self, desk: TestDesk, asks: str) -> None:
        desk.officer(roles=("supervisor",), units=("quan-mau", "phuong-mau-1"))
        request = self.request(desk, asks)
        closed, below = desk.case(status=CLOSED, life=DONE), desk.case("phuong-mau-1", status=CLOSED, life=DONE)
        being, gone = desk.case(), desk.case(status=CLOSED, life=CaseLife(closed_at=NOON, erased_at=NOON))
        held = desk.case(status=CLOSED, life=DONE)
        desk.case("phuong-mau-2", status=CLOSED, life=DONE)
        stranger = desk.case(status=CLOSED, life=DONE, person_id="p" + "1" * 32)
        do(desk, "PUT", held, "hold")
        body = do(desk, "POST", request, "erasure").body
        assert {one["case_id"]: one["what"] for one in body["items"]} == {
            closed.case_id: "ordered",
            below.case_id: "ordered",
            being.case_id: "open",
            gone.case_id: "gone",
            held.case_id: "held",
        }
        assert body["elsewhere"] == 1
        assert self.orders(desk) == {closed.case_id: "an", below.case_id: "an"}
        assert stranger.case_id not in str(body)
        erased = [entry.target for entry in desk.chain() if entry.action == "case.erase"]
        assert sorted(erased) == sorted(f"case {one.case_id}" for one in (closed, below, request))
        history = desk.call("GET", f"/admin/cases/{request.case_id}").body["history"]
        assert [(one["did"], one["detail"], one["reason"]) for one in history] == [("erase", "2", WHY["reason"])]

    def test_decided_again_nothing_is_ordered_twice(self, desk: TestDesk) -> None:
        desk.officer(roles=("supervisor",))
        request, case = self.request(desk), desk.case(status=CLOSED, life=DONE)
        first, second = (do(desk, "POST", request, "erasure").body for _ in range(2))
        assert first == second
        assert self.orders(desk) == {case.case_id: "an"}

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param({"category": "data_request", "asks": "access"}, id="who only wants to see"),
            pytest.param({"category": "tip", "asks": ""}, id="a report"),
        ],
    )
    def test_without_such_a_wish_nothing_is_erased(self, desk: TestDesk, changes: dict[str, Any]) -> None:
        desk.officer(roles=("supervisor",))
        desk.case(status=CLOSED, life=DONE)
        assert do(desk, "POST", desk.case(**changes), "erasure").status == 409
        assert self.orders(desk) == {}

    def test_officers_see_what_is_asked_for(self, desk: TestDesk) -> None:
        desk.officer()
        request = self.request(desk, "access")
        assert desk.call("GET", f"/admin/cases/{request.case_id}").body["asks"] == "access"
