"""What reply is made of, built once per cold start.

botocore alone: boto3 would bring its S3 transfer manager along, a third of the import.
"""

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import urllib3
from botocore.config import Config

from dutydesk import aws, ids
from dutydesk.clock import utc_now
from dutydesk.messages import Platform
from dutydesk.platforms.zalo.oauth import ZaloOAuth
from dutydesk.platforms.zalo.outbox import ZaloOutbox
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.secrets import AppSecrets
from dutydesk.settings import load
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.identities import DynamoIdentities
from dutydesk.stores.receipts import DynamoReceipts
from functions.reply.aftermath import DynamoCaseMarks, DynamoPostponed
from functions.reply.delivery import Delivery
from functions.reply.exchange import Exchanger
from functions.reply.page_alarm import PageAlarm
from functions.reply.sent import DynamoSent
from functions.reply.token_store import DynamoTokens
from functions.reply.token_vault import TokenVault
from functions.reply.tokens import Tokens

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
    delivery = Delivery(
        identities=DynamoIdentities(dynamodb, settings.identities_table),
        sent=DynamoSent(dynamodb, settings.receipts_table),
        tokens=_tokens(settings, dynamodb, wire, count),
        outboxes={Platform.ZALO: ZaloOutbox(wire=wire, api_url=settings.zalo_api_url)},
        cases=DynamoCaseMarks(dynamodb, settings.cases_table),
        postponed=DynamoPostponed(dynamodb, settings.receipts_table),
        clock=utc_now,
        count=count,
    )
    return Desk(delivery=delivery, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _tokens(settings: Settings, dynamodb: Any, wire: Wire, count: Callable[[str], None]) -> Tokens:
    store = DynamoTokens(dynamodb, settings.apps_table)
    vault = TokenVault(aws.client("kms", _PATIENT), settings.tokens_key_arn)
    oauth = ZaloOAuth(wire, settings.zalo_oauth_url)
    return Tokens(
        store=store,
        vault=vault,
        exchanger=Exchanger(store=store, vault=vault, oauth=oauth, clock=utc_now, sleep=time.sleep),
        page=DynamoContent(dynamodb, settings.content_table).page,
        secret=AppSecrets(aws.client_on_first_use("secretsmanager", _PATIENT), settings.app_secrets_prefix).get,
        alarm=PageAlarm(aws.client_on_first_use("sns", _PATIENT), settings.alarm_topic_arn, count),
        clock=utc_now,
        new_id=lambda: ids.new_ulid(utc_now()),
    )
