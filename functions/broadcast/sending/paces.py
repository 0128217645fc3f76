"""An app's pace between two tokens, and the counter that fences senders off.

===========  =======================  ==========  ==================================================================
Item         pk                       sk          Purpose
===========  =======================  ==========  ==================================================================
Pacer        ``APP#<app>``            ``PACER``   generation of senders; what was learned; the app's limit, if set
===========  =======================  ==========  ==================================================================

In the table ``apps``. ``per_minute`` and ``reserve_percent`` are an operator's; without them Zalo's limit holds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.limits import pacer_key, per_second
from dutydesk.stores.items import from_item, to_value
from functions.broadcast.sending.pace import Pace

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LONGEST_REST_S = 60.0


@dataclass(frozen=True, slots=True)
class DynamoPaces:
    """The ``Paces`` port."""

    client: "DynamoDBClient"
    table: str
    now: Callable[[], float]

    def take_over(self, app_id: str) -> tuple[int, Pace]:
        """Count one up and read the rest, in one write."""
        written = self.client.update_item(
            TableName=self.table,
            Key=pacer_key(app_id),
            UpdateExpression="ADD generation :one SET #schema = :one",
            ExpressionAttributeNames={"#schema": "schema"},
            ExpressionAttributeValues={":one": {"N": "1"}},
            ReturnValues="ALL_NEW",
        )
        item = from_item(written["Attributes"])
        now = self.now()
        pace = Pace(
            per_s=per_second(item),
            factor=item.get("factor_thousandths", 1000) / 1000,
            next_at=min(max(item.get("next_at_ms", 0) / 1000, now), now + LONGEST_REST_S),
            learned_at=min(item.get("learned_at_ms", 0) / 1000, now),
        )
        return item["generation"], pace

    def leave(self, app_id: str, generation: int, pace: Pace) -> None:
        """Write what was learned; a younger sender knows better."""
        values = {
            ":factor": round(pace.factor * 1000),
            ":next": round(pace.next_at * 1000),
            ":learned": round(pace.learned_at * 1000),
            ":mine": generation,
        }
        try:
            self.client.update_item(
                TableName=self.table,
                Key=pacer_key(app_id),
                UpdateExpression="SET factor_thousandths = :factor, next_at_ms = :next, learned_at_ms = :learned",
                ConditionExpression="generation = :mine",
                ExpressionAttributeValues={name: to_value(value) for name, value in values.items()},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return
