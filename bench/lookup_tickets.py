"""Many want few queue numbers at the same time: who gets one, by what the table holds afterwards.

The real ticket desk by threads, over the lines of a few days. Whoever finds an hour full takes another of that day that
was offered, until none is; a message whose every try lost a race is delivered again, as its queue would do it.
"""

import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from typing import Any

from bench.lookup_ground import UNIT, Ground
from dutydesk.clock import VIETNAM, utc_now
from dutydesk.errands import TicketMessage, TicketWish
from dutydesk.errors import Conflict
from dutydesk.ids import new_ulid
from dutydesk.messages import Platform, Reply
from dutydesk.queues import FifoOutlet
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.items import from_item
from dutydesk.stores.offices import DynamoOffices, Office, Service
from dutydesk.stores.tickets import DynamoTicketTable, Tickets
from dutydesk.text.catalogue import TICKET_PREFIX
from dutydesk.tickets import ENDED
from dutydesk.workdays import open_days
from functions.lookup.tickets.book import DynamoTicketBook
from functions.lookup.tickets.building import decisions
from functions.lookup.tickets.choices import Choice, Kind, read
from functions.lookup.tickets.desk import TicketDesk
from functions.lookup.tickets.verdict import Did

AT_ONCE = 32
"""As many threads as the clients keep connections."""
SERVICE = "can-cuoc"
HOURS = "1-7 08:00-12:00"
SLOTS = ("0800", "0830", "0900", "0930", "1000", "1030", "1100", "1130")
DAYS = 5
AHEAD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """What came of it.

    ``issued``: numbers on tickets that stand. ``duplicates``: how many of them another ticket holds as well. ``gaps``:
    places that nobody has although more wanted one. ``above``: numbers that an hour has above its places. ``false``:
    people who were told that they have a number and have none, or the other way round. ``redelivered``: messages that
    came again because every try had lost a race.
    """

    places: int
    takers: int
    issued: int
    duplicates: int
    gaps: int
    above: int
    false: int
    redelivered: int
    took_s: float


