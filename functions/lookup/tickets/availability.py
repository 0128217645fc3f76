"""Which places can be taken by chat, now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dutydesk.lines import Line, Place, Plan, free_places, plan_of
from dutydesk.stores.tickets import Tickets
from dutydesk.workdays import open_days, periods
from functions.lookup.tickets.scene import Option, Scene

CLOSED = Plan(slots=(), capacity=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Reads lines."""

    tickets: Tickets

    def line(self, option: Option, day: str) -> Line:
        """Name the line of a service on a day."""
        return Line(office_id=option.office.office_id, service_id=option.service.service_id, day=day)

    def plan(self, scene: Scene, option: Option, day: str) -> Plan:
        """Return a day's plan; one without slots when numbers are not given for it, now."""
        office, when = option.office, date.fromisoformat(day)
        in_time = scene.today <= when <= scene.today + timedelta(days=office.days_ahead)
        if not in_time or not periods(when, hours=office.hours, closures=office.closures):
            return CLOSED
        return self.tickets.plan(self.line(option, day)) or plan_of(office, option.service, when)

    def free_by_slot(self, scene: Scene, option: Option, day: str) -> dict[str, int]:
        """Return how many places each slot still to come has, those without any left out, in order."""
        plan = self.plan(scene, option, day)
        line = self.line(option, day)
        coming = [slot for slot in plan.slots if line.begins(slot) > scene.now]
        if not coming:
            return {}
        seats = self.tickets.seats(line)
        free = {slot: free_places(plan, seats, slot) for slot in coming}
        if any(not place.is_fresh for places in free.values() for place in places):
            free = {slot: self._for_this_person(scene, line, places) for slot, places in free.items()}
        return {slot: len(places) for slot, places in free.items() if places}

    def places(self, scene: Scene, line: Line, plan: Plan, slot: str) -> tuple[Place, ...]:
        """Return the places of one slot that this person may take."""
        places = free_places(plan, self.tickets.seats(line, slot), slot)
        if all(place.is_fresh for place in places):
            return places
        return self._for_this_person(scene, line, places)

    def days(self, scene: Scene, option: Option) -> Iterator[tuple[date, int]]:
        """Yield the days with a free place, and how many it has, in order; each is looked up when it is asked for."""
        for day in self.open_days(scene, option):
            free = sum(self.free_by_slot(scene, option, day.isoformat()).values())
            if free:
                yield day, free

    def open_days(self, scene: Scene, option: Option) -> Iterator[date]:
        """Yield the days for which numbers are given."""
        office = option.office
        return open_days(scene.today, ahead=office.days_ahead, hours=office.hours, closures=office.closures)

    def _for_this_person(self, scene: Scene, line: Line, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """Leave freed places to whoever waits for one, unless that is this very person."""
        waiting = self.tickets.waiting(line)
        if all(one.person_id == scene.message.person_id for one in waiting):
            return places
        return tuple(place for place in places if place.is_fresh)
