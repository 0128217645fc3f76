"""The routes of the question bank: its draft, its versions, and the questions they are tried on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response, content_types
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from dutydesk.errors import Conflict, RejectedInput
from functions.admin.access import Asker
from functions.admin.bank import views
from functions.admin.bank.editing import Bank
from functions.admin.bank.models import (
    EntryBody,
    EntryPage,
    EntryView,
    Live,
    Publish,
    Removed,
    RollBack,
    TableIn,
    TableOut,
    TableProblem,
    TableTaken,
    TrialPage,
    TrialsIn,
    TrialsTaken,
    VersionPage,
    VersionView,
)
from functions.admin.bank.tables import Tables
from functions.admin.bank.trials import Trials
from functions.admin.bank.versions import Publishing
from functions.admin.document import answers

EntryId = Annotated[str, Path(description="The entry's id", max_length=200)]
TrialId = Annotated[str, Path(description="The trial's id", max_length=200)]
Version = Annotated[str, Path(description="The version", max_length=200)]
Cursor = Annotated[str, Query(description="`next` of the page before", max_length=300)]
Limit = Annotated[int, Query(ge=1, le=100)]
Words = Annotated[str, Query(description="All of these are in an entry's id, question or variants", max_length=300)]
MOST_SENT = 6_000_000
"""Bytes that Lambda sends at the most, less some for the headers; a table packed is a fifth of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankDesk:
    """What the routes of the bank can touch."""

    bank: Bank
    tables: Tables
    publishing: Publishing
    trials: Trials


class BankApi:
    """Answers the calls under ``/admin/faq``, but for the to-do list."""

    def __init__(self, app: APIGatewayHttpResolver, desk: BankDesk, asker: Callable[[], Asker]) -> None:
        self._app = app
        self._desk = desk
        self._asker = asker
        entry, trial, version = "/admin/faq/entries/<entry_id>", "/admin/faq/trials/<trial_id>", "/admin/faq/versions"
        app.get("/admin/faq/entries", responses=answers(EntryPage, 400))(self.entries)
        app.get(entry, responses=answers(EntryView, 400, 404))(self.entry)
        app.put(entry, responses=answers(EntryView, 400, 404, 409, 415))(self.put_entry)
        app.delete(entry, responses=answers(Removed, 400, 404, 409))(self.delete_entry)
        app.get("/admin/faq/export", responses=answers(TableOut, 409), compress=True)(self.hand_out)
        app.post("/admin/faq/import", responses=answers(TableTaken, 400, 409, 415, refused=TableProblem))(self.take_in)
        app.get(version, responses=answers(VersionPage, 400))(self.versions)
        app.post(version, status_code=202, responses=answers(VersionView, 400, 409, 415, ok=202))(self.publish)
        app.get(f"{version}/<version>", responses=answers(VersionView, 400, 404))(self.version)
        app.post("/admin/faq/rollback", responses=answers(Live, 400, 404, 409, 415))(self.roll_back)
        app.get("/admin/faq/trials", responses=answers(TrialPage, 400))(self.trials)
        app.post("/admin/faq/trials", responses=answers(TrialsTaken, 400, 409, 415, refused=TableProblem))(
            self.add_trials
        )
        app.delete(trial, responses=answers(Removed, 400, 404))(self.delete_trial)

    def entries(self, q: Words = "", topic: Words = "", cursor: Cursor = "", limit: Limit = 50) -> EntryPage:
        """Find entries of the draft; spelling with or without diacritics is the same."""
        page = self._desk.bank.page(self._asker(), q=q, topic=topic, cursor=cursor, limit=limit)
        return views.entry_page(page)

    def entry(self, entry_id: EntryId) -> EntryView:
        """Read an entry of the draft."""
        return views.entry_view(self._desk.bank.read(self._asker(), entry_id))

    def put_entry(self, entry_id: EntryId, entry: EntryBody) -> EntryView:
        """Write an entry of the draft. Citizens see it once the draft is published."""
        return views.entry_view(self._desk.bank.put(self._asker(), views.entry_from_body(entry_id, entry)))

    def delete_entry(
        self,
        entry_id: EntryId,
        revision: Annotated[int, Query(description="Only the entry of this revision; 0 for any", ge=0)] = 0,
    ) -> Removed:
        """Remove an entry from the draft."""
        self._desk.bank.delete(self._asker(), entry_id, revision=revision)
        return Removed(id=entry_id)

    def hand_out(self) -> Response[str]:
        """Get the whole draft as a table. A large one is sent only packed (`Accept-Encoding: gzip`)."""
        body = json.dumps({"csv": self._desk.tables.hand_out(self._asker())}, ensure_ascii=False)
        packed = "gzip" in (self._app.current_event.headers or {}).get("accept-encoding", "")
        if not packed and len(json.dumps(body, ensure_ascii=False).encode()) > MOST_SENT:
            raise Conflict("the table is too large to be sent unless packed: say Accept-Encoding: gzip")
        return Response(200, content_types.APPLICATION_JSON, body)

    def take_in(self, table: TableIn) -> TableTaken:
        """Make the draft what a table says, all of it or nothing."""
        plan = self._desk.tables.take_in(
            self._asker(), table.csv, replace=table.replace, check_only=table.check_only, owner=table.owner_unit
        )
        return views.table_taken(plan)

    def versions(self, cursor: Cursor = "", limit: Limit = 20) -> VersionPage:
        """List versions, newest first, and say which one serves."""
        return views.version_page(self._desk.publishing.page(self._asker(), cursor=cursor, limit=limit))

    def publish(self, wish: Annotated[Publish, Body()] = Publish()) -> VersionView:  # noqa: B008  # frozen
        """Have the draft tried and put into service; read the version to see how it went."""
        version = self._desk.publishing.ask(self._asker(), override=wish.override or "")
        return views.version_view(version, self._desk.publishing.store.state())

    def version(self, version: Version) -> VersionView:
        """Read how a version went."""
        return views.version_view(*self._desk.publishing.read(self._asker(), version))

    def roll_back(self, wish: RollBack) -> Live:
        """Put an earlier version into service again, at once."""
        return views.live(self._desk.publishing.roll_back(self._asker(), wish.version, reason=wish.reason))

    def trials(self, cursor: Cursor = "", limit: Limit = 50) -> TrialPage:
        """List the questions that every publication is tried on."""
        return views.trial_page(self._desk.trials.page(self._asker(), cursor=cursor, limit=limit))

    def add_trials(self, wish: TrialsIn) -> TrialsTaken:
        """Try every publication on these, too; of a table all or nothing is taken, if it has no fault."""
        if (wish.csv is None) == (wish.text is None):
            raise RejectedInput("either csv, or text and expected")
        if wish.csv is not None:
            return views.trials_taken(self._desk.trials.take_in(self._asker(), wish.csv, owner=wish.owner_unit))
        words, expected = wish.text or "", wish.expected or ""
        return views.trials_taken(self._desk.trials.add(self._asker(), words, expected, owner=wish.owner_unit))

    def delete_trial(self, trial_id: TrialId) -> Removed:
        """Try publications on it no more."""
        self._desk.trials.remove(self._asker(), trial_id)
        return Removed(id=trial_id)
