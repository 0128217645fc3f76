"""The way into a standard queue: all of it, or an error."""

from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errors import NotAccepted
from dutydesk.inlet import read
from dutydesk.messages import EchoKind, EchoMessage
from dutydesk.queues import StandardOutlet, Stream
from tests.fakes.aws import REGION
from tests.fakes.clock import NOON


def seen(number: int) -> EchoMessage:
    return EchoMessage(kind=EchoKind.SEEN, page_id="zalo-mau", person_id="p1", message_id=f"m{number}", at=NOON)


class Refusing:
    """An SQS that answers 200 and refuses the last entry of every batch."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def send_message_batch(self, *, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803  # boto's words
        assert QueueUrl
        self.sizes.append(len(Entries))
        return {"Successful": [], "Failed": [{"Id": Entries[-1]["Id"], "SenderFault": False, "Code": "InternalError"}]}


def test_many_messages_travel_ten_at_a_time_and_all_arrive() -> None:
    with mock_aws():
        sqs = boto3.client("sqs", region_name=REGION, aws_access_key_id="x", aws_secret_access_key="x")
        url = sqs.create_queue(QueueName="echoes")["QueueUrl"]
        outlet: Stream[EchoMessage] = StandardOutlet[EchoMessage](sqs, url)
        outlet.send_all([seen(number) for number in range(23)])
        found: list[EchoMessage] = []
        while "Messages" in (batch := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)):
            found += [read(EchoMessage, one["Body"]) for one in batch["Messages"]]
    assert sorted(found, key=lambda one: int(one.message_id[1:])) == [seen(number) for number in range(23)]


def test_an_entry_that_is_refused_with_a_200_is_an_error() -> None:
    sqs: Any = Refusing()
    with pytest.raises(NotAccepted):
        StandardOutlet[EchoMessage](sqs, "echoes").send_all([seen(number) for number in range(12)])
    assert sqs.sizes == [10]


def test_nothing_to_send_asks_for_nothing() -> None:
    sqs: Any = Refusing()
    StandardOutlet[EchoMessage](sqs, "echoes").send_all([])
    assert sqs.sizes == []
