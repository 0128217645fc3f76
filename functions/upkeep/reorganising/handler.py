"""orders.fifo: carry out what administrators decided about units and leavers."""

from functools import partial
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record, read
from dutydesk.messages import OrderMessage
from dutydesk.work import at_work
from functions.upkeep.reorganising.wiring import desk

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

QUEUE = "orders"
RESERVE_MS = 20_000
"""Time kept back: for the thing that is being moved, and for writing how far it is."""

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> None:
    """Carry on with the order in this event; raise to have it delivered again."""
    _count("OrderTurns")
    record = only_record(event)
    failed = partial(_count, "OrderFailed")
    with at_work(QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=failed):
        order = read(OrderMessage, record["body"])
        did = desk().carry_out(order.order_id, lambda: context.get_remaining_time_in_millis() > RESERVE_MS)
    logger.info("handled", outcome=did, order=order.order_id)


def _count(name: str) -> None:
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
