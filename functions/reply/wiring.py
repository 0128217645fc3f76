"""What reply is made of, built once per cold start.

botocore alone: boto3 would bring its S3 transfer manager along, a third of the import.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import urllib3
from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.messages import Platform
from dutydesk.platforms.zalo.outbox import ZaloOutbox
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.settings import load
from dutydesk.stores.identities import DynamoIdentities
from dutydesk.stores.receipts import DynamoReceipts
from dutydesk.tokens.building import TokenPlaces, page_tokens
from functions.reply.aftermath import DynamoCaseMarks, DynamoPostponed
from functions.reply.delivery import Delivery
from functions.reply.sent import DynamoSent

_PATIENT = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Reply's environment."""

    identities_table: str
    receipts_table: str
    apps_table: str
    cases_table: str
    content_table: str
    tokens_key_arn: str
    app_secrets_prefix: str
    zalo_api_url: str
    zalo_oauth_url: str
    alarm_topic_arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Delivery, and where it is noted what could not be processed."""

    delivery: Delivery
    receipts: DynamoReceipts


@functools.cache
def desk(count: Callable[[str], None]) -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    wire = Wire(urllib3.PoolManager(num_pools=4, maxsize=2))
    places = TokenPlaces(
        apps_table=settings.apps_table,
        content_table=settings.content_table,
        tokens_key_arn=settings.tokens_key_arn,
        app_secrets_prefix=settings.app_secrets_prefix,
        zalo_oauth_url=settings.zalo_oauth_url,
        alarm_topic_arn=settings.alarm_topic_arn,
    )
    delivery = Delivery(
        identities=DynamoIdentities(dynamodb, settings.identities_table),
        sent=DynamoSent(dynamodb, settings.receipts_table),
        tokens=page_tokens(places, dynamodb=dynamodb, wire=wire, calls=_PATIENT, count=count),
        outboxes={Platform.ZALO: ZaloOutbox(wire=wire, api_url=settings.zalo_api_url)},
        cases=DynamoCaseMarks(dynamodb, settings.cases_table),
        postponed=DynamoPostponed(dynamodb, settings.receipts_table),
        clock=utc_now,
        count=count,
    )
    return Desk(delivery=delivery, receipts=DynamoReceipts(dynamodb, settings.receipts_table))
