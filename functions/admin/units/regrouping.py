"""Units entered, renamed, merged and split by administrators of all the units concerned.

What is decided here is an order; ``reorganise`` carries it out, pages first, so that new messages go right.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict, NotFound, RejectedInput
from dutydesk.hours import USUAL, HoursUnclear, OfficeHours
from dutydesk.ids import new_ulid
from dutydesk.messages import OrderMessage
from dutydesk.queues import Outlet
from dutydesk.stores.content import Unit
from dutydesk.stores.reorganisations import Kind, Order, ordered
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts.rules import MOVED, tidy
from functions.admin.matrix import Deed, Role
from functions.admin.staff.roll import DynamoRoll
from functions.admin.staff.staffing import MOST_UNITS, ORDERS
from functions.admin.units.store import DynamoUnits, Kept

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

UNIT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
MOST_NAME = 100
NO_SUCH_UNIT = "không có đơn vị này / no such unit"
NO_ID = "unit: a-z, 0-9, -"
NO_NAME = f"name: 1-{MOST_NAME} ký tự / characters"
NO_HOTLINE = "hotline: 0-40 ký tự / characters"
NO_HOURS = "hours: không đọc được / cannot be understood"
TAKEN = "mã đơn vị đã có / there is such a unit"
ITSELF = "một đơn vị không thể nhập vào chính nó / a unit cannot go into itself"
BUSY = (
    "một trong các đơn vị đang được sắp xếp hoặc đã nhập vào đơn vị khác / "
    "one of the units is being regrouped, or went into another one"
)
NOT_ITS_PAGE = "pages: trang không thuộc đơn vị / not a page of the unit"
TOO_MANY = f"quá {MOST_UNITS} đơn vị / more than {MOST_UNITS} units"
MOST_HOTLINE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    units: DynamoUnits
    roll: DynamoRoll
    receipts_table: str
    orders: Outlet[OrderMessage]
    clock: Clock
    could_not_enqueue: Callable[[], None]

    def own(self, asker: Asker) -> list[Kept]:
        """Return the asker's units."""
        units = self.access.units(asker, Deed.READ_UNITS, "units")
        return [self.units.get(unit) or Kept(unit=Unit(unit=unit, name=unit)) for unit in units]

    def order(self, asker: Asker, order_id: str) -> Order:
        """Return an order about units of the asker's, or of who left them; raise ``NotFound`` for any other."""
        with self.access.changing(asker, Deed.REGROUP_UNITS, "orders") as units:
            order = self.roll.order(order_id) if order_id.isalnum() else None
            concerned = self._concerned(order) if order is not None else set()
            if order is None or not concerned or not concerned <= set(units):
                raise NotFound(NO_SUCH_UNIT)
            self.audit.note(asker.mark(Deed.READ_UNITS, f"order {order_id}"))
        return order

    def enter(self, asker: Asker, wish: Unit) -> Unit:
        """Enter a unit below one of the asker's, which the asker then serves in, too.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: the unit above is not one of the asker's.
            RejectedInput: something is not as it must be.
            Conflict: there is such a unit, or the asker is no administrator any more.
        """
        with self.access.changing(asker, Deed.EDIT_UNITS, _target(wish.unit)) as own:
            _own(own, wish.parent)
            unit = _checked(wish)
            if len(own) >= MOST_UNITS:
                raise RejectedInput(TOO_MANY)
            if self.units.get(unit.unit) is not None:
                raise Conflict(TAKEN)
            read = self.roll.get(asker.officer.username)
            if read is None or Role.ADMINISTRATOR not in read.officer.roles:
                raise Conflict(MOVED)
            after = replace(read, officer=replace(read.officer, units=(*read.officer.units, unit.unit)))
            parts = [*self.units.enter(unit), *self.roll.put(after, read=read)]
            self._commit(asker, Deed.EDIT_UNITS, _target(unit.unit), parts)
        return unit

    def rename(self, asker: Asker, wish: Unit) -> Unit:
        """Change a unit's name, hotline, hours or the unit above; citizens see it within a minute.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: it, or the unit above, is not one of the asker's.
            RejectedInput: something is not as it must be.
            Conflict: it went into another unit.
        """
        with self.access.changing(asker, Deed.EDIT_UNITS, _target(wish.unit)) as own:
            _own(own, wish.unit)
            read = self.units.get(wish.unit)
            if read is None:
                raise NotFound(NO_SUCH_UNIT)
            if wish.parent and wish.parent != read.unit.parent:
                _own(own, wish.parent)
            if wish.parent == wish.unit:
                raise RejectedInput(ITSELF)
            unit = _checked(wish)
            parts = [*self.units.change(unit), self._witness(asker)]
            self._commit(asker, Deed.EDIT_UNITS, _target(unit.unit), parts)
        return unit

    def merge(self, asker: Asker, units: Sequence[str], *, into: str, reason: str) -> Order:
        """Order that units go into another one, with everything that is theirs.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: one of them is not a unit of the asker's.
            RejectedInput: a unit would go into itself.
            Conflict: one of them is being regrouped, or went into another unit.
        """
        gone = tuple(dict.fromkeys(units))
        order = self._order(asker, Kind.MERGE, units=gone, into=into, reason=reason)
        return self._give(asker, order)

    def split(
        self,
        asker: Asker,
        unit: str,
        *,
        into: str,
        pages: Sequence[str],
        staff: Sequence[str],
        reason: str,
    ) -> Order:
        """Order that pages of a unit go to another one with their cases; ``staff`` serve there, too.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: one of the units is not the asker's.
            RejectedInput: a page is not the unit's, or the unit would go into itself.
            Conflict: one of them is being regrouped, or went into another unit.
        """
        order = self._order(asker, Kind.SPLIT, units=(unit,), into=into, reason=reason)
        named = replace(order, pages=tuple(dict.fromkeys(pages)), staff=tuple(dict.fromkeys(staff)))
        return self._give(asker, named)

    def _concerned(self, order: Order) -> set[str]:
        """Return the units that an order is about: those where somebody serves who leaves, else those it names."""
        if order.kind is not Kind.LEAVE:
            return {*order.units, order.into}
        leaver = self.roll.get(order.username)
        return set(leaver.officer.units) if leaver is not None else set()

    def _order(self, asker: Asker, kind: Kind, *, units: tuple[str, ...], into: str, reason: str) -> Order:
        now = self.clock()
        return Order(
            order_id=new_ulid(now),
            kind=kind,
            by=asker.officer.username,
            asked_at=iso(now),
            reason=reason,
            units=units,
            into=into,
        )

    def _give(self, asker: Asker, order: Order) -> Order:
        concerned = (*order.units, order.into)
        target = f"{order.kind} {' '.join(filter(UNIT.fullmatch, order.units))} into {_target(order.into)}"
        with self.access.changing(asker, Deed.REGROUP_UNITS, target) as own:
            _own(own, *concerned)
            if not order.units or order.into in order.units:
                raise RejectedInput(ITSELF)
            if any(self.units.get(unit) is None for unit in concerned):
                raise NotFound(NO_SUCH_UNIT)
            if order.kind is Kind.SPLIT and not set(order.pages) <= set(self.units.pages(order.units[0])):
                raise RejectedInput(NOT_ITS_PAGE)
            parts = [self.units.take_part(unit, order.order_id) for unit in concerned]
            parts += [self._witness(asker), *ordered(self.roll.table, self.receipts_table, order, now=self.clock())]
            self._commit(asker, Deed.REGROUP_UNITS, target, parts, lost=BUSY)
        try:
            self.orders.send(OrderMessage(order_id=order.order_id), group=ORDERS, dedupe=f"{order.order_id}#asked")
        except Exception:  # noqa: BLE001  # committed already: whatever it is, upkeep asks for it
            self.could_not_enqueue()
        return order

    def _commit(
        self,
        asker: Asker,
        deed: Deed,
        target: str,
        parts: "list[TransactWriteItemTypeDef]",
        *,
        lost: str = MOVED,
    ) -> None:
        try:
            self.audit.commit(asker.mark(deed, target), parts)
        except LostRace:
            raise Conflict(lost) from None

    def _witness(self, asker: Asker) -> "TransactWriteItemTypeDef":
        return self.roll.still(asker.officer, role=Role.ADMINISTRATOR)


def _own(own: Sequence[str], *units: str) -> None:
    if not set(units) <= set(own):
        raise NotFound(NO_SUCH_UNIT)


def _target(unit: str) -> str:
    """What the audit calls a unit."""
    return f"unit {unit}" if UNIT.fullmatch(unit) else "unit ?"


def _checked(wish: Unit) -> Unit:
    """Return a unit as it is stored; raise ``RejectedInput`` that names every field that is wrong."""
    unit = replace(
        wish,
        name=tidy(wish.name, one_line=True),
        hotline=tidy(wish.hotline, one_line=True),
        hours=tidy(wish.hours, one_line=True),
    )
    wrong = [
        *([NO_ID] if not UNIT.fullmatch(unit.unit) else []),
        *([NO_NAME] if not 1 <= len(unit.name) <= MOST_NAME or not unit.name.isprintable() else []),
        *([NO_HOTLINE] if len(unit.hotline) > MOST_HOTLINE or not unit.hotline.isprintable() else []),
    ]
    try:
        OfficeHours.parse(unit.hours or USUAL)
    except HoursUnclear:
        wrong.append(NO_HOURS)
    if wrong:
        raise RejectedInput("; ".join(wrong))
    return unit
