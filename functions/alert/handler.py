"""alerts.fifo: call an officer, or hear one: a tap or a link code."""

import contextlib
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.clock import utc_now
from dutydesk.inlet import only_record, read
from dutydesk.messages import AlertMessage
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
    try:
        alert = read(AlertMessage, record["body"])
        did = desk().alerts.handle(alert)
    except Exception as error:
        reason = type(error).__name__
        with contextlib.suppress(Exception):
            desk().receipts.note_failure(QUEUE, record["messageId"], reason, now=utc_now())
        metrics.add_metric(name="AlertFailed", unit=MetricUnit.Count, value=1)
        logger.error("not processed", reason=reason)  # noqa: TRY400  # a trace could quote the message
        raise
    metrics.add_metric(name="Alert" + did.title().replace("_", ""), unit=MetricUnit.Count, value=1)
    logger.info("handled", kind=alert.kind, outcome=did, person=alert.person_id, case=alert.case_id)
