"""questions.fifo: one message of one citizen who asks, or who taps under an answer."""

from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from dutydesk.inlet import only_record, read
from dutydesk.messages import QuestionMessage
from dutydesk.work import at_work
from functions.faq.wiring import desk

QUEUE = "questions"

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: object) -> None:
    """Take the message in this event; raise to have it delivered again.

    Person queues carry one record per call, so a failure is this citizen's alone.
    """
    record = only_record(event)
    with at_work(
        QUEUE, record, receipts=lambda: desk(_broken).receipts, logger=logger, failed=lambda: _count("QuestionFailed")
    ):
        question = read(QuestionMessage, record["body"])
        did = desk(_broken).answering.accept(question)
    _count("Question" + did.title().replace("_", ""))
    logger.info("taken", outcome=did, ask=question.ask, person=question.message.person_id)


def _broken(version: str, reason: str) -> None:
    """Raise the alarm about the bank; citizens are answered from an older one, or not at all."""
    _count("IndexBroken")
    logger.error("bank not loaded", version=version, reason=reason)


def _count(name: str) -> None:
    """Count an event; the sum is written when the call ends."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
