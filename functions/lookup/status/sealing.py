"""Opening what the webhook sealed: a citizen's words, which nobody else may read."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dutydesk.errors import MalformedEvent

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


class Opener(Protocol):
    """Opens sealed words."""

    def open(self, sealed: str, person_id: str) -> str:
        """Return the words that were sealed for this person; of nothing, nothing.

        Raises:
            MalformedEvent: they were sealed for somebody else, under another key, or not at all.
        """


@dataclass(frozen=True, slots=True)
class KmsOpener:
    """The ``Opener`` port on the KMS key of papers; the webhook cuts words at 3,000 bytes, maybe within a character."""

    kms: "KMSClient"
    key_arn: str

    def open(self, sealed: str, person_id: str) -> str:
        """Decrypt; errors of KMS that are not about the words pass through."""
        if not sealed:
            return ""
        refused = self.kms.exceptions
        try:
            opened = self.kms.decrypt(
                KeyId=self.key_arn,
                CiphertextBlob=base64.b64decode(sealed, validate=True),
                EncryptionContext={"person_id": person_id},
            )
        except (ValueError, refused.InvalidCiphertextException, refused.IncorrectKeyException):
            raise MalformedEvent("the words were not sealed for this person") from None
        return opened["Plaintext"].decode("utf-8", "ignore")
