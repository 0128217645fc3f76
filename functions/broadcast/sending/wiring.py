"""What a sender is made of, built once per cold start."""

import functools
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import urllib3
from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import iso, utc_now
from dutydesk.platforms.zalo.articles import ArticleWords, ZaloArticles
from dutydesk.platforms.zalo.outbox import ZaloOutbox
from dutydesk.platforms.zalo.quota import ZaloQuota
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.settings import load
from dutydesk.signature import fields, signed
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.identities import DynamoIdentities
from dutydesk.stores.receipts import DynamoReceipts
from dutydesk.tokens.building import TokenPlaces, page_tokens
from functions.broadcast.header import read_header
from functions.broadcast.reminders import Reminders
from functions.broadcast.sending.articles_publisher import PagePublisher
from functions.broadcast.sending.articles_store import ArticleRuns, DynamoSteps
from functions.broadcast.sending.books import DynamoBooks, DynamoWork
from functions.broadcast.sending.courier import PooledCourier
from functions.broadcast.sending.mailing import Mailing
from functions.broadcast.sending.nights import Nights
from functions.broadcast.sending.paces import DynamoPaces
from functions.broadcast.sending.people import DynamoAddressees
from functions.broadcast.sending.quotas import DynamoPreflights, Quotas
from functions.broadcast.sending.sender import Sender

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from dutydesk.stores.broadcasts import Active
    from dutydesk.tokens.pages import Access, Tokens

AT_ONCE = 160
"""Messages under way at the same time: at 120 ms each, some 1,200 a second."""
READS_AT_ONCE = 9
"""Batches of identities read side by side: the largest chunk in one round."""
WORK_S = 40.0
"""How long a token's work lasts, so that others get their turn."""
ENDING_S = 15.0
"""Kept back of the function's time: for the last answers, and for writing what they said."""

_PATIENT = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"mode": "standard", "total_max_attempts": 4},
    max_pool_connections=READS_AT_ONCE + 4,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The sender's environment."""

    broadcasts_table: str
    figures_table: str
    identities_table: str
    apps_table: str
    content_table: str
    receipts_table: str
    tokens_key_arn: str
    app_secrets_prefix: str
    zalo_api_url: str
    zalo_oauth_url: str
    alarm_topic_arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The sender, and where it is noted what could not be processed."""

    sender: Sender
    quotas: "Quotas[Access]"
    receipts: DynamoReceipts

    def send(self, app_id: str, *, remaining_s: float) -> int:
        """Work off one token within the function's remaining time; return how many chunks are through."""
        return self.sender.send(app_id, time.time() + max(0.0, min(WORK_S, remaining_s - ENDING_S)))

    def tell_quota(self, broadcast_id: str, *, remaining_s: float) -> int:
        """Ask what a draft's pages may still send; return how many answered."""
        return self.quotas.tell(broadcast_id, until=time.time() + max(0.0, remaining_s - ENDING_S))


