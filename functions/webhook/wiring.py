"""What the webhook is made of, built once per cold start.

botocore alone: boto3 and pydantic would cost a third of the time that Zalo grants for an answer.
"""

import functools
import random
import time
from dataclasses import dataclass
from typing import Any

from botocore.config import Config

from dutydesk import aws, ids
from dutydesk.clock import utc_now
from dutydesk.errands import LookupMessage, TicketMessage
from dutydesk.messages import AlertMessage, EchoMessage, Platform, QuestionMessage, TipMessage
from dutydesk.platforms.zalo.inbox import ZaloInbox
from dutydesk.queues import FifoOutlet, StandardOutlet
from dutydesk.secrets import AppSecrets, secret_bytes
from dutydesk.settings import load
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.identities import DynamoIdentities
from dutydesk.stores.people import DynamoPeople
from functions.webhook.errand_desks import ErrandDesks
from functions.webhook.reception import Counter, Reception
from functions.webhook.routing import Router
from functions.webhook.sealing import KmsSealer

_QUICK = Config(
    connect_timeout=0.5, read_timeout=1.0, retries={"mode": "standard", "total_max_attempts": 2}, max_pool_connections=4
)
"""Zalo grants two seconds; a call that hangs is better refused, so that the platform delivers again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The webhook's environment."""

    people_table: str
    identities_table: str
    content_table: str
    tips_queue_url: str
    questions_queue_url: str
    alerts_queue_url: str
    echoes_queue_url: str
    lookups_queue_url: str
    tickets_queue_url: str
    papers_key_arn: str
    person_key_secret: str
    app_secrets_prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The webhook's two halves."""

    zalo: ZaloInbox
    reception: Reception


def build(count: Counter) -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _QUICK)
    sqs = aws.client("sqs", _QUICK)
    secrets = aws.client_on_first_use("secretsmanager", _QUICK)
    app_secrets = AppSecrets(client=secrets, prefix=settings.app_secrets_prefix)
    tips: FifoOutlet[TipMessage] = FifoOutlet(sqs, settings.tips_queue_url)
    questions: FifoOutlet[QuestionMessage] = FifoOutlet(sqs, settings.questions_queue_url)
    alerts: FifoOutlet[AlertMessage] = FifoOutlet(sqs, settings.alerts_queue_url)
    echoes: StandardOutlet[EchoMessage] = StandardOutlet(sqs, settings.echoes_queue_url)
    names = _Names(secrets, settings.person_key_secret)
    return Desk(
        zalo=ZaloInbox(functools.partial(_signing_secret, app_secrets)),
        reception=Reception(
            people=DynamoPeople(dynamodb, settings.people_table),
            identities=DynamoIdentities(dynamodb, settings.identities_table),
            content=DynamoContent(dynamodb, settings.content_table),
            tips=tips,
            questions=questions,
            alerts=alerts,
            echoes=echoes,
            errands=_errands(settings, sqs),
            router=Router(new_id=lambda: ids.new_ulid(utc_now())),
            person_id=names.person_id,
            link_of=names.link_of,
            clock=utc_now,
            count=count,
            pause=_pause,
        ),
    )


def _errands(settings: Settings, sqs: Any) -> ErrandDesks:
    return ErrandDesks(
        lookups=FifoOutlet[LookupMessage](sqs, settings.lookups_queue_url),
        tickets=FifoOutlet[TicketMessage](sqs, settings.tickets_queue_url),
        sealer=KmsSealer(aws.client_on_first_use("kms", _QUICK), settings.papers_key_arn),
    )


class _Names:
    """Names people, and what joins them, under the desk's key, which is read once."""

    def __init__(self, secrets: Any, secret_id: str) -> None:
        self._key = functools.cache(lambda: secret_bytes(secrets, secret_id))

    def person_id(self, page_id: str, user_id: str) -> str:
        return ids.person_id(self._key(), Platform.ZALO, page_id, user_id)

    def link_of(self, app_id: str, user_id_by_app: str) -> str:
        return ids.link_of(self._key(), Platform.ZALO, app_id, user_id_by_app)


def _signing_secret(app_secrets: AppSecrets, app_id: str) -> str | None:
    found = app_secrets.get(Platform.ZALO, app_id)
    return found.signing_secret if found else None


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that racing deliveries fall apart; 1.5 s in all at the most."""
    time.sleep(random.uniform(0, min(0.05, 0.002 * 2 ** min(attempt, 5))))  # noqa: S311  # spreads a race
