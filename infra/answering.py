"""The two functions of ``functions/faq``: one answers citizens' questions, one builds what it answers from."""

from infra.ground import QUEUES, Ground
from infra.job import BANK, COUNTED, Job, told_queues, told_tables


def faq(ground: Ground) -> Job:
    """Answer from the published bank, or hand over to an officer."""
    tables, queues = ground.tables, ground.queues
    return Job(
        timeout_s=QUEUES["questions"].worker_timeout_s,
        memory_mib=1024,  # a search is CPU, which comes with memory
        settings=told_tables(ground, "receipts", "questions", "cases", "content", "figures")
        | {"library_bucket": ground.library.bucket}
        | told_queues(ground, "replies", "tips"),
        grants=[
            tables["receipts"].may("GetItem", "PutItem", "UpdateItem"),
            tables["questions"].may("GetItem", leading_keys=("ASKED#*",)),
            tables["questions"].may("PutItem"),
            tables["cases"].may("GetItem", leading_keys=("PERSON#*",)),
            tables["content"].may("GetItem"),
            tables["figures"].may("UpdateItem", leading_keys=COUNTED),
            ground.library.may_read_editions(),
            queues["questions"].may_consume(),
            queues["replies"].may_send(),
            queues["tips"].may_send(),
        ],
        counted={"IndexBroken": "could not load the published question bank and serves an older one, or none"},
    )


def publish(ground: Ground) -> Job:
    """Build a version of the bank from its draft, try it, and put it in service."""
    tables, queues = ground.tables, ground.queues
    return Job(
        module="faq.publishing",
        timeout_s=QUEUES["publications"].worker_timeout_s,
        memory_mib=1024,
        settings=told_tables(ground, "content", "receipts") | {"library_bucket": ground.library.bucket},
        grants=[
            tables["content"].may("GetItem", "Query", "UpdateItem", leading_keys=BANK),
            tables["receipts"].may("UpdateItem"),
            ground.library.may_write_editions(),
            queues["publications"].may_consume(),
        ],
        counted={"PublicationFailed": "could not build a version of the question bank"},
    )
