"""Each day at 07:00 in Vietnam, by schedule; on Mondays commanders are told about the week before."""

from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from functions.upkeep.weekly.wiring import report

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Tell what there is to tell; raise when a unit could not be told of, to be called again."""
    told = report().tell()
    metrics.add_metric(name="WeeksTold", unit=MetricUnit.Count, value=told)
    logger.info("told", units=told)
    return {"units": told}
