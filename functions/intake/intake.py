"""Intake: a citizen's messages become cases, each message exactly once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dutydesk.errors import Conflict
from dutydesk.evidence import MediaMessage
from dutydesk.messages import AlertKind, AlertMessage, Intent, Reply, TipMessage
from dutydesk.queues import Outlet, Stream, enqueue_reply
from dutydesk.stores.cases import Case, Status, Urgency
from functions.intake.book import CaseBook, Change
from functions.intake.decisions import Decisions
from functions.intake.evidence import to_fetch

TRIES = 6


class Did(StrEnum):
    """What became of a message."""

    OPENED = "opened"
    JOINED = "joined"
    KEPT = "kept"
    ANSWERED = "answered"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a message, and the case it is about."""

    did: Did
    case_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Take one message of one citizen: change the case once, and owe the answers until they are enqueued."""

    book: CaseBook
    decisions: Decisions
    replies: Outlet[Reply]
    alerts: Outlet[AlertMessage]
    media: Stream[MediaMessage]
    pause: Callable[[int], None]

    def accept(self, tip: TipMessage) -> Outcome:
        """Commit what the message changes, then enqueue what it owes; a copy only enqueues again.

        Raises:
            Conflict: others kept changing the same case; nothing has changed.
            MalformedEvent: the dialogue is another person's; nothing has changed.
            Exception: a store or a queue refused; taking the message again completes it.
        """
        for attempt in range(TRIES):
            owed = self.book.owed(tip.message.event_key)
            if owed is not None:
                return self._repeat(tip, owed)
            change = replace(self.decisions.on(tip), heard_in=_heard_in(tip), heard_on=tip.message.page_id)
            try:
                self.book.commit(change)
            except Conflict:
                self.pause(attempt)
                continue
            if change.alert and change.case is not None:
                self._call_officer(tip, change.case)
            self._enqueue(change.replies, to_fetch(change.files))
            return _outcome(change)
        raise Conflict("others kept changing the case")

    def _repeat(self, tip: TipMessage, owed: Sequence[Reply]) -> Outcome:
        """Enqueue once more what may have been lost between the commit and the queue."""
        case, _ = self.book.load(tip.dialogue_id) if tip.dialogue_id else (None, None)
        waits = case is not None and not case.acknowledged_by and case.status is not Status.CLOSED
        if case is not None and waits and case.urgency is Urgency.URGENT:
            self._call_officer(tip, case)
        self._enqueue(owed, self.book.owed_files(tip.message.event_key))
        return Outcome(did=Did.REPEATED, case_id=case.case_id if case else "")

    def _call_officer(self, tip: TipMessage, case: Case) -> None:
        alert = AlertMessage(
            kind=AlertKind.RAISE, event_key=tip.message.event_key, case_id=case.case_id, unit=case.unit
        )
        self.alerts.send(alert, group=case.case_id, dedupe=f"{AlertKind.RAISE}#{case.case_id}")

    def _enqueue(self, replies: Sequence[Reply], files: Sequence[MediaMessage]) -> None:
        """Answer the citizen first: no answer waits for a photo."""
        for reply in replies:
            enqueue_reply(self.replies, reply)
        if files:
            self.media.send_all(files)


def _heard_in(tip: TipMessage) -> str:
    """Return the unit for which a message counts; what the desk of questions hands on was counted there."""
    handed_on = tip.quiet or tip.intent in {Intent.JOIN, Intent.HAND_OFF}
    return "" if handed_on else tip.message.unit


def _outcome(change: Change) -> Outcome:
    case_id = change.case.case_id if change.case else change.added.case_id if change.added else ""
    if change.opened is not None:
        return Outcome(did=Did.OPENED, case_id=case_id)
    if change.added is not None or change.promoted:
        return Outcome(did=Did.JOINED, case_id=case_id)
    return Outcome(did=Did.KEPT if change.kept else Did.ANSWERED, case_id=case_id)
