"""Delivering one reply: sent, later, or failed with a reason that an officer understands."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from dutydesk.clock import Clock
from dutydesk.errors import (
    DeliveryError,
    NotFound,
    PageBroken,
    Refused,
    Throttled,
    TokenExpired,
    Unavailable,
    Unreachable,
    WindowClosed,
)
from dutydesk.messages import Button, Reply
from dutydesk.stores.identities import Identities, Identity
from dutydesk.text.bubbles import bubbles
from dutydesk.tokens.pages import Access
from functions.reply.aftermath import CaseMarks, Postponed
from functions.reply.ports import Outbox, PageTokens
from functions.reply.sent import Found, SentRecords, State

QUICK = timedelta(seconds=50)
"""A reply younger than this is tried again by the queue, in its person's order; an older one would hold them up."""
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)
PAUSE_WHEN_BROKEN = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(hours=48)
RECORD_TRIES = 5
RECORD_WAIT_S = 0.2


class Kind(StrEnum):
    """What became of a reply."""

    SENT = "sent"
    ALREADY_SENT = "already_sent"
    LATER = "later"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a reply is not with its person, in words that the console shows to officers."""

    NONE = ""
    WINDOW_CLOSED = "window_closed"  # the citizen has not written for too long
    UNREACHABLE = "unreachable"  # the citizen blocked or left the page
    REFUSED = "refused"  # the platform does not take this message
    PAGE_BROKEN = "page_broken"  # the page cannot send until somebody repairs it
    BUSY = "platform_busy"  # too many messages, or the quota is used up
    DOWN = "platform_down"  # the platform does not answer


_REASONS: dict[type[DeliveryError], Reason] = {
    WindowClosed: Reason.WINDOW_CLOSED,
    Unreachable: Reason.UNREACHABLE,
    Refused: Reason.REFUSED,
    PageBroken: Reason.PAGE_BROKEN,
    TokenExpired: Reason.PAGE_BROKEN,
    Throttled: Reason.BUSY,
    Unavailable: Reason.DOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a reply, and why."""

    kind: Kind
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The one way out for single messages."""

    identities: Identities
    sent: SentRecords
    tokens: PageTokens
    outboxes: Mapping[str, Outbox]
    cases: CaseMarks
    postponed: Postponed
    clock: Clock
    count: Callable[[str], None]
    sleep: Callable[[float], None] = time.sleep

    def deliver(self, reply: Reply) -> Outcome:
        """Send the reply once, however often it comes; return what became of it.

        Raises:
            Throttled, Unavailable: not now; the queue is to deliver the reply again.
            NotFound: nobody knows this person; that is for whoever reads the dead letters.
        """
        before = self.sent.find(reply.reply_id)
        outcome = self._as_before(before) if before.is_final else self._tried(reply)
        self._follow_up(reply, outcome)
        self.count(f"Reply{outcome.kind.title().replace('_', '')}")
        return outcome

    def _as_before(self, before: Found) -> Outcome:
        if before.state is State.SENT:
            return Outcome(kind=Kind.ALREADY_SENT)
        return Outcome(kind=Kind.FAILED, reason=before.reason)

    def _tried(self, reply: Reply) -> Outcome:
        try:
            self._send(reply)
        except (WindowClosed, Unreachable, Refused) as final:
            return self._failed(reply, final)
        except DeliveryError as passing:
            return self._later(reply, passing)
        return Outcome(kind=Kind.SENT)

    def _send(self, reply: Reply) -> None:
        """Send what is not sent yet, part by part; a reply of several parts has a record of its own, written last."""
        to = self.identities.get(reply.person_id)
        if to is None:
            raise NotFound("no identity for this person")
        outbox = self.outboxes[to.platform]
        access = self.tokens.access(to.page_id)
        parts = bubbles(reply.text, outbox.room_for(reply.buttons))
        for number, text in enumerate(parts, start=1):
            record_id = reply.reply_id if len(parts) == 1 else f"{reply.reply_id}#{number}"
            buttons = reply.buttons if number == len(parts) else ()
            part = _Part(record_id=record_id, outbox=outbox, to=to, text=text, buttons=buttons)
            try:
                self._send_part(part, access)
            except TokenExpired:
                access = self.tokens.renewed(access)
                self._send_part(part, access)
            except PageBroken as broken:
                self.tokens.report_broken(access, broken.code)
                raise
        if len(parts) > 1:
            self.sent.finish(reply.reply_id, State.SENT, now=self.clock())
        self.tokens.report_sent(access)

    def _send_part(self, part: "_Part", access: Access) -> None:
        before = self.sent.begin(part.record_id, now=self.clock())
        if before.is_final:
            return
        if before.may_be_out:
            self.count("PossibleSecondCopy")
        try:
            message_id = part.outbox.send(
                access_token=access.token,
                user_id=part.to.user_id,
                text=part.text,
                buttons=part.buttons,
                conversation_id=part.to.conversation_id,
            )
        except DeliveryError as error:
            lost = isinstance(error, Unavailable) and error.answer_lost
            if lost:
                self.count("AnswerLost")
            self.sent.put_back(part.record_id, may_be_out=lost or before.may_be_out, now=self.clock())
            raise
        self._write_down(part.record_id, message_id)

    def _write_down(self, record_id: str, message_id: str) -> None:
        """Record what the citizen has; only this record stops a second copy, so a table that refuses is asked again."""
        for attempt in range(1, RECORD_TRIES + 1):
            try:
                self.sent.finish(record_id, State.SENT, now=self.clock(), message_id=message_id)
            except Exception:
                if attempt == RECORD_TRIES:
                    raise
                self.sleep(RECORD_WAIT_S * attempt)
            else:
                return

    def _later(self, reply: Reply, passing: DeliveryError) -> Outcome:
        """Have the reply tried again: at once by the queue while it is young, and then by upkeep, ever more rarely."""
        now = self.clock()
        age = now - reply.created_at
        pause = _pause(reply.attempt, passing)
        if reply.attempt == 0 and age < QUICK and pause <= FIRST_PAUSE:
            raise passing
        if age + pause > GIVE_UP_AFTER:
            return self._failed(reply, passing)
        self.postponed.put(reply, due_at=now + pause)
        return Outcome(kind=Kind.LATER, reason=_REASONS[type(passing)])

    def _failed(self, reply: Reply, error: DeliveryError) -> Outcome:
        reason = _REASONS[type(error)]
        if isinstance(error, Unreachable):
            self.identities.mark_unreachable(reply.person_id, error.code)
        self.sent.finish(reply.reply_id, State.FAILED, now=self.clock(), reason=reason)
        return Outcome(kind=Kind.FAILED, reason=reason)

    def _follow_up(self, reply: Reply, outcome: Outcome) -> None:
        """Tell the case, and stop upkeep; done again for a copy, in case its first worker died before."""
        if reply.case_id and reply.message_key:
            delivery = Kind.SENT if outcome.kind is Kind.ALREADY_SENT else outcome.kind
            self.cases.mark(reply.case_id, reply.message_key, delivery=delivery, reason=outcome.reason)
        if outcome.kind is not Kind.LATER and (reply.attempt or reply.message_key):
            self.postponed.drop(reply.reply_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One message of a reply."""

    record_id: str
    outbox: Outbox
    to: Identity
    text: str
    buttons: tuple[Button, ...]


def _pause(attempt: int, passing: DeliveryError) -> timedelta:
    doubled = min(FIRST_PAUSE * (1 << min(attempt, 10)), LONGEST_PAUSE)
    if isinstance(passing, PageBroken):
        return max(doubled, PAUSE_WHEN_BROKEN)
    if isinstance(passing, Throttled):
        return max(doubled, timedelta(seconds=passing.retry_after_s))
    return doubled
