"""Which service, which day, which hour, how many: what is offered at each step. Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from dutydesk.messages import Button
from dutydesk.stores.tickets import Tickets
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import MOST_PEOPLE, Act, Ticket, can, walk_in_until
from functions.lookup.tickets import talk
from functions.lookup.tickets.availability import Availability
from functions.lookup.tickets.choices import Choice, Kind
from functions.lookup.tickets.scene import Option, Scene
from functions.lookup.tickets.verdict import Did, Said, Verdict

NOON = "1200"
_WAIT_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Menus:
    """Offers what can be chosen."""

    tickets: Tickets
    availability: Availability

    def services(self, scene: Scene, *, page: int = 0, first: str = "") -> Verdict:
        """Offer the services; a single one is not asked for."""
        options = scene.options
        if not options:
            return _no_office(scene)
        here = Choice(kind=Kind.SERVICES, page=page)
        if len(options) == 1:
            return self.days(scene, options[0], _of(options[0]), first=first)
        titled = [(_title(option, several=len(scene.offices) > 1), _of(option)) for option in options]
        return _asked(first, words.WHICH_SERVICE, talk.listed(titled, here, words.OTHER_SERVICE), here)

    def days(self, scene: Scene, option: Option, here: Choice, *, first: str = "") -> Verdict:
        """Offer the days that have a place; whoever has a number for this service is shown that."""
        refused = self.refusal(scene, here)
        if refused is not None:
            return refused
        wanted = (here.page + 1) * (talk.MOST_BUTTONS - 1) + 2
        found = list(islice(self.availability.days(scene, option), wanted))
        if not found:
            return self._no_day(scene, option, here)
        titled = [
            (talk.day(day.isoformat(), scene.today), here.to(Kind.HOURS, day=day.isoformat(), slot=""))
            for day, _ in found
        ]
        text = words.WHICH_DAY.format(service=option.service.name, office=option.office.name)
        return _asked(first, text, talk.listed(titled, here, words.OTHER_DAY), here)

    def hours(self, scene: Scene, option: Option, here: Choice, *, first: str = "") -> Verdict:
        """Offer the hours of a day that have a place, or of its half; without any, to wait for one."""
        free = self.availability.free_by_slot(scene, option, here.day)
        half = {slot: count for slot, count in free.items() if _within(slot, here.slot)}
        shown = half or free
        if not shown:
            return self.full(scene, option, here, first=first)
        then = Kind.TAKE if here.ref else Kind.PEOPLE
        titled = [
            (words.SLOT_FREE.format(hour=talk.hour(slot), free=count), here.to(then, slot=slot))
            for slot, count in shown.items()
        ]
        text = words.WHICH_HOUR.format(service=option.service.name, day=talk.day(here.day, scene.today))
        return _asked(first, text, talk.listed(titled, here, words.OTHER_HOUR), here)

    def people(self, scene: Scene, option: Option, here: Choice) -> Verdict:
        """Ask for how many, as far as the hour has places; an hour that was typed is the slot it falls into."""
        plan = self.availability.plan(scene, option, here.day)
        slot = self.slot_at(scene, option, here)
        free = self.availability.free_by_slot(scene, option, here.day).get(slot, 0)
        if not free:
            first = words.SLOT_FULL if slot in plan.slots else words.TOO_LATE
            return self.hours(scene, option, here.to(Kind.HOURS, slot=""), first=first)
        text = words.HOW_MANY.format(
            service=option.service.name, hour=talk.hour(slot), day=talk.day(here.day, scene.today), most=MOST_PEOPLE
        )
        buttons = _counts(here.to(Kind.TAKE, slot=slot), min(free, MOST_PEOPLE))
        return _asked("", text, buttons, here)

    def slot_at(self, scene: Scene, option: Option, choice: Choice) -> str:
        """Return the slot that an hour falls into, or the hour itself when it lies before all of them."""
        plan = self.availability.plan(scene, option, choice.day)
        return max((slot for slot in plan.slots if slot <= choice.slot), default=choice.slot)

    def people_waiting(self, here: Choice) -> Verdict:
        """Ask for how many somebody waits."""
        return _asked("", words.HOW_MANY_WAIT.format(most=MOST_PEOPLE), _counts(here, MOST_PEOPLE), here)

    def full(self, scene: Scene, option: Option, here: Choice, *, first: str = "") -> Verdict:
        """Say that a day has no place left, or takes no numbers, and what else there is."""
        plan = self.availability.plan(scene, option, here.day)
        text = words.DAY_FULL if plan.slots else words.DAY_CLOSED
        other = talk.button(words.OTHER_DAY, here.to(Kind.DAYS, day="", slot=""))
        wait = talk.button(words.WAIT, here.to(Kind.WAIT, slot="", people=0, ref=""))
        buttons = (wait, other) if plan.slots and not here.ref else (other,)
        text = text.format(day=talk.day(here.day, scene.today))
        return _asked(first, text[:1].upper() + text[1:], buttons, here, did=Did.REFUSED)

    def refusal(self, scene: Scene, choice: Choice) -> Verdict | None:
        """Return what to say when this person gets no number for the service now, None when they do.

        ``choice.ref`` names the ticket that would be moved, which stands in nobody's way.
        """
        until = walk_in_until(scene.file.missed, scene.today.isoformat())
        if until and not choice.ref:
            text = words.WALK_IN_ONLY.format(until=f"{until[8:]}/{until[5:7]}")
            return Verdict(did=Did.REFUSED, said=(Said(text=text),))
        live = self.live(scene, choice.service)
        if choice.ref:
            is_mine = live is not None and live.ticket_id == choice.ref and can(live, Act.MOVE)
            return None if is_mine else Verdict(did=Did.REFUSED, said=(Said(text=words.CANNOT_MOVE),))
        if live is None:
            return None
        return Verdict(did=Did.SHOWN, said=(talk.booked(live, scene, text=words.YOURS, first=words.HAVE_ONE),))

    def live(self, scene: Scene, service_id: str) -> Ticket | None:
        """Return the person's live ticket for a service."""
        pointer = scene.file.pointers.get(service_id)
        ticket = self.tickets.ticket(pointer.ticket_id) if pointer is not None else None
        return ticket if ticket is not None and ticket.is_live(scene.today.isoformat()) else None

    def _no_day(self, scene: Scene, option: Option, here: Choice) -> Verdict:
        days = list(islice(self.availability.open_days(scene, option), _WAIT_DAYS))
        text = (words.NO_DAY if days and not here.ref else words.NO_DAY_AT_ALL).format(service=option.service.name)
        buttons = tuple(
            talk.button(
                words.WAIT_ON.format(day=talk.day(day.isoformat(), scene.today)),
                here.to(Kind.WAIT, day=day.isoformat(), slot="", people=0),
            )
            for day in days
        )
        return _asked("", text, () if here.ref else buttons, here, did=Did.REFUSED)


