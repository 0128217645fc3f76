"""Words that only the desk that looks cards up may read: encrypted before they are queued.

KMS ``Encrypt`` under the key ``papers``, bound to the person by its encryption context, so that nobody's words can be
passed off as another's: https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html (at most 4,096 bytes).
"""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

MOST_BYTES = 3_000
"""Of UTF-8; a number and a date are far shorter, and KMS takes 4,096."""


class Sealer(Protocol):
    """Encrypts for one desk, and cannot read what it wrote."""

    def seal(self, text: str, *, person_id: str) -> str:
        """Return ``text`` encrypted for this person's messages, in base 64; nothing of an empty text.

        What is longer than ``MOST_BYTES`` is cut between two characters. Each call gives another ciphertext.
        """


@dataclass(frozen=True, slots=True)
class KmsSealer:
    """The ``Sealer`` port on KMS."""

    client: "KMSClient"
    key_arn: str

    def seal(self, text: str, *, person_id: str) -> str:
        """Seal; errors of KMS pass through, so that the platform delivers the event again."""
        words = clipped(text)
        if not words:
            return ""
        sealed = self.client.encrypt(KeyId=self.key_arn, Plaintext=words, EncryptionContext={"person_id": person_id})
        return base64.b64encode(sealed["CiphertextBlob"]).decode("ascii")


def clipped(text: str) -> bytes:
    """Return at most ``MOST_BYTES`` of ``text`` as whole characters of UTF-8, without the blanks around it."""
    words = text.strip().encode("utf-8", "replace")[:MOST_BYTES]
    return words.decode("utf-8", "ignore").encode("utf-8")
