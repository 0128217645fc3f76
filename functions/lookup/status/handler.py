"""lookups.fifo: one message of one citizen who asks whether an identity card is ready."""

from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.errands import LookupMessage
from dutydesk.inlet import only_record, read
from dutydesk.work import at_work
from functions.lookup.status.wiring import desk, receipts

QUEUE = "lookups"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Take the message in this event; raise to have it delivered again.

    Person queues carry one record per call, so a failure is this citizen's alone. What an attempt came to is written
    nowhere: not in a log, not in a figure.
    """
    record = only_record(event)
    with at_work(QUEUE, record, receipts=receipts, logger=logger, failed=lambda: _count("LookupFailed")):
        message = read(LookupMessage, record["body"])
        did = desk(_count).accept(message)
    _count("Lookup" + did.title())
    logger.info("taken", outcome=did, wish=message.wish, person=message.person_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
