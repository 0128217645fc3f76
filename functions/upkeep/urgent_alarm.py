"""The last way to reach somebody about an urgent case: the operators' topic."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

SUBJECT = "Duty Desk: an urgent case waits and nobody has been told"
TEXT = (
    "Tin khẩn của đơn vị {unit} chưa báo được cho cán bộ nào. Xin mở bàn trực xem ngay.\n"
    "Mã hồ sơ: {case_id}\n\n"
    "For operators: the function `alert` does not take its messages; see docs/operations.md, dead letters."
)


@dataclass(frozen=True, slots=True)
class UrgentAlarm:
    """Publishes; errors of SNS pass through, so that the alert stays due."""

    client: "SNSClient"
    topic_arn: str

    def __call__(self, unit: str, case_id: str) -> None:
        """Tell unit and case, never content."""
        self.client.publish(TopicArn=self.topic_arn, Subject=SUBJECT, Message=TEXT.format(unit=unit, case_id=case_id))
