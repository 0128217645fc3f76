"""Where the published bank is found: which version serves, and the files of all versions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dutydesk.stores.bank import BANK_PK, STATE_SK, BankState, published_key, state_from
from dutydesk.stores.items import key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


class Source(Protocol):
    """What the shelf is filled from; either may raise whatever its store raises."""

    def state(self) -> BankState:
        """Return which version serves; an empty state when nothing was ever published."""

    def file(self, version: str) -> bytes:
        """Return the file of a version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudSource:
    """The ``Source`` port on DynamoDB and S3."""

    dynamodb: "DynamoDBClient"
    content_table: str
    s3: "S3Client"
    bucket: str

    def state(self) -> BankState:
        """Read the state as last written."""
        found = self.dynamodb.get_item(TableName=self.content_table, Key=key(BANK_PK, STATE_SK), ConsistentRead=True)
        return state_from(found["Item"]) if "Item" in found else BankState()

    def file(self, version: str) -> bytes:
        """Read the whole object."""
        return self.s3.get_object(Bucket=self.bucket, Key=published_key(version))["Body"].read()
