"""What becomes of a reply besides being sent: the officer sees it, and upkeep tries again later."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dutydesk.messages import Reply, as_plain
from dutydesk.stores.cases import case_pk
from dutydesk.stores.items import key, to_item
from dutydesk.stores.receipts import due_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

DUE_KIND = "reply"


class CaseMarks(Protocol):
    """The delivery state of an officer's message in its case."""

    def mark(self, case_id: str, message_key: str, *, delivery: str, reason: str) -> None:
        """Write the state; one that says ``sent`` stays, and a message that does not exist is not created."""


class Postponed(Protocol):
    """Replies that upkeep enqueues again."""

    def put(self, reply: Reply, *, due_at: datetime) -> None:
        """Have the reply's next attempt enqueued at ``due_at``."""

    def drop(self, reply_id: str) -> None:
        """Forget the reply; one that is not there is no error."""


@dataclass(frozen=True, slots=True)
class DynamoCaseMarks:
    """The ``CaseMarks`` port on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def mark(self, case_id: str, message_key: str, *, delivery: str, reason: str) -> None:
        """One conditional write."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=key(case_pk(case_id), message_key),
                UpdateExpression="SET delivery = :delivery, #reason = :reason",
                ConditionExpression="attribute_exists(pk) AND NOT delivery = :sent",
                ExpressionAttributeNames={"#reason": "reason"},
                ExpressionAttributeValues={
                    ":delivery": {"S": delivery},
                    ":reason": {"S": reason},
                    ":sent": {"S": "sent"},
                },
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return


@dataclass(frozen=True, slots=True)
class DynamoPostponed:
    """The ``Postponed`` port on the table of receipts."""

    client: "DynamoDBClient"
    table: str

    def put(self, reply: Reply, *, due_at: datetime) -> None:
        """Write over an earlier date."""
        again = replace(reply, attempt=reply.attempt + 1)
        item = due_item(DUE_KIND, reply.reply_id, due_at=due_at, what=as_plain(again))
        self.client.put_item(TableName=self.table, Item=to_item(item))

    def drop(self, reply_id: str) -> None:
        """Delete, whatever is there."""
        self.client.delete_item(TableName=self.table, Key=key(f"DUE#{DUE_KIND}#{reply_id}"))
