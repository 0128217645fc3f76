"""The shapes of the counter, as officers' clients see them."""

from pydantic import Field

from functions.admin.counter.closing import MOST_REASON
from functions.admin.counter.rules import MOST_DESK
from functions.admin.models import Shape


class TurnView(Shape):
    """One ticket. Who it is nobody knows here: `person_id` says that two tickets are of one person, nothing more."""

    ticket_id: str
    service_id: str
    slot: str = Field(description="The hour it is for, such as `07:30`")
    numbers: list[int] = Field(description="One for each person; they are called together")
    people: int
    state: str = Field(description="booked, called, serving, held, skipped, finished, no_show, cancelled or moved")
    person_id: str = Field(description="Ours; empty for whoever came without a number")
    walk_in: bool
    desk: str = Field(description="Where it was called to")
    called_at: str = Field(description="The first call; moments are ISO-8601 in UTC, empty until they come")
    began_at: str
    ended_at: str


class ServiceName(Shape):
    """A service and what it is called."""

    service_id: str
    name: str


class LineView(Shape):
    """An office on a day."""

    office_id: str
    name: str
    date: str
    open: bool = Field(description="Whether the office works that day; numbers stand all the same")
    services: list[ServiceName] = Field(description="Those with numbers that stand, though no longer offered, included")
    tickets: list[TurnView] = Field(description="By slot and number, ended ones included")


class NextWish(Shape):
    """Who calls whom."""

    desk: str = Field(description=f"The desk's name, 1 to {MOST_DESK} characters")
    service: str = Field(default="", description="Only of this service; empty for any")


class DeskWish(Shape):
    """Where a ticket is called to."""

    desk: str = Field(default="", description=f"For `call`: the desk's name, 1 to {MOST_DESK} characters")


class WalkInWish(Shape):
    """Somebody who came without a number."""

    service: str
    people: int = Field(default=1, description="1 to 4; each gets a number")


class TicketView(Shape):
    """One ticket after what was done with it."""

    ticket_id: str
    service_id: str
    slot: str
    numbers: list[int]
    people: int
    state: str
    desk: str
    calls_in_vain: int


class CloseWish(Shape):
    """Why a day is closed."""

    reason: str = Field(description=f"As citizens are told it, in Vietnamese; up to {MOST_REASON} characters")


class ClosedView(Shape):
    """A closed day; its numbers stand until their people move them or give them back."""

    office_id: str
    date: str
    told: int = Field(description="Tickets whose people are told by chat, from about two minutes from now on")
    not_told: int = Field(description="Tickets of people who are at the counter or came without a number")


class EstimateView(Shape):
    """What somebody would wait who came now."""

    service_id: str
    people_before: int
    serving: int = Field(description="Tickets that are served at this moment")
    minutes: int | None = Field(description="By the last service times of the day; null until somebody was served")


class EstimateList(Shape):
    """The wait at an office, by service."""

    items: list[EstimateView]


class HourView(Shape):
    """The numbers of one hour."""

    hour: str = Field(description="Of the slot, such as `07`")
    issued: int
    finished: int
    no_shows: int
    cancelled: int


class FiguresView(Shape):
    """How a day went. Numbers are counted, one for each person; one that was moved counts as cancelled."""

    service_id: str = Field(description="Empty for all services together")
    issued: int
    finished: int
    no_shows: int
    cancelled: int
    walk_ins: int
    median_wait_s: int | None = Field(description="From the hour that was given, or from coming, to the first call")
    median_service_s: int | None
    hours: list[HourView]


class FiguresList(Shape):
    """A day's figures: all services together first, then each."""

    office_id: str
    date: str
    items: list[FiguresView]
