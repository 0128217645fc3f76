"""Sealing: one digest of the heads of all chains, chained to the one before, put into the locked bucket."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dutydesk.audit.digests import REGISTER, Digest, digest_bytes, digest_of
from dutydesk.audit.store import Head
from dutydesk.clock import Clock, iso
from dutydesk.stores.items import from_item, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Registered:
    """The last digest that was registered: its hash, and whom it names; empty before the first."""

    hash: str = ""
    officers: frozenset[str] = frozenset()


class Vault(Protocol):
    """Where digests are put, and never read."""

    def put(self, digest: Digest) -> None:
        """Put one."""


class Register(Protocol):
    """Where it is kept which digest was the last."""

    def last(self) -> Registered:
        """Return it."""

    def add(self, digest: Digest) -> None:
        """Add one; nothing happens when one of this moment is there."""


@dataclass(frozen=True, slots=True)
class BucketVault:
    """The ``Vault`` port on S3; the bucket's own rule locks what is put."""

    client: "S3Client"
    bucket: str

    def put(self, digest: Digest) -> None:
        """Put an object that is not there yet."""
        self.client.put_object(
            Bucket=self.bucket,
            Key=digest.key,
            Body=digest_bytes(digest),
            ContentType="application/json",
            IfNoneMatch="*",
        )


@dataclass(frozen=True, slots=True)
class DynamoRegister:
    """The ``Register`` port on the table ``audit``."""

    client: "DynamoDBClient"
    table: str

    def last(self) -> Registered:
        """Query the newest."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": REGISTER}},
            ScanIndexForward=False,
            Limit=1,
            ConsistentRead=True,
        )
        if not found["Items"]:
            return Registered()
        plain = from_item(found["Items"][0])
        return Registered(plain["hash"], frozenset(plain["officers"]))

    def add(self, digest: Digest) -> None:
        """Put on condition that the place is free."""
        item = {"pk": REGISTER, "sk": digest.at, "schema": 1, "hash": digest.hash, "officers": list(digest.heads)}
        try:
            self.client.put_item(
                TableName=self.table, Item=to_item(item), ConditionExpression="attribute_not_exists(pk)"
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """Writes digests; whom one of them names, all later ones name, also when the list of officers is cut."""

    everybody: Callable[[], Iterable[str]]
    head: Callable[[str], Head]
    vault: Vault
    register: Register
    clock: Clock

    def seal(self) -> int:
        """Write one digest; return how many chains it names.

        Killed between bucket and register, the next one is chained to the one before: this one stands beside the
        chain, and what it says of the heads still counts.
        """
        last = self.register.last()
        heads = {}
        for officer in sorted({*self.everybody(), *last.officers}):
            head = self.head(officer)
            if head.seq or officer in last.officers:
                heads[officer] = (head.seq, head.hash)
        digest = digest_of(heads, at=iso(self.clock()), prev=last.hash)
        self.vault.put(digest)
        self.register.add(digest)
        return len(heads)