@dataclass(frozen=True, slots=True, kw_only=True)
class Couriers:
    """Makes the courier of a broadcast; the words of an approved broadcast never change, so they are read once."""

    dynamodb: "DynamoDBClient"
    broadcasts_table: str
    content: DynamoContent
    outbox: ZaloOutbox
    articles: ZaloArticles
    tokens: "Tokens"
    addressees: DynamoAddressees
    identities: DynamoIdentities
    pool: ThreadPoolExecutor
    _mailings: dict[str, Mailing] = field(default_factory=dict)
    _words: dict[str, ArticleWords] = field(default_factory=dict)

    def of(self, active: "Active") -> "PooledCourier[Access]":
        """Return the courier; raise ``NotFound`` when nobody knows the broadcast."""
        mailing = self._mailings.get(active.broadcast_id) or self._mailing(active.broadcast_id)
        self._mailings[active.broadcast_id] = mailing
        return PooledCourier(
            identities=self.addressees.of,
            tokens=self.tokens,
            send=mailing.send,
            why_not=mailing.why_not,
            gone=self.identities.mark_unreachable,
            pool=self.pool,
            most_under_way=AT_ONCE,
        )

    def publisher(self, active: "Active", page_id: str) -> "PagePublisher[Access]":
        """Return the publisher of an article on a page; raise ``NotFound`` when nobody knows the broadcast."""
        words = self._words.get(active.broadcast_id) or self._article(active.broadcast_id)
        self._words[active.broadcast_id] = words
        return PagePublisher(page_id=page_id, words=words, articles=self.articles, tokens=self.tokens)

    def _article(self, broadcast_id: str) -> ArticleWords:
        header = read_header(self.dynamodb, self.broadcasts_table, broadcast_id)
        unit = self.content.unit(header.unit).name
        return ArticleWords(
            title=header.title,
            author=unit,
            description=header.description,
            cover_url=header.cover_url,
            body=signed(header.text, unit=unit, code=header.code),
        )

    def _mailing(self, broadcast_id: str) -> Mailing:
        header = read_header(self.dynamodb, self.broadcasts_table, broadcast_id)
        unit = self.content.unit(header.unit).name
        return Mailing(
            text=signed(header.text, unit=unit, code=header.code),
            template_id=header.template_id,
            fields=fields(header.text, unit=unit, code=header.code),
            outbox=self.outbox,
            clock=utc_now,
        )


@functools.cache
def desk(count: Callable[[str], None]) -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    work = DynamoWork(dynamodb, settings.broadcasts_table, settings.figures_table)
    reminders = Reminders(dynamodb, settings.receipts_table, utc_now)
    books, couriers = DynamoBooks(dynamodb, settings.broadcasts_table), _couriers(settings, dynamodb, count)
    sender = Sender(
        work=work,
        books=books,
        paces=DynamoPaces(dynamodb, settings.apps_table, time.time),
        courier=couriers.of,
        articles=ArticleRuns(
            books=books,
            work=work,
            kept=DynamoSteps(dynamodb, settings.broadcasts_table),
            publisher=couriers.publisher,
            wait=time.sleep,
            now=time.time,
            clock=utc_now,
        ),
        now=time.time,
        iso_now=lambda: iso(utc_now()),
        count=count,
        nights=Nights(work=work, reminders=reminders, clock=utc_now),
        at_rest=lambda app_id: reminders.take_back(app_id, has_something=lambda app: bool(work.active(app))),
    )
    quotas = Quotas(
        preflights=DynamoPreflights(dynamodb, settings.broadcasts_table),
        tokens=couriers.tokens,
        ask=ZaloQuota(wire=couriers.outbox.wire, api_url=settings.zalo_api_url).left,
        pool=couriers.pool,
        now=time.time,
    )
    return Desk(sender=sender, quotas=quotas, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _couriers(settings: Settings, dynamodb: "DynamoDBClient", count: Callable[[str], None]) -> Couriers:
    wire = Wire(urllib3.PoolManager(num_pools=4, maxsize=AT_ONCE, block=True))
    places = TokenPlaces(
        apps_table=settings.apps_table,
        content_table=settings.content_table,
        tokens_key_arn=settings.tokens_key_arn,
        app_secrets_prefix=settings.app_secrets_prefix,
        zalo_oauth_url=settings.zalo_oauth_url,
        alarm_topic_arn=settings.alarm_topic_arn,
    )
    reads = ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="read")
    return Couriers(
        dynamodb=dynamodb,
        broadcasts_table=settings.broadcasts_table,
        content=DynamoContent(dynamodb, settings.content_table),
        outbox=ZaloOutbox(wire=wire, api_url=settings.zalo_api_url),
        articles=ZaloArticles(wire=wire, api_url=settings.zalo_api_url),
        tokens=page_tokens(places, dynamodb=dynamodb, wire=wire, calls=_PATIENT, count=count),
        addressees=DynamoAddressees(dynamodb, settings.identities_table, reads, _pause),
        identities=DynamoIdentities(dynamodb, settings.identities_table),
        pool=ThreadPoolExecutor(AT_ONCE, thread_name_prefix="send"),
    )


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that a throttled table gets its rest."""
    time.sleep(random.uniform(0.02, 0.05 * 2**attempt))  # noqa: S311  # spreads a crowd
