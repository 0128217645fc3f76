"""The routes under ``/admin/units``."""

from collections.abc import Callable
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import Field

from dutydesk.stores.content import Unit
from functions.admin.access import Asker
from functions.admin.document import answers
from functions.admin.models import Shape, words
from functions.admin.staff.api import OrderView, order_view
from functions.admin.units.regrouping import Regrouping

MOST_MERGED = 20
UnitId = Annotated[str, Path(description="The unit's id", max_length=64)]
OrderId = Annotated[str, Path(description="The order's id", max_length=64)]
Reason = Annotated[str, words(500)]


class UnitWish(Shape):
    """What a unit is to be."""

    name: str = Field(description="As citizens read it", max_length=200)
    parent: str = Field(default="", description="The unit above", max_length=64)
    hotline: str = Field(default="", max_length=80)
    hours: str = Field(default="", description="Such as '1-5 07:30-11:30'; empty: the usual ones", max_length=200)


class NewUnit(UnitWish):
    """A new unit, below one of the asker's."""

    unit: str = Field(description="Its id: small letters, digits, dashes", max_length=64)


class UnitView(UnitWish):
    """A unit."""

    unit: str
    merged_into: str = Field(description="Where it went; empty for a unit that is there")
    regrouping: str = Field(description="The order that it takes part in right now")


class UnitList(Shape):
    """The own units."""

    items: list[UnitView]


class MergeWish(Shape):
    """Which units go into which."""

    units: list[str] = Field(alias="from", description=f"Up to {MOST_MERGED}", min_length=1, max_length=MOST_MERGED)
    into: str = Field(max_length=64)
    reason: Reason = Field(json_schema_extra={"minLength": 1, "maxLength": 500})


class SplitWish(Shape):
    """What of a unit goes where."""

    unit: str = Field(max_length=64)
    into: str = Field(max_length=64)
    pages: list[str] = Field(description="Their cases follow", min_length=1, max_length=50)
    officers: list[str] = Field(default_factory=list, description="Who serve there as well", max_length=50)
    reason: Reason = Field(json_schema_extra={"minLength": 1, "maxLength": 500})


class UnitsApi:
    """Answers the calls under ``/admin/units``."""

    def __init__(self, app: APIGatewayHttpResolver, regrouping: Regrouping, asker: Callable[[], Asker]) -> None:
        self._regrouping = regrouping
        self._asker = asker
        decided = answers(OrderView, 400, 404, 409, 415, ok=202)
        app.get("/admin/units", responses=answers(UnitList))(self.own)
        app.post("/admin/units", status_code=201, responses=answers(UnitView, 400, 404, 409, 415, ok=201))(self.enter)
        app.post("/admin/units/merge", status_code=202, responses=decided)(self.merge)
        app.post("/admin/units/split", status_code=202, responses=decided)(self.split)
        app.get("/admin/units/orders/<order_id>", responses=answers(OrderView, 400, 404))(self.order)
        app.put("/admin/units/<unit>", responses=answers(UnitView, 400, 404, 409, 415))(self.rename)

    def own(self) -> UnitList:
        """List the own units."""
        return UnitList(items=[_view(kept.unit, kept.regrouping) for kept in self._regrouping.own(self._asker())])

    def enter(self, unit: NewUnit) -> UnitView:
        """Enter a unit below one of the own, and serve in it from the next request on."""
        return _view(self._regrouping.enter(self._asker(), _unit(unit.unit, unit)))

    def rename(self, unit: UnitId, wish: UnitWish) -> UnitView:
        """Change a unit's name and what else citizens are told; they see it within a minute."""
        return _view(self._regrouping.rename(self._asker(), _unit(unit, wish)))

    def merge(self, merge: MergeWish) -> OrderView:
        """Let units go into another one: pages at once, then cases, officers, offices, bank entries and the rest."""
        order = self._regrouping.merge(self._asker(), merge.units, into=merge.into, reason=merge.reason)
        return order_view(order)

    def split(self, split: SplitWish) -> OrderView:
        """Let pages of a unit go to another one, with their cases."""
        order = self._regrouping.split(
            self._asker(),
            split.unit,
            into=split.into,
            pages=split.pages,
            staff=split.officers,
            reason=split.reason,
        )
        return order_view(order)

    def order(self, order_id: OrderId) -> OrderView:
        """Say how far an order is."""
        return order_view(self._regrouping.order(self._asker(), order_id))


def _unit(unit: str, wish: UnitWish) -> Unit:
    return Unit(unit=unit, name=wish.name, parent=wish.parent, hotline=wish.hotline, hours=wish.hours)


def _view(unit: Unit, regrouping: str = "") -> UnitView:
    return UnitView(
        unit=unit.unit,
        name=unit.name,
        parent=unit.parent,
        hotline=unit.hotline,
        hours=unit.hours,
        merged_into=unit.merged_into,
        regrouping=regrouping,
    )