def _of(option: Option) -> Choice:
    return Choice(kind=Kind.DAYS, office=option.office.office_id, service=option.service.service_id)


def _title(option: Option, *, several: bool) -> str:
    if not several:
        return option.service.name
    return words.SERVICE_AT.format(service=option.service.name, office=option.office.name)


def _asked(first: str, text: str, buttons: Sequence[Button], menu: Choice, *, did: Did = Did.ASKED) -> Verdict:
    said = Said(text="\n".join(filter(None, [first, text])), buttons=tuple(buttons))
    return Verdict(did=did, said=(said,), menu=menu)


def _counts(choice: Choice, most: int) -> tuple[Button, ...]:
    numbers = range(1, most + 1)
    return tuple(
        talk.button(words.PEOPLE.format(people=people), choice.to(choice.kind, people=people)) for people in numbers
    )


def _within(slot: str, wanted: str) -> bool:
    if wanted == "am":
        return slot < NOON
    return slot >= NOON if wanted == "pm" else True


def _no_office(scene: Scene) -> Verdict:
    lines = [words.NO_OFFICE.format(unit=scene.unit.name)]
    if scene.unit.hotline:
        lines.append(words.HOTLINE.format(hotline=scene.unit.hotline))
    return Verdict(did=Did.REFUSED, said=(Said(text="\n".join(lines)),))
