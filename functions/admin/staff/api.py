"""The routes under ``/admin/officers``."""

from collections.abc import Callable
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import Field

from dutydesk.stores.officers import Officer
from dutydesk.stores.reorganisations import Order
from functions.admin.access import Asker
from functions.admin.document import answers
from functions.admin.models import Shape, words
from functions.admin.staff.staffing import MOST_UNITS, Staffing

Username = Annotated[str, Path(description="The officer's username", max_length=128)]
RoleName = Literal["officer", "duty_officer", "supervisor", "editor", "auditor", "administrator"]


class OfficerWish(Shape):
    """What an officer is to be."""

    display: str = Field(description="As colleagues read it", max_length=200)
    roles: list[RoleName]
    units: list[str] = Field(description=f"Some of the asker's own, up to {MOST_UNITS}")


class NewOfficer(OfficerWish):
    """Somebody new."""

    username: str = Field(description="Small letters, digits, dots, dashes", max_length=128)


class OfficerView(Shape):
    """An officer, with those of their units that are the asker's own."""

    username: str
    display: str
    roles: list[str]
    units: list[str]
    active: bool = Field(description="False for somebody who has left")
    order_id: str = Field(default="", description="By which they left; see `GET /admin/units/orders/{order_id}`")


class OfficerList(Shape):
    """Everybody who serves, or served, in the own units."""

    items: list[OfficerView]


class OfficerEntered(Shape):
    """Somebody new may sign in."""

    username: str
    password: str = Field(description="Temporary, shown this once; empty for who could sign in before")


class Leaving(Shape):
    """Why somebody leaves, and who goes on with their cases."""

    reason: Annotated[str, words(500)] = Field(json_schema_extra={"minLength": 1, "maxLength": 500})
    hand_to: str = Field(default="", description="Who gets the open cases; empty: the unit", max_length=128)


class OrderView(Shape):
    """An order that is being carried out; what takes effect at once has."""

    order_id: str
    asked_at: str
    first_done_at: str = Field(description="From then on new messages go right; empty before that")
    finished_at: str = Field(description="Empty as long as it is being carried out")
    moved: int = Field(description="How much followed so far")


class StaffApi:
    """Answers the calls under ``/admin/officers``."""

    def __init__(self, app: APIGatewayHttpResolver, staffing: Staffing, asker: Callable[[], Asker]) -> None:
        self._staffing = staffing
        self._asker = asker
        one = "/admin/officers/<username>"
        app.get("/admin/officers", responses=answers(OfficerList))(self.everybody)
        app.post("/admin/officers", status_code=201, responses=answers(OfficerEntered, 400, 409, 415, ok=201))(
            self.enter
        )
        app.put(one, responses=answers(OfficerView, 400, 404, 409, 415))(self.change)
        app.post(f"{one}/leave", status_code=202, responses=answers(OrderView, 400, 404, 409, 415, ok=202))(self.leave)

    def everybody(self) -> OfficerList:
        """List everybody who serves, or served, in the own units."""
        found = self._staffing.everybody(self._asker())
        return OfficerList(items=[_view(kept.officer, order_id=kept.order_id) for kept in found])

    def enter(self, officer: NewOfficer) -> OfficerEntered:
        """Put somebody new into service."""
        password = self._staffing.enter(self._asker(), _officer(officer.username, officer))
        return OfficerEntered(username=officer.username, password=password)

    def change(self, username: Username, officer: OfficerWish) -> OfficerView:
        """Change name, roles and units; it holds from the officer's next request on. Nobody changes the own account."""
        return _view(self._staffing.change(self._asker(), _officer(username, officer)))

    def leave(self, username: Username, leaving: Leaving) -> OrderView:
        """Let an officer go: access ends at once, sessions, chat and cases follow within minutes."""
        order = self._staffing.leave(self._asker(), username, reason=leaving.reason, hand_to=leaving.hand_to)
        return order_view(order)


def order_view(order: Order) -> OrderView:
    """Show how far an order is."""
    names = ("order_id", "asked_at", "first_done_at", "finished_at", "moved")
    return OrderView(**{name: getattr(order, name) for name in names})


def _officer(username: str, wish: OfficerWish) -> Officer:
    return Officer(username=username, display=wish.display, roles=tuple(wish.roles), units=tuple(wish.units))


def _view(officer: Officer, *, order_id: str = "") -> OfficerView:
    return OfficerView(
        username=officer.username,
        display=officer.display,
        roles=list(officer.roles),
        units=list(officer.units),
        active=officer.active,
        order_id=order_id,
    )
