"""Envelope encryption of a page's tokens: what lies in the table is useless without the KMS key, and never altered.

Each version of a pair has its own data key, wrapped by KMS under the context ``{"page_id": …}``. The tokens are sealed
with AES-256-GCM; page, version and kind are part of what is authenticated, so that a ciphertext that was changed, moved
to another page or put back from an older version does not open. KMS would notice most of that as well; we do not rely
on it alone.
"""

import base64
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dutydesk.errors import PageBroken

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

NONCE_BYTES = 12
UNREADABLE = "tokens_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPair:
    """A page's tokens in the clear; they live in memory only."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPair:
    """A page's tokens as they are stored, in base 64; ``data_key`` is wrapped by KMS."""

    page_id: str
    version: int
    access_token_enc: str
    refresh_token_enc: str
    data_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKey:
    """A key for one version of one page's tokens, in the clear and wrapped."""

    plain: bytes = field(repr=False)
    wrapped: str


@dataclass(frozen=True, slots=True)
class TokenVault:
    """Seals and opens; errors of KMS that are not about the key pass through."""

    kms: "KMSClient"
    key_arn: str

    def new_key(self, page_id: str) -> DataKey:
        """Have KMS make a data key; done before a refresh, so that nothing but one write can fail after it."""
        made = self.kms.generate_data_key(KeyId=self.key_arn, KeySpec="AES_256", EncryptionContext={"page_id": page_id})
        return DataKey(plain=made["Plaintext"], wrapped=base64.b64encode(made["CiphertextBlob"]).decode())

    def seal(self, key: DataKey, tokens: TokenPair, *, page_id: str, version: int) -> SealedPair:
        """Encrypt a pair as this version of this page."""
        cipher = AESGCM(key.plain)

        def sealed(kind: str, token: str) -> str:
            nonce = os.urandom(NONCE_BYTES)
            encrypted = cipher.encrypt(nonce, token.encode(), _bound(page_id, version, kind))
            return base64.b64encode(nonce + encrypted).decode()

        return SealedPair(
            page_id=page_id,
            version=version,
            access_token_enc=sealed("access", tokens.access_token),
            refresh_token_enc=sealed("refresh", tokens.refresh_token),
            data_key=key.wrapped,
        )

    def open(self, pair: SealedPair) -> TokenPair:
        """Decrypt a pair.

        Raises:
            PageBroken: it was altered, or belongs to another page, version or key; a person must enter new tokens.
        """
        refused = self.kms.exceptions
        try:
            unwrapped = self.kms.decrypt(
                KeyId=self.key_arn,
                CiphertextBlob=base64.b64decode(pair.data_key),
                EncryptionContext={"page_id": pair.page_id},
            )
            cipher = AESGCM(unwrapped["Plaintext"])
            return TokenPair(
                access_token=_opened(cipher, pair.access_token_enc, _bound(pair.page_id, pair.version, "access")),
                refresh_token=_opened(cipher, pair.refresh_token_enc, _bound(pair.page_id, pair.version, "refresh")),
            )
        except (InvalidTag, ValueError, refused.InvalidCiphertextException, refused.IncorrectKeyException) as error:
            raise PageBroken(UNREADABLE) from error


def _bound(page_id: str, version: int, kind: str) -> bytes:
    """What a ciphertext is bound to."""
    return f"{page_id}\x1f{version}\x1f{kind}".encode()


def _opened(cipher: AESGCM, sealed: str, bound: bytes) -> str:
    data = base64.b64decode(sealed)
    return cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], bound).decode()
