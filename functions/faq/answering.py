"""Answering: a citizen's question gets its answer, each message exactly once."""

from collections.abc import Callable
from dataclasses import dataclass

from dutydesk.clock import Clock
from dutydesk.errors import Conflict
from dutydesk.messages import Ask, QuestionMessage, Reply, TipMessage
from dutydesk.queues import Outlet, enqueue_reply
from functions.faq import talk
from functions.faq.questions import Questions
from functions.faq.store import WORKER, Change, Counts, Owed, QuestionBook
from functions.faq.taps import Taps
from functions.faq.verdict import Did, Verdict

TRIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Take one message of one citizen: decide once, and owe what follows until it is enqueued."""

    book: QuestionBook
    questions: Questions
    taps: Taps
    replies: Outlet[Reply]
    tips: Outlet[TipMessage]
    clock: Clock
    pause: Callable[[int], None]

    def accept(self, question: QuestionMessage) -> Did:
        """Commit what the message changes, then enqueue what it owes; a copy only enqueues again.

        Raises:
            Conflict: the same event kept being handled elsewhere; nothing has changed.
            Exception: a store or a queue refused; taking the message again completes it.
        """
        for attempt in range(TRIES):
            owed = self.book.owed(question.message.event_key)
            if owed is not None:
                self._enqueue(owed)
                return Did.REPEATED
            verdict = (self.questions if question.ask is Ask.QUESTION else self.taps).on(question)
            change = self._change(question, verdict)
            try:
                self.book.commit(change)
            except Conflict:
                self.pause(attempt)
                continue
            self._enqueue(change.owed)
            return verdict.did
        raise Conflict("the event kept being handled elsewhere")

    def _change(self, question: QuestionMessage, verdict: Verdict) -> Change:
        message = question.message
        said = (talk.HIDDEN, *verdict.said) if question.hidden else verdict.said
        replies = tuple(
            Reply(
                reply_id=f"{message.event_key}#{WORKER}#{ordinal}",
                person_id=message.person_id,
                text=one.text,
                created_at=self.clock(),
                buttons=one.buttons,
            )
            for ordinal, one in enumerate(said)
        )
        return Change(
            event_key=message.event_key,
            owed=Owed(replies=replies, forward=verdict.forward),
            asked=verdict.asked,
            todo=verdict.todo,
            counts=_counts(question, verdict),
        )

    def _enqueue(self, owed: Owed) -> None:
        """Enqueue the answers first: what the tips desk then says comes after them."""
        for reply in owed.replies:
            enqueue_reply(self.replies, reply)
        if owed.forward is not None:
            message = owed.forward.message
            self.tips.send(owed.forward, group=message.person_id, dedupe=f"{message.event_key}#{WORKER}")


def _counts(question: QuestionMessage, verdict: Verdict) -> Counts:
    """Return what the message counts as: small talk and what is an officer's to hear asks the desk nothing."""
    asks = question.ask is Ask.QUESTION and verdict.did in {Did.ANSWERED, Did.OFFERED, Did.UNANSWERED}
    unit, page_id = question.message.unit, question.message.page_id
    return Counts(unit=unit, page_id=page_id, question=asks, sure=asks and verdict.did is Did.ANSWERED)
