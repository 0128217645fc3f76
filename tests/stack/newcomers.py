"""Officers who serve for one test: entered with the items of an operator, in any units, and gone when it ends."""

import base64
import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dutydesk.audit.chain import Entry, entry_from
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.officers import Officer, officer_items
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Desk, OfficerAtDesk

LAST_ORDER = 900
"""Their place in the order of calls: behind everybody of the demo."""


@dataclass
class Newcomers:
    """Enters officers, changes them behind the desk's back, and takes them away again."""

    desk: Desk
    backroom: Backroom
    entered: set[str] = field(default_factory=set)
    """Who is to be gone at the end; whoever has the desk enter somebody adds the name."""

    def enter(self, *roles: str, units: Sequence[str]) -> OfficerAtDesk:
        """Put somebody new into service who has signed in."""
        username = f"thu-{secrets.token_hex(6)}"
        self.put(Officer(username=username, display="Cán bộ thử", roles=roles, units=tuple(units)))
        self.backroom.client("cognito-idp").admin_create_user(
            UserPoolId=self.pool_id, Username=username, MessageAction="SUPPRESS"
        )
        return self.signed_in(username)

    def put(self, officer: Officer) -> None:
        """Write an officer as they are from now on, without the desk's taking part."""
        self.remove(officer.username)
        self.entered.add(officer.username)
        for item in officer_items(officer, order=LAST_ORDER):
            self._dynamodb.put_item(TableName=f"{PREFIX}officers", Item=to_item(item))

    def remove(self, username: str) -> None:
        """Take everything away by which the desk knows an officer, at once."""
        table = f"{PREFIX}officers"
        found = self._dynamodb.get_item(TableName=table, Key=key(f"OFFICER#{username}"), ConsistentRead=True)
        units = from_item(found["Item"])["units"] if "Item" in found else ()
        known = Officer(username=username, display="", roles=(), units=tuple(units))
        for item in officer_items(known, order=LAST_ORDER):
            self._dynamodb.delete_item(TableName=table, Key=key(item["pk"], item["sk"]))

    def signed_in(self, username: str) -> OfficerAtDesk:
        """Give a password to somebody of the pool, and sign in with it."""
        password = f"Truc-{secrets.token_urlsafe(12)}-7a"
        self.backroom.client("cognito-idp").admin_set_user_password(
            UserPoolId=self.pool_id, Username=username, Password=password, Permanent=True
        )
        token = self.desk.sign_in.id_token(username, password)
        return OfficerAtDesk(http=self.desk.http, api=self.desk.endpoints.api, username=username, token=token)

    def account(self, username: str) -> list[Entry]:
        """Return what an officer is known to have done, oldest first, as it is stored."""
        pages = self._dynamodb.get_paginator("query").paginate(
            TableName=f"{PREFIX}audit",
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"OFFICER#{username}"}},
            ConsistentRead=True,
        )
        return [entry_from(from_item(item)) for page in pages for item in page["Items"]]

    def all_go(self) -> None:
        """Take everybody away who was entered here."""
        for username in self.entered:
            self.remove(username)
            self.backroom.client("cognito-idp").admin_delete_user(UserPoolId=self.pool_id, Username=username)
        self.entered.clear()

    @cached_property
    def pool_id(self) -> str:
        """The desk's own user pool, as a token of it says."""
        token = self.desk.officer_called("supervisor").token
        return str(claims_in(token)["iss"]).rpartition("/")[2]

    @property
    def _dynamodb(self) -> Any:
        return self.backroom.client("dynamodb")


@contextmanager
def newcomers_of(desk: Desk, backroom: Backroom) -> Iterator[Newcomers]:
    """Give somebody who enters officers; afterwards all of them are gone."""
    found = Newcomers(desk, backroom)
    try:
        yield found
    finally:
        found.all_go()


def claims_in(token: str) -> dict[str, Any]:
    """Read what a token says of itself, without believing it."""
    claims: dict[str, Any] = json.loads(unpadded(token.split(".")[1]))
    return claims


def unpadded(text: str) -> bytes:
    """Decode a part of a token."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def as_part(plain: bytes) -> str:
    """Encode a part of a token."""
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()
