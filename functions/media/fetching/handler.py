"""media: a file that a citizen sent is to be fetched."""

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.evidence import MediaMessage
from dutydesk.inlet import only_record, read
from dutydesk.work import at_work
from functions.media.fetching.fetching import Outcome
from functions.media.fetching.wiring import desk

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

QUEUE = "media"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any]:
    """Fetch the file that this event is about; say so when it is to be delivered again soon, raise when later."""
    record = only_record(event)
    with at_work(
        QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=lambda: _count("FetchInterrupted")
    ):
        message = read(MediaMessage, record["body"])
        result = desk().fetching.fetch(message, time_left_s=context.get_remaining_time_in_millis() / 1000)
        soon = result.outcome is Outcome.SOON
        if soon:
            desk().queue.hide(record["receiptHandle"], result.again_in)
    _count(f"Fetch{result.outcome.title()}")
    logger.info(
        "handled",
        outcome=result.outcome,
        why=result.why,
        bytes=result.size_bytes,
        case=message.case_id,
        file=message.file_id,
    )
    return {"batchItemFailures": [{"itemIdentifier": record["messageId"]}] if soon else []}


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
