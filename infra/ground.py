"""What the functions stand on: keys, alarms, data, queues, secrets."""

from dataclasses import dataclass

import pulumi

from infra.alarms import AlarmTopic, AlarmTopicArgs
from infra.buckets import BucketArgs
from infra.config import DeskConfig
from infra.credentials import Credentials, CredentialsArgs
from infra.keys import EncryptionKey, KeyArgs
from infra.library import Library
from infra.media import Media
from infra.place import Place
from infra.queues import FifoQueue, FifoQueueArgs
from infra.tables import Index, Table, TableArgs

CASE_LIST = ("receipt", "status", "category", "urgency", "opened_at", "summary", "case_id")
"""What the list of cases shows without reading each case."""

TABLES: dict[str, dict[str, Index]] = {
    "cases": {
        "by_unit": Index(hash_key="unit", range_key="opened_key", include=CASE_LIST),
        "by_unit_status": Index(hash_key="unit_status", range_key="opened_key", include=CASE_LIST),
    },
    "people": {},
    "identities": {},
    "receipts": {"by_due": Index(hash_key="due_shard", range_key="due_at")},
    "apps": {},
    "content": {},
    "questions": {},
    "officers": {},
    "audit": {},
}
"""One table per aggregate, with its indexes."""

WORKER_TIMEOUTS_S = {"tips": 15, "alerts": 15, "replies": 25, "questions": 15, "publications": 120}
"""The queues, and how long the worker of each may take over one message; a reply waits for the platform, a publication
for the index of the whole question bank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Everything that holds data or tells somebody, by the names of the domain."""

    data_key: EncryptionKey
    tokens_key: EncryptionKey
    alarms: AlarmTopic
    tables: dict[str, Table]
    queues: dict[str, FifoQueue]
    media: Media
    library: Library
    credentials: Credentials


def lay_ground(place: Place, config: DeskConfig, opts: pulumi.ResourceOptions) -> Ground:
    """Create what holds data; protected where the stack says that data must outlive mistakes."""
    protected = config.protected
    at_rest = KeyArgs(
        place=place,
        description="Duty Desk: tables, queues, buckets, secrets, alarms",
        protected=protected,
        services=("cloudwatch.amazonaws.com", "budgets.amazonaws.com"),
    )
    data_key = EncryptionKey("data", at_rest, opts)
    tokens = KeyArgs(place=place, description="Duty Desk: tokens of the platforms' pages", protected=protected)
    alarms = AlarmTopic("alarms", AlarmTopicArgs(place=place, key=data_key, emails=config.alarm_emails), opts)
    return Ground(
        data_key=data_key,
        tokens_key=EncryptionKey("tokens", tokens, opts),
        alarms=alarms,
        tables={
            name: Table(name, TableArgs(place=place, key=data_key, protected=protected, indexes=indexes), opts)
            for name, indexes in TABLES.items()
        },
        queues={
            name: FifoQueue(
                name, FifoQueueArgs(place=place, key=data_key, alarms=alarms, worker_timeout_s=timeout_s), opts
            )
            for name, timeout_s in WORKER_TIMEOUTS_S.items()
        },
        media=Media("media", BucketArgs(place=place, key=data_key, protected=protected), opts),
        library=Library("library", BucketArgs(place=place, key=data_key, protected=protected), opts),
        credentials=Credentials(
            "credentials",
            CredentialsArgs(place=place, key=data_key, protected=protected, zalo_app_ids=config.zalo_app_ids),
            opts,
        ),
    )
