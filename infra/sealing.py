"""The third function of ``functions/upkeep``: each night it writes down where every officer's chain of deeds ends."""

from infra.ground import Ground
from infra.job import Job, told_tables

REGISTERED = ("DIGESTS",)
"""What of the audit it adds to; the chains themselves it can only read."""


def seal(ground: Ground) -> Job:
    """Put a digest of all chains where nobody can change it."""
    tables = ground.tables
    return Job(
        module="upkeep.sealing",
        timeout_s=300,  # reads the head of every chain
        memory_mib=512,
        settings=told_tables(ground, "audit", "officers") | {"audit_heads_bucket": ground.audit_heads.bucket},
        grants=[
            tables["audit"].may("Query"),
            tables["audit"].may("PutItem", leading_keys=REGISTERED),
            tables["officers"].may("Query", leading_keys=("LIST",)),
            ground.audit_heads.may_seal(),
        ],
        counted={"AuditNotSealed": "could not write down where the officers' chains of deeds end; see its log"},
    )
