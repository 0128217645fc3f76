"""Cases that tell of the same matter: suggested, dealt with in one, and parted again; every receipt code goes on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NoReturn

from dutydesk.clock import from_iso, iso
from dutydesk.errors import Conflict
from dutydesk.stores.case_life import Outcome
from dutydesk.stores.cases import BY_UNIT, Case, Status
from dutydesk.stores.items import from_item
from dutydesk.text.catalogue_cases import ON_ITS_OWN_AGAIN
from functions.admin.access import REFUSED, Access, Asker
from functions.admin.cases.inbox import Row, row_of
from functions.admin.cases.moves import Move, Moves
from functions.admin.cases.office import DynamoOffice
from functions.admin.cases.similar import NEAR, Likeness, Told, likely
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST_COMPARED = 400
"""Rows of the list that one suggestion reads, some forty read units."""
ITSELF = "một hồ sơ không gộp vào chính nó / a case is not merged into itself"
OTHER_UNIT = "hai hồ sơ phải cùng đơn vị / both cases must be one unit's"
NOT_OPEN = "hồ sơ nhận gộp phải đang mở và không gộp vào hồ sơ khác / the case to merge into must be open, by itself"
HAS_TWINS = "hồ sơ đang gộp hồ sơ khác, hãy tách trước / other cases are merged into it; part them first"
ENDED = "hồ sơ đã kết thúc / the case is closed"
NOT_MERGED = "hồ sơ không gộp vào hồ sơ nào / the case is not merged into another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """Every method decides through ``access`` first, and changes things only with their audit entry."""

    access: Access
    moves: Moves
    office: DynamoOffice
    client: "DynamoDBClient"
    table: str

    def similar(self, asker: Asker, case_id: str) -> list[tuple[Likeness, Row]]:
        """Return the unit's likely duplicates of a case, the likeliest first, each with its line of the list."""
        case = self.access.case(asker, Deed.COMPARE_CASES, case_id)
        rows = {row.case_id: row for row in self._near(case) if not row.life.merged_into}
        others = [
            Told(case_id=row.case_id, opened_at=from_iso(row.opened_at), words=row.summary) for row in rows.values()
        ]
        this = Told(case_id=case_id, opened_at=case.opened_at, words=case.summary)
        return [(one, rows[one.case_id]) for one in likely(this, others)]

    def merge(self, asker: Asker, case_id: str, into_id: str, *, reason: str) -> None:
        """Deal with a case in another: close it as a duplicate, which its citizen hears.

        Raises:
            NotFound: either is not the asker's to see.
            Conflict: they cannot be merged as they are, or one changed meanwhile.
        """
        case = self.access.case(asker, Deed.MERGE_CASES, case_id)
        into = self.access.case(asker, Deed.MERGE_CASES, into_id)
        wrong = self._cannot(case, into)
        if wrong:
            self._refuse(asker, case, wrong)
        move = self.moves.plan(case, Status.CLOSED, Outcome.DUPLICATE)
        life = replace(move.life, merged_into=into_id, status_before=case.status)
        more = [
            self.office.twin(into_id, case_id, over=False),
            self.office.still_open(into),
            self.moves.change(asker, into, to=into.status, reason=reason, did="merge", detail=case_id),
        ]
        move = replace(move, life=life, did="merge", detail=into_id)
        self.moves.make(asker, case, move, deed=Deed.MERGE_CASES, reason=reason, more=more)

    def unmerge(self, asker: Asker, case_id: str, *, reason: str) -> None:
        """Part a case from the one in which it was dealt with: it is again as it was, and its citizen hears that.

        Raises:
            NotFound: not the asker's to see.
            Conflict: it is not merged, or changed meanwhile.
        """
        case = self.access.case(asker, Deed.MERGE_CASES, case_id)
        if not case.life.merged_into:
            self._refuse(asker, case, NOT_MERGED)
        now, before = self.moves.clock(), Status(case.life.status_before or Status.IN_PROGRESS)
        waits = now if before is Status.WAITING_CITIZEN else None
        life = replace(case.life, outcome="", closed_at=None, merged_into="", status_before="", waiting_since=waits)
        told = self.moves.telling.tell(
            case,
            ON_ITS_OWN_AGAIN,
            by=asker.officer.username,
            at=now,
            reply_id=f"officer-{self.moves.new_id(now)}",
        )
        move = Move(to=before, life=life, did="unmerge", detail=case.life.merged_into)
        self.moves.make(asker, case, move, deed=Deed.MERGE_CASES, reason=reason, more=told.parts)
        self.moves.telling.enqueue(told.reply)

    def _cannot(self, case: Case, into: Case) -> str:
        """Say why two cases cannot be merged; nothing when they can."""
        if case.case_id == into.case_id:
            return ITSELF
        if case.unit != into.unit:
            return OTHER_UNIT
        if case.status is Status.CLOSED:
            return ENDED
        if into.status is Status.CLOSED:
            return NOT_OPEN
        return HAS_TWINS if self.office.beside(case.case_id, now=self.moves.clock()).twins else ""

    def _near(self, case: Case) -> Iterator[Row]:
        """Yield the unit's cases around this one, newest first."""
        found = self.client.query(
            TableName=self.table,
            IndexName=BY_UNIT,
            KeyConditionExpression="#unit = :unit AND opened_key BETWEEN :first AND :last",
            ExpressionAttributeNames={"#unit": "unit"},
            ExpressionAttributeValues={
                ":unit": {"S": case.unit},
                ":first": {"S": iso(case.opened_at - NEAR)},
                ":last": {"S": iso(case.opened_at + NEAR) + "~"},
            },
            ScanIndexForward=False,
            Limit=MOST_COMPARED,
        )
        return (row_of(from_item(item), case.unit) for item in found["Items"])

    def _refuse(self, asker: Asker, case: Case, why: str) -> NoReturn:
        self.access.audit.note(asker.mark(Deed.MERGE_CASES, f"case {case.case_id}", REFUSED))
        raise Conflict(why)
