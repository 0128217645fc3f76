"""What ``plan`` is told to do with a broadcast: count it, plan it, or send it to those who want to see it first."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dutydesk.clock import Clock
from dutydesk.errors import Conflict, NotFound
from dutydesk.messages import PlanMessage, PlanWork, Reply
from dutydesk.signature import signed
from dutydesk.stores.broadcasts import Broadcast, Kind, State
from functions.broadcast.planning.articles import trial_of
from functions.broadcast.planning.planner import NotNow, Planner
from functions.broadcast.planning.preflight import Counting, Preflight

UNCOUNTED = frozenset({State.CANCELLED, State.DONE})


class Headers(Protocol):
    """Where broadcasts are read, and what was counted is noted."""

    def read(self, broadcast_id: str) -> Broadcast:
        """Return the broadcast; raise ``NotFound`` when there is none."""

    def note(self, broadcast_id: str, preflight: Preflight) -> None:
        """Keep what was counted; raise ``Conflict`` when the broadcast has changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Carries out one order."""

    headers: Headers
    planner: Planner
    counting: Counting
    unit_name: Callable[[str], str]
    reply: Callable[[Reply], None]
    """Hands a message for one person to the one way out."""
    ask_quota: Callable[[Broadcast, Preflight], None]
    """Has the platform asked what the pages may still send; what hinders it hinders no pre-flight."""
    wake: Callable[[str], bool]
    """Lets a broadcast go on that rests for the night; returns whether it did."""
    tag: Callable[[PlanMessage], str]
    """Carries out an order about a tag, which is no broadcast's."""
    clock: Clock

    def carry_out(self, order: PlanMessage, *, order_id: str) -> str:
        """Do it and say in one word what was done; the same ``order_id`` again does nothing twice.

        Raises:
            Conflict: somebody changes the broadcast right now; the order is to come again.
            Exception: something failed; the order is to come again and goes on where it was.
        """
        if order.work is PlanWork.TAG or order.work is PlanWork.UNTAG:
            return self.tag(order)
        try:
            broadcast = self.headers.read(order.broadcast_id)
        except NotFound:
            return "unknown"
        match order.work:
            case PlanWork.PLAN:
                return self._plan(order.broadcast_id)
            case PlanWork.COUNT:
                return self._count(order.broadcast_id)
            case PlanWork.TEST:
                return self._try(broadcast, order.to, order_id)
            case PlanWork.WAKE:
                return "woken" if self.wake(order.broadcast_id) else "not_now"

    def _plan(self, broadcast_id: str) -> str:
        try:
            self.planner.plan(broadcast_id)
        except NotNow:
            return "not_now"
        return "planned"

    def _count(self, broadcast_id: str) -> str:
        for _ in range(2):
            broadcast = self.headers.read(broadcast_id)
            if broadcast.state in UNCOUNTED:
                return "not_now"
            counted = self.counting.preflight(broadcast)
            try:
                self.headers.note(broadcast_id, counted)
            except Conflict:
                continue
            with contextlib.suppress(Exception):
                self.ask_quota(broadcast, counted)
            return "counted"
        raise Conflict("the broadcast changes faster than it is counted")

    def _try(self, broadcast: Broadcast, to: Sequence[str], order_id: str) -> str:
        """Send the words as citizens will read them, to the named people alone; no books are kept of it."""
        words = trial_of(broadcast) if broadcast.kind is Kind.ARTICLE else broadcast.text
        text = signed(words, unit=self.unit_name(broadcast.unit), code=broadcast.code)
        reply = Reply(reply_id="", person_id="", text=text, created_at=self.clock())
        for person_id in to:
            self.reply(replace(reply, reply_id=f"try#{order_id}#{person_id}", person_id=person_id))
        return "tried"
