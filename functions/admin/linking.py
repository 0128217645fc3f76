"""An officer's own account: who I am, and the one-time code that links a chat account to me."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.ids import shown
from dutydesk.stores.items import key, to_item
from dutydesk.stores.officers import link_key
from dutydesk.text.catalogue import LINK_PREFIX
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LINK_LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LinkCode:
    """What the officer is to write from the own chat account, to any page, before ``expires_at``."""

    code: str
    say: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Link codes; ``alert`` redeems them."""

    access: Access
    audit: Audit
    client: "DynamoDBClient"
    table: str
    clock: Clock
    new_code: Callable[[], str]

    def linked(self, asker: Asker) -> bool:
        """Whether some chat account is linked to the asker."""
        return self.chat_of(asker.officer.username) is not None

    def chat_of(self, username: str) -> str | None:
        """Return the person id of the chat account that is linked to an officer, or None."""
        found = self.client.get_item(TableName=self.table, Key=key(f"CHAT#{username}"))
        return found["Item"]["person_id"]["S"] if "Item" in found else None

    def issue(self, asker: Asker) -> LinkCode:
        """Return a fresh code; only its hash is stored."""
        self.access.units(asker, Deed.LINK_CHAT, "own chat account")
        code = self.new_code()
        expires_at = self.clock() + LINK_LIFE
        item = {
            "pk": link_key(code),
            "sk": "#",
            "schema": 1,
            "username": asker.officer.username,
            "expires_at": int(expires_at.timestamp()),
        }
        put = {
            "TableName": self.table,
            "Item": to_item(item),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        self.audit.commit(asker.mark(Deed.LINK_CHAT, "own chat account"), [{"Put": put}])  # type: ignore[typeddict-item]  # a plain dict is what it is
        return LinkCode(code=shown(code), say=LINK_PREFIX + shown(code), expires_at=expires_at)
