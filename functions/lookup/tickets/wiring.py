"""What the ticket desk is made of, built once per cold start."""

import functools
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.ids import new_ulid
from dutydesk.queues import FifoOutlet
from dutydesk.settings import load
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.offices import DynamoOffices
from dutydesk.stores.receipts import DynamoReceipts
from dutydesk.stores.tickets import DynamoTicketTable, Tickets
from functions.lookup.tickets.book import DynamoTicketBook
from functions.lookup.tickets.building import decisions
from functions.lookup.tickets.desk import TicketDesk

if TYPE_CHECKING:
    from dutydesk.messages import Reply

_PATIENT = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The ticket desk's environment."""

    tickets_table: str
    receipts_table: str
    content_table: str
    replies_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The ticket desk, and where it notes what it could not process."""

    tickets: TicketDesk
    receipts: DynamoReceipts


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    replies: FifoOutlet[Reply] = FifoOutlet(aws.client("sqs", _PATIENT), settings.replies_queue_url)
    book = DynamoTicketBook(
        client=dynamodb,
        receipts_table=settings.receipts_table,
        tickets_table=settings.tickets_table,
        clock=utc_now,
    )
    tickets = TicketDesk(
        book=book,
        decisions=decisions(
            tickets=Tickets(DynamoTicketTable(dynamodb, settings.tickets_table)),
            offices=DynamoOffices(dynamodb, settings.content_table),
            content=DynamoContent(dynamodb, settings.content_table),
            clock=utc_now,
            new_id=lambda: new_ulid(utc_now()),
            start=random.randrange,
        ),
        replies=replies,
        clock=utc_now,
        pause=_pause,
    )
    return Desk(tickets=tickets, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that racing changes fall apart; half a second at the most."""
    time.sleep(random.uniform(0, min(0.5, 0.02 * 2**attempt)))  # noqa: S311  # spreads a race
