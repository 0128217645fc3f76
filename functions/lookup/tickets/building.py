"""How the parts of the ticket desk's decisions fit together, over any stores."""

from collections.abc import Callable

from dutydesk.clock import Clock
from dutydesk.stores.content import Content
from dutydesk.stores.offices import Offices
from dutydesk.stores.tickets import Tickets
from functions.lookup.tickets.availability import Availability
from functions.lookup.tickets.booking import Booking
from functions.lookup.tickets.closing import Closing
from functions.lookup.tickets.decisions import Decisions
from functions.lookup.tickets.menus import Menus
from functions.lookup.tickets.own import Own
from functions.lookup.tickets.waitlist import Waitlist


def decisions(
    *,
    tickets: Tickets,
    offices: Offices,
    content: Content,
    clock: Clock,
    new_id: Callable[[], str],
    start: Callable[[int], int],
) -> Decisions:
    """Return decisions over these stores; ``new_id`` and ``start`` as ``Booking`` wants them."""
    availability = Availability(tickets=tickets)
    menus = Menus(tickets=tickets, availability=availability)
    booking = Booking(tickets=tickets, availability=availability, menus=menus, new_id=new_id, start=start)
    return Decisions(
        tickets=tickets,
        offices=offices,
        content=content,
        menus=menus,
        booking=booking,
        own=Own(tickets=tickets, menus=menus),
        closing=Closing(tickets=tickets),
        waitlist=Waitlist(tickets=tickets, availability=availability, menus=menus, booking=booking, new_id=new_id),
        clock=clock,
    )
