"""What the ticket desk says: catalogue texts around days, hours and numbers. Pure."""

from collections.abc import Sequence
from datetime import date

from dutydesk.messages import Button
from dutydesk.text import catalogue
from dutydesk.text import catalogue_tickets as words
from dutydesk.tickets import Act, Ticket, can
from functions.lookup.tickets.choices import Choice, Kind
from functions.lookup.tickets.scene import Scene
from functions.lookup.tickets.verdict import Said

MOST_BUTTONS = 5
"""Buttons below one message of Zalo."""
LONGEST_TITLE = 100


def hour(slot: str) -> str:
    """Write a slot, such as ``07:30``."""
    return f"{slot[:2]}:{slot[2:]}"


def day(iso_day: str, today: date) -> str:
    """Say a day, such as ``thứ Hai 23/11``, and whether it is today or tomorrow."""
    when = date.fromisoformat(iso_day)
    text = {0: words.TODAY, 1: words.TOMORROW}.get((when - today).days, words.DAY)
    return text.format(day=catalogue.DAYS[when.weekday()], date=f"{when:%d/%m}")


def numbers(ticket: Ticket) -> str:
    """Say a ticket's numbers."""
    shown = ", ".join(f"{number:03}" for number in ticket.numbers)
    if len(ticket.numbers) == 1:
        return words.NUMBER.format(numbers=shown)
    return words.NUMBERS.format(people=len(ticket.numbers), numbers=shown)


def about(ticket: Ticket, scene: Scene) -> dict[str, str]:
    """Return what the catalogue's texts say of a ticket; an office that is gone is named by its id."""
    found = scene.find(ticket.office_id, ticket.service_id)
    office = found.office.name if found else ticket.office_id
    address = f", {found.office.address}" if found and found.office.address else ""
    return {
        "numbers": numbers(ticket),
        "service": found.service.name if found else ticket.service_id,
        "hour": hour(ticket.slot),
        "day": day(ticket.day, scene.today),
        "office": office,
        "address": address,
    }


def booked(ticket: Ticket, scene: Scene, *, text: str = words.BOOKED, first: str = "", last: str = "") -> Said:
    """Say a ticket with its papers, and offer to move it or to give it back as far as that can be done."""
    found = scene.find(ticket.office_id, ticket.service_id)
    papers = words.PAPERS.format(papers=found.service.papers) if found and found.service.papers else ""
    lines = [first, text.format(**about(ticket, scene)), last, papers]
    return Said(text="\n".join(filter(None, lines)), buttons=own_buttons(ticket))


def own_buttons(ticket: Ticket) -> tuple[Button, ...]:
    """What can still be done with a ticket."""
    named = ((Act.MOVE, words.MOVE, Kind.MOVE), (Act.CANCEL, words.CANCEL, Kind.CANCEL))
    return tuple(
        button(title, Choice(kind=kind, ref=ticket.ticket_id)) for act, title, kind in named if can(ticket, act)
    )


def button(title: str, choice: Choice) -> Button:
    """One choice, its title cut to what platforms show."""
    short = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip(" ,;:–") + "…"
    return words.choice_button(short, str(choice))


def listed(titled: Sequence[tuple[str, Choice]], here: Choice, more: str) -> tuple[Button, ...]:
    """Number the choices and show the page that ``here`` is on; the last button leads to the next one.

    ``titled`` holds all up to one more than the page shows, at least.
    """
    if len(titled) <= MOST_BUTTONS and not here.page:
        shown, is_more = list(titled), False
    else:
        first = here.page * (MOST_BUTTONS - 1)
        shown, is_more = list(titled[first : first + MOST_BUTTONS - 1]), len(titled) > first + MOST_BUTTONS - 1
    buttons = [button(f"{at}. {title}", choice) for at, (title, choice) in enumerate(shown, start=1)]
    if is_more:
        buttons.append(button(more, here.to(here.kind, page=here.page + 1)))
    return tuple(buttons)
