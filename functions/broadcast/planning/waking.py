"""The morning after: a broadcast that went to rest for the night goes on where it stopped."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dutydesk.errors import Conflict
from dutydesk.stores.broadcasts import ACTIVE_PREFIX, Broadcast, State, app_pk
from dutydesk.stores.items import key, to_value
from dutydesk.stores.transactions import transact
from functions.broadcast.header import TRIES, header_change, read_header

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

NIGHT = "night"
"""The reason with which ``send`` pauses what must rest."""
TOKENS = 50
"""For each app; upkeep issues the next ones, and one too many finds nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waking:
    """Wakes what rests; what an officer has paused, resumed or cancelled meanwhile is the officer's."""

    client: "DynamoDBClient"
    table: str
    issue: Callable[[Broadcast, str, int], None]

    def wake(self, broadcast_id: str) -> bool:
        """Let it go on with every app that is not through; return whether it was resting.

        Raises:
            NotFound: there is none.
            Conflict: it keeps changing; the order is to come again.
        """
        for _ in range(TRIES):
            now = read_header(self.client, self.table, broadcast_id)
            if now.state is not State.PAUSED or now.reason != NIGHT:
                return False
            apps = [app_id for app_id in now.apps if app_id not in now.apps_done]
            changes: dict[str, Any] = {"state": State.SENDING, "reason": "", "generation": now.generation + 1}
            lists = [self._listed(app_id, broadcast_id) for app_id in apps]
            try:
                transact(self.client, [header_change(self.table, now, changes), *lists])
            except Conflict:
                continue
            for app_id in apps:
                self.issue(replace(now, **changes), app_id, TOKENS)
            return True
        raise Conflict("the broadcast keeps changing")

    def _listed(self, app_id: str, broadcast_id: str) -> "TransactWriteItemTypeDef":
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(app_pk(app_id), ACTIVE_PREFIX + broadcast_id),
                "UpdateExpression": "SET #state = :sending",
                "ConditionExpression": "attribute_exists(pk)",
                "ExpressionAttributeNames": {"#state": "state"},
                "ExpressionAttributeValues": {":sending": to_value(State.SENDING)},
            }
        }
