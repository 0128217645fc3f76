"""Staffing: who serves where, entered and changed by administrators, effective at the officer's next request.

An administrator changes those whose units are all the administrator's own, and never the own account. Each change
holds only if the one who makes it is still an administrator of these units at that moment: so the last one stays.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict, Forbidden, NotFound, RejectedInput
from dutydesk.ids import new_ulid
from dutydesk.messages import OrderMessage
from dutydesk.queues import Outlet
from dutydesk.stores.officers import Officer
from dutydesk.stores.reorganisations import Kind, Order, ordered
from functions.admin.access import NO_SUCH_OFFICER, Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts.rules import MOVED, tidy
from functions.admin.matrix import Deed, Role
from functions.admin.staff.roll import DynamoRoll, Kept

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
MOST_UNITS = 40
MOST_NAME = 100
ORDERS = "units"
"""The one group of all orders: one is carried out after the other."""

NOT_YOURSELF = "không ai tự đổi quyền của mình / nobody changes the own account"
NOT_ALL_YOURS = "cán bộ còn thuộc đơn vị khác / the officer serves in a unit that is not yours, too"
TAKEN = "tên đăng nhập đã có / this username is taken"
HAS_LEFT = "cán bộ đã nghỉ / the officer has left"
NO_SUCCESSOR = "hand_to: phải là cán bộ đang làm việc cùng đơn vị / an officer in service in one of these units"
NO_USERNAME = "username: a-z, 0-9, . _ -"
NO_ROLES = f"roles: {', '.join(Role)}"
NO_UNITS = f"units: chọn từ đơn vị của bạn / some of your own, up to {MOST_UNITS}"
NO_NAME = f"display: 1-{MOST_NAME} ký tự / characters"


class SignIn(Protocol):
    """Where officers sign in."""

    def enter(self, username: str) -> str:
        """Let somebody sign in; return the temporary password, empty for who could sign in before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    roll: DynamoRoll
    sign_in: SignIn
    receipts_table: str
    orders: Outlet[OrderMessage]
    clock: Clock
    could_not_enqueue: Callable[[], None]

    def everybody(self, asker: Asker) -> list[Kept]:
        """Return everybody who serves, or served, in a unit of the asker's; of their units only the asker's."""
        units = self.access.units(asker, Deed.LIST_STAFF, "officers")
        found = []
        for kept in self.roll.everybody():
            shared = tuple(unit for unit in kept.officer.units if unit in units)
            if shared:
                found.append(replace(kept, officer=replace(kept.officer, units=shared)))
        return found

    def enter(self, asker: Asker, wish: Officer) -> str:
        """Put a new officer into service; return the temporary password, which is shown this once.

        Raises:
            Forbidden: no role of the asker allows it.
            RejectedInput: something is not as it must be.
            Conflict: there is such an officer, or the asker is no administrator there any more.
        """
        target = _target(wish.username)
        with self.access.changing(asker, Deed.EDIT_STAFF, target) as units:
            officer = _checked(wish, units)
            if self.roll.get(officer.username) is not None:
                raise Conflict(TAKEN)
            password = self.sign_in.enter(officer.username)
            try:
                parts = [*self.roll.put(Kept(officer=officer), read=None), self._witness(asker)]
                self.audit.commit(asker.mark(Deed.EDIT_STAFF, target), parts)
            except LostRace:
                raise Conflict(MOVED) from None
        return password

    def change(self, asker: Asker, wish: Officer) -> Officer:
        """Change an officer's name, roles and units; return them as they are from the next request on.

        Raises:
            Forbidden: no role of the asker allows it, it is the asker, or the officer serves elsewhere, too.
            NotFound: no such officer in a unit of the asker's.
            RejectedInput: something is not as it must be.
            Conflict: the officer has left, somebody was quicker, or the asker is no administrator there any more.
        """
        target = _target(wish.username)
        with self.access.changing(asker, Deed.EDIT_STAFF, target) as units:
            read = self._theirs(asker, Deed.EDIT_STAFF, wish.username, units)
            if not read.officer.active:
                raise Conflict(HAS_LEFT)
            officer = _checked(wish, units)
            after = replace(read, officer=officer)
            try:
                parts = [*self.roll.put(after, read=read), self._witness(asker)]
                self.audit.commit(asker.mark(Deed.EDIT_STAFF, target), parts)
            except LostRace:
                raise Conflict(MOVED) from None
        return officer

    def leave(self, asker: Asker, username: str, *, reason: str, hand_to: str = "") -> Order:
        """Let an officer go: every access ends now, and what they had in hand follows by itself.

        Asked for again, what is not done yet is begun again, and nothing is done twice.

        Args:
            asker: who decides.
            username: who leaves.
            reason: for the order; no citizen sees it.
            hand_to: who gets the open cases, as far as they serve there; empty leaves them to the unit.

        Raises:
            Forbidden: no role of the asker allows it, it is the asker, or the officer serves elsewhere, too.
            NotFound: no such officer in a unit of the asker's.
            RejectedInput: the successor does not serve in any of these units.
            Conflict: somebody was quicker, or the asker is no administrator there any more.
        """
        target = _target(username)
        with self.access.changing(asker, Deed.END_SERVICE, target) as units:
            read = self._theirs(asker, Deed.END_SERVICE, username, units)
            if not read.officer.active:
                return self._again(asker, read, target)
            order = self._order(asker, username, reason=reason, hand_to=hand_to)
            gone = replace(read, officer=replace(read.officer, active=False), order_id=order.order_id)
            parts = [*self.roll.put(gone, read=read), self._witness(asker)]
            successor = self._successor(hand_to, read.officer) if hand_to else None
            if successor is not None and hand_to != asker.officer.username:
                parts.append(self.roll.still(successor))
            parts += ordered(self.roll.table, self.receipts_table, order, now=self.clock())
            try:
                self.audit.commit(asker.mark(Deed.END_SERVICE, target), parts)
            except LostRace:
                raise Conflict(MOVED) from None
        self._hand_over(order)
        return order

    def _again(self, asker: Asker, read: Kept, target: str) -> Order:
        order = self.roll.order(read.order_id)
        if order is None:
            raise Conflict(HAS_LEFT)
        self.audit.note(asker.mark(Deed.END_SERVICE, target, "repeated"))
        if not order.finished_at:
            self._hand_over(order)
        return order

    def _order(self, asker: Asker, username: str, *, reason: str, hand_to: str) -> Order:
        now = self.clock()
        return Order(
            order_id=new_ulid(now),
            kind=Kind.LEAVE,
            by=asker.officer.username,
            asked_at=iso(now),
            reason=reason,
            username=username,
            hand_to=hand_to,
        )

    def _successor(self, hand_to: str, leaver: Officer) -> Officer:
        kept = self.roll.get(hand_to)
        serves = kept is not None and kept.officer.active and set(kept.officer.units) & set(leaver.units)
        if kept is None or not serves or hand_to == leaver.username:
            raise RejectedInput(NO_SUCCESSOR)
        return kept.officer

    def _theirs(self, asker: Asker, deed: Deed, username: str, units: tuple[str, ...]) -> Kept:
        """Return whom the asker may change."""
        if username == asker.officer.username:
            self.audit.note(asker.mark(deed, _target(username), "denied"))
            raise Forbidden(NOT_YOURSELF)
        read = self.roll.get(username) if USERNAME.fullmatch(username) else None
        if read is None or not set(read.officer.units).intersection(units):
            raise NotFound(NO_SUCH_OFFICER)
        if not set(read.officer.units) <= set(units):
            self.audit.note(asker.mark(deed, _target(username), "denied"))
            raise Forbidden(NOT_ALL_YOURS)
        return read

    def _witness(self, asker: Asker) -> "TransactWriteItemTypeDef":
        return self.roll.still(asker.officer, role=Role.ADMINISTRATOR)

    def _hand_over(self, order: Order) -> None:
        """Have it carried out now; when the queue refuses, upkeep has it done in some minutes."""
        try:
            self.orders.send(OrderMessage(order_id=order.order_id), group=ORDERS, dedupe=f"{order.order_id}#asked")
        except Exception:  # noqa: BLE001  # committed already: whatever it is, upkeep asks for it
            self.could_not_enqueue()


def _checked(wish: Officer, units: tuple[str, ...]) -> Officer:
    """Return an officer as they are stored; raise ``RejectedInput`` that names every field that is wrong."""
    officer = replace(
        wish,
        display=tidy(wish.display, one_line=True),
        roles=tuple(dict.fromkeys(wish.roles)),
        units=tuple(dict.fromkeys(wish.units)),
        active=True,
    )
    wrong = {
        NO_USERNAME: not USERNAME.fullmatch(officer.username),
        NO_NAME: not 1 <= len(officer.display) <= MOST_NAME or not officer.display.isprintable(),
        NO_ROLES: not officer.roles or not set(officer.roles) <= set(Role),
        NO_UNITS: not 1 <= len(officer.units) <= MOST_UNITS or not set(officer.units) <= set(units),
    }
    if any(wrong.values()):
        raise RejectedInput("; ".join(reason for reason, is_so in wrong.items() if is_so))
    return officer


def _target(username: str) -> str:
    """What the audit calls an officer."""
    return f"officer {username}" if USERNAME.fullmatch(username) else "officer ?"
