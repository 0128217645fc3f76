"""What brings a sender back when tokens were lost: an item that upkeep turns into one token a minute.

===========  =======================  ==========  ==================================================================
Item         pk                       sk          Purpose
===========  =======================  ==========  ==================================================================
Due          ``DUE#sending#<app>``    ``#``       the app has something to send (table of receipts)
Due          ``DUE#waking#<id>``      ``#``       a broadcast rests until the morning (likewise)
===========  =======================  ==========  ==================================================================

Who puts a broadcast on an app's list puts the item after it; so a sender that deletes the item and then still sees the
list empty has lost nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.stores.items import key, to_item
from dutydesk.stores.receipts import due_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SENDING = "sending"
WAKING = "waking"
AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Reminders:
    """Puts and takes back the reminder of an app."""

    client: "DynamoDBClient"
    table: str
    clock: Clock

    def put(self, app_id: str) -> None:
        """Have a token issued each minute from the next one on."""
        due = due_item(SENDING, app_id, due_at=self.clock() + AFTER, what={"app_id": app_id})
        self.client.put_item(TableName=self.table, Item=to_item(due))

    def wake(self, broadcast_id: str, *, at: datetime) -> None:
        """Have the planner told, at that moment, to let a resting broadcast go on; the same again changes nothing."""
        due = due_item(WAKING, broadcast_id, due_at=at, what={"broadcast_id": broadcast_id})
        self.client.put_item(TableName=self.table, Item=to_item(due))

    def take_back(self, app_id: str, *, has_something: Callable[[str], bool]) -> None:
        """Issue none any more, unless the app has something to send after all."""
        self.client.delete_item(TableName=self.table, Key=key(f"DUE#{SENDING}#{app_id}"))
        if has_something(app_id):
            self.put(app_id)
