"""Where originals are sealed: byte for byte, under the case's key, and locked.

=============  ============================  ======================================================================
Bucket         Key                           What ``preserve`` does with it
=============  ============================  ======================================================================
originals      ``<case_id>/<file_id>``       puts it sealed (``dutydesk.sealed``) and locked, once
=============  ============================  ======================================================================
"""

import hashlib
import hmac
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import ClientError

from dutydesk.evidence import original_key
from dutydesk.sealed import sealed

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.literals import ObjectLockModeType
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

PART_BYTES = 8 * 1024 * 1024
"""S3 takes parts from 5 MiB on."""
_ABSENT = {"404", "NoSuchKey", "NotFound"}
_FINGERPRINT = "fingerprint"


class NotAsFetched(Exception):
    """The bytes are not those that were hashed when they came in; nothing was sealed, and a person must look."""


class Originals(Protocol):
    """Where originals are sealed."""

    def has(self, case_id: str, file_id: str, *, key: bytes, sha256: str) -> bool:
        """Whether these very bytes lie there, sealed under this key."""

    def put(
        self, case_id: str, file_id: str, plain: Iterable[bytes], *, key: bytes, sha256: str, until: datetime
    ) -> None:
        """Seal the bytes, and lock them until then.

        Raises:
            NotAsFetched: they do not have this hash; nothing lies there then.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Originals:
    """The ``Originals`` port on S3.

    An object carries a fingerprint, keyed by the case's key: it says to whoever was cut short that the work is done,
    and nothing to anybody once the key is destroyed.
    """

    client: "S3Client"
    bucket: str
    mode: "ObjectLockModeType"

    def has(self, case_id: str, file_id: str, *, key: bytes, sha256: str) -> bool:
        """Compare the fingerprint."""
        try:
            found = self.client.head_object(Bucket=self.bucket, Key=original_key(case_id, file_id))
        except ClientError as refused:
            if refused.response["Error"]["Code"] in _ABSENT:
                return False
            raise
        return found["Metadata"].get(_FINGERPRINT) == _fingerprint(key, sha256)

    def put(
        self, case_id: str, file_id: str, plain: Iterable[bytes], *, key: bytes, sha256: str, until: datetime
    ) -> None:
        """Upload it at once when it is small, else in parts, a few of them in memory; a failure leaves none behind."""
        where = original_key(case_id, file_id)
        whole: dict[str, Any] = {
            "Bucket": self.bucket,
            "Key": where,
            "ContentType": "application/octet-stream",
            "Metadata": {_FINGERPRINT: _fingerprint(key, sha256)},
            "ObjectLockMode": self.mode,
            "ObjectLockRetainUntilDate": until,
            "ChecksumAlgorithm": "CRC32",
        }
        parts = _parts(sealed(key, where, _checked(plain, sha256)))
        first = next(parts)
        second = next(parts, None)
        if second is None:
            self.client.put_object(**whole, Body=first)
            return
        self._put_parts(whole, first, second, parts)

    def _put_parts(self, whole: dict[str, Any], first: bytes, second: bytes, rest: Iterator[bytes]) -> None:
        place = {"Bucket": self.bucket, "Key": whole["Key"]}
        upload = self.client.create_multipart_upload(**whole)["UploadId"]
        done: list[CompletedPartTypeDef] = []
        try:
            for part in itertools.chain((first, second), rest):
                number = len(done) + 1
                taken = self.client.upload_part(
                    **place, UploadId=upload, PartNumber=number, Body=part, ChecksumAlgorithm="CRC32"
                )
                done.append(_completed(number, taken))
            self.client.complete_multipart_upload(**place, UploadId=upload, MultipartUpload={"Parts": done})
        except Exception:
            self.client.abort_multipart_upload(**place, UploadId=upload)
            raise


def _checked(plain: Iterable[bytes], sha256: str) -> Iterator[bytes]:
    """Pass the bytes on, and refuse at their end what has another hash."""
    found = hashlib.sha256()
    for piece in plain:
        found.update(piece)
        yield piece
    if found.hexdigest() != sha256:
        raise NotAsFetched("not the bytes that were fetched")


def _parts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= PART_BYTES:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def _completed(number: int, taken: Any) -> "CompletedPartTypeDef":
    part: CompletedPartTypeDef = {"PartNumber": number, "ETag": taken["ETag"]}
    if "ChecksumCRC32" in taken:
        part["ChecksumCRC32"] = taken["ChecksumCRC32"]
    return part


def _fingerprint(key: bytes, sha256: str) -> str:
    return hmac.new(key, b"original\0" + sha256.encode(), hashlib.sha256).hexdigest()
