"""plans.fifo: count a broadcast's audience, freeze it, or show the words to those who want to see them first."""

from functools import partial
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record, read
from dutydesk.messages import PlanMessage
from dutydesk.work import at_work
from functions.broadcast.planning.wiring import desk

QUEUE = "plans"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Carry out the order in this event; raise to have it delivered again, where it goes on."""
    record = only_record(event)
    failed = partial(_count, "PlanFailed")
    with at_work(QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=failed):
        order = read(PlanMessage, record["body"])
        did = desk().orders.carry_out(order, order_id=record["messageId"])
    _count(f"Plan{did.title().replace('_', '')}")
    logger.info("carried out", outcome=did, work=order.work, broadcast=order.broadcast_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
