"""``POST /reveal/{request_id}``: tell an officer who is behind a case, once."""

import functools
import json
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.messages import as_plain
from dutydesk.sign_in import claims_of, source_ip_of
from dutydesk.web import HEADERS
from functions.reveal.disclosure import Disclosure
from functions.reveal.problems import explain
from functions.reveal.wiring import build

logger = Logger()
metrics = Metrics()


@functools.cache
def disclosure() -> Disclosure:
    """What answers, built on the first call."""
    return build(_count)


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one HTTP call; what it tells is in no log."""
    status, body = _answered(event)
    _count("Faults" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "Answers")
    logger.info("answered", status=status)
    return {
        "statusCode": status,
        "headers": HEADERS | {"content-type": "application/json"},
        "body": json.dumps(body, ensure_ascii=False),
    }


def _answered(event: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    request_id = str((event.get("pathParameters") or {}).get("request_id", ""))
    try:
        revealed = disclosure().reveal(claims_of(event), request_id, source_ip=source_ip_of(event))
    except Exception as error:  # noqa: BLE001  # the edge of the process: each error has its answer
        status, code, message = explain(error)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logger.error("could not answer", error=type(error).__name__)  # noqa: TRY400  # a trace could quote an id
        return status, {"error": code, "message": message}
    return HTTPStatus.OK, as_plain(revealed)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
