"""Calling a person to a page that cannot send."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

SUBJECT = "Duty Desk: a page cannot send"
TEXT = (
    "The page {page_id} cannot send messages: {reason}.\n"
    "Replies to its citizens wait for up to 48 hours and go out by themselves once the page is repaired.\n"
    "See docs/operations.md, broken pages."
)
QUIET_S = 3600.0


@dataclass(frozen=True, slots=True)
class PageAlarm:
    """Publishes to the operators' topic; the same page and reason is told once an hour by each worker at the most.

    It never raises: a reply must not fail because an e-mail did. What could not be published is told the next time.
    """

    client: "SNSClient"
    topic_arn: str
    count: Callable[[str], None]
    monotonic: Callable[[], float] = time.monotonic
    _told: dict[tuple[str, str], float] = field(default_factory=dict, repr=False)

    def __call__(self, page_id: str, reason: str) -> None:
        """Tell the operators; the text holds the page's id and our own word for the reason, nothing else."""
        told = self._told.get((page_id, reason))
        if told is not None and self.monotonic() - told < QUIET_S:
            return
        self.count("PageBroken")
        try:
            self.client.publish(
                TopicArn=self.topic_arn, Subject=SUBJECT, Message=TEXT.format(page_id=page_id, reason=reason)
            )
        except Exception:  # noqa: BLE001  # whatever it is, the reply goes on
            self.count("AlarmNotPublished")
            return
        self._told[page_id, reason] = self.monotonic()
