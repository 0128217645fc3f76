"""Where the pages' tokens are kept.

===========  =======================  =========  =================================================================
Item         pk                       sk         Purpose
===========  =======================  =========  =================================================================
Tokens       ``PAGE#<page_id>``       ``TOKEN``  sealed pair, its version, who refreshes it, whether it is broken
===========  =======================  =========  =================================================================

``version`` counts the pairs. ``lease_until`` with a ``lease_owner`` means that somebody is exchanging the refresh token
right now; without one, that nobody may before then. ``attempt`` counts the exchanges of this version whose outcome is
unknown: it is raised before the call, and taken back when the answer says that nothing happened. ``broken``,
``broken_at`` and ``expires_at_iso`` are all that ``admin`` may read of it (``dutydesk.stores.page_health``).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.clock import from_iso, iso
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.tokens.vault import SealedPair

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_SORT = "TOKEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTokens:
    """A page's tokens as last written."""

    pair: SealedPair
    expires_at: datetime
    lease_owner: str = ""
    lease_until: datetime | None = None
    attempt: int = 0
    broken: str = ""

    def is_leased(self, now: datetime) -> bool:
        """Whether the refresh token may not be exchanged at this moment, by whatever reason."""
        return self.lease_until is not None and now < self.lease_until


class TokenStore(Protocol):
    """Where tokens are kept; a ``version`` that has moved on makes every write but ``put`` a no."""

    def read(self, page_id: str) -> StoredTokens | None:
        """Return what was last written, or None."""

    def lease(self, page_id: str, version: int, *, owner: str, now: datetime, until: datetime) -> bool:
        """Take the right to exchange this version's refresh token, and count the attempt; False when another has it."""

    def end_lease(self, page_id: str, version: int, *, owner: str, not_before: datetime, attempt: int) -> None:
        """Give the right back, unused or of unknown use; nobody takes it before ``not_before``."""

    def put(self, pair: SealedPair, *, expires_at: datetime) -> bool:
        """Write the next version, whole; False when ``pair.version`` is not the next."""

    def mark_broken(self, page_id: str, version: int, reason: str, *, at: datetime) -> None:
        """Note that only a person can make this page send again, from ``at`` on; an empty reason takes it back."""


@dataclass(frozen=True, slots=True)
class DynamoTokens:
    """The ``TokenStore`` port on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def read(self, page_id: str) -> StoredTokens | None:
        """Read consistently: an old version's access token is dead."""
        found = self.client.get_item(TableName=self.table, Key=_key(page_id), ConsistentRead=True)
        return _stored(page_id, from_item(found["Item"])) if "Item" in found else None

    def lease(self, page_id: str, version: int, *, owner: str, now: datetime, until: datetime) -> bool:
        """Take the lease in one conditional write."""
        return self._change(
            page_id,
            version,
            "SET lease_owner = :owner, lease_until = :until ADD attempt :one",
            {":owner": {"S": owner}, ":until": {"S": iso(until)}, ":now": {"S": iso(now)}, ":one": {"N": "1"}},
            condition="(attribute_not_exists(lease_until) OR lease_until <= :now)",
        )

    def end_lease(self, page_id: str, version: int, *, owner: str, not_before: datetime, attempt: int) -> None:
        """Keep the date, drop the owner."""
        self._change(
            page_id,
            version,
            "SET lease_until = :until, attempt = :attempt REMOVE lease_owner",
            {":owner": {"S": owner}, ":until": {"S": iso(not_before)}, ":attempt": {"N": str(attempt)}},
            condition="lease_owner = :owner",
        )

    def put(self, pair: SealedPair, *, expires_at: datetime) -> bool:
        """Write over everything: lease, attempts and marks belonged to the version before."""
        item = {
            "pk": f"PAGE#{pair.page_id}",
            "sk": _SORT,
            "schema": 1,
            "version": pair.version,
            "access_token_enc": pair.access_token_enc,
            "refresh_token_enc": pair.refresh_token_enc,
            "data_key": pair.data_key,
            "expires_at_iso": iso(expires_at),
            "attempt": 0,
        }
        first: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        next_one: dict[str, Any] = {
            "ConditionExpression": "#version = :before",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": {":before": {"N": str(pair.version - 1)}},
        }
        try:
            self.client.put_item(TableName=self.table, Item=to_item(item), **(first if pair.version == 1 else next_one))
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def mark_broken(self, page_id: str, version: int, reason: str, *, at: datetime) -> None:
        """Set or remove the mark; another reason leaves the moment of the first."""
        if reason:
            change = "SET broken = :reason, broken_at = if_not_exists(broken_at, :at)"
            self._change(page_id, version, change, {":reason": {"S": reason}, ":at": {"S": iso(at)}})
        else:
            self._change(page_id, version, "REMOVE broken, broken_at", {})

    def _change(self, page_id: str, version: int, change: str, values: dict[str, Any], *, condition: str = "") -> bool:
        try:
            self.client.update_item(
                TableName=self.table,
                Key=_key(page_id),
                UpdateExpression=change,
                ConditionExpression=" AND ".join(filter(None, ["#version = :version", condition])),
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues={":version": {"N": str(version)}, **values},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _key(page_id: str) -> dict[str, dict[str, Any]]:
    return key(f"PAGE#{page_id}", _SORT)


def _stored(page_id: str, item: dict[str, Any]) -> StoredTokens:
    names = ("version", "access_token_enc", "refresh_token_enc", "data_key")
    until = item.get("lease_until")
    return StoredTokens(
        pair=SealedPair(page_id=page_id, **{name: item[name] for name in names}),
        expires_at=from_iso(item["expires_at_iso"]),
        lease_owner=item.get("lease_owner", ""),
        lease_until=from_iso(until) if until else None,
        attempt=item.get("attempt", 0),
        broken=item.get("broken", ""),
    )
