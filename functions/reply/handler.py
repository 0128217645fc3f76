"""replies.fifo: one message that is owed to one person."""

import contextlib
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.clock import utc_now
from dutydesk.inlet import only_record, read
from dutydesk.messages import Reply
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
    try:
        reply = read(Reply, record["body"])
        outcome = desk(_count).delivery.deliver(reply)
    except Exception as error:
        reason = type(error).__name__
        with contextlib.suppress(Exception):
            desk(_count).receipts.note_failure(QUEUE, record["messageId"], reason, now=utc_now())
        _count("ReplyNotProcessed")
        logger.error("not processed", reason=reason)  # noqa: TRY400  # a trace could quote the message
        raise
    logger.info("delivered", outcome=outcome.kind, reason=outcome.reason, person=reply.person_id, case=reply.case_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
