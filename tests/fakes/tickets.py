"""The ticket desk's stores in memory, with the conditions of the real ones and faults on demand."""

from typing import TYPE_CHECKING, Any

from dutydesk.errors import Conflict
from dutydesk.messages import Reply
from dutydesk.stores.offices import Office, Offices
from dutydesk.stores.ticket_items import Write
from dutydesk.stores.tickets import TicketTable
from functions.lookup.tickets.book import Change, TicketBook

if TYPE_CHECKING:
    from dutydesk.stores.ticket_writes import TicketDue


class StoreDown(Exception):
    """What the fake raises when it is told to fail."""


class FakeTicketTable:
    """The ``TicketTable`` port."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], dict[str, Any]] = {}

    def get(self, pk: str, sk: str) -> dict[str, Any] | None:
        """Return a copy."""
        found = self.items.get((pk, sk))
        return dict(found) if found is not None else None

    def query(self, pk: str, prefix: str = "") -> list[dict[str, Any]]:
        """Return copies, in order."""
        return [dict(item) for (one, sk), item in sorted(self.items.items()) if one == pk and sk.startswith(prefix)]

    def put_once(self, write: Write) -> None:
        """Write unless it is there."""
        self.items.setdefault((write.pk, write.sk), dict(write.plain or {}))

    def holds(self, write: Write) -> bool:
        """Whether the item is as it was read."""
        return write.read is None or self.items.get((write.pk, write.sk), {}).get("version", 0) == write.read

    def write(self, write: Write) -> None:
        """Write or delete."""
        if write.plain is None:
            self.items.pop((write.pk, write.sk), None)
        else:
            self.items[write.pk, write.sk] = dict(write.plain)


class FakeTicketBook:
    """The ``TicketBook`` port.

    ``fail_next`` commits change nothing and raise; ``die_next`` commits are made and raise all the same;
    ``conflict_next`` commits lose a race.
    """

    def __init__(self, table: FakeTicketTable) -> None:
        self.table = table
        self.receipts: dict[str, tuple[Reply, ...]] = {}
        self.dues: dict[str, TicketDue] = {}
        self.fail_next = self.die_next = self.conflict_next = 0

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Return the receipt's replies."""
        return self.receipts.get(event_key)

    def commit(self, change: Change) -> None:
        """Check every condition, then write."""
        if self.fail_next:
            self.fail_next -= 1
            raise StoreDown
        keys = [(one.pk, one.sk) for one in change.writes]
        if len(keys) != len(set(keys)):
            raise ValueError("an item twice in one transaction")
        if self.conflict_next or change.event_key in self.receipts or not all(map(self.table.holds, change.writes)):
            self.conflict_next = max(0, self.conflict_next - 1)
            raise Conflict("changed meanwhile")
        self.receipts[change.event_key] = change.replies
        for one in change.writes:
            self.table.write(one)
        self.dues.update({one.due_id: one for one in change.dues})
        if self.die_next:
            self.die_next -= 1
            raise StoreDown


class FakeOffices:
    """The ``Offices`` port over a list."""

    def __init__(self, *offices: Office) -> None:
        self.offices = offices

    def offices_of(self, unit: str) -> tuple[Office, ...]:
        """Return a unit's."""
        return tuple(office for office in self.offices if office.unit == unit)


_TABLE: TicketTable = FakeTicketTable()
_BOOK: TicketBook = FakeTicketBook(FakeTicketTable())
_OFFICES: Offices = FakeOffices()
