"""The routes of broadcasts: drafting, trying, approving, steering and accounting for each person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from functions.admin.access import Asker
from functions.admin.broadcasts import views
from functions.admin.broadcasts.choices import Choosing, PageChoices
from functions.admin.broadcasts.control import Control
from functions.admin.broadcasts.drafts import Drafts
from functions.admin.broadcasts.models import (
    Approval,
    Asked,
    BroadcastChange,
    BroadcastPage,
    BroadcastView,
    BroadcastWish,
    CodeView,
    Correction,
    RecipientPage,
    TestWish,
)
from functions.admin.broadcasts.reading import Reading
from functions.admin.broadcasts.store import Kept
from functions.admin.broadcasts.trying import Trying
from functions.admin.document import answers

BroadcastId = Annotated[str, Path(description="The broadcast's id", max_length=200)]
Cursor = Annotated[str, Query(description="`next` of the page before", max_length=500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastDesk:
    """What the routes of broadcasts can touch."""

    drafts: Drafts
    trying: Trying
    control: Control
    reading: Reading
    choosing: Choosing


class BroadcastApi:
    """Answers the calls under ``/admin/broadcasts`` and ``/admin/broadcast-codes``."""

    def __init__(self, app: APIGatewayHttpResolver, desk: BroadcastDesk, asker: Callable[[], Asker]) -> None:
        self._desk = desk
        self._asker = asker
        every, one = "/admin/broadcasts", "/admin/broadcasts/<broadcast_id>"
        made = answers(BroadcastView, 400, 404, 409, 415, ok=201)
        taken = answers(Asked, 400, 404, 409, 415, ok=202)
        turned = answers(BroadcastView, 400, 404, 409, 415)
        app.get(every, responses=answers(BroadcastPage, 400))(self.broadcasts)
        app.post(every, status_code=201, responses=made)(self.draft)
        app.get(one, responses=answers(BroadcastView, 400, 404))(self.broadcast)
        app.put(one, responses=turned)(self.put)
        app.post(f"{one}/preflight", status_code=202, responses=taken)(self.preflight)
        app.post(f"{one}/test", status_code=202, responses=taken)(self.test)
        app.post(f"{one}/approve", responses=turned)(self.approve)
        app.post(f"{one}/pause", responses=turned)(self.pause)
        app.post(f"{one}/resume", responses=turned)(self.resume)
        app.post(f"{one}/cancel", responses=turned)(self.cancel)
        app.post(f"{one}/again", status_code=201, responses=made)(self.again)
        app.post(f"{one}/correct", status_code=201, responses=made)(self.correct)
        app.get(f"{one}/recipients", responses=answers(RecipientPage, 400, 404), compress=True)(self.recipients)
        app.get("/admin/pages", responses=answers(PageChoices))(self.pages)
        app.get("/admin/broadcast-codes/<code>", responses=answers(CodeView, 400, 404))(self.code)

    def broadcasts(self, cursor: Cursor = "", limit: Annotated[int, Query(ge=1, le=50)] = 20) -> BroadcastPage:
        """List the broadcasts of all own units, newest first."""
        return views.broadcast_page(self._desk.reading.page(self._asker(), cursor=cursor, limit=limit))

    def draft(self, wish: BroadcastWish) -> BroadcastView:
        """Draft a broadcast. Nobody is told anything before it is approved."""
        return self._shown(self._desk.drafts.add(self._asker(), views.wish_from(wish)))

    def broadcast(self, broadcast_id: BroadcastId) -> BroadcastView:
        """Read a broadcast, its books at this moment, how fast it goes and when it will be through."""
        kept, progress = self._desk.reading.read(self._asker(), broadcast_id)
        return views.broadcast_view(kept, progress)

    def put(self, broadcast_id: BroadcastId, wish: BroadcastChange) -> BroadcastView:
        """Write a draft anew. It has to be counted and approved again then."""
        asker = self._asker()
        return self._shown(self._desk.drafts.put(asker, broadcast_id, views.wish_from(wish), revision=wish.revision))

    def preflight(self, broadcast_id: BroadcastId) -> Asked:
        """Count whom it would reach by which path, how long it takes and what it costs; read it a little later."""
        self._desk.trying.count(self._asker(), broadcast_id)
        return Asked(id=broadcast_id)

    def test(self, broadcast_id: BroadcastId, wish: TestWish) -> Asked:
        """Send a draft to named officers' own chat accounts, and to nobody else."""
        officers = self._desk.trying.test(self._asker(), broadcast_id, wish.officers)
        return Asked(id=broadcast_id, officers=officers)

    def approve(
        self,
        broadcast_id: BroadcastId,
        wish: Annotated[Approval, Body()] = Approval(),  # noqa: B008  # frozen
    ) -> BroadcastView:
        """Approve a draft that was counted within 30 minutes; it goes out at its time, or at once.

        What would still be going at 22:00 is refused, with the time by which it would have to start; an emergency with
        a `night_reason` is not. An emergency, and what reaches more than 5,000 people, waits for a second officer who
        is not its author.
        """
        return self._shown(self._desk.control.approve(self._asker(), broadcast_id, revision=wish.revision))

    def pause(self, broadcast_id: BroadcastId) -> BroadcastView:
        """Stop sending within seconds, until it is resumed."""
        return self._shown(self._desk.control.pause(self._asker(), broadcast_id))

    def resume(self, broadcast_id: BroadcastId) -> BroadcastView:
        """Go on where it stopped."""
        return self._shown(self._desk.control.resume(self._asker(), broadcast_id))

    def cancel(self, broadcast_id: BroadcastId) -> BroadcastView:
        """Send to nobody any more, for good."""
        return self._shown(self._desk.control.cancel(self._asker(), broadcast_id))

    def again(self, broadcast_id: BroadcastId) -> BroadcastView:
        """Draft the same once more, for those who did not get it."""
        return self._shown(self._desk.drafts.again(self._asker(), broadcast_id))

    def correct(self, broadcast_id: BroadcastId, wish: Correction) -> BroadcastView:
        """Draft a correction for those who got it."""
        asker = self._asker()
        return self._shown(self._desk.drafts.correct(asker, broadcast_id, title=wish.title, text=wish.text))

    def recipients(self, broadcast_id: BroadcastId, cursor: Cursor = "") -> RecipientPage:
        """Tell what became of each person, some chunks at a time."""
        return views.recipient_page(self._desk.reading.recipients(self._asker(), broadcast_id, cursor=cursor))

    def code(self, code: Annotated[str, Path(description="As the citizen typed it", max_length=200)]) -> CodeView:
        """Look up the code that ends a message: is it really from the police?"""
        return views.code_view(self._desk.reading.coded(self._asker(), code))

    def pages(self) -> PageChoices:
        """List the pages of all own units, with the templates that the platform has approved for each."""
        return self._desk.choosing.all(self._asker())

    def _shown(self, kept: Kept) -> BroadcastView:
        return views.broadcast_view(kept, self._desk.reading.progress(kept))
