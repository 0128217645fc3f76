"""arrivals: a file of card states was uploaded, or is to be gone on with."""

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record
from dutydesk.work import at_work
from functions.lookup.importing.arrivals import arrivals
from functions.lookup.importing.ports import Outcome
from functions.lookup.importing.wiring import desk

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

QUEUE = "arrivals"
RESERVE_MS = 60_000
"""Time kept back for ending well: a page of cards, a part of a file and the state of a large check."""

COUNTED = {
    Outcome.UNKNOWN: "ImportUnknown",
    Outcome.NOTHING: "ImportNothing",
    Outcome.WAITING: "ImportWaiting",
    Outcome.SUSPENDED: "ImportSuspended",
    Outcome.REFUSED: "ImportRefused",
    Outcome.SHOWN: "ImportShown",
    Outcome.FAILED: "ImportFailed",
}
"""The metric of each outcome; the last one has an alarm."""

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> None:
    """Go on with the import that this event is about; raise to have it delivered again."""
    record = only_record(event)
    _count("ImportMessages")
    with at_work(
        QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=lambda: _count("ImportInterrupted")
    ):
        for one in arrivals(record["body"]):
            outcome = desk().importer.go_on(
                one.unit, one.import_id, lambda: context.get_remaining_time_in_millis() > RESERVE_MS
            )
            _count(COUNTED[outcome])
            logger.info("handled", outcome=outcome, unit=one.unit, import_id=one.import_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