@dataclass(slots=True)
class _Offered:
    """An ``Outlet`` that hands on to ``real`` and remembers the hours that were offered."""

    real: FifoOutlet[Reply]
    hours: list[Choice] = field(default_factory=list)

    def send(self, message: Reply, *, group: str, dedupe: str) -> None:
        """Hand on."""
        choices = (read(button.payload.removeprefix(TICKET_PREFIX)) for button in message.buttons)
        self.hours = [choice for choice in choices if choice is not None and choice.kind is Kind.PEOPLE]
        self.real.send(message, group=group, dedupe=dedupe)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counter:
    """The desk, and some days' lines at it."""

    desk: TicketDesk
    outlet: FifoOutlet[Reply]
    office: Office
    days: Sequence[str]
    lost: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, taker: int) -> bool:
        """Take a number of one day, whichever hour; return whether there was one."""
        day, slot = self.days[taker % DAYS], SLOTS[taker // DAYS % len(SLOTS)]
        wanted = Choice(kind=Kind.TAKE, office=self.office.office_id, service=SERVICE, day=day, slot=slot)
        while True:
            offered = _Offered(self.outlet)
            did = self._deliver(replace(self.desk, replies=offered), _message(_person(taker), wanted))
            if did is Did.TAKEN or not offered.hours:
                return did is Did.TAKEN
            wanted = random.choice(offered.hours)

    def _deliver(self, desk: TicketDesk, message: TicketMessage) -> Did:
        while True:
            try:
                return desk.accept(message)
            except Conflict:
                with self._lock:
                    self.lost["redelivered"] += 1


def measure(ground: Ground, *, takers: int, places: int, at_once: int = AT_ONCE) -> Rush:
    """Have so many people take a number of so many places (a multiple of 40), and look what there is afterwards."""
    counter = _opened(ground, places)
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as crowd:
        told = list(crowd.map(counter.take, range(takers)))
    took_s = time.perf_counter() - began
    having = {_person(taker) for taker, has in enumerate(told) if has}
    tickets = [one for one in _tickets(ground) if one["office_id"] == counter.office.office_id]
    return replace(
        judged(tickets, having, places=places), takers=takers, redelivered=counter.lost["redelivered"], took_s=took_s
    )


def judged(tickets: Sequence[Mapping[str, Any]], told: set[str], *, places: int) -> Rush:
    """Judge tickets in their plain form; ``told`` are those who were told that they have one."""
    standing = [one for one in tickets if one["state"] not in ENDED]
    numbers = [(one["day"], number) for one in standing for number in one["numbers"]]
    wanted = {(day, number) for day, _ in numbers for number in range(1, places // DAYS + 1)}
    by_hour = Counter((one["day"], one["slot"]) for one in standing for _ in one["numbers"])
    having = {one["person_id"] for one in standing}
    return Rush(
        places=places,
        takers=0,
        issued=len(numbers),
        duplicates=len(numbers) - len(set(numbers)),
        gaps=places - len(wanted & set(numbers)),
        above=sum(max(0, given - _each(places)) for given in by_hour.values()),
        false=len(having ^ told),
        redelivered=0,
        took_s=0.0,
    )


def _opened(ground: Ground, places: int) -> _Counter:
    """Open an office with one service, all of whose places are given out by chat."""
    service = Service(service_id=SERVICE, name="Làm thẻ căn cước", slot_minutes=30, capacity=_each(places))
    office = Office(
        office_id=f"dong-{secrets.token_hex(3)}",
        unit=UNIT.unit,
        name="Bộ phận một cửa",
        hours=HOURS,
        services=(service,),
        days_ahead=AHEAD,
    )
    ground.open_office(office)
    tomorrow = utc_now().astimezone(VIETNAM).date() + timedelta(days=1)
    days = [day.isoformat() for day in islice(open_days(tomorrow, ahead=AHEAD - 1, hours=HOURS), DAYS)]
    outlet: FifoOutlet[Reply] = FifoOutlet(ground.client("sqs"), ground.replies_url)
    return _Counter(desk=_desk(ground, outlet), outlet=outlet, office=office, days=days)


def _desk(ground: Ground, outlet: FifoOutlet[Reply]) -> TicketDesk:
    """Build the desk as its wiring does."""
    dynamodb, tables = ground.client("dynamodb"), ground.tables
    return TicketDesk(
        book=DynamoTicketBook(
            client=dynamodb, receipts_table=tables["receipts"], tickets_table=tables["tickets"], clock=utc_now
        ),
        decisions=decisions(
            tickets=Tickets(DynamoTicketTable(dynamodb, tables["tickets"])),
            offices=DynamoOffices(dynamodb, tables["content"]),
            content=DynamoContent(dynamodb, tables["content"]),
            clock=utc_now,
            new_id=lambda: new_ulid(utc_now()),
            start=random.randrange,
        ),
        replies=outlet,
        clock=utc_now,
        pause=lambda attempt: time.sleep(random.uniform(0, min(0.5, 0.02 * 2**attempt))),
    )


def _tickets(ground: Ground) -> Iterator[dict[str, Any]]:
    """Yield every ticket of the table, in plain form."""
    pages = ground.client("dynamodb").get_paginator("scan").paginate(TableName=ground.tables["tickets"])
    items = (from_item(item) for page in pages for item in page["Items"])
    return (item for item in items if item["pk"].startswith("TICKET#") and item["sk"] == "#")


def _each(places: int) -> int:
    """Return how many places an hour has."""
    return places // DAYS // len(SLOTS)


def _person(taker: int) -> str:
    return f"bench-taker-{taker:06}"


def _message(person_id: str, wanted: Choice) -> TicketMessage:
    return TicketMessage(
        event_key=f"zalo:user_send_text:{secrets.token_hex(16)}",
        platform=Platform.ZALO,
        page_id="zalo-bench",
        unit=UNIT.unit,
        person_id=person_id,
        sent_at=utc_now(),
        wish=TicketWish.PICK,
        choice=str(wanted.to(Kind.TAKE, people=1)),
    )
