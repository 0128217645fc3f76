"""The three functions of ``functions/broadcast``: one freezes an audience, one sends, one hears what arrived."""

from infra.config import DeskConfig
from infra.ground import QUEUES, Ground
from infra.job import COUNTED, Job, told_queues, told_tables

TAGGED = ("pk", "sk", "segments", "segment_at:tag:*")
"""What `plan` may name of an identity when officers tag people: nothing by which a platform knows them."""


def plan(ground: Ground) -> Job:
    """Count an audience, freeze it in chunks, set the senders going; who its people are on a platform stays hidden."""
    tables, queues = ground.tables, ground.queues
    return Job(
        module="broadcast.planning",
        timeout_s=QUEUES["plans"].worker_timeout_s,
        memory_mib=1024,
        settings=told_tables(ground, "broadcasts", "identities", "content", "apps", "receipts")
        | told_queues(ground, "chunks", "replies"),
        grants=[
            tables["broadcasts"].may("GetItem", "PutItem", "Query", "UpdateItem"),
            tables["identities"].may_query("by_page"),
            tables["identities"].may("UpdateItem", leading_keys=("PERSON#*",), attributes=TAGGED),
            tables["content"].may("GetItem"),
            tables["apps"].may("GetItem"),
            tables["receipts"].may("PutItem", "UpdateItem"),
            queues["plans"].may_consume(),
            queues["chunks"].may_send(),
            queues["replies"].may_send(),
        ],
        counted={"PlanFailed": "could not freeze the audience of a broadcast, or count it"},
    )


def send(ground: Ground, config: DeskConfig) -> Job:
    """Send chunk after chunk at the pace of a platform app, and keep the books."""
    tables = ground.tables
    return Job(
        module="broadcast.sending",
        timeout_s=QUEUES["chunks"].worker_timeout_s,
        memory_mib=1024,  # 160 connections at once; the network comes with memory
        settings=told_tables(ground, "broadcasts", "figures", "identities", "apps", "content", "receipts")
        | {
            "tokens_key_arn": ground.tokens_key.arn,
            "app_secrets_prefix": ground.credentials.app_prefix,
            "zalo_api_url": config.zalo_api_url,
            "zalo_oauth_url": config.zalo_oauth_url,
            "alarm_topic_arn": ground.alarms.arn,
        },
        grants=[
            tables["broadcasts"].may("DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            tables["identities"].may("BatchGetItem", "UpdateItem"),
            tables["apps"].may("GetItem", "PutItem", "UpdateItem"),
            tables["content"].may("GetItem"),
            tables["receipts"].may("DeleteItem", "PutItem", "UpdateItem"),
            tables["figures"].may("UpdateItem", leading_keys=COUNTED),
            ground.queues["chunks"].may_consume(),
            ground.tokens_key.may("Decrypt", "GenerateDataKey"),
            ground.credentials.may_read_apps(),
            ground.alarms.may_publish(),
        ],
        counted={
            "BroadcastPaused": "paused a broadcast by itself; an officer has to look, and resumes or cancels it",
            "BooksDoNotBalance": "found a ledger whose letters do not add up to its chunk",
            "AlarmNotPublished": "could not tell the operators of a broken page",
        },
    )


def track(ground: Ground) -> Job:
    """Write beside the books how far each message got, by what the platform says."""
    tables = ground.tables
    return Job(
        module="broadcast.tracking",
        timeout_s=QUEUES["echoes"].worker_timeout_s,
        memory_mib=512,
        settings=told_tables(ground, "broadcasts", "receipts"),
        grants=[
            tables["broadcasts"].may("GetItem", "PutItem", "Query", leading_keys=("BROADCAST#*", "PAGE#*")),
            tables["receipts"].may("UpdateItem"),
            ground.queues["echoes"].may_consume(),
        ],
    )
