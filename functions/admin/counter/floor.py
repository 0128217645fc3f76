"""The counter of one office on one day, as it is read: which office, which lines, which tickets. Changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from dutydesk.clock import VIETNAM, Clock
from dutydesk.errors import Conflict, NotFound, RejectedInput
from dutydesk.lines import Line
from dutydesk.stores.offices import SLUG, Office, Service
from dutydesk.stores.tickets import Tickets
from dutydesk.tickets import Seat
from functions.admin.access import Access, Asker
from functions.admin.counter.rules import Turn, turns
from functions.admin.matrix import Deed
from functions.admin.offices.editing import NO_SUCH_OFFICE
from functions.admin.offices.rules import NO_DAY, as_day
from functions.admin.offices.store import DynamoOfficeBook, Kept

NO_SUCH_SERVICE = "trụ sở không có việc này / the office has no such service"
ONLY_TODAY = "chỉ làm được trong ngày hôm nay / this can only be done today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """An office and a day, as somebody named them."""

    office_id: str
    day: str

    @property
    def target(self) -> str:
        """What the audit calls it."""
        known = bool(SLUG.fullmatch(self.office_id)) and as_day(self.day) is not None
        return f"counter {self.office_id} {self.day}" if known else "counter ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """An office on a day, at a moment."""

    kept: Kept
    day: date
    now: datetime

    @property
    def office(self) -> Office:
        """The office as it is now."""
        return self.kept.office

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return self.now.astimezone(VIETNAM).date()

    def service(self, service_id: str) -> Service:
        """Return one of its services, one that somebody still holds a number for included.

        Raises:
            NotFound: it has none of this id.
        """
        for service in self.kept.services:
            if service.service_id == service_id:
                return service
        raise NotFound(NO_SUCH_SERVICE)

    def line(self, service: Service) -> Line:
        """Name the line of a service."""
        return Line(office_id=self.office.office_id, service_id=service.service_id, day=self.day.isoformat())

    def only_today(self) -> None:
        """Raise ``Conflict`` on any other day."""
        if self.day != self.today:
            raise Conflict(ONLY_TODAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Finds counters, and lets pass who may read or work at them."""

    access: Access
    offices: DynamoOfficeBook
    tickets: Tickets
    clock: Clock

    def read(self, asker: Asker, where: Where) -> Counter:
        """Return the counter for reading.

        Raises:
            NotFound: the office is absent or another unit's; the same answer for both.
            RejectedInput: the day is none.
        """
        units = tuple(dict.fromkeys(asker.officer.units))
        kept = self.access.found(
            asker,
            Deed.READ_COUNTER,
            where.target,
            lambda: self._office(units, where.office_id),
            otherwise=NO_SUCH_OFFICE,
        )
        return Counter(kept=kept, day=_day(where), now=self.clock())

    @contextmanager
    def working(self, asker: Asker, deed: Deed, where: Where) -> Iterator[Counter]:
        """Give the counter for a change; when nothing comes of it, that is accounted for.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound, RejectedInput: as for ``read``.
        """
        with self.access.changing(asker, deed, where.target) as units:
            kept = self._office(units, where.office_id)
            if kept is None:
                raise NotFound(NO_SUCH_OFFICE)
            yield Counter(kept=kept, day=_day(where), now=self.clock())

    def again(self, counter: Counter) -> Counter:
        """Read the counter's office anew, after somebody changed it.

        Raises:
            NotFound: it is gone.
        """
        kept = self.offices.get(counter.kept.unit, counter.office.office_id)
        if kept is None:
            raise NotFound(NO_SUCH_OFFICE)
        return replace(counter, kept=kept, now=self.clock())

    def seats(self, counter: Counter, services: tuple[Service, ...]) -> dict[Line, list[Seat]]:
        """Return the numbers of some services, by line."""
        lines = [counter.line(service) for service in services]
        return {line: list(self.tickets.seats(line)) for line in lines}

    def turns(self, counter: Counter, services: tuple[Service, ...]) -> list[Turn]:
        """Return the tickets of some services, by slot and number and then by service."""
        found = [turn for line, seats in self.seats(counter, services).items() for turn in turns(line, seats)]
        return sorted(found, key=lambda turn: (turn.slot, turn.numbers))

    def _office(self, units: tuple[str, ...], office_id: str) -> Kept | None:
        return self.offices.find(units, office_id) if SLUG.fullmatch(office_id) else None


def _day(where: Where) -> date:
    day = as_day(where.day)
    if day is None:
        raise RejectedInput(f"date: {NO_DAY}")
    return day
