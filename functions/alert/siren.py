"""The alarm topic, which subscribers read as e-mail."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

SUBJECT = "Duty Desk: an urgent case waits for an officer"
"""SNS takes no letters beyond ASCII in a subject."""


@dataclass(frozen=True, slots=True)
class SnsSiren:
    """The ``Siren`` port on SNS."""

    client: "SNSClient"
    topic_arn: str

    def sound(self, text: str) -> None:
        """Publish; errors of SNS pass through, so that the alert is handled again."""
        self.client.publish(TopicArn=self.topic_arn, Subject=SUBJECT, Message=text)
