"""The routes of the counter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path

from dutydesk.messages import as_plain
from dutydesk.tickets import Ticket
from functions.admin.access import Asker
from functions.admin.counter.closing import CounterClosing
from functions.admin.counter.desk import CounterWork
from functions.admin.counter.floor import Where
from functions.admin.counter.models import (
    ClosedView,
    CloseWish,
    DeskWish,
    EstimateList,
    EstimateView,
    FiguresList,
    FiguresView,
    LineView,
    NextWish,
    ServiceName,
    TicketView,
    TurnView,
    WalkInWish,
)
from functions.admin.counter.reading import CounterReading
from functions.admin.counter.rules import Action, Turn
from functions.admin.document import answers
from functions.admin.offices.api import OfficeId, hour

Day = Annotated[str, Path(description="A day in Vietnam, such as `2026-03-02`", max_length=200)]
TicketId = Annotated[str, Path(description="The ticket's id", max_length=200)]
Deed = Annotated[Action, Path(description="What to do with it")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterDesk:
    """What the routes of the counter can touch."""

    reading: CounterReading
    work: CounterWork
    closing: CounterClosing


class CounterApi:
    """Answers the calls under ``/admin/counter``."""

    def __init__(self, app: APIGatewayHttpResolver, desk: CounterDesk, asker: Callable[[], Asker]) -> None:
        self._desk = desk
        self._asker = asker
        day = "/admin/counter/<office_id>/<day>"
        done = answers(TicketView, 400, 404, 409, 415)
        app.get(day, responses=answers(LineView, 400, 404))(self.line)
        app.get(f"{day}/estimate", responses=answers(EstimateList, 400, 404, 409))(self.estimate)
        app.get(f"{day}/figures", responses=answers(FiguresList, 400, 404))(self.figures)
        app.post(f"{day}/next", responses=done)(self.next)
        app.post(f"{day}/tickets/<ticket_id>/<action>", responses=done)(self.act)
        app.post(f"{day}/walk-in", status_code=201, responses=answers(TicketView, 400, 404, 409, 415, ok=201))(
            self.walk_in
        )
        app.post(f"{day}/close", responses=answers(ClosedView, 400, 404, 409, 415))(self.close)

    def line(self, office_id: OfficeId, day: Day) -> LineView:
        """Read the line of an office on a day."""
        found = self._desk.reading.line(self._asker(), Where(office_id=office_id, day=day))
        kept = found.counter.kept
        return LineView(
            office_id=office_id,
            name=kept.office.name,
            date=day,
            open=found.is_open,
            services=[ServiceName(service_id=one.service_id, name=one.name) for one in kept.services],
            tickets=[_turn(turn) for turn in found.turns],
        )

    def estimate(self, office_id: OfficeId, day: Day) -> EstimateList:
        """Say what somebody would wait who came now."""
        found = self._desk.reading.estimates(self._asker(), Where(office_id=office_id, day=day))
        return EstimateList(
            items=[EstimateView(service_id=service.service_id, **as_plain(one)) for service, one in found]
        )

    def figures(self, office_id: OfficeId, day: Day) -> FiguresList:
        """Say how a day went, or goes."""
        found = self._desk.reading.figures(self._asker(), Where(office_id=office_id, day=day))
        items = [
            FiguresView(service_id=service.service_id if service is not None else "", **as_plain(one))
            for service, one in found
        ]
        return FiguresList(office_id=office_id, date=day, items=items)

    def next(self, office_id: OfficeId, day: Day, wish: NextWish) -> TicketView:
        """Call whose turn it is to a desk; nobody else is ever given the same ticket.

        A desk that has called a ticket deals with it before it calls another: should an answer be lost, read the line.
        """
        where = Where(office_id=office_id, day=day)
        return _ticket(self._desk.work.next(self._asker(), where, service_id=wish.service, desk=wish.desk))

    def act(self, office_id: OfficeId, day: Day, ticket_id: TicketId, action: Deed, wish: DeskWish) -> TicketView:
        """Do something with a ticket.

        `call` calls this very one, whoever's turn it is; `again` repeats the call; `start`, `hold` and `finish` serve
        it; `return` puts it back in its old place; `skip` says that nobody came, and the second time, as `no_show`
        does, that nobody will.
        """
        where = Where(office_id=office_id, day=day)
        return _ticket(self._desk.work.act(self._asker(), where, ticket_id, action, desk=wish.desk))

    def walk_in(self, office_id: OfficeId, day: Day, wish: WalkInWish) -> TicketView:
        """Give a number to somebody who came without one."""
        where = Where(office_id=office_id, day=day)
        return _ticket(self._desk.work.walk_in(self._asker(), where, service_id=wish.service, people=wish.people))

    def close(self, office_id: OfficeId, day: Day, wish: CloseWish) -> ClosedView:
        """Close a day: no more numbers are given for it, and whoever holds one is told and offered another day."""
        closed = self._desk.closing.close(self._asker(), Where(office_id=office_id, day=day), reason=wish.reason)
        return ClosedView(office_id=office_id, date=day, told=closed.told, not_told=closed.not_told)


def _turn(turn: Turn) -> TurnView:
    return TurnView(
        ticket_id=turn.ticket_id,
        service_id=turn.line.service_id,
        slot=hour(turn.slot),
        numbers=list(turn.numbers),
        people=len(turn.numbers),
        state=turn.state.value,
        person_id=turn.person_id,
        walk_in=bool(turn.taken_at),
        desk=turn.desk,
        called_at=turn.called_at,
        began_at=turn.began_at,
        ended_at=turn.ended_at,
    )


def _ticket(ticket: Ticket) -> TicketView:
    return TicketView(
        ticket_id=ticket.ticket_id,
        service_id=ticket.service_id,
        slot=hour(ticket.slot),
        numbers=list(ticket.numbers),
        people=len(ticket.numbers),
        state=ticket.state.value,
        desk=ticket.desk,
        calls_in_vain=ticket.in_vain,
    )
