"""What the routes of offices and of the counter can touch, over DynamoDB."""

from typing import TYPE_CHECKING

from dutydesk import ids
from dutydesk.clock import Clock
from dutydesk.stores.tickets import DynamoTicketTable, Tickets
from functions.admin.access import Access
from functions.admin.audit import Audit
from functions.admin.counter.api import CounterDesk
from functions.admin.counter.closing import CounterClosing
from functions.admin.counter.desk import CounterWork
from functions.admin.counter.floor import Floor
from functions.admin.counter.reading import CounterReading
from functions.admin.offices.editing import OfficeEditing
from functions.admin.offices.outside import Lookout
from functions.admin.offices.store import DynamoOfficeBook

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def office_desk(
    access: Access,
    audit: Audit,
    *,
    client: "DynamoDBClient",
    content_table: str,
    tickets_table: str,
    receipts_table: str,
    clock: Clock,
) -> tuple[OfficeEditing, CounterDesk]:
    """Build both; the tables by their physical names."""
    store = DynamoOfficeBook(client, content_table)
    table = DynamoTicketTable(client, tickets_table)
    tickets = Tickets(table)
    floor = Floor(access=access, offices=store, tickets=tickets, clock=clock)
    counter = CounterDesk(
        reading=CounterReading(floor=floor),
        work=CounterWork(floor=floor, audit=audit, tickets=tickets, tickets_table=tickets_table, new_id=ids.new_ulid),
        closing=CounterClosing(
            floor=floor, audit=audit, table=table, tickets_table=tickets_table, receipts_table=receipts_table
        ),
    )
    return OfficeEditing(access=access, audit=audit, store=store, lookout=Lookout(tickets), clock=clock), counter
