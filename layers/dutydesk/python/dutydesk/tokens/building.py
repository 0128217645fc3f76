"""The pages' tokens with everything behind them, for the functions that send."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.config import Config

from dutydesk import aws, ids
from dutydesk.clock import utc_now
from dutydesk.platforms.zalo.oauth import ZaloOAuth
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.secrets import AppSecrets
from dutydesk.stores.content import DynamoContent
from dutydesk.tokens.alarm import PageAlarm
from dutydesk.tokens.exchange import Exchanger
from dutydesk.tokens.pages import Tokens
from dutydesk.tokens.store import DynamoTokens
from dutydesk.tokens.vault import TokenVault


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPlaces:
    """Where tokens and what renews them are kept."""

    apps_table: str
    content_table: str
    tokens_key_arn: str
    app_secrets_prefix: str
    zalo_oauth_url: str
    alarm_topic_arn: str


def page_tokens(
    places: TokenPlaces, *, dynamodb: Any, wire: Wire, calls: Config, count: Callable[[str], None]
) -> Tokens:
    """Build the tokens; clients that are rarely needed are made on first use."""
    store = DynamoTokens(dynamodb, places.apps_table)
    vault = TokenVault(aws.client("kms", calls), places.tokens_key_arn)
    oauth = ZaloOAuth(wire, places.zalo_oauth_url)
    return Tokens(
        store=store,
        vault=vault,
        exchanger=Exchanger(store=store, vault=vault, oauth=oauth, clock=utc_now, sleep=time.sleep),
        page=DynamoContent(dynamodb, places.content_table).page,
        secret=AppSecrets(aws.client_on_first_use("secretsmanager", calls), places.app_secrets_prefix).get,
        alarm=PageAlarm(aws.client_on_first_use("sns", calls), places.alarm_topic_arn, count),
        clock=utc_now,
        new_id=lambda: ids.new_ulid(utc_now()),
    )
