"""What one message finds: who wrote, when, which offices there are, and what is kept under the person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from dutydesk.clock import VIETNAM, from_iso
from dutydesk.errands import TicketMessage
from dutydesk.stores.content import Unit
from dutydesk.stores.offices import Office, Service
from dutydesk.stores.ticket_items import Asked, PersonFile
from dutydesk.stores.ticket_writes import ASKED_LIFE
from dutydesk.workdays import periods


class Option(NamedTuple):
    """A service at an office."""

    office: Office
    service: Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What decisions are made of, beside the lines themselves."""

    message: TicketMessage
    now: datetime
    unit: Unit
    offices: tuple[Office, ...]
    file: PersonFile

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return self.now.astimezone(VIETNAM).date()

    @property
    def asked(self) -> Asked | None:
        """What was offered last, unless that is too long ago to be meant; DynamoDB drops expired items late."""
        asked = self.file.asked
        return asked if asked is not None and self.now < from_iso(asked.asked_at) + ASKED_LIFE else None

    @property
    def options(self) -> tuple[Option, ...]:
        """Every service at every office of the unit."""
        return tuple(self._options())

    def find(self, office_id: str, service_id: str) -> Option | None:
        """Return a service at an office, or None when it is not there any more."""
        wanted = (
            one for one in self.options if (one.office.office_id, one.service.service_id) == (office_id, service_id)
        )
        return next(wanted, None)

    def works(self, office_id: str, day: str) -> bool:
        """Whether an office is open on a day, in ISO form; one that is not there any more is not."""
        found = (one for one in self.offices if one.office_id == office_id)
        when = date.fromisoformat(day)
        return any(periods(when, hours=office.hours, closures=office.closures) for office in found)

    def _options(self) -> Iterator[Option]:
        for office in self.offices:
            for service in office.services:
                yield Option(office, service)
