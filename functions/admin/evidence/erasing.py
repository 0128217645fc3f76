"""A citizen asked to have their data erased: a supervisor decides, and the night's eraser does it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.errors import Conflict
from dutydesk.stores.cases import BY_PERSON, DATA_REQUEST, Case, Status
from dutydesk.stores.erasures import DynamoErasures, Erasure
from dutydesk.stores.holds import DynamoHolds
from functions.admin.access import REFUSED, Access, Asker
from functions.admin.audit import LostRace
from functions.admin.cases.moves import Moves
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NO_REQUEST = "bà con không yêu cầu xóa trong hồ sơ này / nobody asks for erasure in this case"
ERASURE_WISHES = frozenset({"erase", "withdraw"})


class Erased(StrEnum):
    """What was decided about one of the person's cases."""

    ORDERED = "ordered"
    OPEN = "open"  # it is still being dealt with: close it first, then decide again
    HELD = "held"  # under legal hold
    GONE = "gone"  # it was erased before


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of a decision: each case of the asker's units, and how many other units have."""

    cases: tuple[tuple[str, Erased], ...]
    elsewhere: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """Decides through ``access`` first, and orders nothing without its audit entry."""

    access: Access
    moves: Moves
    erasures: DynamoErasures
    holds: DynamoHolds
    client: "DynamoDBClient"
    table: str

    def erase(self, asker: Asker, case_id: str, *, reason: str) -> Decided:
        """Order the erasure of every other case of the person who asks for it in this one, in the asker's units.

        Cases that are open or held stay; the same again orders what can be by then. The request itself stays, too, so
        that it can be answered.

        Raises:
            NotFound: not the asker's to see.
            Conflict: nobody asks for erasure in it.
        """
        case = self.access.case(asker, Deed.ERASE_CASES, case_id)
        if case.category != DATA_REQUEST or case.asks not in ERASURE_WISHES:
            self.access.audit.note(asker.mark(Deed.ERASE_CASES, f"case {case_id}", REFUSED))
            raise Conflict(NO_REQUEST)
        done: list[tuple[str, Erased]] = []
        elsewhere = 0
        for other in self._of_person(case):
            if other.unit not in asker.officer.units:
                elsewhere += 1
                continue
            done.append((other.case_id, self._order(asker, other)))
        self._note(asker, case, reason, sum(what is Erased.ORDERED for _, what in done))
        return Decided(cases=tuple(done), elsewhere=elsewhere)

    def _order(self, asker: Asker, case: Case) -> Erased:
        if case.life.erased_at is not None:
            return Erased.GONE
        if case.status is not Status.CLOSED:
            return Erased.OPEN
        if self.holds.get(case.case_id) is not None:
            return Erased.HELD
        if self.erasures.get(case.case_id) is not None:
            return Erased.ORDERED
        order = Erasure(case_id=case.case_id, by=asker.officer.username, ordered_at=iso(self.moves.clock()))
        parts = [
            self.erasures.put(order, new=True),
            self.erasures.still_closed(case),
            self.holds.none(case.case_id),
        ]
        try:
            self.access.audit.commit(asker.mark(Deed.ERASE_CASES, f"case {case.case_id}"), parts)
        except LostRace:
            raise Conflict("a case is changing; try again") from None
        return Erased.ORDERED

    def _note(self, asker: Asker, case: Case, reason: str, ordered: int) -> None:
        """Keep the decision in the history of the request."""
        change = self.moves.change(asker, case, to=case.status, reason=reason, did="erase", detail=str(ordered))
        self.access.audit.commit(asker.mark(Deed.ERASE_CASES, f"case {case.case_id}"), [change])

    def _of_person(self, request: Case) -> Iterator[Case]:
        """Yield the person's other cases as they are now, oldest first."""
        asked: dict[str, Any] = {":person": {"S": request.person_id}}
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=BY_PERSON,
            KeyConditionExpression="person_id = :person",
            ExpressionAttributeValues=asked,
        )
        for page in pages:
            for item in page["Items"]:
                case_id = item["pk"]["S"].partition("#")[2]
                case = self.access.cases.get(case_id) if case_id != request.case_id else None
                if case is not None and case.person_id == request.person_id:
                    yield case
