"""echoes: how far messages got that went out, many at once."""

import contextlib
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.clock import utc_now
from dutydesk.errors import MalformedEvent
from dutydesk.inlet import read
from dutydesk.messages import EchoMessage
from functions.broadcast.tracking.tracker import Numbered
from functions.broadcast.tracking.wiring import desk

QUEUE = "echoes"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Settle the batch and name what must come again; what cannot be read comes again too, until it is a dead letter.

    Raises:
        Exception: a store refused; all of the batch comes again, and settling it twice changes nothing.
    """
    batch, unreadable = _read(event["Records"])
    try:
        again = desk().tracker.settle(batch)
    except Exception as error:
        _count("EchoesNotProcessed", 1)
        logger.error("not processed", reason=type(error).__name__)  # noqa: TRY400  # a trace could quote a message
        raise
    _count("Echoes", len(batch))
    logger.info("settled", heard=len(batch), again=len(again), unreadable=len(unreadable))
    return {"batchItemFailures": [{"itemIdentifier": one} for one in [*unreadable, *again]]}


def _read(records: list[dict[str, Any]]) -> tuple[list[Numbered], list[str]]:
    """Return what could be read, and the ids of what could not, each with its reason noted."""
    batch, unreadable = [], []
    for record in records:
        try:
            batch.append((record["messageId"], read(EchoMessage, record["body"])))
        except MalformedEvent as error:
            unreadable.append(record["messageId"])
            with contextlib.suppress(Exception):
                reason = type(error).__name__
                desk().receipts.note_failure(QUEUE, record["messageId"], reason, now=utc_now())
    return batch, unreadable


def _count(name: str, value: int) -> None:
    """Count events; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
