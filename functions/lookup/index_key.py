"""The key of the card index: without it nothing in the table says whose card anything is.

==========  ========  ======  ======================================================================================
Item        pk        sk      Purpose
==========  ========  ======  ======================================================================================
Index key   ``KEY``   ``#``   the random 256-bit key, wrapped by KMS under the context ``{"purpose": "card-index"}``
==========  ========  ======  ======================================================================================

Twelve digits of which birth year and province are known leave a million possibilities, so a plain hash would hide
nothing; and a call of KMS for each row would cost too much. So the key is unwrapped once per cold start and lives in
memory only. It is made by the first who needs it, and never replaced: every record lies under it.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from dutydesk.errors import Misconfigured
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient

KEY_BYTES = 32
DIGEST_LENGTH = 32
_CONTEXT = {"purpose": "card-index"}


class Index(Protocol):
    """Names numbers and birth dates."""

    def digest(self, number: str) -> str:
        """Name a number that ``functions.lookup.numbers`` has normalised."""

    def birth_digest(self, digest: str, born: date) -> str:
        """Name a date of birth as that of the number named ``digest``."""


@dataclass(frozen=True, slots=True)
class IndexKey:
    """Names numbers and birth dates by keyed hashes: HMAC-SHA-256, the first 128 bits, 32 hexadecimal characters."""

    key: bytes = field(repr=False)

    def digest(self, number: str) -> str:
        """Name a number that ``functions.lookup.numbers`` has normalised."""
        return self._named("number", number)

    def birth_digest(self, digest: str, born: date) -> str:
        """Name a date of birth as that of the number named ``digest``.

        The same date looks different under every number; and a dialogue that remembers no more than the digest can
        still compare a date.
        """
        return self._named("birth", digest, born.isoformat())

    def _named(self, *parts: str) -> str:
        subject = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return hmac.new(self.key, subject, hashlib.sha256).hexdigest()[:DIGEST_LENGTH]


@dataclass(frozen=True, slots=True)
class IndexOnFirstUse:
    """The ``Index`` port over a key that is had when something is first named; ``key`` remembers it."""

    key: Callable[[], IndexKey]

    def digest(self, number: str) -> str:
        """Name a number."""
        return self.key().digest(number)

    def birth_digest(self, digest: str, born: date) -> str:
        """Name a date of birth."""
        return self.key().birth_digest(digest, born)


def index_key(dynamodb: "DynamoDBClient", kms: "KMSClient", *, table: str, key_arn: str) -> IndexKey:
    """Read and unwrap the key; make it if it is not there, once, however many ask at the same time.

    One or two reads and one call of KMS; errors of either service pass through.

    Raises:
        Misconfigured: what lies there is not a wrapped key of 256 bits.
    """
    wrapped = _read(dynamodb, table) or _made(dynamodb, kms, table, key_arn)
    opened = kms.decrypt(KeyId=key_arn, CiphertextBlob=wrapped, EncryptionContext=_CONTEXT)["Plaintext"]
    if len(opened) != KEY_BYTES:
        raise Misconfigured(f"the card index key does not have {KEY_BYTES} bytes")
    return IndexKey(opened)


def _made(dynamodb: "DynamoDBClient", kms: "KMSClient", table: str, key_arn: str) -> bytes:
    made = kms.generate_data_key_without_plaintext(KeyId=key_arn, KeySpec="AES_256", EncryptionContext=_CONTEXT)
    item = key("KEY") | to_item({"schema": 1, "wrapped": base64.b64encode(made["CiphertextBlob"]).decode()})
    try:
        dynamodb.put_item(TableName=table, Item=item, ConditionExpression="attribute_not_exists(pk)")
    except dynamodb.exceptions.ConditionalCheckFailedException:
        wrapped = _read(dynamodb, table)
        if wrapped is None:
            raise
        return wrapped
    return made["CiphertextBlob"]


def _read(dynamodb: "DynamoDBClient", table: str) -> bytes | None:
    found = dynamodb.get_item(TableName=table, Key=key("KEY"), ConsistentRead=True)
    return base64.b64decode(from_item(found["Item"])["wrapped"]) if "Item" in found else None
