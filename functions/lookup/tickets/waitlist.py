"""The waiting list of a line: whoever asked first is offered what becomes free, for a quarter of an hour each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from dutydesk.clock import VIETNAM, from_iso, iso
from dutydesk.ids import asked_id
from dutydesk.lines import Line, Place, free_places
from dutydesk.stores.ticket_items import Waiting, Write
from dutydesk.stores.ticket_writes import (
    look_at_waiting,
    place_writes,
    seat_write,
    waiting_over,
    waiting_write,
    waits_write,
)
from dutydesk.stores.tickets import Tickets
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import MOST_PEOPLE, Seat, State
from functions.lookup.tickets import talk
from functions.lookup.tickets.availability import CLOSED, Availability
from functions.lookup.tickets.booking import Booking
from functions.lookup.tickets.choices import Choice, Kind
from functions.lookup.tickets.menus import Menus
from functions.lookup.tickets.scene import Option, Scene
from functions.lookup.tickets.verdict import Did, Said, Verdict

OFFER_HELD = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waitlist:
    """Puts people on the list, and offers."""

    tickets: Tickets
    availability: Availability
    menus: Menus
    booking: Booking
    new_id: Callable[[], str]

    def wait(self, scene: Scene, option: Option, choice: Choice) -> Verdict:
        """Put somebody on the list of a day; one list per service at a time."""
        refused = self.menus.refusal(scene, choice)
        if refused is not None:
            return refused
        if not self.availability.plan(scene, option, choice.day).slots:
            return self.menus.full(scene, option, choice)
        if not 1 <= choice.people <= MOST_PEOPLE:
            return self.menus.people_waiting(choice)
        message, line = scene.message, self.availability.line(option, choice.day)
        waiting = Waiting(
            line=line.key,
            moment=iso(scene.now),
            person_id=message.person_id,
            people=choice.people,
            unit=message.unit,
            page_id=message.page_id,
            platform=message.platform,
        )
        pointer = scene.file.waits.get(option.service.service_id)
        before = self.tickets.waits(pointer, message.person_id) if pointer is not None else None
        day = talk.day(choice.day, scene.today)
        text = words.NOW_WAITING.format(service=option.service.name, day=day, people=choice.people)
        if before is not None and (before.line, before.people) == (waiting.line, waiting.people):
            return Verdict(did=Did.WAITS, said=(Said(text=text),))
        return Verdict(
            did=Did.WAITS,
            said=(Said(text=text),),
            writes=(
                *waiting_over(before, None, message.person_id),
                waiting_write(waiting),
                waits_write(waiting, pointer),
            ),
            # A place may have become free since the list of hours was shown.
            dues=(look_at_waiting(line, message.unit, because_of=asked_id(message.event_key), at=scene.now),),
        )

    def accept(self, scene: Scene, choice: Choice) -> Verdict:
        """Make an offered place the person's number, as long as it is held for them."""
        seats = self._held(scene, choice)
        if not seats:
            return Verdict(did=Did.REFUSED, said=(Said(text=words.OFFER_GONE, buttons=(words.AGAIN,)),))
        refused = self.menus.refusal(scene, replace(choice, ref=""))
        if refused is not None:
            return refused
        places = tuple(Place(slot=seat.slot, number=seat.number, seat=seat) for seat in seats)
        return self.booking.give(scene, replace(choice, ref=""), places)

    def decline(self, scene: Scene, choice: Choice) -> Verdict:
        """Give an offered place to the next, and take the person off the list."""
        seats, line = self._held(scene, choice), _line(choice)
        if not seats:
            return Verdict(did=Did.DECLINED, said=(Said(text=words.OFFER_DECLINED),))
        because_of = f"{choice.ref}#declined"
        return Verdict(
            did=Did.DECLINED,
            said=(Said(text=words.OFFER_DECLINED),),
            writes=(
                *(seat_write(line, _opened(seat)) for seat in seats),
                *self.booking.waits_no_more(scene, choice.service),
            ),
            dues=(look_at_waiting(line, scene.message.unit, because_of=because_of, at=scene.now),),
        )

    def look(self, scene: Scene, line: Line) -> Verdict:
        """Take back the offers whose time is over, and make one more; with others still waiting, look again soon."""
        seats, waiting = list(self.tickets.seats(line)), self.tickets.waiting(line)
        over = [seat for seat in seats if seat.state is State.OFFERED and from_iso(seat.until) <= scene.now]
        gone = {seat.offer_id for seat in over}
        writes: dict[tuple[str, str], Write] = {}
        for seat in over:
            _put(writes, [seat_write(line, _opened(seat))])
        late = [one for one in waiting if one.offer_id in gone]
        for one in late:
            pointer = self.tickets.person(one.person_id).waits.get(line.service_id)
            _put(writes, waiting_over(one, pointer, one.person_id))
        said = [Said(text=words.OFFER_ENDED, buttons=(words.AGAIN,), to=one.person_id) for one in late]
        now_free = [_opened(seat) if seat in over else seat for seat in seats]
        still = [one for one in waiting if not one.offer_id]
        found = self._next(scene, line, now_free, still)
        if found is None:
            did = Did.OFFERED if writes else Did.NOTHING
            return Verdict(did=did, said=tuple(said), writes=tuple(writes.values()))
        one, places = found
        offer_id, until = self.new_id(), scene.now + OFFER_HELD
        held = {"person_id": one.person_id, "offer_id": offer_id, "until": iso(until)}
        _put(writes, place_writes(line, places, state=State.OFFERED, **held))
        _put(writes, [waiting_write(replace(one, offer_id=offer_id, until=iso(until)))])
        said.append(_offer(scene, line, one, places[0].slot, offer_id, until=f"{until.astimezone(VIETNAM):%H:%M}"))
        dues = [look_at_waiting(line, one.unit, because_of=offer_id, at=until)]
        if len(still) > 1:
            because_of = asked_id(scene.message.event_key)
            dues.append(look_at_waiting(line, one.unit, because_of=because_of, at=scene.now))
        return Verdict(did=Did.OFFERED, said=tuple(said), writes=tuple(writes.values()), dues=tuple(dues))

    def _next(
        self, scene: Scene, line: Line, seats: list[Seat], waiting: Iterable[Waiting]
    ) -> tuple[Waiting, tuple[Place, ...]] | None:
        """Return the first who waits and for whom a slot still to come has enough places, with those places."""
        option = scene.find(line.office_id, line.service_id)
        plan = self.availability.plan(scene, option, line.day) if option is not None else CLOSED
        plan = self.tickets.fixed(line, plan) if plan.slots else plan
        coming = [slot for slot in plan.slots if line.begins(slot) > scene.now + OFFER_HELD]
        free = {slot: free_places(plan, seats, slot) for slot in coming}
        fits = ((one, places[: one.people]) for one in waiting for places in free.values() if len(places) >= one.people)
        return next(fits, None)

    def _held(self, scene: Scene, choice: Choice) -> list[Seat]:
        """Return the seats of an offer that is this person's and not over."""
        if not (choice.day and choice.slot and choice.ref):
            return []
        return [
            seat
            for seat in self.tickets.seats(_line(choice), choice.slot)
            if seat.state is State.OFFERED
            and (seat.offer_id, seat.person_id) == (choice.ref, scene.message.person_id)
            and from_iso(seat.until) > scene.now
        ]


def _line(choice: Choice) -> Line:
    return Line(office_id=choice.office, service_id=choice.service, day=choice.day)


def _opened(seat: Seat) -> Seat:
    return replace(seat, state=State.OPEN, person_id="", offer_id="", until="")


def _put(writes: dict[tuple[str, str], Write], more: Iterable[Write]) -> None:
    """Add writes; the later one of the same item counts, since a transaction takes one of each."""
    writes.update({(one.pk, one.sk): one for one in more})


def _offer(scene: Scene, line: Line, one: Waiting, slot: str, offer_id: str, *, until: str) -> Said:
    option = scene.find(line.office_id, line.service_id)
    text = words.PLACE_FREE.format(
        service=option.service.name if option is not None else line.service_id,
        hour=talk.hour(slot),
        day=talk.day(line.day, scene.today),
        people=one.people,
        until=until,
    )
    here = Choice(
        kind=Kind.ACCEPT, office=line.office_id, service=line.service_id, day=line.day, slot=slot, ref=offer_id
    )
    buttons = (talk.button(words.TAKE_OFFER, here), talk.button(words.DECLINE_OFFER, here.to(Kind.DECLINE)))
    return Said(text=text, buttons=buttons, to=one.person_id)
