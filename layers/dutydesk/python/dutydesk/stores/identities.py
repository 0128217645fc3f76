"""Identities: which platform user a person id stands for. The one table that officers can never reach.

===========  =======================  ======  ====================================================
Item         pk                       sk      Purpose
===========  =======================  ======  ====================================================
Identity     ``PERSON#<person_id>``   ``#``   page, platform user id, follower state, interaction
===========  =======================  ======  ====================================================

The index ``by_page`` (``page_shard``, ``person_id``) lists a page's people in four shards, each in the order of person
ids, without a platform's id: what a broadcast's plan reads. ``conversation_id`` is set for a visitor who is not signed
in: Zalo answers such a person only by it.
``last_interaction`` may be up to a quarter of an hour behind, which only makes a reply window look shorter.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dutydesk.clock import iso
from dutydesk.stores.items import from_item, key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BY_PAGE = "by_page"


def page_shard(page_id: str, shard: str) -> str:
    """The hash key of the index by page."""
    return f"{page_id}#{shard}"


def shard_of(person_id: str) -> str:
    """Return which of a page's four shards a person stands in: by the first hexadecimal digit of the id."""
    return str(int(person_id[1], 16) & 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A platform user behind a person id."""

    person_id: str
    platform: str
    page_id: str
    oa_id: str
    user_id: str
    conversation_id: str = ""
    follower: bool | None = None
    unreachable: str = ""
    last_interaction: str = ""

    def __repr__(self) -> str:
        """Name the person only: a platform id must not reach a log by accident."""
        return f"Identity(person_id={self.person_id!r})"


class Identities(Protocol):
    """Where identities are kept."""

    def note(self, identity: Identity, *, at: datetime) -> None:
        """Record that this user wrote, or changed ``follower`` (None leaves it), at this moment; idempotent."""

    def get(self, person_id: str) -> Identity | None:
        """Return who is behind the id, or None."""

    def mark_unreachable(self, person_id: str, reason: str) -> None:
        """Record that the platform says this person cannot be reached; the next interaction takes it back."""


@dataclass(frozen=True, slots=True)
class DynamoIdentities:
    """The ``Identities`` port on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def note(self, identity: Identity, *, at: datetime) -> None:
        """Upsert in one write; what a write does not mention stays."""
        changes = (
            "SET platform = :p, page_id = :page, oa_id = :oa, user_id = :user, last_interaction = :at, #schema = :s"
        )
        values = {
            ":p": {"S": identity.platform},
            ":page": {"S": identity.page_id},
            ":oa": {"S": identity.oa_id},
            ":user": {"S": identity.user_id},
            ":at": {"S": iso(at)},
            ":s": {"N": "1"},
        }
        if identity.conversation_id:
            changes += ", conversation_id = :conversation"
            values[":conversation"] = {"S": identity.conversation_id}
        if identity.follower is not None:
            changes += ", follower = :follower"
            values[":follower"] = {"BOOL": identity.follower}  # type: ignore[dict-item]  # BOOL is a bool
        self.client.update_item(
            TableName=self.table,
            Key=key(f"PERSON#{identity.person_id}"),
            UpdateExpression=changes + " REMOVE unreachable",
            ExpressionAttributeNames={"#schema": "schema"},
            ExpressionAttributeValues=values,
        )

    def get(self, person_id: str) -> Identity | None:
        """Read consistently."""
        found = self.client.get_item(TableName=self.table, Key=key(f"PERSON#{person_id}"), ConsistentRead=True)
        if "Item" not in found:
            return None
        item = from_item(found["Item"])
        return Identity(
            person_id=person_id,
            platform=item["platform"],
            page_id=item["page_id"],
            oa_id=item["oa_id"],
            user_id=item["user_id"],
            conversation_id=item.get("conversation_id", ""),
            follower=item.get("follower"),
            unreachable=item.get("unreachable", ""),
            last_interaction=item.get("last_interaction", ""),
        )

    def mark_unreachable(self, person_id: str, reason: str) -> None:
        """Set the mark on an identity that exists."""
        self.client.update_item(
            TableName=self.table,
            Key=key(f"PERSON#{person_id}"),
            UpdateExpression="SET unreachable = :reason",
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeValues={":reason": {"S": reason}},
        )
