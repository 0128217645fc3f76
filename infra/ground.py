"""What the functions stand on: keys, alarms, data, queues, secrets."""

from dataclasses import dataclass

import pulumi

from infra.alarms import AlarmTopic, AlarmTopicArgs
from infra.audit_heads import AuditHeads
from infra.buckets import BucketArgs
from infra.cards import Cards
from infra.config import DeskConfig
from infra.credentials import Credentials, CredentialsArgs
from infra.keys import EncryptionKey, KeyArgs
from infra.library import Library
from infra.originals import Originals
from infra.place import Place
from infra.quarantine import Quarantine
from infra.queues import FifoQueue, OneByOneQueue, PatientQueue, QueueArgs, StandardQueue, WatchedQueue
from infra.scanning import MalwareScan, MalwareScanArgs, ScanRule, ScanRuleArgs
from infra.tables import Index, Table, TableArgs
from infra.views import Views

CASE_LIST = (
    *("receipt", "status", "category", "urgency", "opened_at", "summary", "case_id"),
    *("assigned_to", "close_by", "late", "disputed_at", "merged_into"),
    *("closed_at", "outcome", "erased_at"),
)
"""What the list of cases shows without reading each case."""

FOLLOWER = ("platform", "follower", "last_interaction", "unreachable", "opted_out", "segments", "link")
"""What a broadcast's plan asks of a person: nothing by which a platform knows them."""

TABLES: dict[str, dict[str, Index]] = {
    "cases": {
        "by_unit": Index(hash_key="unit", range_key="opened_key", include=CASE_LIST),
        "by_unit_status": Index(hash_key="unit_status", range_key="opened_key", include=CASE_LIST),
        "by_person": Index(hash_key="person_id", range_key="opened_key", include=("unit",)),
    },
    "people": {},
    "identities": {"by_page": Index(hash_key="page_shard", range_key="person_id", include=FOLLOWER)},
    "receipts": {"by_due": Index(hash_key="due_shard", range_key="due_at")},
    "apps": {},
    "content": {},
    "questions": {},
    "officers": {},
    "audit": {},
    "broadcasts": {},
    "idcards": {},
    "likenesses": {},
    "tickets": {},
    "figures": {"by_week": Index(hash_key="week", range_key="unit")},
    "reveals": {"by_unit": Index(hash_key="unit", range_key="request_id")},
}
"""One table per aggregate, with its indexes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How long a queue's worker may take over one message, and how long a message may wait before that is an alarm."""

    worker_timeout_s: int
    oldest_s: int = 120
    component: type[WatchedQueue] = FifoQueue


QUEUES = {
    "tips": Waiting(worker_timeout_s=15),
    "alerts": Waiting(worker_timeout_s=15),
    "replies": Waiting(worker_timeout_s=25),  # waits for the platform
    "questions": Waiting(worker_timeout_s=15),
    "publications": Waiting(worker_timeout_s=120),  # builds the index of the whole question bank
    "plans": Waiting(worker_timeout_s=300, oldest_s=900),  # reads every follower of every page
    # A turn of an app's sender; the turns of a large broadcast are all issued at once and taken one after another.
    "chunks": Waiting(worker_timeout_s=60, oldest_s=6 * 3600),
    "echoes": Waiting(worker_timeout_s=30, oldest_s=900, component=StandardQueue),
    # A turn of reading the followers of a page; all pages of an app are reminded of at once and taken one by one.
    "followers": Waiting(worker_timeout_s=240, oldest_s=6 * 3600),
    # A turn of merging units: minutes of work, one order after the other; upkeep asks again for what is not finished.
    "orders": Waiting(worker_timeout_s=300, oldest_s=900),
    "lookups": Waiting(worker_timeout_s=15),
    "tickets": Waiting(worker_timeout_s=15),
    "arrivals": Waiting(worker_timeout_s=300, oldest_s=900, component=OneByOneQueue),
    # A video takes minutes; the links live for hours.
    "media": Waiting(worker_timeout_s=300, oldest_s=900, component=PatientQueue),
    # Sealing a video takes a minute, and a picture seconds.
    "scans": Waiting(worker_timeout_s=180, oldest_s=900, component=OneByOneQueue),
}
"""The queues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Everything that holds data or tells somebody, by the names of the domain."""

    data_key: EncryptionKey
    tokens_key: EncryptionKey
    papers_key: EncryptionKey
    evidence_key: EncryptionKey
    alarms: AlarmTopic
    tables: dict[str, Table]
    queues: dict[str, WatchedQueue]
    originals: Originals
    views: Views
    library: Library
    cards: Cards
    quarantine: Quarantine
    audit_heads: AuditHeads
    credentials: Credentials


