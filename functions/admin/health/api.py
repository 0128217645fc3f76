"""The routes under ``/admin/health`` and ``/admin/dead-letters``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import Field

from dutydesk.messages import as_plain
from dutydesk.stores.letters import Held, Redrive
from functions.admin.access import Asker
from functions.admin.document import answers
from functions.admin.health.pages import PageHealthReading
from functions.admin.health.redriving import Redriving
from functions.admin.models import Shape

QueueName = Annotated[str, Path(description="The queue's name", max_length=64)]


class PageHealthView(Shape):
    """A page of an own unit; nothing of its token but until when it lives."""

    page_id: str
    name: str
    platform: str
    unit: str
    condition: Literal["working", "broken", "unconnected"]
    reason: str = Field(description="Why it is broken: a word of the desk's, or the platform's own number")
    broken_at: str = Field(description="ISO-8601, UTC; empty for a page that can send, or when nobody knows")
    token_until: str = Field(description="The token is exchanged by itself before the next message after that")
    heard_at: str = Field(description="The last message of a citizen; empty when there was none for 30 days")


class PageHealthList(Shape):
    """The pages of the own units, those that cannot send first."""

    items: list[PageHealthView]


class RedriveView(Shape):
    """A redrive that was asked for."""

    queue: str
    asked_at: str
    asked_by: str
    done_at: str = Field(description="Empty until it is done")
    moved: int = Field(description="How many messages went back to work")
    left: int = Field(description="How many stayed")


class DeadLettersView(Shape):
    """What one queue could not process; never a word of it."""

    queue: str
    waiting: int | None = Field(description="Nothing when they could not be counted")
    oldest: str = Field(description="When the first of them failed first, ISO-8601; empty when there are none")
    reasons: dict[str, int] = Field(description="How many of those that were looked at died of which error")
    redrive: RedriveView | None = Field(description="The last that was asked for")


class DeadLettersList(Shape):
    """Every queue's dead letters."""

    seen_at: str = Field(description="When upkeep looked last: each minute; empty when it never did")
    items: list[DeadLettersView]


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDesk:
    """What the routes can touch."""

    pages: PageHealthReading
    redriving: Redriving


class HealthApi:
    """Answers the calls about pages that cannot send and messages that could not be processed."""

    def __init__(self, app: APIGatewayHttpResolver, desk: HealthDesk, asker: Callable[[], Asker]) -> None:
        self._desk = desk
        self._asker = asker
        app.get("/admin/health", responses=answers(PageHealthList))(self.pages)
        app.get("/admin/dead-letters", responses=answers(DeadLettersList))(self.letters)
        app.post(
            "/admin/dead-letters/<queue>/redrive",
            status_code=202,
            responses=answers(RedriveView, 400, 404, 415, ok=202),
        )(self.redrive)

    def pages(self) -> PageHealthList:
        """Say of each page of the own units whether it can send, and when it was heard last."""
        found = self._desk.pages.read(self._asker())
        return PageHealthList(items=[PageHealthView(**as_plain(one)) for one in found])

    def letters(self) -> DeadLettersList:
        """Say of each queue how much it could not process, since when and why."""
        found = self._desk.redriving.read(self._asker())
        items = [_letters(one, found.redrives.get(one.queue)) for one in found.held]
        return DeadLettersList(seen_at=found.seen_at, items=items)

    def redrive(self, queue: QueueName) -> RedriveView:
        """Have a queue's dead letters tried again, within a minute or two; receipts make a second copy harmless."""
        return _redrive(self._desk.redriving.redrive(self._asker(), queue))


def _letters(held: Held, redrive: Redrive | None) -> DeadLettersView:
    return DeadLettersView(
        queue=held.queue,
        waiting=held.waiting,
        oldest=held.oldest,
        reasons=dict(held.reasons),
        redrive=_redrive(redrive) if redrive else None,
    )


def _redrive(redrive: Redrive) -> RedriveView:
    return RedriveView(**as_plain(redrive))
