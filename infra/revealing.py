"""The one function that may read one identity, against the words of two people."""

from infra.ground import Ground
from infra.job import Job, told_queues, told_tables
from infra.officers import Officers

ROUTES = ["POST /reveal/{request_id}"]


def reveal(ground: Ground, officers: Officers) -> Job:
    """Tell an officer who is behind a case; of cases it reads an index alone that says whose each is."""
    tables = ground.tables
    return Job(
        timeout_s=15,
        memory_mib=512,
        settings=told_tables(ground, "officers", "reveals", "cases", "identities", "audit", "receipts", "content")
        | told_queues(ground, "replies")
        | {"user_pool_client_id": officers.client_id},
        grants=[
            tables["officers"].may("GetItem", leading_keys=("OFFICER#*", "CHAT#*")),
            tables["officers"].may("Query", leading_keys=("UNIT#*",)),
            tables["reveals"].may("GetItem", "UpdateItem"),
            tables["cases"].may_query("by_person"),
            tables["identities"].may("GetItem", leading_keys=("PERSON#*",)),
            tables["audit"].may("PutItem", "Query"),
            tables["receipts"].may("PutItem", leading_keys=("DUE#reply#*",)),
            tables["content"].may("GetItem", leading_keys=("UNIT#*",)),
            ground.queues["replies"].may_send(),
        ],
        counted={
            "Faults": "answered an officer with a server error; its log group has the reason",
            "IdentityRevealed": "told an officer who is behind a case; the request and the audit say who and why",
            "NoAuditorToTell": "told an identity where no auditor of the unit or its parent could be reached by chat",
        },
    )
