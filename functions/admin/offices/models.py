"""The shapes of offices, as officers' clients see them."""

from pydantic import Field

from functions.admin.models import Shape
from functions.admin.offices import rules


class ServiceShape(Shape):
    """What citizens come for."""

    service_id: str = Field(description="Lower-case letters, digits and hyphens, up to 32; numbers stay by it")
    name: str = Field(description=f"As citizens read it; up to {rules.MOST_NAME} characters")
    papers: str = Field(default="", description=f"What to bring, in Vietnamese; up to {rules.MOST_PAPERS} characters")
    slot_minutes: int = Field(default=30, description=f"{rules.LEAST_MINUTES} to {rules.MOST_MINUTES}")
    capacity: int = Field(default=4, description=f"People in one slot, 1 to {rules.MOST_CAPACITY}")
    walk_in_share: float = Field(
        default=0.0, description="0 to 1: how much of each slot only the counter gives out; whole places, rounded up"
    )


class OfficeWish(Shape):
    """An office as it is to be. Limits are told with the answer, field by field."""

    name: str = Field(description=f"Up to {rules.MOST_NAME} characters")
    address: str = Field(default="", description=f"Up to {rules.MOST_ADDRESS} characters")
    hours: str = Field(
        default="", description="Such as `1-5 07:30-11:30 13:30-17:00; 6 07:30-11:30`, 1 is Monday; empty: the usual"
    )
    closures: list[str] = Field(
        default=[], description="Days such as `2026-04-28` besides weekends and public holidays"
    )
    services: list[ServiceShape] = Field(default=[], description=f"Up to {rules.MOST_SERVICES}")
    days_ahead: int = Field(default=14, description=f"How far numbers are given, 0 to {rules.MOST_DAYS_AHEAD}")
    revision: int = Field(default=0, ge=0, description="The one that was read, 0 for a new office")
    unit: str = Field(default="", description="Whose it is; may be left out by officers of one unit")


class OfficeView(Shape):
    """One office."""

    office_id: str
    unit: str
    name: str
    address: str
    hours: str
    closures: list[str]
    services: list[ServiceShape]
    days_ahead: int
    revision: int


class OfficeList(Shape):
    """The offices of all own units."""

    items: list[OfficeView]


class OutsideView(Shape):
    """A ticket that still stands and would not be given now."""

    ticket_id: str
    service_id: str
    date: str
    slot: str = Field(description="When it begins, such as `07:30`")
    numbers: list[int]
    why: str = Field(description="service, closed, hours or capacity: the first that holds")


class OfficeChanged(Shape):
    """What the office is now, and whose numbers no longer agree with it; move or tell them."""

    office: OfficeView
    outside_count: int
    outside: list[OutsideView] = Field(description="The first 200, by day and slot")


class OfficeGone(Shape):
    """The office is no more."""

    office_id: str
