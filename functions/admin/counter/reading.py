"""What officers read of a counter: the line, the wait, the day's figures. Person ids, and nothing else of anybody."""

from dataclasses import dataclass

from dutydesk.stores.offices import Service
from dutydesk.workdays import periods
from functions.admin.access import Asker
from functions.admin.counter.floor import Counter, Floor, Where
from functions.admin.counter.rules import Estimate, Figures, Turn, estimate, figures


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRead:
    """The tickets of an office on a day, in order, ended ones included; ``is_open`` as the office stands now."""

    counter: Counter
    is_open: bool
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterReading:
    """Every method decides through ``floor`` first, and raises what ``Floor.read`` raises."""

    floor: Floor

    def line(self, asker: Asker, where: Where) -> LineRead:
        """Return the whole line."""
        counter = self.floor.read(asker, where)
        office = counter.office
        return LineRead(
            counter=counter,
            is_open=bool(periods(counter.day, hours=office.hours, closures=office.closures)),
            turns=tuple(self.floor.turns(counter, counter.kept.services)),
        )

    def estimates(self, asker: Asker, where: Where) -> list[tuple[Service, Estimate]]:
        """Return what somebody who came now would wait, by service.

        Raises:
            Conflict: the day is not today.
        """
        counter = self.floor.read(asker, where)
        counter.only_today()
        services = counter.office.services
        seats = self.floor.seats(counter, services)
        return [(service, estimate(seats[counter.line(service)], counter.now)) for service in services]

    def figures(self, asker: Asker, where: Where) -> list[tuple[Service | None, Figures]]:
        """Return how a day went: all of it, under None, and then each service."""
        counter = self.floor.read(asker, where)
        turns = self.floor.turns(counter, counter.kept.services)
        by_service = [
            (service, figures(turn for turn in turns if turn.line == counter.line(service)))
            for service in counter.kept.services
        ]
        return [(None, figures(turns)), *by_service]
