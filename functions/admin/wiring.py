"""What the officers' desk is made of, built once per cold start; botocore alone, since boto3 costs as much again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from dutydesk import aws, ids
from dutydesk.clock import utc_now
from dutydesk.queues import FifoOutlet, StandardOutlet
from dutydesk.settings import load
from dutydesk.stores.card_imports import DynamoCardImports
from dutydesk.stores.cases import DynamoCases
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.figures import DynamoFigures
from dutydesk.stores.officers import DynamoOfficers
from dutydesk.stores.people import DynamoPeople
from dutydesk.stores.reveals import DynamoReveals
from functions.admin.access import Access
from functions.admin.api import AdminApi, Desk
from functions.admin.audit import DynamoAudit
from functions.admin.bank.building import bank_desk
from functions.admin.bank.store import DynamoBank
from functions.admin.broadcasts.building import broadcast_desk
from functions.admin.broadcasts.pages import DynamoPages
from functions.admin.broadcasts.tags import DynamoAcquaintance, Tagging
from functions.admin.broadcasts.topics import DynamoUnitTopics, TopicEditing
from functions.admin.cards.imports import CardImports, Forms
from functions.admin.cases.building import case_desk
from functions.admin.cases.casefile import DynamoCaseFile
from functions.admin.cases.casework import Casework
from functions.admin.cases.inbox import Inbox
from functions.admin.counter.building import office_desk
from functions.admin.evidence.api import EvidenceDesk
from functions.admin.evidence.building import Kept, evidence_desk
from functions.admin.figures.statistics import Statistics
from functions.admin.health.building import health_desk
from functions.admin.learning.store import DynamoToDos
from functions.admin.learning.todo import Learning
from functions.admin.linking import Linking
from functions.admin.oversight.api import OversightDesk
from functions.admin.oversight.building import Overseen, oversight_desk
from functions.admin.pages import Console
from functions.admin.reveals.requests import RevealRequests
from functions.admin.search.searching import Search
from functions.admin.settings import Settings

if TYPE_CHECKING:
    from dutydesk.evidence import MediaMessage, ScanMessage
    from dutydesk.messages import OrderMessage, PlanMessage, PublishMessage, Reply, TokenMessage

_CALLS = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})
_SIGNING = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
"""Signs for the region's own endpoint: the global one redirects for hours after a bucket was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What ``admin`` serves."""

    api: AdminApi
    console: Console


