"""What the ticket desk changes: one event's result and its receipt, both or neither.

===========  =========================  ==========  ====================================================
Item         pk                         sk          What the ticket desk does with it
===========  =========================  ==========  ====================================================
Receipt      ``EVENT#<event_key>``      ``ticket``  proves the event handled; holds the replies it owes
Due          ``DUE#ticket#<due_id>``    ``#``       a reminder; a line where a place may be free
===========  =========================  ==========  ====================================================

Both in the table ``receipts``; for the table ``tickets`` see ``dutydesk.stores.tickets``.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dutydesk.clock import Clock
from dutydesk.messages import Reply
from dutydesk.stores.receipts import DynamoReceipts, receipt_put
from dutydesk.stores.ticket_items import Write
from dutydesk.stores.ticket_writes import TicketDue, ticket_due, write_part
from dutydesk.stores.transactions import transact

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WORKER = "ticket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one event changes, all at once or not at all; each item is written once at the most."""

    event_key: str
    replies: tuple[Reply, ...] = ()
    writes: tuple[Write, ...] = ()
    dues: tuple[TicketDue, ...] = ()


class TicketBook(Protocol):
    """Where changes are committed."""

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Return the replies that a handled event owes, or None when it was never handled."""

    def commit(self, change: Change) -> None:
        """Make the change and put its receipt.

        Raises:
            Conflict: the event was handled meanwhile, or an item is not as it was read; nothing has changed.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamoTicketBook:
    """The ``TicketBook`` port on DynamoDB."""

    client: "DynamoDBClient"
    receipts_table: str
    tickets_table: str
    clock: Clock

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Read the receipt."""
        return DynamoReceipts(self.client, self.receipts_table).owed(event_key, WORKER)

    def commit(self, change: Change) -> None:
        """Write all of it in one transaction."""
        receipt = receipt_put(self.receipts_table, change.event_key, WORKER, change.replies, now=self.clock())
        writes = [write_part(self.tickets_table, one) for one in change.writes]
        dues = [ticket_due(self.receipts_table, one) for one in change.dues]
        transact(self.client, [receipt, *writes, *dues])
