"""replies.fifo: one message that is owed to one person."""

from functools import partial
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record, read
from dutydesk.messages import Reply
from dutydesk.work import at_work
from functions.reply.wiring import desk

QUEUE = "replies"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Deliver the reply in this event; raise to have it delivered again.

    Person queues carry one record per call, so a failure is this person's alone.
    """
    record = only_record(event)
    failed = partial(_count, "ReplyNotProcessed")
    with at_work(QUEUE, record, receipts=lambda: desk(_count).receipts, logger=logger, failed=failed):
        reply = read(Reply, record["body"])
        outcome = desk(_count).delivery.deliver(reply)
    logger.info("delivered", outcome=outcome.kind, reason=outcome.reason, person=reply.person_id, case=reply.case_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
