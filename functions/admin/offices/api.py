"""The routes of offices."""

from collections.abc import Callable
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from dutydesk.messages import as_plain
from dutydesk.stores.offices import Office, Service
from functions.admin.access import Asker
from functions.admin.document import answers
from functions.admin.offices.editing import Changed, OfficeEditing
from functions.admin.offices.models import (
    OfficeChanged,
    OfficeGone,
    OfficeList,
    OfficeView,
    OfficeWish,
    OutsideView,
    ServiceShape,
)
from functions.admin.offices.outside import MOST_LISTED
from functions.admin.offices.store import Kept

OfficeId = Annotated[str, Path(description="The office's id", max_length=200)]


class OfficesApi:
    """Answers the calls under ``/admin/offices``."""

    def __init__(self, app: APIGatewayHttpResolver, editing: OfficeEditing, asker: Callable[[], Asker]) -> None:
        self._editing = editing
        self._asker = asker
        one = "/admin/offices/<office_id>"
        app.get("/admin/offices", responses=answers(OfficeList))(self.offices)
        app.get(one, responses=answers(OfficeView, 400, 404))(self.office)
        app.put(one, responses=answers(OfficeChanged, 400, 404, 409, 415))(self.put)
        app.delete(one, responses=answers(OfficeGone, 400, 404, 409))(self.delete)

    def offices(self) -> OfficeList:
        """List the offices of all own units, by id."""
        return OfficeList(items=[_view(kept) for kept in self._editing.offices(self._asker())])

    def office(self, office_id: OfficeId) -> OfficeView:
        """Read an office."""
        return _view(self._editing.read(self._asker(), office_id))

    def put(self, office_id: OfficeId, wish: OfficeWish) -> OfficeChanged:
        """Write an office; citizens see it within a minute.

        Numbers that were given stand, and days for which any was given keep their hours and capacity.
        """
        return _changed(self._editing.put(self._asker(), _office(office_id, wish), revision=wish.revision))

    def delete(
        self, office_id: OfficeId, revision: Annotated[int, Query(ge=1, description="The one that was read")]
    ) -> OfficeGone:
        """Take an office away that nobody holds a number for."""
        self._editing.delete(self._asker(), office_id, revision=revision)
        return OfficeGone(office_id=office_id)


def hour(slot: str) -> str:
    """Write a slot such as ``0730`` as ``07:30``."""
    return f"{slot[:2]}:{slot[2:]}"


def _office(office_id: str, wish: OfficeWish) -> Office:
    return Office(
        office_id=office_id,
        unit=wish.unit,
        name=wish.name,
        address=wish.address,
        hours=wish.hours,
        closures=tuple(wish.closures),
        services=tuple(Service(**one.model_dump()) for one in wish.services),
        days_ahead=wish.days_ahead,
    )


def _view(kept: Kept) -> OfficeView:
    told: dict[str, Any] = as_plain(kept.office)
    services = [ServiceShape(**as_plain(one)) for one in kept.office.services]
    return OfficeView(**told | {"services": services, "revision": kept.revision})


def _changed(changed: Changed) -> OfficeChanged:
    outside = [
        OutsideView(
            ticket_id=one.ticket_id,
            service_id=one.service_id,
            date=one.day,
            slot=hour(one.slot),
            numbers=list(one.numbers),
            why=one.why.value,
        )
        for one in changed.outside[:MOST_LISTED]
    ]
    return OfficeChanged(office=_view(changed.kept), outside_count=len(changed.outside), outside=outside)
