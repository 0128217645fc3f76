"""What one message to the ticket desk asks for, and who decides about it."""

from dataclasses import dataclass

from dutydesk.clock import Clock
from dutydesk.errands import TicketMessage, TicketWish
from dutydesk.errors import MalformedEvent
from dutydesk.lines import Line
from dutydesk.stores.content import Content
from dutydesk.stores.offices import Offices
from dutydesk.stores.tickets import Tickets
from dutydesk.text import catalogue_tickets as words
from functions.lookup.tickets.booking import Booking
from functions.lookup.tickets.choices import Choice, Kind, read
from functions.lookup.tickets.closing import Closing
from functions.lookup.tickets.menus import Menus
from functions.lookup.tickets.own import Own
from functions.lookup.tickets.scene import Option, Scene
from functions.lookup.tickets.verdict import Did, Said, Verdict
from functions.lookup.tickets.waitlist import Waitlist
from functions.lookup.tickets.words import Word, meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Decides; changes nothing but a line's plan."""

    tickets: Tickets
    offices: Offices
    content: Content
    menus: Menus
    booking: Booking
    own: Own
    waitlist: Waitlist
    closing: Closing
    clock: Clock

    def on(self, message: TicketMessage) -> Verdict:  # noqa: PLR0911  # one line per wish
        """Return what is to be done; it holds for what is known now, so that a lost race is decided again.

        Raises:
            MalformedEvent: it is about a line that cannot be one.
        """
        scene = Scene(
            message=message,
            now=self.clock(),
            unit=self.content.unit(message.unit),
            offices=self.offices.offices_of(message.unit),
            file=self.tickets.person(message.person_id),
        )
        match message.wish:
            case TicketWish.OPEN:
                return self.menus.services(scene)
            case TicketWish.PICK:
                return self._picked(scene, read(message.choice))
            case TicketWish.WORDS:
                return self._typed(scene)
            case TicketWish.MINE:
                return self.own.mine(scene)
            case TicketWish.CANCEL:
                return self._about_own(scene, Kind.CANCEL)
            case TicketWish.MOVE:
                return self._about_own(scene, Kind.MOVE)
            case TicketWish.REMIND:
                return self.own.remind(scene, message.subject)
            case TicketWish.OFFER:
                return self.waitlist.look(scene, _line(message.subject))
            case TicketWish.CLOSED:
                return self.closing.tell(scene, _line(message.subject))

    def _typed(self, scene: Scene) -> Verdict:  # noqa: PLR0911  # one line per meaning
        asked = scene.asked
        found = meant(scene.message.text, asked, scene.today)
        match found:
            case Choice():
                return self._picked(scene, found)
            case Word.CANCEL:
                return self._about_own(scene, Kind.CANCEL)
            case Word.MOVE:
                return self._about_own(scene, Kind.MOVE)
            case Word.MINE:
                return self.own.mine(scene)
            case Word.OPEN:
                return self.menus.services(scene)
            case Word.STOP:
                return Verdict(did=Did.SHOWN, said=(Said(text=words.STOPPED, buttons=(words.AGAIN,)),))
        menu = read(asked.choice) if asked is not None else None
        again = self._picked(scene, menu) if menu is not None else self.menus.services(scene)
        return _not_understood(again)

    def _about_own(self, scene: Scene, kind: Kind) -> Verdict:
        found = self.own.which(scene, kind)
        return found if isinstance(found, Verdict) else self._picked(scene, found)

    def _picked(self, scene: Scene, choice: Choice | None) -> Verdict:  # noqa: C901, PLR0911  # one line per kind
        if choice is None:
            return self.menus.services(scene, first=words.NOT_KNOWN)
        match choice.kind:
            case Kind.SERVICES:
                return self.menus.services(scene, page=choice.page)
            case Kind.SHOW:
                return self.own.mine(scene)
            case Kind.CANCEL:
                return self.own.ask_to_cancel(scene, choice)
            case Kind.CANCEL_SURE:
                return self.own.cancel(scene, choice)
            case Kind.KEEP:
                return self.own.keep(scene, choice)
            case Kind.MOVE:
                return self.own.move(scene, choice)
            case Kind.ACCEPT:
                return self.waitlist.accept(scene, choice)
            case Kind.DECLINE:
                return self.waitlist.decline(scene, choice)
        option = scene.find(choice.office, choice.service)
        if option is None or (choice.kind is not Kind.DAYS and not choice.day):
            return self.menus.services(scene, first=words.NOT_KNOWN)
        return self._on_the_way(scene, option, choice)

    def _on_the_way(self, scene: Scene, option: Option, choice: Choice) -> Verdict:
        match choice.kind:
            case Kind.HOURS:
                return self.menus.refusal(scene, choice) or self.menus.hours(scene, option, choice)
            case Kind.PEOPLE if choice.ref:
                slot = self.menus.slot_at(scene, option, choice)
                return self.booking.take(scene, option, choice.to(Kind.TAKE, slot=slot))
            case Kind.PEOPLE:
                return self.menus.refusal(scene, choice) or self.menus.people(scene, option, choice)
            case Kind.TAKE:
                return self.booking.take(scene, option, choice)
            case Kind.WAIT:
                return self.waitlist.wait(scene, option, choice)
        return self.menus.days(scene, option, choice)


def _line(subject: str) -> Line:
    try:
        return Line.read(subject)
    except ValueError:
        raise MalformedEvent("not about a line") from None


def _not_understood(again: Verdict) -> Verdict:
    """Say that the words were not understood, above what was asked already, which changes nothing."""
    if not again.said:
        return Verdict(did=Did.NOT_UNDERSTOOD, said=(Said(text=words.NOT_UNDERSTOOD, buttons=(words.AGAIN,)),))
    first, *rest = again.said
    text = f"{words.NOT_UNDERSTOOD}\n{first.text}"
    return Verdict(
        did=Did.NOT_UNDERSTOOD, said=(Said(text=text, buttons=first.buttons, to=first.to), *rest), menu=again.menu
    )
