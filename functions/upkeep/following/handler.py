"""followers.fifo: read on in a page's list of followers. Each night by schedule: have the list of every page read."""

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.clock import iso, utc_now
from dutydesk.inlet import only_record, read
from dutydesk.messages import FollowersMessage
from dutydesk.work import at_work
from functions.upkeep.following.wiring import desk

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

QUEUE = "followers"
NIGHT = {"do": "night"}

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> None:
    """Read on for the page in this event, or remind of every page; raise to have it delivered again."""
    if event == NIGHT:
        pages = desk(_count).following.remind_all(iso(utc_now()))
        _count("PagesFollowed", pages)
        logger.info("reminded", pages=pages)
        return
    _count("FollowersTurns", 1)
    record = only_record(event)
    with at_work(
        QUEUE,
        record,
        receipts=lambda: desk(_count).receipts,
        logger=logger,
        failed=lambda: _count("FollowersFailed", 1),
    ):
        wish = read(FollowersMessage, record["body"])
        did = desk(_count).turn(wish, remaining_s=context.get_remaining_time_in_millis() / 1000)
    logger.info("handled", outcome=did, page=wish.page_id)


def _count(name: str, value: int) -> None:
    """Add to a metric; the sums are written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
