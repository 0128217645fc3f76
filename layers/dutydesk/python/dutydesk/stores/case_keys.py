"""The keys that originals and facts of a case are sealed under; whoever destroys one erases them all.

========  =====================  ========  ==========================================================================
Item      pk                     sk        Purpose
========  =====================  ========  ==========================================================================
Case key  ``CASE#<case_id>``     ``KEY``   256 random bits, wrapped by the key ``evidence`` for this case alone; or
                                           when it was destroyed
========  =====================  ========  ==========================================================================

It is made by the first who needs it. A destroyed one stays as a note, so that nobody makes another in its place. The
table's point-in-time recovery still holds the wrapped key for up to 35 days: docs/privacy.md says what follows.
"""

import base64
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.errors import KeyDestroyed, Misconfigured, NotFound
from dutydesk.sealed import KEY_BYTES
from dutydesk.stores.cases import case_pk
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef
    from mypy_boto3_kms import KMSClient

KEY = "KEY"


class DynamoCaseKeys:
    """Makes, unwraps and destroys the keys of cases; errors of DynamoDB and KMS pass through."""

    def __init__(self, client: "DynamoDBClient", kms: "KMSClient", table: str, key_arn: str) -> None:
        self._client, self._kms, self._table, self._key_arn = client, kms, table, key_arn

    def ready(self, case_id: str) -> bytes:
        """Return the case's key, 32 bytes; make it if there is none, once, however many ask at the same time.

        Raises:
            KeyDestroyed: the case's evidence was erased.
        """
        wrapped = self._read(case_id)
        return self._unwrapped(case_id, self._made(case_id) if wrapped is None else wrapped)

    def get(self, case_id: str) -> bytes:
        """Return the case's key.

        Raises:
            KeyDestroyed: the case's evidence was erased.
            NotFound: nothing was ever sealed for this case.
        """
        wrapped = self._read(case_id)
        if wrapped is None:
            raise NotFound("no key")
        return self._unwrapped(case_id, wrapped)

    def destroyed(self, case_id: str, *, now: datetime) -> "TransactWriteItemTypeDef":
        """Return the write that destroys the key, whether or not there is one, for a transaction."""
        note = key(case_pk(case_id), KEY) | to_item({"schema": 1, "destroyed_at": iso(now)})
        return {
            "Put": {
                "TableName": self._table,
                "Item": note,
                "ConditionExpression": "attribute_not_exists(destroyed_at)",
            }
        }

    def _unwrapped(self, case_id: str, wrapped: bytes) -> bytes:
        found = self._kms.decrypt(KeyId=self._key_arn, CiphertextBlob=wrapped, EncryptionContext=_context(case_id))
        if len(found["Plaintext"]) != KEY_BYTES:
            raise Misconfigured(f"a case's key does not have {KEY_BYTES} bytes")
        return found["Plaintext"]

    def _made(self, case_id: str) -> bytes:
        made = self._kms.generate_data_key_without_plaintext(
            KeyId=self._key_arn, KeySpec="AES_256", EncryptionContext=_context(case_id)
        )["CiphertextBlob"]
        item = key(case_pk(case_id), KEY) | to_item({"schema": 1, "wrapped": base64.b64encode(made).decode()})
        try:
            self._client.put_item(TableName=self._table, Item=item, ConditionExpression="attribute_not_exists(pk)")
        except self._client.exceptions.ConditionalCheckFailedException:
            wrapped = self._read(case_id)
            if wrapped is None:
                raise
            return wrapped
        return made

    def _read(self, case_id: str) -> bytes | None:
        found = self._client.get_item(TableName=self._table, Key=key(case_pk(case_id), KEY), ConsistentRead=True)
        if "Item" not in found:
            return None
        plain: dict[str, Any] = from_item(found["Item"])
        if "wrapped" not in plain:
            raise KeyDestroyed("the key was destroyed")
        return base64.b64decode(plain["wrapped"])


def _context(case_id: str) -> dict[str, str]:
    """Return the context without which KMS does not unwrap, so that no case opens with another's key."""
    return {"case": case_id}
