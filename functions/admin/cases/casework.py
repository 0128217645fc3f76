"""Casework: what an officer does with one case: read it, answer the citizen, decide."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dutydesk.clock import Clock
from dutydesk.deadlines import is_overdue
from dutydesk.errors import Conflict, RejectedInput
from dutydesk.messages import Reply
from dutydesk.queues import Outlet
from dutydesk.stores.case_life import Outcome, Stage
from dutydesk.stores.case_states import OFFICER_MAY, ON_ANSWER
from dutydesk.stores.cases import Case, CaseMessage, Status
from dutydesk.stores.content import Content
from dutydesk.stores.figures import DynamoFigures
from dutydesk.stores.files import DynamoFiles, EvidenceFile
from dutydesk.stores.holds import DynamoHolds, Hold
from functions.admin.access import REFUSED, Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.cases.casefile import DynamoCaseFile, Thread
from functions.admin.cases.moves import Move, Moves
from functions.admin.cases.office import Beside, DynamoOffice
from functions.admin.cases.telling import Telling
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from dutydesk.stores.people import Person

MOST_ATTEMPTS = 5
REPEATED = "repeated"


class People(Protocol):
    """Where the reply window is looked up."""

    def get(self, person_id: str) -> "Person | None":
        """Return the person as last written, or None."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as an officer reads it; ``reply_until`` is ISO-8601, empty when the citizen was never heard.

    ``files`` are all that its messages brought, whichever of them are shown.
    """

    case: Case
    thread: Thread
    reply_until: str
    beside: Beside
    is_overdue: bool
    files: tuple[EvidenceFile, ...] = ()
    hold: Hold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    file: DynamoCaseFile
    figures: DynamoFigures
    people: People
    content: Content
    receipts_table: str
    replies: Outlet[Reply]
    clock: Clock
    new_id: Callable[[datetime], str]
    could_not_enqueue: Callable[[], None]

    def read(self, asker: Asker, case_id: str, *, before: str = "") -> Opened:
        """Return the case with a page of its messages; raise ``NotFound`` when it is not the asker's to see.

        Who else has read it within a minute is told, and others are told of the asker.
        """
        case = self.access.case(asker, Deed.READ_CASE, case_id)
        now, office = self.clock(), DynamoOffice(self.file.client, self.file.table)
        person = self.people.get(case.person_id)
        beside = office.beside(case_id, now=now)
        office.look(case_id, asker.officer.username, now=now)
        others = tuple(one for one in beside.looking if one != asker.officer.username)
        return Opened(
            case,
            self.file.thread(case_id, before=before),
            person.reply_until if person else "",
            replace(beside, looking=others),
            is_overdue(case, now),
            DynamoFiles(self.file.client, self.file.table).of_case(case_id),
            DynamoHolds(self.file.client, self.file.table).get(case_id),
        )

    def answer(self, asker: Asker, case_id: str, text: str, *, once: str = "", wait: bool = False) -> CaseMessage:
        """Owe the citizen these words; they are on their way, or will be within about a minute, when this returns.

        Args:
            asker: who answers.
            case_id: which case.
            text: 1 to 10,000 characters.
            once: the same word for the same case sends once, however often it is asked for; empty means always send.
            wait: whether the case waits for what the citizen says to it, and no deadline runs until then.

        Raises:
            NotFound: not the asker's to see.
            Conflict: ``once`` was used for another text, or the case changes too fast.
        """
        case = self.access.case(asker, Deed.ANSWER, case_id)
        reply_id = _reply_id(asker, case_id, once) if once else f"officer-{self.new_id(self.clock())}"
        for _ in range(MOST_ATTEMPTS):
            if once and (earlier := self.file.replied(case_id, reply_id)) is not None:
                return self._again(asker, case, earlier, text)
            try:
                return self._commit(asker, case, reply_id, text, wait=wait)
            except LostRace:
                case = self.access.case(asker, Deed.ANSWER, case_id)
        raise Conflict("the case is changing; try again")

    def decide(
        self,
        asker: Asker,
        case_id: str,
        *,
        to: Status,
        reason: str,
        outcome: Outcome | None = None,
        words: str = "",
    ) -> Case:
        """Move the case to another status; return it as it was before.

        Closing it tells the citizen the outcome (``OTHER`` unless one is given) and then ``words``, in the same
        transaction, and gives the desk the word again.

        Raises:
            NotFound: not the asker's to see.
            RejectedInput: an outcome or words for the citizen, and the case is not to be closed.
            Conflict: not allowed from the present status, or somebody else was quicker.
        """
        case = self.access.case(asker, Deed.DECIDE, case_id)
        target = f"case {case_id} to {to}"
        if to not in OFFICER_MAY[case.status]:
            self.audit.note(asker.mark(Deed.DECIDE, target, REFUSED))
            raise Conflict(f"a case that is {case.status} cannot become {to}")
        if to is not Status.CLOSED and (outcome is not None or words):
            self.audit.note(asker.mark(Deed.DECIDE, target, REFUSED))
            raise RejectedInput("outcome and words: only for closing")
        self.moves.make(
            asker,
            case,
            self.moves.plan(case, to, outcome or Outcome.OTHER),
            deed=Deed.DECIDE,
            reason=reason,
            words=words,
        )
        return case

    @property
    def moves(self) -> Moves:
        """What changes a case."""
        return Moves(
            audit=self.audit,
            file=self.file,
            figures=self.figures,
            telling=self.telling,
            receipts_table=self.receipts_table,
            clock=self.clock,
            new_id=self.new_id,
        )

    @property
    def telling(self) -> Telling:
        """What tells the citizen."""
        return Telling(
            file=self.file,
            content=self.content,
            receipts_table=self.receipts_table,
            replies=self.replies,
            could_not_enqueue=self.could_not_enqueue,
        )

    def _commit(self, asker: Asker, case: Case, reply_id: str, text: str, *, wait: bool) -> CaseMessage:
        now, by = self.clock(), asker.officer.username
        told = self.telling.tell(case, text, by=by, at=now, reply_id=reply_id)
        to = ON_ANSWER.get(case.status, case.status)
        waits = to is not Status.CLOSED
        to = Status.WAITING_CITIZEN if wait and waits else to
        move = self.moves.plan(case, to) if to is not case.status else Move(to=to, life=case.life)
        late = case.life.late if case.life.late == Stage.CLOSE else ""
        life = replace(move.life, answered_at=case.life.answered_at or now, late=late)
        parts = [
            *told.parts,
            self.file.update(case, to=to, by=by, at=now, awaiting=waits, life=life),
            *self.moves.watch(case, replace(case, status=to, life=life)),
            *self.figures.changed(case, replace(case, status=to, life=life), at=now),
        ]
        if to is not case.status:
            parts.append(self.moves.change(asker, case, to=to, reason="reply"))
        if waits:
            parts.append(self.file.awaiting(case, at=now))
        self.audit.commit(asker.mark(Deed.ANSWER, f"case {case.case_id}"), parts)
        self.telling.enqueue(told.reply)
        return told.message

    def _again(self, asker: Asker, case: Case, earlier: CaseMessage, text: str) -> CaseMessage:
        """Answer a repeated request as the first; what may not have left is enqueued again, which sends it once."""
        if earlier.text != text:
            self.audit.note(asker.mark(Deed.ANSWER, f"case {case.case_id}", REFUSED))
            raise Conflict("this Idempotency-Key was used for another text")
        self.audit.note(asker.mark(Deed.ANSWER, f"case {case.case_id}", REPEATED))
        if earlier.delivery == "queued":
            self.telling.enqueue(self.telling.reply(case, earlier))
        return earlier


def _reply_id(asker: Asker, case_id: str, once: str) -> str:
    """The same for the same officer, case and word."""
    subject = f"{asker.officer.username}\x1f{case_id}\x1f{once}".encode("utf-8", "surrogatepass")
    return "officer-" + hashlib.sha256(subject).hexdigest()[:32]
