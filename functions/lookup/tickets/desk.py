"""The ticket desk: each message of a citizen, and each thing due, exactly once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dutydesk.clock import Clock
from dutydesk.errands import TicketMessage
from dutydesk.errors import Conflict
from dutydesk.messages import Reply
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.stores.ticket_items import Asked, Write
from dutydesk.stores.ticket_writes import asked_write
from dutydesk.text.catalogue import TICKET_PREFIX
from functions.lookup.tickets.book import WORKER, Change, TicketBook
from functions.lookup.tickets.decisions import Decisions
from functions.lookup.tickets.verdict import Did, Verdict

TRIES = 12
"""Decisions about one message; each lost race leaves fewer places to race for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDesk:
    """Take one message: decide once, and owe what follows until it is enqueued."""

    book: TicketBook
    decisions: Decisions
    replies: Outlet[Reply]
    clock: Clock
    pause: Callable[[int], None]

    def accept(self, message: TicketMessage) -> Did:
        """Commit what the message changes, then enqueue what it owes; a copy only enqueues again.

        Raises:
            Conflict: every try lost a race; nothing has changed.
            MalformedEvent: it is about nothing that can be.
            Exception: a store or a queue refused; taking the message again completes it.
        """
        for attempt in range(TRIES):
            owed = self.book.owed(message.event_key)
            if owed is not None:
                self._enqueue(owed)
                return Did.REPEATED
            try:
                verdict = self.decisions.on(message)
                change = self._change(message, verdict)
                self.book.commit(change)
            except Conflict:
                self.pause(attempt)
                continue
            self._enqueue(change.replies)
            return verdict.did
        raise Conflict("others kept changing the line")

    def _change(self, message: TicketMessage, verdict: Verdict) -> Change:
        replies = tuple(
            Reply(
                reply_id=f"{message.event_key}#{WORKER}#{ordinal}",
                person_id=one.to or message.person_id,
                text=one.text,
                created_at=self.clock(),
                buttons=one.buttons,
            )
            for ordinal, one in enumerate(verdict.said)
        )
        asked = self._asked(message, verdict)
        return Change(event_key=message.event_key, replies=replies, writes=(*verdict.writes, *asked), dues=verdict.dues)

    def _asked(self, message: TicketMessage, verdict: Verdict) -> tuple[Write, ...]:
        """Remember what was offered, so that typed words can choose; a step that ends the dialogue forgets it."""
        if not message.person_id:
            return ()
        buttons = [button.payload for said in verdict.said if not said.to for button in said.buttons]
        offered = tuple(one.removeprefix(TICKET_PREFIX) for one in buttons if one.startswith(TICKET_PREFIX))
        menu = str(verdict.menu) if verdict.menu is not None else ""
        return (asked_write(message.person_id, Asked(choice=menu, offered=offered), now=self.clock()),)

    def _enqueue(self, replies: Sequence[Reply]) -> None:
        for reply in replies:
            enqueue_reply(self.replies, reply)
