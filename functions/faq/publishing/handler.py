"""publications.fifo: build a version of the question bank and put it in service."""

import contextlib
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record, read
from dutydesk.messages import PublishMessage
from dutydesk.work import at_work
from functions.faq.publishing.wiring import desk

QUEUE = "publications"
RECEIVES = 5
"""How often the queue delivers a message; after that it goes to the dead letters."""

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Publish the version named in this event; raise to have it delivered again.

    Only the last delivery's failure is the version's: then it is marked, for officers to see.
    """
    record = only_record(event)
    is_last = int(record["attributes"]["ApproximateReceiveCount"]) >= RECEIVES
    failure = "PublicationFailed" if is_last else "PublicationRetried"
    with at_work(QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=lambda: _count(failure)):
        version = read(PublishMessage, record["body"]).version
        try:
            did = desk().publisher.publish(version)
        except Exception as error:
            if is_last:
                _give_up(version, type(error).__name__)
            raise
    _count(f"Publication{did.title()}")
    logger.info("handled", outcome=did, version=version)


def _give_up(version: str, reason: str) -> None:
    """Mark the version as failed, best effort: whatever hinders it never hides what went wrong first."""
    with contextlib.suppress(Exception):
        desk().publisher.give_up(version, reason)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
