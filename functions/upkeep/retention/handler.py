"""Each night by schedule: erase what was kept long enough."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.errors import MalformedEvent
from functions.upkeep.retention.wiring import retaining

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

NIGHT = {"do": "retain"}
RESERVE_MS = 60_000
"""Time kept back for the case that is being worked on; it would be gone on with the next night anyway."""

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, int]:
    """Erase what is over; raise when the night came to nothing, to be called again."""
    try:
        counts = _retain(event, lambda: context.get_remaining_time_in_millis() > RESERVE_MS)
    except Exception as error:
        _failed(error)
        raise
    metrics.add_metric(name="CasesErased", unit=MetricUnit.Count, value=counts["erased"])
    logger.info("retained", outcome=dict(counts))
    return dict(counts)


def _retain(event: dict[str, Any], time_left: Callable[[], bool]) -> Counter[str]:
    if event != NIGHT:
        raise MalformedEvent("not an order for retaining")
    return retaining(failed=_failed).night(time_left)


def _failed(error: Exception) -> None:
    metrics.add_metric(name="ErasureFailed", unit=MetricUnit.Count, value=1)
    logger.error("not erased", reason=type(error).__name__)
