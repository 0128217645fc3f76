"""Each night by schedule: seal where every officer's chain of deeds ends."""

from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.errors import MalformedEvent
from functions.upkeep.sealing.wiring import sealing

NIGHT = {"do": "seal"}

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Write one digest; raise when that is not possible, to be called again."""
    try:
        chains = _seal(event)
    except Exception as error:
        metrics.add_metric(name="AuditNotSealed", unit=MetricUnit.Count, value=1)
        logger.error("not sealed", reason=type(error).__name__)  # noqa: TRY400  # a trace could quote names
        raise
    metrics.add_metric(name="ChainsSealed", unit=MetricUnit.Count, value=chains)
    logger.info("sealed", chains=chains)


def _seal(event: dict[str, Any]) -> int:
    if event != NIGHT:
        raise MalformedEvent("not an order for sealing")
    return sealing().seal()
