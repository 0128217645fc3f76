"""What administrators decide about officers and units: what ``admin`` may write of it, and who carries it out."""

from infra.grants import Grant
from infra.ground import QUEUES, Ground
from infra.job import BANK, OFFICES, TOPICS, Job, told_tables
from infra.officers import Officers

STAFF = ("LIST", "OFFICER#*", "ORDER#*", "UNIT#*")
"""What of ``officers`` is written when somebody is entered, changed or leaves."""

SERVING = (*STAFF, "CHAT#*", "PERSON#*")
"""What of ``officers`` changes when units are merged or somebody leaves."""

UNITS = ("UNIT#*", "UNITS")
"""What of ``content`` is written when a unit is entered or renamed; whose a page is, only a merger or a split says."""

TOLD = ("BROADCAST#*", "CODE#*", "UNIT#*")
"""What of ``broadcasts`` follows a unit; a broadcast that is being sent goes on."""

PLACES = (*UNITS, "PAGE#*", *BANK, *TOPICS, *OFFICES)
"""What of ``content`` follows a unit."""


def may_decide(ground: Ground, officers: Officers) -> list[Grant]:
    """Allow what `admin` needs to enter officers and units, to read the audit back, and to give orders."""
    tables = ground.tables
    return [
        tables["officers"].may("PutItem", leading_keys=STAFF),
        tables["officers"].may("ConditionCheckItem", leading_keys=("OFFICER#*",)),
        tables["officers"].may("DeleteItem", leading_keys=("UNIT#*",)),
        tables["officers"].may("Query", leading_keys=("LIST",)),
        tables["content"].may("PutItem", "UpdateItem", leading_keys=UNITS),
        ground.queues["orders"].may_send(),
        officers.may("AdminCreateUser"),
        *ground.audit_heads.may_verify(),
    ]


def reorganise(ground: Ground, officers: Officers) -> Job:
    """Let everything follow that belongs to units that are merged or split, and end the sessions of who leaves."""
    tables = ground.tables
    return Job(
        module="upkeep.reorganising",
        timeout_s=QUEUES["orders"].worker_timeout_s,
        memory_mib=512,
        settings=told_tables(ground, "cases", "officers", "content", "questions", "broadcasts", "receipts")
        | {"user_pool_id": officers.pool_id},
        grants=[
            tables["cases"].may("DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            tables["cases"].may_query("by_unit", "by_unit_status"),
            tables["officers"].may("DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem", leading_keys=SERVING),
            tables["content"].may("DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem", leading_keys=PLACES),
            tables["questions"].may("DeleteItem", "PutItem", "Query", leading_keys=("UNIT#*",)),
            tables["broadcasts"].may("DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem", leading_keys=TOLD),
            tables["receipts"].may("DeleteItem", "PutItem", "UpdateItem"),
            ground.queues["orders"].may_consume(),
            officers.may("AdminDisableUser", "AdminUserGlobalSignOut"),
        ],
        counted={"OrderFailed": "could not carry on with a merger of units or the leaving of an officer; see its log"},
    )
