"""Identities: which platform user a person id stands for. The one table that officers can never reach.

===========  =======================  ======  ====================================================
Item         pk                       sk      Purpose
===========  =======================  ======  ====================================================
Identity     ``PERSON#<person_id>``   ``#``   page, platform user id, follower state, interaction
===========  =======================  ======  ====================================================

The index ``by_page`` (``page_shard``, ``person_id``) lists a page's people in four shards, each in the order of person
ids, without a platform's id: what a broadcast's plan reads. ``conversation_id`` is set for a visitor who is not signed
in: Zalo answers such a person only by it. ``last_interaction`` may be up to a quarter of an hour behind, which only
makes a reply window look shorter. ``link`` is the same keyed hash for one person's ids on the pages of an app, where
the platform has said that they are one person's. ``opted_out`` is the person's latest choice about this page's
broadcasts, made, by the platform's time, at ``opted_at``. ``segments``: see ``dutydesk.stores.segments``.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.clock import iso
from dutydesk.errors import NotFound
from dutydesk.stores.items import from_item, key
from dutydesk.stores.segments import Wishes, decision, wishes_from

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
    opted_out: bool = False
    link: str = ""

    def __repr__(self) -> str:
        """Name the person only: a platform id must not reach a log by accident."""
        return f"Identity(person_id={self.person_id!r})"


class Identities(Protocol):
    """Where identities are kept."""

    def note(self, identity: Identity, *, at: datetime) -> Wishes:
        """Record that this user wrote, or changed ``follower`` (None leaves it), at this moment; idempotent.

        Return which broadcasts the person wishes to get.
        """

    def choose(self, person_id: str, *, opted_out: bool, at: datetime) -> bool:
        """Record whether the person, noted before, wants no broadcasts; return the choice in force: the latest made.

        Raises:
            NotFound: nobody is known by this id.
        """

    def decide(self, person_id: str, segment: str, *, on: bool, at: datetime) -> Wishes:
        """Put the person, noted before, in a segment or out of it; return the wishes in force: the latest made.

        Raises:
            NotFound: nobody is known by this id.
        """

    def get(self, person_id: str) -> Identity | None:
        """Return who is behind the id, or None."""

    def mark_unreachable(self, person_id: str, reason: str) -> None:
        """Record that the platform says this person cannot be reached; the next interaction takes it back."""


@dataclass(frozen=True, slots=True)
class DynamoIdentities:
    """The ``Identities`` port on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def note(self, identity: Identity, *, at: datetime) -> Wishes:
        """Upsert in one write; what a write does not mention stays."""
        changes = (
            "SET platform = :p, page_id = :page, oa_id = :oa, user_id = :user, last_interaction = :at, #schema = :s,"
            " person_id = :person, page_shard = :shard"
        )
        values = {
            ":p": {"S": identity.platform},
            ":page": {"S": identity.page_id},
            ":oa": {"S": identity.oa_id},
            ":user": {"S": identity.user_id},
            ":at": {"S": iso(at)},
            ":s": {"N": "1"},
            ":person": {"S": identity.person_id},
            ":shard": {"S": page_shard(identity.page_id, shard_of(identity.person_id))},
        }
        if identity.conversation_id:
            changes += ", conversation_id = :conversation"
            values[":conversation"] = {"S": identity.conversation_id}
        if identity.link:
            changes += ", link = :link"
            values[":link"] = {"S": identity.link}
        if identity.follower is not None:
            changes += ", follower = :follower"
            values[":follower"] = {"BOOL": identity.follower}  # type: ignore[dict-item]  # BOOL is a bool
        noted = self.client.update_item(
            TableName=self.table,
            Key=key(f"PERSON#{identity.person_id}"),
            UpdateExpression=changes + " REMOVE unreachable",
            ExpressionAttributeNames={"#schema": "schema"},
            ExpressionAttributeValues=values,
            ReturnValues="ALL_NEW",
        )
        return wishes_from(noted["Attributes"])

    def choose(self, person_id: str, *, opted_out: bool, at: datetime) -> bool:
        """Write unless a choice stands there that was made later, or at the same moment."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=key(f"PERSON#{person_id}"),
                UpdateExpression="SET opted_out = :out, opted_at = :at",
                ConditionExpression="attribute_exists(pk) AND (attribute_not_exists(opted_at) OR opted_at < :at)",
                ExpressionAttributeValues={":out": {"BOOL": opted_out}, ":at": {"S": iso(at)}},
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self.client.exceptions.ConditionalCheckFailedException as refused:
            standing: Any = refused.response.get("Item")
            if standing is None:
                raise NotFound("nobody by this id") from None
            return bool(from_item(standing)["opted_out"])
        return opted_out

    def decide(self, person_id: str, segment: str, *, on: bool, at: datetime) -> Wishes:
        """Write unless a decision stands there that was made later, or at the same moment."""
        change = decision(self.table, person_id, segment, on=on, at=at)
        change["ReturnValues"] = "ALL_NEW"
        change["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
        try:
            decided = self.client.update_item(**change)
        except self.client.exceptions.ConditionalCheckFailedException as refused:
            standing: Any = refused.response.get("Item")
            if standing is None:
                raise NotFound("nobody by this id") from None
            return wishes_from(standing)
        return wishes_from(decided["Attributes"])

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
            opted_out=item.get("opted_out", False),
            link=item.get("link", ""),
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
