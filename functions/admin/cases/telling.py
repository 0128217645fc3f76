"""Telling the citizen: an officer's words as a message of the case and a reply that is owed, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dutydesk.ids import shown
from dutydesk.messages import Button, Reply, as_plain
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.stores.cases import QUESTION, Author, Case, CaseMessage
from dutydesk.stores.content import Content
from dutydesk.stores.receipts import due_put
from dutydesk.text.catalogue import OFFICER_ANSWER, OFFICER_ANSWERS_QUESTION
from functions.admin.cases.casefile import DynamoCaseFile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

UPKEEP_AFTER = timedelta(seconds=60)
"""When upkeep sends a reply that was committed and not enqueued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What stands around an officer's words: for a report, for a question, behind both, and below as buttons."""

    report: str = OFFICER_ANSWER
    question: str = OFFICER_ANSWERS_QUESTION
    behind: str = ""
    buttons: tuple[Button, ...] = ()


ANSWER = Wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the citizen is owed, and the parts of the transaction that owes it."""

    message: CaseMessage
    reply: Reply
    parts: "list[TransactWriteItemTypeDef]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Draws up what is told; it leaves by ``enqueue`` once its parts are committed, or by upkeep."""

    file: DynamoCaseFile
    content: Content
    receipts_table: str
    replies: Outlet[Reply]
    could_not_enqueue: Callable[[], None]

    def tell(self, case: Case, text: str, *, by: str, at: datetime, reply_id: str, wording: Wording = ANSWER) -> Told:
        """Return what tells the citizen ``text``, once for each reply id."""
        message = CaseMessage(
            case_id=case.case_id,
            event_key=reply_id,
            author=Author.OFFICER,
            sent_at=at,
            text=text,
            officer=by,
            delivery="queued",
        )
        reply = self.reply(case, message, wording)
        what = as_plain(reply) | {"attempt": reply.attempt + 1}
        due = due_put(self.receipts_table, "reply", reply.reply_id, due_at=at + UPKEEP_AFTER, what=what)
        return Told(
            message=message, reply=reply, parts=[*self.file.message(message), *self.file.words(case, text), due]
        )

    def reply(self, case: Case, message: CaseMessage, wording: Wording = ANSWER) -> Reply:
        """Return the reply that carries a message of the case."""
        template = wording.question if case.category == QUESTION else wording.report
        facts = {"unit": self.content.unit(case.unit).name, "code": shown(case.receipt)}
        behind = "\n\n" + wording.behind.format(**facts) if wording.behind else ""
        return Reply(
            reply_id=message.event_key,
            person_id=case.person_id,
            text=template.format(**facts, text=message.text) + behind,
            created_at=message.sent_at,
            buttons=wording.buttons,
            case_id=case.case_id,
            message_key=message.sort_key,
        )

    def enqueue(self, reply: Reply) -> None:
        """Hand over at once; when the queue refuses, upkeep does it from the due item, so the officer is not told."""
        try:
            enqueue_reply(self.replies, reply)
        except Exception:  # noqa: BLE001  # committed already: whatever it is, the reply is owed and will go out
            self.could_not_enqueue()
