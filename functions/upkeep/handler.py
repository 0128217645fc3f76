"""Each minute by schedule: what has fallen due. By an operator's hand: dead letters back to work."""

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit, single_metric

from functions.upkeep.wiring import upkeep

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

RESERVE_MS = 8_000
"""Time kept back for ending well."""

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any]:
    """Carry out one order and return its figures; raise when a part failed, after doing all others."""
    _count("UpkeepRuns")
    try:
        figures = upkeep(_count, _measure).do(event, lambda: context.get_remaining_time_in_millis() > RESERVE_MS)
    except Exception as error:
        _count("UpkeepFailed")
        logger.error("incomplete", reason=_kinds(error))  # noqa: TRY400  # a trace could quote a message
        raise
    logger.info("done", order=event.get("do"), figures=figures)
    return figures


def _kinds(error: Exception) -> list[str]:
    """Name the classes of what failed, once each."""
    if isinstance(error, ExceptionGroup):
        return sorted({name for one in error.exceptions for name in _kinds(one)})
    return [type(error).__name__]


def _count(name: str) -> None:
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)


def _measure(name: str, value: int, queue: str) -> None:
    """Write a figure of one queue at once, under a dimension of its own."""
    with single_metric(name=name, unit=MetricUnit.Count, value=value) as metric:
        metric.add_dimension(name="queue", value=queue)
