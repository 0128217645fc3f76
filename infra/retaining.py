"""A function of ``functions/upkeep``: each night it erases what was kept long enough."""

import json

from infra.config import DeskConfig
from infra.ground import Ground
from infra.job import Job, told_tables

GOING = ("CASE#*", "ERASURES", "TOKEN#*")
"""What of ``cases`` it touches: never a person's item, nor a receipt code's."""
OWN_CHAIN = ("OFFICER#function:retain",)


def retain(ground: Ground, config: DeskConfig) -> Job:
    """Erase what is over; a case's key it can destroy, and use no key at all, nor read a file."""
    tables = ground.tables
    return Job(
        module="upkeep.retention",
        timeout_s=900,  # what is left goes the next night
        memory_mib=512,
        settings=told_tables(ground, "cases", "likenesses", "audit")
        | {
            "views_bucket": ground.views.bucket,
            "quarantine_bucket": ground.quarantine.bucket,
            "retention_days": json.dumps(config.retention_days),
        },
        grants=[
            tables["cases"].may_scan("by_unit"),
            tables["cases"].may(
                *("ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"), leading_keys=GOING
            ),
            tables["likenesses"].may("BatchWriteItem"),
            tables["audit"].may("PutItem", "Query", leading_keys=OWN_CHAIN),
            ground.views.may_empty(),
            ground.quarantine.may_everywhere("DeleteObject"),
        ],
        counted={"ErasureFailed": "could not erase a case that is over, or was ordered to go; it comes again tomorrow"},
    )
