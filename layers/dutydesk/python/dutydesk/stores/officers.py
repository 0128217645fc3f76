"""Officers: roles and units, read on every request, since the token only proves who is asking.

===========  =========================  =========================  ===============================================
Item         pk                         sk                         Purpose
===========  =========================  =========================  ===============================================
Officer      ``OFFICER#<username>``     ``#``                      roles, units, whether still in service
Roster       ``UNIT#<unit>``            ``OFFICER#<username>``     who serves in a unit, for alerts
Link code    ``LINK#<sha256 of code>``  ``#``                      a one-time code that links a chat account; TTL
Chat         ``PERSON#<person_id>``     ``#``                      the officer behind a chat account
Chat         ``CHAT#<username>``        ``#``                      the chat account of an officer
Listed       ``LIST``                   ``OFFICER#<username>``     everybody who ever served, so that all are found
===========  =========================  =========================  ===============================================

``alert`` may write only items whose keys begin with ``LINK#``, ``PERSON#`` and ``CHAT#``: its policy names the leading
keys, so that linking an account can never change a role.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.stores.items import from_item, key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OFFICER = "officer"
DUTY_OFFICER = "duty_officer"
SUPERVISOR = "supervisor"
LIST = "LIST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An officer as the desk knows them."""

    username: str
    display: str
    roles: tuple[str, ...]
    units: tuple[str, ...]
    active: bool = True


def officer_items(officer: Officer, *, order: int) -> list[dict[str, Any]]:
    """The plain items of an officer: who they are, a place in the list of all, and a roster line in each unit.

    Alerts go out by ``order``.
    """
    known = {
        "pk": f"OFFICER#{officer.username}",
        "sk": "#",
        "schema": 1,
        "username": officer.username,
        "display": officer.display,
        "roles": list(officer.roles),
        "units": list(officer.units),
        "active": officer.active,
    }
    line = {"sk": f"OFFICER#{officer.username}", "username": officer.username, "roles": list(officer.roles)}
    roster = ({"pk": f"UNIT#{unit}", "order": order, **line} for unit in officer.units)
    return [known, {"pk": LIST, "sk": f"OFFICER#{officer.username}", "schema": 1, "order": order}, *roster]


def link_key(code: str) -> str:
    """The key under which a link code waits; the code itself is stored nowhere."""
    return "LINK#" + hashlib.sha256(code.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DynamoOfficers:
    """Reading officers."""

    client: "DynamoDBClient"
    table: str

    def get(self, username: str) -> Officer | None:
        """Return the officer as last written, or None; someone out of service is returned with ``active`` False."""
        found = self.client.get_item(TableName=self.table, Key=key(f"OFFICER#{username}"), ConsistentRead=True)
        if "Item" not in found:
            return None
        item = from_item(found["Item"])
        return Officer(
            username=username,
            display=item.get("display", username),
            roles=tuple(item["roles"]),
            units=tuple(item["units"]),
            active=item.get("active", True),
        )

    def everybody(self) -> Iterator[str]:
        """Yield the username of everybody who ever served."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": LIST}},
            ConsistentRead=True,
        )
        for page in pages:
            for item in page["Items"]:
                yield item["sk"]["S"].removeprefix("OFFICER#")
