"""What a planner is made of, built once per cold start."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import Clock, iso, utc_now
from dutydesk.errors import Misconfigured
from dutydesk.limits import read_per_second
from dutydesk.messages import Reply, TokenMessage
from dutydesk.queues import FifoOutlet, Outlet, enqueue_reply
from dutydesk.settings import load
from dutydesk.stores.broadcasts import Broadcast, Kind, Priority
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.receipts import DynamoReceipts
from dutydesk.tokens.store import DynamoTokens
from functions.broadcast.planning.articles import PageItself
from functions.broadcast.planning.audience import Audience, Choice, Followers, Past, Selection
from functions.broadcast.planning.headers import DynamoHeaders
from functions.broadcast.planning.orders import Orders
from functions.broadcast.planning.planner import Planner
from functions.broadcast.planning.preflight import Counting, Preflight
from functions.broadcast.planning.sources import DynamoFollowers, DynamoPast
from functions.broadcast.planning.store import DynamoPlans
from functions.broadcast.planning.tags import DynamoSegments, Tagger
from functions.broadcast.planning.waking import Waking
from functions.broadcast.reminders import Reminders

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LATELY = timedelta(hours=24)
MOST_LATELY = 3
"""A person gets so many broadcasts of one page within ``LATELY``; emergencies and corrections go out all the same."""
NO_TOKENS = "no_tokens"

_PATIENT = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 5})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The planner's environment."""

    broadcasts_table: str
    identities_table: str
    content_table: str
    apps_table: str
    receipts_table: str
    chunks_queue_url: str
    replies_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What carries out orders, and where it is noted what could not be processed."""

    orders: Orders
    receipts: DynamoReceipts


@dataclass(frozen=True, slots=True, kw_only=True)
class Selections:
    """Makes the choice of people for a broadcast on one page."""

    followers: Followers
    past: Past
    clock: Clock

    def of(self, broadcast: Broadcast, page_id: str) -> Choice:
        """Return it; whom the cap passes by is decided by the broadcasts that began within ``LATELY``."""
        if broadcast.kind is Kind.ARTICLE:
            return PageItself(followers=self.followers)
        capped = broadcast.priority is not Priority.EMERGENCY and not broadcast.corrects
        lately = self._lately(broadcast, page_id, self.clock()) if capped else ()
        return Selection(
            audience=Audience.of(broadcast.audience),
            followers=self.followers,
            past=self.past,
            lately=lately,
            most=MOST_LATELY if len(lately) >= MOST_LATELY else 0,
        )

    def _lately(self, broadcast: Broadcast, page_id: str, now: datetime) -> tuple[str, ...]:
        known = self.past.of_page(page_id, since=iso(now - LATELY))
        return tuple(one for one in known if one != broadcast.broadcast_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """Sees to it that an app's sender comes: a reminder first, then the tokens."""

    tokens: Outlet[TokenMessage]
    reminders: Reminders

    def issue(self, broadcast: Broadcast, app_id: str, number: int) -> None:
        """Put both; an id of deduplication holds the generation, so that those of a pause never swallow these."""
        self.reminders.put(app_id)
        for n in range(number):
            dedupe = f"{broadcast.broadcast_id}#{broadcast.generation}#{n}"
            self.tokens.send(TokenMessage(app_id=app_id), group=app_id, dedupe=dedupe)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaAsking:
    """Has ``send``, which holds the pages' tokens, ask what is left."""

    tokens: Outlet[TokenMessage]
    app_of: Callable[[str], str | None]

    def ask(self, broadcast: Broadcast, counted: Preflight) -> None:
        """Enqueue it in a group of its own, which no broadcast's tokens hold up."""
        app_id = next(filter(None, map(self.app_of, Audience.of(broadcast.audience).pages)), None)
        if app_id:
            group = f"quota#{broadcast.broadcast_id}"
            message = TokenMessage(app_id=app_id, quota_of=broadcast.broadcast_id)
            self.tokens.send(message, group=group, dedupe=f"{group}#{counted.counted_at}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What a plan must know of pages."""

    content: DynamoContent
    tokens: DynamoTokens

    def app_of(self, page_id: str) -> str:
        """Return the page's app; raise ``Misconfigured`` for a page that nobody knows."""
        app_id = self.app_or_none(page_id)
        if app_id is None:
            raise Misconfigured("a page of the audience is not registered")
        return app_id

    def app_or_none(self, page_id: str) -> str | None:
        """Return the page's app, or None."""
        page = self.content.page(page_id)
        return page.app_id if page else None

    def why_unready(self, page_id: str) -> str:
        """Return why the page cannot send, empty when it can as far as we know."""
        stored = self.tokens.read(page_id)
        return stored.broken if stored else NO_TOKENS


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    return Desk(orders=_orders(settings, dynamodb), receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _orders(settings: Settings, dynamodb: "DynamoDBClient") -> Orders:
    sqs = aws.client("sqs", _PATIENT)
    content = DynamoContent(dynamodb, settings.content_table)
    pages = Pages(content=content, tokens=DynamoTokens(dynamodb, settings.apps_table))
    selections = Selections(
        followers=DynamoFollowers(dynamodb, settings.identities_table),
        past=DynamoPast(dynamodb, settings.broadcasts_table),
        clock=utc_now,
    )
    rate_of = functools.partial(read_per_second, dynamodb, settings.apps_table)
    tokens: FifoOutlet[TokenMessage] = FifoOutlet(sqs, settings.chunks_queue_url)
    replies: FifoOutlet[Reply] = FifoOutlet(sqs, settings.replies_queue_url)
    issue = Issuing(tokens=tokens, reminders=Reminders(dynamodb, settings.receipts_table, utc_now)).issue
    return Orders(
        headers=DynamoHeaders(dynamodb, settings.broadcasts_table),
        planner=Planner(
            plans=DynamoPlans(dynamodb, settings.broadcasts_table),
            selection=selections.of,
            app_of=pages.app_of,
            rate_of=rate_of,
            issue=issue,
            iso_now=lambda: iso(utc_now()),
        ),
        counting=Counting(
            selection=selections.of,
            app_of=pages.app_or_none,
            why_unready=pages.why_unready,
            rate_of=rate_of,
            clock=utc_now,
        ),
        unit_name=lambda unit: content.unit(unit).name,
        reply=lambda reply: enqueue_reply(replies, reply),
        ask_quota=QuotaAsking(tokens=tokens, app_of=pages.app_or_none).ask,
        wake=Waking(client=dynamodb, table=settings.broadcasts_table, issue=issue).wake,
        tag=Tagger(DynamoSegments(dynamodb, settings.identities_table)).carry_out,
        clock=utc_now,
    )
