"""Moving a case on: its status, its deadlines, its history and what the citizen hears of it, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.deadlines import owed, paused, reopened, resumed
from dutydesk.stores.case_life import CaseLife, Outcome
from dutydesk.stores.cases import Case, Status
from dutydesk.stores.figures import DynamoFigures
from dutydesk.stores.receipts import DEADLINE, due_put
from functions.admin.access import Asker
from functions.admin.audit import Audit
from functions.admin.cases.casefile import Change, DynamoCaseFile
from functions.admin.cases.closing import closed, closing_wording, closing_words
from functions.admin.cases.office import DynamoOffice
from functions.admin.cases.telling import Telling
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What becomes of a case: its status, how it fares, and what the history calls that.

    ``unit``: another unit, which then has to take it; empty if it stays where it is.
    """

    to: Status
    life: CaseLife
    did: str = "status"
    detail: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Makes moves that ``access`` has let pass, and accounts for them."""

    audit: Audit
    file: DynamoCaseFile
    figures: DynamoFigures
    telling: Telling
    receipts_table: str
    clock: Clock
    new_id: Callable[[datetime], str]

    def plan(self, case: Case, to: Status, outcome: Outcome = Outcome.OTHER) -> Move:
        """Return what becomes of the case and of its deadlines when it is moved to ``to``."""
        now, life = self.clock(), case.life
        hours = self.telling.content.unit(case.unit).hours
        if to is Status.CLOSED:
            return Move(to=to, life=closed(life, outcome, now))
        if case.status is Status.CLOSED:
            life = reopened(case, now, hours)
        elif case.status is Status.WAITING_CITIZEN:
            life = resumed(life, now, hours)
        return Move(to=to, life=paused(life, now) if to is Status.WAITING_CITIZEN else life)

    def make(
        self,
        asker: Asker,
        case: Case,
        move: Move,
        *,
        deed: Deed,
        reason: str,
        words: str = "",
        more: "Sequence[TransactWriteItemTypeDef]" = (),
    ) -> None:
        """Make a move, with ``more`` in its transaction; one that closes the case tells the citizen."""
        now, by = self.clock(), asker.officer.username
        after = replace(case, status=move.to, life=move.life)
        if move.unit:
            after = replace(after, unit=move.unit, acknowledged_by="")
        elsewhere = {"unit": move.unit, "acknowledged_by": ""} if move.unit else None
        parts = [
            self.file.update(case, to=move.to, by=by, at=now, life=move.life, also=elsewhere),
            self.change(asker, case, to=move.to, reason=reason, did=move.did, detail=move.detail or move.life.outcome),
            *self.watch(case, after),
            *self._parted(case, after),
            *self.figures.changed(case, after, at=now),
            *more,
        ]
        told = None
        if move.to is Status.CLOSED:
            told = self.telling.tell(
                case,
                closing_words(Outcome(move.life.outcome), words),
                by=by,
                at=now,
                reply_id=f"officer-{self.new_id(now)}",
                wording=closing_wording(case, now),
            )
            parts += [*told.parts, *self.file.ended(case)]
        self.audit.commit(asker.mark(deed, f"case {case.case_id} to {move.to}"), parts)
        if told is not None:
            self.telling.enqueue(told.reply)

    def change(
        self, asker: Asker, case: Case, *, to: Status, reason: str, did: str = "status", detail: str = ""
    ) -> "TransactWriteItemTypeDef":
        """The part that keeps in the history what was done."""
        now = self.clock()
        change = Change(
            case_id=case.case_id,
            at=now,
            officer=asker.officer.username,
            was=case.status,
            now=to,
            reason=reason,
            did=did,
            detail=detail,
        )
        return self.file.history(change, change_id=self.new_id(now))

    def watch(self, before: Case, after: Case) -> "list[TransactWriteItemTypeDef]":
        """The part that has somebody look at the case: now, or when the next deadline has passed if that is another."""
        due = owed(after)
        now = bool(after.life.attention) and after.life.attention != before.life.attention
        if not now and (due is None or due == owed(before)):
            return []
        at = due.by if due is not None and not now else self.clock()
        what = {"case_id": after.case_id, "unit": after.unit}
        return [due_put(self.receipts_table, DEADLINE, after.case_id, due_at=at, what=what)]

    def _parted(self, before: Case, after: Case) -> "list[TransactWriteItemTypeDef]":
        """The part with which a case is no longer dealt with in another."""
        into = before.life.merged_into
        if not into or after.life.merged_into:
            return []
        return [DynamoOffice(self.file.client, self.file.table).twin(into, before.case_id, over=True)]
