"""``/webhooks/zalo``: answer Zalo within two seconds, and only after a queue has accepted its event.

Each message of a broadcast comes back up to three times as what the platform says of it, so those calls leave no line
in the log and no metric: two lines of each would cost more than its queue.
"""

import base64
import functools
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.errors import BadSignature, RejectedInput
from dutydesk.messages import EchoKind
from dutydesk.platforms.zalo.inbox import is_probe
from functions.webhook.wiring import Desk, build

logger = Logger()
metrics = Metrics()


def count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)


@functools.cache
def desk() -> Desk:
    """The desk, built on the first call."""
    return build(count)


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Take one webhook call; every answer other than 200 has the platform deliver the event again."""
    answer = _taken(event)
    if metrics.provider.metric_set:
        metrics.flush_metrics()
    return answer


def _taken(event: dict[str, Any]) -> dict[str, Any]:
    if event.get("requestContext", {}).get("http", {}).get("method") != "POST":
        count("AddressLookedAt")
        return _answer(200, "ok")
    try:
        body = _body(event)
        if is_probe(body):
            outcome = "probe"
        else:
            here = desk()
            outcome = here.reception.take(here.zalo.parse(body, event.get("headers") or {}))
    except RejectedInput as refused:
        count("SignatureRefused" if isinstance(refused, BadSignature) else "EventMalformed")
        logger.warning("refused", reason=str(refused))
        return _answer(refused.http_status, str(refused))
    except Exception as error:  # noqa: BLE001  # whatever it is, the platform must deliver again
        count("EventNotAccepted")
        logger.error("not accepted", error=type(error).__name__)  # noqa: TRY400  # a trace could quote the message
        return _answer(503, "try again")
    if outcome in set(EchoKind):
        return _answer(200, "ok")
    count("EventAccepted")
    logger.info("accepted", outcome=outcome)
    return _answer(200, "ok")


def _body(event: dict[str, Any]) -> bytes:
    """Return the bytes as the platform sent them."""
    body = event.get("body") or ""
    if event.get("isBase64Encoded"):
        return base64.b64decode(body)
    return str(body).encode("utf-8", "surrogatepass")


def _answer(status: int, text: str) -> dict[str, Any]:
    return {"statusCode": status, "headers": {"content-type": "text/plain; charset=utf-8"}, "body": text}
