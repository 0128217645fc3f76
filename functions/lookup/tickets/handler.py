"""tickets.fifo: one message of one citizen who takes a queue number, or something due about one."""

from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.errands import TicketMessage
from dutydesk.inlet import only_record, read
from dutydesk.work import at_work
from functions.lookup.tickets.wiring import desk

QUEUE = "tickets"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Take the message in this event; raise to have it delivered again.

    Person queues carry one record per call, so a failure is this citizen's alone.
    """
    record = only_record(event)
    with at_work(QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=lambda: _count("TicketFailed")):
        message = read(TicketMessage, record["body"])
        did = desk().tickets.accept(message)
    _count("Ticket" + did.title().replace("_", ""))
    logger.info("taken", outcome=did, wish=message.wish, person=message.person_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
