"""What reveal reads beside the request and the identity: whose a case is now, and who watches over a unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.stores.cases import BY_PERSON, case_pk
from dutydesk.stores.items import key
from dutydesk.stores.officers import DynamoOfficers, Officer

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class DynamoWhose:
    """Whose a case is, read from an index that holds nothing but that: no text of a case is within reach."""

    client: "DynamoDBClient"
    table: str

    def unit(self, case_id: str, person_id: str, opened_key: str) -> str | None:
        """Return the unit of this person's case, or None when the person has no such case.

        What changed within the last second may not show yet.
        """
        found = self.client.query(
            TableName=self.table,
            IndexName=BY_PERSON,
            KeyConditionExpression="person_id = :person AND opened_key = :opened",
            ExpressionAttributeValues={":person": {"S": person_id}, ":opened": {"S": opened_key}},
        )
        rows = [row for row in found["Items"] if row["pk"]["S"] == case_pk(case_id)]
        return rows[0]["unit"]["S"] if rows else None


@dataclass(frozen=True, slots=True)
class DynamoAuditors:
    """Who audits a unit, and the chat account by which each can be told."""

    client: "DynamoDBClient"
    table: str

    def chats(self, unit: str, *, without: frozenset[str]) -> tuple[str, ...]:
        """Return the person ids of the linked chats of the unit's auditors in service, by username."""
        officers = DynamoOfficers(self.client, self.table)
        known = (officers.get(name) for name in self._listed(unit) if name not in without)
        chats = (self._chat(one.username) for one in known if one is not None and _audits(one, unit))
        return tuple(chat for chat in chats if chat is not None)

    def _listed(self, unit: str) -> Iterator[str]:
        """Yield who the unit's roster says is an auditor, each page of it."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :officers)",
            ExpressionAttributeValues={":pk": {"S": f"UNIT#{unit}"}, ":officers": {"S": "OFFICER#"}},
            ConsistentRead=True,
        )
        for page in pages:
            for line in page["Items"]:
                if {"S": AUDITOR} in line["roles"]["L"]:
                    yield line["username"]["S"]

    def _chat(self, username: str) -> str | None:
        found = self.client.get_item(TableName=self.table, Key=key(f"CHAT#{username}"), ConsistentRead=True)
        return found["Item"]["person_id"]["S"] if "Item" in found else None


def _audits(officer: Officer, unit: str) -> bool:
    return officer.active and AUDITOR in officer.roles and unit in officer.units
