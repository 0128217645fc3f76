"""The functions of ``functions/media``: one fetches what citizens sent, one seals it and makes it safe to look at."""

import json

from infra.config import DeskConfig
from infra.ground import QUEUES, Ground
from infra.job import Job, told_queues, told_tables


def media(ground: Ground, config: DeskConfig) -> Job:
    """Bring files from the platform into quarantine; what is sealed, and every key of a case, is out of its reach."""
    tables, quarantine = ground.tables, ground.quarantine
    return Job(
        module="media.fetching",
        timeout_s=QUEUES["media"].worker_timeout_s,
        memory_mib=512,  # two parts of a file; the network comes with memory
        settings=told_tables(ground, "cases", "receipts")
        | told_queues(ground, "media")
        | {"quarantine_bucket": quarantine.bucket, "media_rules": _rules(config)},
        grants=[
            tables["cases"].may("GetItem", "PutItem", "UpdateItem", leading_keys=("CASE#*",)),
            tables["receipts"].may("DeleteItem", "PutItem", leading_keys=("DUE#media#*",)),
            tables["receipts"].may("UpdateItem", leading_keys=("FAILURE#media",)),
            quarantine.may_everywhere("AbortMultipartUpload", "DeleteObject", "GetObject", "PutObject"),
            quarantine.may_see_what_is_there(),
            ground.queues["media"].may_consume(),
        ],
    )


def preserve(ground: Ground, config: DeskConfig) -> Job:
    """Seal what was scanned, and draw what can be shown; it opens no original, and asks no platform for anything."""
    tables, quarantine = ground.tables, ground.quarantine
    days = config.evidence_sealed_days if config.protected else dict.fromkeys(config.evidence_sealed_days, 1)
    return Job(
        module="media.preserving",
        timeout_s=QUEUES["scans"].worker_timeout_s,
        memory_mib=1769,  # a whole processor; the largest picture takes 600 MB while it is drawn
        settings=told_tables(ground, "cases", "receipts", "likenesses")
        | told_queues(ground, "replies")
        | {
            "quarantine_bucket": quarantine.bucket,
            "originals_bucket": ground.originals.bucket,
            "views_bucket": ground.views.bucket,
            "evidence_key_arn": ground.evidence_key.arn,
            "lock_mode": ground.originals.lock_mode,
            "sealed_days": json.dumps(days),
        },
        grants=[
            tables["cases"].may("GetItem", "PutItem", "Query", "UpdateItem", leading_keys=("CASE#*",)),
            tables["receipts"].may("PutItem", leading_keys=("DUE#aside#*",)),
            tables["receipts"].may("UpdateItem", leading_keys=("FAILURE#scans",)),
            tables["likenesses"].may("BatchWriteItem"),
            quarantine.may("DeleteObject", "GetObject"),
            quarantine.may_see_what_is_there(),
            *ground.originals.may_seal(),
            ground.views.may_fill(),
            ground.evidence_key.may("Decrypt", "GenerateDataKeyWithoutPlaintext"),
            ground.queues["scans"].may_consume(),
            ground.queues["replies"].may_send(),
        ],
        counted={
            "EvidenceThreat": "sealed a file in which malware was found; no officer can open it",
            "EvidenceAltered": "met a file that is not what was fetched; see docs/operations.md, evidence",
            "EvidenceLost": "found that a file had left quarantine before it was sealed",
        },
        draws=True,
    )


def _rules(config: DeskConfig) -> str:
    """Write what the configuration decides as ``functions.media.fetching.rules`` reads it."""
    return json.dumps(
        {
            "megabytes": config.media_megabytes.model_dump(),
            "link_hours": config.media_link_hours,
            "hosts": config.media_hosts,
            "local_origin": config.media_local_origin or "",
        }
    )
