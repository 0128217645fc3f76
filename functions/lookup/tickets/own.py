"""A person's own numbers: shown, given back, moved, and remembered the day before."""

from dataclasses import dataclass

from dutydesk.stores.ticket_writes import line_of, look_at_waiting, step_writes
from dutydesk.stores.tickets import Tickets
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import Act, State, Ticket, acted, can, people_before, wait_minutes
from functions.lookup.tickets import talk
from functions.lookup.tickets.booking import CITIZEN
from functions.lookup.tickets.choices import Choice, Kind
from functions.lookup.tickets.menus import Menus
from functions.lookup.tickets.scene import Scene
from functions.lookup.tickets.verdict import Did, Said, Verdict

MOST_SHOWN = 3

_NOW = {
    State.CALLED: words.AT_COUNTER,
    State.SERVING: words.AT_COUNTER,
    State.HELD: words.WAS_CALLED,
    State.SKIPPED: words.WAS_CALLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Deals with tickets that are there."""

    tickets: Tickets
    menus: Menus

    def mine(self, scene: Scene) -> Verdict:
        """Show every live number, on its day with how many are before it; without one, what the person waits for."""
        live = self.live(scene)
        if live:
            said = [
                talk.booked(one, scene, text=words.YOURS, last=self._progress(one, scene)) for one in live[:MOST_SHOWN]
            ]
            return Verdict(did=Did.SHOWN, said=tuple(said))
        lines = [words.NONE_YET, *self._waits(scene)]
        return Verdict(did=Did.SHOWN, said=(Said(text="\n".join(lines), buttons=(words.AGAIN,)),))

    def live(self, scene: Scene) -> list[Ticket]:
        """Return the person's live tickets, the next one first."""
        found = (self.menus.live(scene, service_id) for service_id in scene.file.pointers)
        return sorted((one for one in found if one is not None), key=lambda one: (one.day, one.slot))

    def which(self, scene: Scene, kind: Kind) -> Verdict | Choice:
        """Return the choice about the only live number; with several ask which, with none say so."""
        live = self.live(scene)
        if not live:
            return self.mine(scene)
        if len(live) == 1:
            return Choice(kind=kind, ref=live[0].ticket_id)
        titled = [(_short(one, scene), Choice(kind=kind, ref=one.ticket_id)) for one in live]
        menu = Choice(kind=Kind.SHOW)
        said = Said(text=words.WHICH_ONE, buttons=talk.listed(titled[: talk.MOST_BUTTONS], menu, ""))
        return Verdict(did=Did.ASKED, said=(said,), menu=menu)

    def ask_to_cancel(self, scene: Scene, choice: Choice) -> Verdict:
        """Ask once more."""
        ticket = self.own(scene, choice)
        if ticket is None or not can(ticket, Act.CANCEL):
            return _refused(words.CANNOT_CANCEL)
        told = talk.about(ticket, scene)
        buttons = (
            talk.button(words.CANCEL_SURE, choice.to(Kind.CANCEL_SURE)),
            talk.button(words.CANCEL_NOT, choice.to(Kind.KEEP)),
        )
        said = Said(text=words.SURE_TO_CANCEL.format(**told), buttons=buttons)
        return Verdict(did=Did.ASKED, said=(said,), menu=choice)

    def cancel(self, scene: Scene, choice: Choice) -> Verdict:
        """Give the numbers back; they are burnt, and their places are offered to whoever waits."""
        ticket = self.own(scene, choice)
        if ticket is not None and ticket.state is State.CANCELLED:
            return Verdict(did=Did.SHOWN, said=(Said(text=words.CANCELLED, buttons=(words.AGAIN,)),))
        if ticket is None or not can(ticket, Act.CANCEL) or not ticket.is_live(scene.today.isoformat()):
            return _refused(words.CANNOT_CANCEL)
        line = line_of(ticket)
        after = acted(ticket, Act.CANCEL, at=scene.now)
        return Verdict(
            did=Did.CANCELLED,
            said=(Said(text=words.CANCELLED, buttons=(words.AGAIN,)),),
            writes=step_writes(ticket, after, self.tickets.seats(line, ticket.slot), at=scene.now, by=CITIZEN),
            dues=(look_at_waiting(line, ticket.unit, because_of=ticket.ticket_id, at=scene.now),),
        )

    def keep(self, scene: Scene, choice: Choice) -> Verdict:
        """Say that nothing changed, unless it did."""
        ticket = self.own(scene, choice)
        if ticket is None or not ticket.is_live(scene.today.isoformat()):
            return self.mine(scene)
        return Verdict(did=Did.SHOWN, said=(talk.booked(ticket, scene, text=words.YOURS, first=words.KEPT),))

    def move(self, scene: Scene, choice: Choice) -> Verdict:
        """Offer the days for another number in place of this one."""
        ticket = self.own(scene, choice)
        option = scene.find(ticket.office_id, ticket.service_id) if ticket is not None else None
        if ticket is None or option is None:
            return _refused(words.CANNOT_MOVE)
        here = Choice(kind=Kind.DAYS, office=ticket.office_id, service=ticket.service_id, ref=ticket.ticket_id)
        return self.menus.days(scene, option, here)

    def remind(self, scene: Scene, ticket_id: str) -> Verdict:
        """Say that tomorrow is the day, unless the number is not to be used any more."""
        ticket = self.tickets.ticket(ticket_id)
        is_due = ticket is not None and ticket.state is State.BOOKED and ticket.day > scene.today.isoformat()
        if ticket is None or not is_due or ticket.person_id != scene.message.person_id:
            return Verdict(did=Did.NOTHING)
        if ticket.told_at and not scene.works(ticket.office_id, ticket.day):
            return Verdict(did=Did.NOTHING)
        return Verdict(did=Did.REMINDED, said=(talk.booked(ticket, scene, text=words.REMINDER),))

    def own(self, scene: Scene, choice: Choice) -> Ticket | None:
        """Return the ticket that a choice is about, if it is this person's."""
        ticket = self.tickets.ticket(choice.ref) if choice.ref else None
        return ticket if ticket is not None and ticket.person_id == scene.message.person_id else None

    def _progress(self, ticket: Ticket, scene: Scene) -> str:
        """Say on the day itself how many are before."""
        if ticket.day != scene.today.isoformat():
            return ""
        if ticket.state is not State.BOOKED:
            return _NOW[ticket.state]
        seats = self.tickets.seats(line_of(ticket))
        people = people_before(seats, ticket)
        if not people:
            return words.NOBODY_BEFORE
        minutes = wait_minutes(seats, ticket)
        lines = [words.BEFORE.format(people=people)]
        if minutes is not None:
            lines.append(words.ESTIMATE.format(minutes=minutes))
        return "\n".join(lines)

    def _waits(self, scene: Scene) -> list[str]:
        told = []
        for pointer in scene.file.waits.values():
            waiting = self.tickets.waits(pointer, scene.message.person_id)
            day = pointer.line.rsplit("#", 1)[-1]
            if waiting is not None and day >= scene.today.isoformat():
                names = {one.service.service_id: one.service.name for one in scene.options}
                service = names.get(pointer.service_id, pointer.service_id)
                told.append(words.WAITING_FOR.format(service=service, day=talk.day(day, scene.today)))
        return told


def _short(ticket: Ticket, scene: Scene) -> str:
    return words.WHICH.format(**talk.about(ticket, scene))


def _refused(text: str) -> Verdict:
    return Verdict(did=Did.REFUSED, said=(Said(text=text),))
