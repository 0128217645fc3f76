"""Casework: what an officer does with one case: read it, answer the citizen, decide."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from dutydesk.clock import Clock
from dutydesk.errors import Conflict
from dutydesk.ids import shown
from dutydesk.messages import Reply, as_plain
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.stores.cases import QUESTION, Author, Case, CaseMessage, Status
from dutydesk.stores.content import Content
from dutydesk.stores.receipts import due_put
from dutydesk.text.catalogue import OFFICER_ANSWER, OFFICER_ANSWERS_QUESTION
from functions.admin.access import REFUSED, Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.casefile import Change, DynamoCaseFile, Thread
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

    from dutydesk.stores.people import Person

TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.IN_PROGRESS, Status.CLOSED}),
    Status.IN_PROGRESS: frozenset({Status.CLOSED}),
    Status.CLOSED: frozenset({Status.IN_PROGRESS}),
}
UPKEEP_AFTER = timedelta(seconds=60)
"""When upkeep sends a reply that was committed and not enqueued."""

MOST_ATTEMPTS = 5
REPEATED = "repeated"


class People(Protocol):
    """Where the reply window is looked up."""

    def get(self, person_id: str) -> "Person | None":
        """Return the person as last written, or None."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as an officer reads it; ``reply_until`` is ISO-8601, empty when the citizen was never heard."""

    case: Case
    thread: Thread
    reply_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    file: DynamoCaseFile
    people: People
    content: Content
    receipts_table: str
    replies: Outlet[Reply]
    clock: Clock
    new_id: Callable[[datetime], str]
    could_not_enqueue: Callable[[], None]

    def read(self, asker: Asker, case_id: str, *, before: str = "") -> Opened:
        """Return the case with a page of its messages; raise ``NotFound`` when it is not the asker's to see."""
        case = self.access.case(asker, Deed.READ_CASE, case_id)
        person = self.people.get(case.person_id)
        return Opened(case, self.file.thread(case_id, before=before), person.reply_until if person else "")

    def answer(self, asker: Asker, case_id: str, text: str, *, once: str = "") -> CaseMessage:
        """Owe the citizen these words; they are on their way, or will be within about a minute, when this returns.

        Args:
            asker: who answers.
            case_id: which case.
            text: 1 to 10,000 characters.
            once: the same word for the same case sends once, however often it is asked for; empty means always send.

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
                return self._commit(asker, case, reply_id, text)
            except LostRace:
                case = self.access.case(asker, Deed.ANSWER, case_id)
        raise Conflict("the case is changing; try again")

    def decide(self, asker: Asker, case_id: str, *, to: Status, reason: str) -> Case:
        """Move the case to another status; return it as it was before. Closing it gives the desk the word again.

        Raises:
            NotFound: not the asker's to see.
            Conflict: not allowed from the present status, or somebody else was quicker.
        """
        case = self.access.case(asker, Deed.DECIDE, case_id)
        if to not in TRANSITIONS[case.status]:
            self.audit.note(asker.mark(Deed.DECIDE, f"case {case_id} to {to}", REFUSED))
            raise Conflict(f"a case that is {case.status} cannot become {to}")
        parts = [
            self.file.update(case, to=to, by=asker.officer.username, at=self.clock()),
            self._change(asker, case, to=to, reason=reason),
            *(self.file.ended(case) if to is Status.CLOSED else ()),
        ]
        self.audit.commit(asker.mark(Deed.DECIDE, f"case {case_id} to {to}"), parts)
        return case

    def _commit(self, asker: Asker, case: Case, reply_id: str, text: str) -> CaseMessage:
        now = self.clock()
        message = CaseMessage(
            case_id=case.case_id,
            event_key=reply_id,
            author=Author.OFFICER,
            sent_at=now,
            text=text,
            officer=asker.officer.username,
            delivery="queued",
        )
        reply = self._reply(case, message)
        to = Status.IN_PROGRESS if case.status is Status.NEW else case.status
        parts = self.file.message(message)
        waits = to is not Status.CLOSED
        parts.append(self.file.update(case, to=to, by=asker.officer.username, at=now, awaiting=waits))
        if to is not case.status:
            parts.append(self._change(asker, case, to=to, reason="reply"))
        if waits:
            parts.append(self.file.awaiting(case, at=now))
        parts.append(self._due(reply, now))
        self.audit.commit(asker.mark(Deed.ANSWER, f"case {case.case_id}"), parts)
        self._enqueue(reply)
        return message

    def _again(self, asker: Asker, case: Case, earlier: CaseMessage, text: str) -> CaseMessage:
        """Answer a repeated request as the first; what may not have left is enqueued again, which sends it once."""
        if earlier.text != text:
            self.audit.note(asker.mark(Deed.ANSWER, f"case {case.case_id}", REFUSED))
            raise Conflict("this Idempotency-Key was used for another text")
        self.audit.note(asker.mark(Deed.ANSWER, f"case {case.case_id}", REPEATED))
        if earlier.delivery == "queued":
            self._enqueue(self._reply(case, earlier))
        return earlier

    def _reply(self, case: Case, message: CaseMessage) -> Reply:
        name = self.content.unit(case.unit).name
        template = OFFICER_ANSWERS_QUESTION if case.category == QUESTION else OFFICER_ANSWER
        return Reply(
            reply_id=message.event_key,
            person_id=case.person_id,
            text=template.format(unit=name, code=shown(case.receipt), text=message.text),
            created_at=message.sent_at,
            case_id=case.case_id,
            message_key=message.sort_key,
        )

    def _change(self, asker: Asker, case: Case, *, to: Status, reason: str) -> "TransactWriteItemTypeDef":
        now = self.clock()
        change = Change(
            case_id=case.case_id, at=now, officer=asker.officer.username, was=case.status, now=to, reason=reason
        )
        return self.file.history(change, change_id=self.new_id(now))

    def _due(self, reply: Reply, now: datetime) -> "TransactWriteItemTypeDef":
        what = as_plain(reply) | {"attempt": reply.attempt + 1}
        return due_put(self.receipts_table, "reply", reply.reply_id, due_at=now + UPKEEP_AFTER, what=what)

    def _enqueue(self, reply: Reply) -> None:
        """Hand over at once; when the queue refuses, upkeep does it from the due item, so the officer is not told."""
        try:
            enqueue_reply(self.replies, reply)
        except Exception:  # noqa: BLE001  # committed already: whatever it is, the reply is owed and will go out
            self.could_not_enqueue()


def _reply_id(asker: Asker, case_id: str, once: str) -> str:
    """The same for the same officer, case and word."""
    subject = f"{asker.officer.username}\x1f{case_id}\x1f{once}".encode("utf-8", "surrogatepass")
    return "officer-" + hashlib.sha256(subject).hexdigest()[:32]
