"""Who commands a unit, and which chat account reaches them (items: ``dutydesk.stores.officers``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.stores.items import from_item, key
from dutydesk.stores.officers import DynamoOfficers

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class DynamoSupervisors:
    """The ``Supervisors`` port on the table of officers."""

    client: "DynamoDBClient"
    table: str

    def chats(self, unit: str) -> Sequence[str]:
        """Query the roster; roles, units and service are those of the officer's own item."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :officers)",
            ExpressionAttributeValues={":pk": {"S": f"UNIT#{unit}"}, ":officers": {"S": "OFFICER#"}},
            ConsistentRead=True,
        )
        names = [from_item(item)["username"] for page in pages for item in page["Items"]]
        chats = [self._chat(name) for name in names if self._commands(name, unit)]
        return [chat for chat in chats if chat]

    def _commands(self, username: str, unit: str) -> bool:
        officer = DynamoOfficers(self.client, self.table).get(username)
        return officer is not None and officer.active and SUPERVISOR in officer.roles and unit in officer.units

    def _chat(self, username: str) -> str:
        found = self.client.get_item(TableName=self.table, Key=key(f"CHAT#{username}"), ConsistentRead=True)
        return found["Item"]["person_id"]["S"] if "Item" in found else ""