def lay_ground(place: Place, config: DeskConfig, opts: pulumi.ResourceOptions) -> Ground:
    """Create what holds data; protected where the stack says that data must outlive mistakes."""
    protected = config.protected
    at_rest = KeyArgs(
        place=place,
        description="Duty Desk: tables, queues, buckets, secrets, alarms",
        protected=protected,
        services=("cloudwatch.amazonaws.com", "budgets.amazonaws.com", "events.amazonaws.com", "s3.amazonaws.com"),
    )
    data_key = EncryptionKey("data", at_rest, opts)
    tokens = KeyArgs(place=place, description="Duty Desk: tokens of the platforms' pages", protected=protected)
    papers = KeyArgs(place=place, description="Duty Desk: citizens' numbers, and the card index", protected=protected)
    evidence = KeyArgs(place=place, description="Duty Desk: the keys of cases' evidence", protected=protected)
    alarms = AlarmTopic("alarms", AlarmTopicArgs(place=place, key=data_key, emails=config.alarm_emails), opts)
    cards = Cards("cards", BucketArgs(place=place, key=data_key, protected=protected), opts)
    announced = {"arrivals": cards}
    quarantine = Quarantine("quarantine", BucketArgs(place=place, key=data_key, protected=protected), opts)
    scan_rule = ScanRule("scans", ScanRuleArgs(place=place, quarantine=quarantine), opts)
    queues = {
        name: waiting.component(
            name,
            QueueArgs(
                place=place,
                key=data_key,
                alarms=alarms,
                worker_timeout_s=waiting.worker_timeout_s,
                oldest_s=waiting.oldest_s,
                bucket_arn=announced[name].arn if name in announced else None,
                rule_arn=scan_rule.arn if name == "scans" else None,
            ),
            opts,
        )
        for name, waiting in QUEUES.items()
    }
    for name, bucket in announced.items():
        bucket.announce_to(queues[name])
    scan_rule.tell(queues["scans"], alarms)
    MalwareScan("malware-scan", MalwareScanArgs(place=place, quarantine=quarantine, key=data_key), opts)
    return Ground(
        data_key=data_key,
        tokens_key=EncryptionKey("tokens", tokens, opts),
        papers_key=EncryptionKey("papers", papers, opts),
        evidence_key=EncryptionKey("evidence", evidence, opts),
        alarms=alarms,
        tables={
            name: Table(name, TableArgs(place=place, key=data_key, protected=protected, indexes=indexes), opts)
            for name, indexes in TABLES.items()
        },
        queues=queues,
        originals=Originals("originals", BucketArgs(place=place, key=data_key, protected=protected), opts),
        views=Views("views", BucketArgs(place=place, key=data_key, protected=protected), opts),
        library=Library("library", BucketArgs(place=place, key=data_key, protected=protected), opts),
        cards=cards,
        quarantine=quarantine,
        audit_heads=AuditHeads("audit-heads", BucketArgs(place=place, key=data_key, protected=protected), opts),
        credentials=Credentials(
            "credentials",
            CredentialsArgs(place=place, key=data_key, protected=protected, zalo_app_ids=config.zalo_app_ids),
            opts,
        ),
    )
