"""``/admin`` and ``/console``: the officers' API, and the pages that use it."""

import functools
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.web import HEADERS
from functions.admin.problems import FAULT
from functions.admin.wiring import Site, build

logger = Logger()
metrics = Metrics()


@functools.cache
def site() -> Site:
    """What is served, built on the first call."""
    return build(
        count=lambda name: metrics.add_metric(name=name, unit=MetricUnit.Count, value=1),
        on_fault=lambda error: logger.error("could not answer", error=type(error).__name__),
    )


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP call."""
    path = str(event.get("rawPath") or "/")
    if path == "/console" or path.startswith("/console/"):
        answer = site().console.answer(path, event.get("headers") or {}, query=str(event.get("rawQueryString") or ""))
    else:
        answer = site().api.answer(event, context)
    status = answer["statusCode"]
    metrics.add_metric(name="Faults" if status >= FAULT else "Answers", unit=MetricUnit.Count, value=1)
    logger.info("answered", status=status, method=event.get("requestContext", {}).get("http", {}).get("method"))
    given = {name.lower(): value for name, value in (answer.get("headers") or {}).items()}
    return answer | {"headers": HEADERS | given}
