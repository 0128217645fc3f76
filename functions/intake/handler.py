"""tips.fifo: one message of one citizen, with the route that the webhook chose."""

from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record, read
from dutydesk.messages import TipMessage
from dutydesk.work import at_work
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
    with at_work(QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=lambda: _count("TipFailed")):
        tip = read(TipMessage, record["body"])
        outcome = desk().intake.accept(tip)
    _count(f"Tip{outcome.did.title()}")
    logger.info("taken", outcome=outcome.did, person=tip.message.person_id, case=outcome.case_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
