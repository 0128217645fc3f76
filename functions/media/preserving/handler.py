"""scans: the search for malware has come to its end for one file, or an officer wants one that was set aside."""

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record
from dutydesk.work import at_work
from functions.media.preserving.outcomes import Outcome
from functions.media.preserving.scans import scan_of
from functions.media.preserving.wiring import desk

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

QUEUE = "scans"
COUNTED = {
    Outcome.KEPT: "EvidenceKept",
    Outcome.KEPT_UNSEEN: "EvidenceKeptUnseen",
    Outcome.THREAT: "EvidenceThreat",
    Outcome.SET_ASIDE: "EvidenceSetAside",
    Outcome.REMOVED: "EvidenceRemoved",
    Outcome.ERASED: "EvidenceErased",
    Outcome.LOST: "EvidenceLost",
    Outcome.STALE: "ScanStale",
    Outcome.NOTHING: "ScanRepeated",
}
"""The metric of each outcome; those of threats and losses have an alarm, and so has ``EvidenceAltered``."""

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: "LambdaContext") -> None:
    """Go on with the file that this event is about; raise to have it delivered again."""
    record = only_record(event)
    _count("Scans")
    with at_work(QUEUE, record, receipts=lambda: desk().receipts, logger=logger, failed=lambda: _count("ScanFailed")):
        scan = scan_of(record["body"])
        if scan is None:
            return
        outcome = desk().take(scan, _count)
        _count(COUNTED[outcome])
        logger.info("handled", outcome=outcome, case_id=scan.case_id, file_id=scan.file_id)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
