"""Audit: who read or changed what, when and from where, in one hash chain per officer.

===========  =======================  ==================  ================================================
Item         pk                       sk                  Purpose
===========  =======================  ==================  ================================================
Entry        ``OFFICER#<username>``   ``<12 digits>``     one deed; ``hash`` covers it and the one before
===========  =======================  ==================  ================================================

Every put is conditional on its place in the chain being free, so that two entries never share one; a function may
put and query here, and nothing else. Nothing is returned to an officer, and nothing changes, before the entry is there.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from dutydesk.audit.chain import Entry, Mark, genesis, sealed
from dutydesk.clock import Clock, iso, utc_now
from dutydesk.errors import AuditUnavailable, Conflict
from dutydesk.stores.items import from_item, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import PutTypeDef, TransactWriteItemTypeDef

MOST_ATTEMPTS = 20
HEADS_KEPT = 1000


class LostRace(Conflict):
    """Another write came between reading and writing; read again and decide again."""


class Audit(Protocol):
    """Where deeds are accounted for."""

    def note(self, mark: Mark) -> None:
        """Write an entry; raise ``AuditUnavailable`` when that is not possible."""

    def commit(self, mark: Mark, parts: "Sequence[TransactWriteItemTypeDef]") -> None:
        """Do the writes and account for them, all or nothing; raise ``LostRace`` when a part's condition fails."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain; ``seq`` 0 is the empty chain."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamoAudit:
    """The ``Audit`` port on DynamoDB.

    Heads are remembered: a stale one only makes the conditional put fail, and the head is then read.
    """

    client: "DynamoDBClient"
    table: str
    clock: Clock = utc_now
    pause: Callable[[float], None] = time.sleep
    _heads: dict[str, Head] = field(default_factory=dict)

    def note(self, mark: Mark) -> None:
        """Put one entry behind the last."""
        try:
            self._append(mark, self._put)
        except (ClientError, BotoCoreError) as failed:
            raise AuditUnavailable("the entry was not written") from failed

    def commit(self, mark: Mark, parts: "Sequence[TransactWriteItemTypeDef]") -> None:
        """Put the entry in the same transaction as ``parts``; errors of DynamoDB pass through."""
        self._append(mark, lambda put: self._transact(parts, put))

    def head(self, officer: str) -> Head:
        """Read the last entry's place and hash."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"OFFICER#{officer}"}},
            ScanIndexForward=False,
            Limit=1,
            ConsistentRead=True,
        )
        if not found["Items"]:
            return Head(0, genesis(officer))
        item = from_item(found["Items"][0])
        return Head(item["seq"], item["hash"])

    def _append(self, mark: Mark, write: "Callable[[PutTypeDef], bool]") -> None:
        """Try places behind the head until one is free; ``write`` says whether it was."""
        head = self._heads.get(mark.officer) or self.head(mark.officer)
        for attempt in range(MOST_ATTEMPTS):
            entry = sealed(mark, seq=head.seq + 1, at=iso(self.clock()), prev=head.hash)
            if write(self._put_of(entry)):
                self._remember(mark.officer, Head(entry.seq, entry.hash))
                return
            self._heads.pop(mark.officer, None)
            if attempt:
                self.pause(random.uniform(0, 0.005 * min(attempt, 8)))  # noqa: S311  # spreads a race
            head = self.head(mark.officer)
            if head == Head(entry.seq, entry.hash):
                return  # ours after all: the answer to the first try was lost
        raise AuditUnavailable("the chain is too busy")

    def _put_of(self, entry: Entry) -> "PutTypeDef":
        return {
            "TableName": self.table,
            "Item": to_item({"pk": f"OFFICER#{entry.officer}", "sk": f"{entry.seq:012d}", "schema": 1} | entry.plain()),
            "ConditionExpression": "attribute_not_exists(pk)",
        }

    def _put(self, put: "PutTypeDef") -> bool:
        try:
            self.client.put_item(**put)
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def _transact(self, parts: "Sequence[TransactWriteItemTypeDef]", put: "PutTypeDef") -> bool:
        try:
            self.client.transact_write_items(TransactItems=[*parts, {"Put": put}])
        except self.client.exceptions.TransactionCanceledException as cancelled:
            *theirs, ours = _codes(cancelled.response, len(parts) + 1)
            if "ConditionalCheckFailed" in theirs:
                raise LostRace("somebody else changed it first") from cancelled
            if ours == "ConditionalCheckFailed" or "TransactionConflict" in (*theirs, ours):
                return False
            raise
        return True

    def _remember(self, officer: str, head: Head) -> None:
        if len(self._heads) >= HEADS_KEPT:
            self._heads.clear()
        self._heads[officer] = head


def _codes(response: Any, count: int) -> list[str]:
    reasons = response.get("CancellationReasons") or []
    codes = [str(reason.get("Code", "None")) for reason in reasons]
    return codes + ["None"] * (count - len(codes))
