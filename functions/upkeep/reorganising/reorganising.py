"""Carrying out an order, a turn at a time; whatever a turn did not get to, the next one finds.

A merger is done twice over. First everything follows, pages before all, while officers serve in both units: functions
remember for a minute whose a page is, and what they have taken in until then still arrives in the old unit. When that
is over, what arrived meanwhile follows, nobody serves in the old unit any more, and it says where it went. Later, what
comes out of a queue of dead letters follows, for as long as one can hold it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk.clock import Clock, from_iso, iso
from dutydesk.stores.reorganisations import AGAIN_AFTER, Kind, Order
from functions.upkeep.reorganising.cases import InHand
from functions.upkeep.reorganising.moving import Step
from functions.upkeep.reorganising.orders import Orders, Reminders, Units, counted
from functions.upkeep.reorganising.people import Chats, Sessions

SETTLED = timedelta(minutes=3)
"""After the pages went: a minute of remembering, and what was under way then has arrived."""
SWEEPS = (timedelta(hours=1), timedelta(days=1), timedelta(days=15))
"""After the end: queues keep dead letters for fourteen days."""
SAVED_EVERY = 50

DONE, GOES_ON, NOT_NOW, UNKNOWN = "done", "goes_on", "not_now", "unknown"


class _OutOfTime(Exception):
    """The turn must end here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganising:
    """Every step is harmless when it is done again."""

    orders: Orders
    reminders: Reminders
    units: Units
    first: Sequence[Step]
    """In this order: pages before what belongs to them."""
    last: Sequence[Step]
    """When nothing can arrive any more."""
    later: Sequence[Step]
    """What may still arrive from queues."""
    sessions: Sessions
    chats: Chats
    in_hand: InHand
    units_of: Callable[[str], tuple[str, ...]]
    clock: Clock

    def carry_out(self, order_id: str, time_left: Callable[[], bool]) -> str:
        """Carry on with an order as far as time allows; say in one word how far it is.

        Raises:
            Exception: something failed; the order is to come again and goes on where it was.
        """
        order = self.orders.get(order_id)
        if order is None:
            return UNKNOWN
        if (moment := self._waits_until(order)) is not None:
            self.reminders.at(order, moment)
            return NOT_NOW
        try:
            return self._leave(order, time_left) if order.kind is Kind.LEAVE else self._regroup(order, time_left)
        except _OutOfTime:
            self.reminders.at(order, self.clock())
            return GOES_ON

    def _waits_until(self, order: Order) -> datetime | None:
        if order.finished_at:
            if order.kind is Kind.LEAVE or order.swept >= len(SWEEPS):
                return None
            moment = from_iso(order.finished_at) + SWEEPS[order.swept]
        elif order.first_done_at:
            moment = from_iso(order.first_done_at) + SETTLED
        else:
            return None
        return moment if moment > self.clock() else None

    def _leave(self, order: Order, time_left: Callable[[], bool]) -> str:
        if not order.finished_at:
            self.sessions.end(order.username)
            if not self.chats.unlink(order.username):
                return self._again(order)
            heirs = self.units_of(order.hand_to) if order.hand_to else ()
            for unit in self.units_of(order.username):
                to = order.hand_to if unit in heirs else ""
                order, missed = self._counted(order, self.in_hand.hand_over(order, unit, to=to), time_left)
                if missed:
                    return self._again(order)
            self.orders.save(replace(order, finished_at=iso(self.clock())))
        self.reminders.drop(order)
        return DONE

    def _regroup(self, order: Order, time_left: Callable[[], bool]) -> str:
        if order.finished_at:
            return self._swept(order, time_left)
        if not order.first_done_at:
            order, _ = self._follow(order, self.first, time_left)
            order = self.orders.save(replace(order, first_done_at=iso(self.clock())))
            self.reminders.at(order, self.clock() + SETTLED)
            return GOES_ON
        order, missed = self._follow(order, (*self.first, *self.last), time_left)
        if missed:
            return self._again(order)
        self.units.settle(order)
        order = self.orders.save(replace(order, finished_at=iso(self.clock())))
        self.reminders.at(order, self.clock() + SWEEPS[0])
        return DONE

    def _swept(self, order: Order, time_left: Callable[[], bool]) -> str:
        if order.swept >= len(SWEEPS) or order.kind is Kind.SPLIT:
            self.reminders.drop(order)
            return DONE
        order, missed = self._follow(order, self.later, time_left)
        if missed:
            return self._again(order)
        order = self.orders.save(replace(order, swept=order.swept + 1))
        if order.swept < len(SWEEPS):
            self.reminders.at(order, from_iso(order.finished_at) + SWEEPS[order.swept])
        else:
            self.reminders.drop(order)
        return DONE

    def _again(self, order: Order) -> str:
        self.reminders.at(order, self.clock() + AGAIN_AFTER)
        return GOES_ON

    def _follow(self, order: Order, steps: Sequence[Step], time_left: Callable[[], bool]) -> tuple[Order, int]:
        """Take every step for every unit; return how many things somebody else was changing."""
        into, missed = self.units.heir(order.into), 0
        for step in steps:
            for unit in order.units:
                order, some = self._counted(order, step.follow(order, unit, into), time_left)
                missed += some
        return order, missed

    def _counted(self, order: Order, moves: Iterator[bool], time_left: Callable[[], bool]) -> tuple[Order, int]:
        moved = missed = 0
        for did in moves:
            moved, missed = moved + did, missed + (not did)
            if not time_left():
                self.orders.save(counted(order, moved))
                raise _OutOfTime
            if moved >= SAVED_EVERY:
                order, moved = self.orders.save(counted(order, moved)), 0
        return counted(order, moved), missed
