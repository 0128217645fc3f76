"""What reading followers is made of, built once per cold start."""

import functools
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import urllib3
from botocore.config import Config

from dutydesk import aws, ids
from dutydesk.clock import utc_now
from dutydesk.limits import read_reading_per_second
from dutydesk.messages import FollowersMessage, Platform
from dutydesk.platforms.zalo.directory import ZaloDirectory
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.secrets import secret_bytes
from dutydesk.settings import load
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.figures import DynamoFigures
from dutydesk.stores.receipts import DynamoReceipts
from dutydesk.tokens.building import TokenPlaces, page_tokens
from functions.upkeep.following.following import Did, Following
from functions.upkeep.following.people import DynamoAcquaintances
from functions.upkeep.following.store import DynamoReadings, DynamoReminder

WRITES_AT_ONCE = 10
ENDING_S = 30.0
"""Kept back of the function's time: for one last answer with a new token, and for writing the people in it."""

_PATIENT = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"mode": "standard", "total_max_attempts": 4},
    max_pool_connections=WRITES_AT_ONCE + 2,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The environment of what reads followers."""

    identities_table: str
    apps_table: str
    content_table: str
    receipts_table: str
    figures_table: str
    person_key_secret: str
    tokens_key_arn: str
    app_secrets_prefix: str
    zalo_api_url: str
    zalo_oauth_url: str
    alarm_topic_arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What reads followers, and where it is noted what could not be processed."""

    following: Following
    receipts: DynamoReceipts

    def turn(self, wish: FollowersMessage, *, remaining_s: float) -> Did:
        """Read on within the function's remaining time."""
        return self.following.turn(wish, time.monotonic() + max(0.0, remaining_s - ENDING_S))


@functools.cache
def desk(count: Callable[[str, int], None]) -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    wire = Wire(urllib3.PoolManager(num_pools=4, maxsize=1))
    tokens = page_tokens(
        TokenPlaces(
            apps_table=settings.apps_table,
            content_table=settings.content_table,
            tokens_key_arn=settings.tokens_key_arn,
            app_secrets_prefix=settings.app_secrets_prefix,
            zalo_oauth_url=settings.zalo_oauth_url,
            alarm_topic_arn=settings.alarm_topic_arn,
        ),
        dynamodb=dynamodb,
        wire=wire,
        calls=_PATIENT,
        count=lambda name: count(name, 1),
    )
    figures = DynamoFigures(dynamodb, settings.figures_table)
    following = Following(
        page=DynamoContent(dynamodb, settings.content_table).page,
        readings=DynamoReadings(dynamodb, settings.apps_table),
        reminder=DynamoReminder(dynamodb, settings.receipts_table),
        tokens=tokens,
        directory=ZaloDirectory(wire=wire, api_url=settings.zalo_api_url),
        people=_people(settings, dynamodb),
        per_second=lambda app_id: read_reading_per_second(dynamodb, settings.apps_table, app_id),
        clock=utc_now,
        monotonic=time.monotonic,
        sleep=time.sleep,
        count=count,
        followed=lambda page, number: figures.follow(page.unit, page.page_id, number, at=utc_now()),
    )
    return Desk(following=following, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _people(settings: Settings, dynamodb: Any) -> DynamoAcquaintances:
    secrets = aws.client_on_first_use("secretsmanager", _PATIENT)
    person_key = functools.cache(lambda: secret_bytes(secrets, settings.person_key_secret))
    return DynamoAcquaintances(
        client=dynamodb,
        table=settings.identities_table,
        person_id=lambda page_id, user_id: ids.person_id(person_key(), Platform.ZALO, page_id, user_id),
        pool=ThreadPoolExecutor(WRITES_AT_ONCE, thread_name_prefix="write"),
        pause=_pause,
    )


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that a throttled table gets its rest."""
    time.sleep(random.uniform(0.02, 0.05 * 2**attempt))  # noqa: S311  # spreads a crowd