def build(*, count: Callable[[str], None], on_fault: Callable[[Exception], None]) -> Site:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing.

    ``count`` is told the name of what went wrong without an officer's noticing it.
    """
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _CALLS)
    sqs = aws.client("sqs", _CALLS)
    content = DynamoContent(dynamodb, settings.content_table)
    figures = DynamoFigures(dynamodb, settings.figures_table)
    audit = DynamoAudit(client=dynamodb, table=settings.audit_table)
    access = Access(
        officers=DynamoOfficers(dynamodb, settings.officers_table),
        cases=DynamoCases(dynamodb, settings.cases_table),
        audit=audit,
        client_id=settings.user_pool_client_id,
    )
    replies: FifoOutlet[Reply] = FifoOutlet(sqs, settings.replies_queue_url)
    casework = Casework(
        access=access,
        audit=audit,
        file=DynamoCaseFile(dynamodb, settings.cases_table),
        figures=figures,
        people=DynamoPeople(dynamodb, settings.people_table),
        content=content,
        receipts_table=settings.receipts_table,
        replies=replies,
        clock=utc_now,
        new_id=ids.new_ulid,
        could_not_enqueue=lambda: count("ReplyNotEnqueued"),
    )
    linking = Linking(
        access=access,
        audit=audit,
        client=dynamodb,
        table=settings.officers_table,
        clock=utc_now,
        new_code=ids.new_code,
    )
    inbox = Inbox(access=access, client=dynamodb, table=settings.cases_table)
    publications: FifoOutlet[PublishMessage] = FifoOutlet(sqs, settings.publications_queue_url)
    bank = bank_desk(
        access,
        audit,
        DynamoBank(dynamodb, settings.content_table),
        receipts_table=settings.receipts_table,
        publications=publications,
        clock=utc_now,
        count=count,
    )
    learning = Learning(
        access=access,
        audit=audit,
        bank=bank.bank,
        todos=DynamoToDos(dynamodb, settings.questions_table),
        clock=utc_now,
    )
    plans: FifoOutlet[PlanMessage] = FifoOutlet(sqs, settings.plans_queue_url)
    chunks: FifoOutlet[TokenMessage] = FifoOutlet(sqs, settings.chunks_queue_url)
    broadcasts = broadcast_desk(
        access,
        audit,
        linking,
        DynamoPages(dynamodb, settings.content_table, content),
        client=dynamodb,
        broadcasts_table=settings.broadcasts_table,
        receipts_table=settings.receipts_table,
        plans=plans,
        chunks=chunks,
        clock=utc_now,
        count=count,
    )
    offices, counter = office_desk(
        access,
        audit,
        client=dynamodb,
        content_table=settings.content_table,
        tickets_table=settings.tickets_table,
        receipts_table=settings.receipts_table,
        clock=utc_now,
    )
    desk = Desk(
        access=access,
        inbox=inbox,
        statistics=Statistics(access=access, figures=figures),
        search=Search(access=access, client=dynamodb, table=settings.cases_table),
        casework=casework,
        linking=linking,
        content=content,
        bank=bank,
        learning=learning,
        broadcasts=broadcasts,
        card_imports=CardImports(
            access=access,
            audit=audit,
            store=DynamoCardImports(dynamodb, settings.content_table),
            forms=Forms(aws.client_on_first_use("s3", _SIGNING), settings.cards_bucket),
            clock=utc_now,
            new_id=ids.new_ulid,
        ),
        topics=TopicEditing(access=access, audit=audit, store=DynamoUnitTopics(dynamodb, settings.content_table)),
        tagging=Tagging(
            access=access,
            audit=audit,
            acquaintance=DynamoAcquaintance(dynamodb, settings.cases_table),
            plans=plans,
            clock=utc_now,
            new_id=ids.new_ulid,
        ),
        offices=offices,
        counter=counter,
        cases=case_desk(
            access,
            casework,
            client=dynamodb,
            cases_table=settings.cases_table,
            content_table=settings.content_table,
        ),
        evidence=_evidence(settings, casework, dynamodb, sqs, count),
        oversight=_oversight(settings, access, dynamodb, sqs, count),
        health=health_desk(
            access,
            content,
            client=dynamodb,
            content_table=settings.content_table,
            apps_table=settings.apps_table,
            figures_table=settings.figures_table,
            receipts_table=settings.receipts_table,
            clock=utc_now,
        ),
        reveals=RevealRequests(
            access=access,
            audit=audit,
            store=DynamoReveals(dynamodb, settings.reveals_table),
            clock=utc_now,
            new_id=ids.new_ulid,
        ),
    )
    return Site(
        api=AdminApi(desk, on_fault=on_fault),
        console=Console(settings.user_pool_client_id, settings.user_pool_domain_url.rstrip("/"), settings.cards_origin),
    )


def _evidence(
    settings: Settings, casework: Casework, dynamodb: Any, sqs: Any, count: Callable[[str], None]
) -> EvidenceDesk:
    kept = Kept(
        client=dynamodb,
        s3=aws.client_on_first_use("s3", _SIGNING),
        kms=aws.client_on_first_use("kms", _CALLS),
        cases_table=settings.cases_table,
        likenesses_table=settings.likenesses_table,
        receipts_table=settings.receipts_table,
        views_bucket=settings.views_bucket,
        originals_bucket=settings.originals_bucket,
        key_arn=settings.evidence_key_arn,
    )
    media: StandardOutlet[MediaMessage] = StandardOutlet(sqs, settings.media_queue_url)
    scans: StandardOutlet[ScanMessage] = StandardOutlet(sqs, settings.scans_queue_url)
    return evidence_desk(casework.access, casework, kept, media=media, scans=scans, count=count)


def _oversight(
    settings: Settings, access: Access, dynamodb: Any, sqs: Any, count: Callable[[str], None]
) -> OversightDesk:
    overseen = Overseen(
        client=dynamodb,
        s3=aws.client_on_first_use("s3", _SIGNING),
        cognito=aws.client_on_first_use("cognito-idp", _CALLS),
        audit_table=settings.audit_table,
        officers_table=settings.officers_table,
        content_table=settings.content_table,
        receipts_table=settings.receipts_table,
        bucket=settings.audit_heads_bucket,
        pool_id=settings.user_pool_id,
    )
    orders: FifoOutlet[OrderMessage] = FifoOutlet(sqs, settings.orders_queue_url)
    return oversight_desk(access, overseen, orders=orders, clock=utc_now, count=count)
