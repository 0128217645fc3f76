"""alerts.fifo: call an officer, or hear one: a tap or a link code."""

from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record, read
from dutydesk.messages import AlertMessage
from dutydesk.work import at_work
from functions.alert.wiring import desk

QUEUE = "alerts"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Handle the alert in this event; raise to have it delivered again.

    The queue carries one record per call, so a failure is this case's alone.
    """
    record = only_record(event)
    with at_work(QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=lambda: _count("AlertFailed")):
        alert = read(AlertMessage, record["body"])
        did = desk().alerts.handle(alert)
    _count("Alert" + did.title().replace("_", ""))
    logger.info("handled", kind=alert.kind, outcome=did, person=alert.person_id, case=alert.case_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
