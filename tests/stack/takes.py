"""Many who take a number at the same moment, through the ticket desk's own object, at the stack's own tables."""

import random
import secrets
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
from botocore.config import Config

from dutydesk.clock import VIETNAM, iso, utc_now
from dutydesk.errands import TicketMessage, TicketWish
from dutydesk.errors import Conflict
from dutydesk.ids import new_ulid
from dutydesk.lines import Line, Place, Plan
from dutydesk.messages import Reply
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.items import key
from dutydesk.stores.offices import DynamoOffices, Office, Service, office_item
from dutydesk.stores.ticket_writes import place_writes, ticket_writes
from dutydesk.stores.tickets import DynamoTicketTable, Tickets
from dutydesk.tickets import Seat, State, Ticket
from dutydesk.workdays import open_days
from functions.lookup.tickets.book import Change, DynamoTicketBook
from functions.lookup.tickets.building import decisions
from functions.lookup.tickets.choices import Choice, Kind
from functions.lookup.tickets.desk import TicketDesk
from tests.stack.backroom import PREFIX
from tests.stack.desk import Desk

THREADS = 48
DELIVERIES = 5
"""How often a queue delivers a message whose worker lost every race."""
SLOT, MIDNIGHT = "0800", "0000"


class Kept:
    """The ``Outlet`` of replies: counts them; nobody is written to."""

    def __init__(self) -> None:
        self.texts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def send(self, message: Reply, *, group: str, dedupe: str) -> None:
        """Count one."""
        del group, dedupe
        with self._lock:
            self.texts[message.text.partition("\n")[0]] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """An office of a unit of its own, with one hour of so many places, and the desk that gives them out."""

    unit: str
    line: Line
    tickets: Tickets
    ticket_desk: TicketDesk
    replies: Kept

    def take(self, person: str) -> str:
        """Have one person tap the last button, as often as the queue would deliver it; return what became of it."""
        message = TicketMessage(
            event_key=f"rush-{self.unit}-{person}",
            platform="zalo",
            page_id="zalo-rush",
            unit=self.unit,
            person_id=f"{self.unit}-{person}",
            sent_at=datetime.now(UTC),
            wish=TicketWish.PICK,
            choice=str(
                Choice(
                    kind=Kind.TAKE,
                    office=self.line.office_id,
                    service=self.line.service_id,
                    day=self.line.day,
                    slot=SLOT,
                    people=1,
                )
            ),
        )
        for _ in range(DELIVERIES):
            try:
                return self.ticket_desk.accept(message)
            except Conflict:
                continue
        return "dead"

    def all_at_once(self, people: int) -> Counter[str]:
        """Have so many people tap at the same time; return how many came to what."""
        with ThreadPoolExecutor(THREADS) as crowd:
            return Counter(crowd.map(self.take, map(str, range(people))))

    def seats(self) -> Sequence[Seat]:
        """Return every number that was ever given."""
        return self.tickets.seats(self.line)

    def holders(self) -> Counter[int]:
        """Count, over all tickets, who holds which number: read from the tickets, not from the numbers."""
        return Counter(number for ticket_id in self._ticket_ids() for number in self._numbers(ticket_id))

    def _ticket_ids(self) -> Iterator[str]:
        yield from sorted({seat.ticket_id for seat in self.seats()})

    def _numbers(self, ticket_id: str) -> tuple[int, ...]:
        ticket = self.tickets.ticket(ticket_id)
        return ticket.numbers if ticket is not None else ()


def rush(desk: Desk, places: int) -> Rush:
    """Open an office on the stack whose one hour has so many places, on the next working day."""
    unit = f"rush-{secrets.token_hex(4)}"
    service = Service(service_id="can-cuoc", name="Làm thẻ căn cước", slot_minutes=60, capacity=places)
    office = Office(office_id=unit, unit=unit, name="Trụ sở Mẫu", hours="1-7 08:00-09:00", services=(service,))
    dynamodb, tables = _client(desk), {name: PREFIX + name for name in ("content", "receipts", "tickets")}
    dynamodb.put_item(TableName=tables["content"], Item=office_item(office))
    named = {"schema": {"N": "1"}, "unit": {"S": unit}, "name": {"S": "Công an Mẫu"}}
    dynamodb.put_item(TableName=tables["content"], Item=key(f"UNIT#{unit}") | named)
    replies, tickets = Kept(), Tickets(DynamoTicketTable(dynamodb, tables["tickets"]))
    ticket_desk = TicketDesk(
        book=DynamoTicketBook(
            client=dynamodb, receipts_table=tables["receipts"], tickets_table=tables["tickets"], clock=utc_now
        ),
        decisions=decisions(
            tickets=tickets,
            offices=DynamoOffices(dynamodb, tables["content"]),
            content=DynamoContent(dynamodb, tables["content"]),
            clock=utc_now,
            new_id=lambda: new_ulid(utc_now()),
            start=random.randrange,
        ),
        replies=replies,
        clock=utc_now,
        pause=lambda _attempt: None,
    )
    tomorrow = datetime.now(VIETNAM).date() + timedelta(days=1)
    day = next(open_days(tomorrow, ahead=office.days_ahead - 1, hours=office.hours))
    line = Line(office_id=unit, service_id=service.service_id, day=day.isoformat())
    return Rush(unit=unit, line=line, tickets=tickets, ticket_desk=ticket_desk, replies=replies)


def holds_today(desk: Desk, line: Line, *, person_id: str, page_id: str, unit: str, number: int) -> Ticket:
    """Give somebody a number of a line for its first minute: by chat only possible on some days, until some hour."""
    ticket = Ticket(
        ticket_id=new_ulid(utc_now()),
        unit=unit,
        office_id=line.office_id,
        service_id=line.service_id,
        day=line.day,
        slot=MIDNIGHT,
        numbers=(number,),
        booked_at=iso(utc_now()),
        person_id=person_id,
        page_id=page_id,
        platform="zalo",
    )
    dynamodb = _client(desk)
    Tickets(DynamoTicketTable(dynamodb, f"{PREFIX}tickets")).fixed(line, Plan(slots=(MIDNIGHT,), capacity=100))
    place = Place(slot=MIDNIGHT, number=number)
    writes = place_writes(line, [place], state=State.BOOKED, ticket_id=ticket.ticket_id, person_id=person_id)
    book = DynamoTicketBook(
        client=dynamodb, receipts_table=f"{PREFIX}receipts", tickets_table=f"{PREFIX}tickets", clock=utc_now
    )
    change = Change(event_key=ticket.ticket_id, writes=(*writes, *ticket_writes(ticket, None, by="citizen")))
    book.commit(change)
    return ticket


def _client(desk: Desk) -> Any:
    """Return a client with a connection for each thread."""
    aws = desk.endpoints.aws
    return boto3.Session().client(
        "dynamodb",
        endpoint_url=aws["endpoint_url"],
        region_name=aws["region"],
        aws_access_key_id=aws["access_key_id"],
        aws_secret_access_key=aws["secret_access_key"],
        config=Config(max_pool_connections=THREADS, retries={"total_max_attempts": 3}, read_timeout=120),
    )
