"""tips.fifo: one message of one citizen, with the route that the webhook chose."""

import contextlib
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.clock import utc_now
from dutydesk.inlet import only_record, read
from dutydesk.messages import TipMessage
from functions.intake.wiring import desk

QUEUE = "tips"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Take the message in this event; raise to have it delivered again.

    Person queues carry one record per call, so a failure is this citizen's alone.
    """
    record = only_record(event)
    try:
        tip = read(TipMessage, record["body"])
        outcome = desk().intake.accept(tip)
    except Exception as error:
        reason = type(error).__name__
        with contextlib.suppress(Exception):
            desk().receipts.note_failure(QUEUE, record["messageId"], reason, now=utc_now())
        metrics.add_metric(name="TipFailed", unit=MetricUnit.Count, value=1)
        logger.error("not processed", reason=reason)  # noqa: TRY400  # a trace could quote the message
        raise
    metrics.add_metric(name=f"Tip{outcome.did.title()}", unit=MetricUnit.Count, value=1)
    logger.info("taken", outcome=outcome.did, person=tip.message.person_id, case=outcome.case_id)
