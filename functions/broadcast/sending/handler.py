"""chunks.fifo: an app has something to send."""

from functools import partial
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record, read
from dutydesk.messages import TokenMessage
from dutydesk.work import at_work
from functions.broadcast.sending.ports import Fenced
from functions.broadcast.sending.wiring import desk

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

QUEUE = "chunks"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> None:
    """Send for the app named in this event for a while; raise to have the token delivered again.

    A sender that was fenced off ends quietly: the younger one does its work.
    """
    record = only_record(event)
    remaining_s = context.get_remaining_time_in_millis() / 1000
    failed = partial(_count, "TokenNotProcessed")
    with at_work(QUEUE, record, receipts=lambda: desk(_count).receipts, logger=logger, failed=failed):
        token = read(TokenMessage, record["body"])
        app_id = token.app_id
        if token.quota_of:
            answered = desk(_count).tell_quota(token.quota_of, remaining_s=remaining_s)
            _count("QuotaAsked")
            logger.info("asked for quota", broadcast=token.quota_of, pages=answered)
            return
        try:
            through = desk(_count).send(app_id, remaining_s=remaining_s)
        except Fenced:
            _count("SenderFenced")
            logger.info("fenced off", app=app_id)
            return
    _count("TokenWorkedOff")
    logger.info("sent", app=app_id, chunks=through)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
