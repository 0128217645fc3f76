"""The routes of oversight: ``/admin/audit``, and those of officers and units."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Query

from dutydesk.clock import from_iso
from dutydesk.errors import RejectedInput
from functions.admin.access import Asker
from functions.admin.document import answers
from functions.admin.oversight.models import (
    BrokenView,
    EntryPage,
    EntryView,
    FindingsView,
    SightPage,
    SightTable,
    SightView,
)
from functions.admin.oversight.reading import MOST_ENTRIES, AuditReading, Sights, table_of
from functions.admin.oversight.verifying import Verifying
from functions.admin.staff.api import StaffApi
from functions.admin.staff.staffing import Staffing
from functions.admin.units.api import UnitsApi
from functions.admin.units.regrouping import Regrouping

Username = Annotated[str, Query(description="Whose account; left out: one's own", max_length=128)]
Whose = Annotated[str, Query(description="Whose account", min_length=1, max_length=128)]
Moment = Annotated[str, Query(description="ISO-8601 with a time zone, such as 2026-03-02T05:00:00Z", max_length=40)]
Cursor = Annotated[str, Query(description="`next` of the page before", max_length=400)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightDesk:
    """What the routes can touch."""

    reading: AuditReading
    verifying: Verifying
    staffing: Staffing
    regrouping: Regrouping


class OversightApi:
    """Answers the calls under ``/admin/audit``."""

    def __init__(self, app: APIGatewayHttpResolver, desk: OversightDesk, asker: Callable[[], Asker]) -> None:
        self._desk = desk
        self._asker = asker
        app.get("/admin/audit", responses=answers(EntryPage, 400, 404))(self.entries)
        app.get("/admin/audit/seen", responses=answers(SightPage, 400, 404))(self.seen)
        app.get("/admin/audit/seen/export", responses=answers(SightTable, 400, 404))(self.export)
        app.get("/admin/audit/verify", responses=answers(FindingsView, 400))(self.verify)
        StaffApi(app, desk.staffing, asker)
        UnitsApi(app, desk.regrouping, asker)

    def entries(
        self,
        officer: Username = "",
        since: Moment = "",
        until: Moment = "",
        cursor: Cursor = "",
        limit: Annotated[int, Query(ge=1, le=MOST_ENTRIES)] = 50,
    ) -> EntryPage:
        """Read what an officer did, newest first. Everybody reads the own account, auditors those of their units."""
        found = self._desk.reading.page(
            self._asker(),
            officer=officer,
            since=_moment("since", since),
            until=_moment("until", until),
            cursor=cursor,
            limit=limit,
        )
        items = [
            EntryView(
                place=one.seq,
                at=one.at,
                deed=one.action,
                target=one.target,
                outcome=one.outcome,
                source_ip=one.source_ip,
            )
            for one in found.entries
        ]
        return EntryPage(officer=found.officer, items=items, next=str(found.following) if found.following else None)

    def seen(self, officer: Whose, since: Moment, until: Moment, cursor: Cursor = "") -> SightPage:
        """Find out whose data an account saw between two moments."""
        found = self._seen(officer, since, until, cursor)
        items = [
            SightView(
                at=one.at,
                deed=one.deed,
                kind=one.kind,
                id=one.subject_id,
                person_id=one.person_id,
                source_ip=one.source_ip,
            )
            for one in found.sights
        ]
        return SightPage(officer=found.officer, items=items, next=str(found.following) if found.following else None)

    def export(self, officer: Whose, since: Moment, until: Moment, cursor: Cursor = "") -> SightTable:
        """Hand out the same as CSV."""
        found = self._seen(officer, since, until, cursor)
        following = str(found.following) if found.following else None
        return SightTable(officer=found.officer, csv=table_of(found.sights), next=following)

    def verify(self, cursor: Cursor = "") -> FindingsView:
        """Verify the accounts of all officers of one's units, against the digests of the last forty days."""
        found = self._desk.verifying.verify(self._asker(), cursor=cursor)
        return FindingsView(
            holds=not found.broken,
            chains=found.chains,
            entries=found.entries,
            digests=found.digests,
            broken=[BrokenView(where=one.where, place=one.place, kind=one.kind) for one in found.broken],
            next=found.following or None,
        )

    def _seen(self, officer: str, since: str, until: str, cursor: str) -> Sights:
        begin, end = _moment("since", since), _moment("until", until)
        if begin is None or end is None or begin >= end:
            raise RejectedInput("since, until: two moments, the earlier first")
        return self._desk.reading.seen(self._asker(), officer=officer, since=begin, until=end, cursor=cursor)


def _moment(name: str, text: str) -> datetime | None:
    """Read a moment; a plus sign that travelled as a space is one again."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        known = from_iso(moment.isoformat()) if moment.tzinfo else None
    except (ValueError, OverflowError):
        known = None
    if known is None:
        raise RejectedInput(f"{name}: a moment with a time zone")
    return known
