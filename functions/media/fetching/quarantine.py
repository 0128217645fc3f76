"""Quarantine: where a file lands whole or not at all, hashed on its way."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from dutydesk.evidence import Lost, quarantine_key
from functions.media.fetching.failures import Unfetchable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

PART_BYTES = 8 * 2**20
"""What is in memory of a file, once while it is gathered and once while it is handed over."""
_PIECE_BYTES = 2**20
_ABSENT = frozenset({"NoSuchKey", "404", "NotFound"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """What lies in quarantine: its size, the hash of its bytes, and S3's name for this content, as S3 writes it."""

    size_bytes: int
    sha256: str
    etag: str


class Quarantine(Protocol):
    """Where files land. All of it raises ``Unfetchable`` (``interrupted``) while the store refuses."""

    def take(self, case_id: str, file_id: str, pieces: Iterable[bytes]) -> Landed:
        """Take a file whole; what breaks off, by an error of the pieces' too, leaves nothing."""

    def found(self, case_id: str, file_id: str) -> Landed | None:
        """Return what an attempt left that was cut off after it had landed the file, hashed anew; or None."""

    def tidy(self, case_id: str, file_id: str) -> None:
        """Take away what attempts left that were cut off before."""

    def remove(self, case_id: str, file_id: str) -> None:
        """Take the file away."""


@dataclass(frozen=True, slots=True)
class S3Quarantine:
    """The ``Quarantine`` port on a bucket: one request for what fits into a part, a multipart upload for the rest."""

    client: "S3Client"
    bucket: str

    def take(self, case_id: str, file_id: str, pieces: Iterable[bytes]) -> Landed:
        """Gather parts and hand each over before the next is gathered."""
        hashed, size, gathered = hashlib.sha256(), 0, bytearray()
        upload = _Upload(self.client, self.bucket, quarantine_key(case_id, file_id))
        try:
            for piece in pieces:
                hashed.update(piece)
                size += len(piece)
                gathered += piece
                while len(gathered) > PART_BYTES:
                    upload.add(bytes(memoryview(gathered)[:PART_BYTES]))
                    del gathered[:PART_BYTES]
            etag = upload.end(bytes(gathered))
        except (ClientError, BotoCoreError):
            upload.abort()
            raise Unfetchable(Lost.INTERRUPTED) from None
        except Exception:
            upload.abort()
            raise
        return Landed(size_bytes=size, sha256=hashed.hexdigest(), etag=etag)

    def found(self, case_id: str, file_id: str) -> Landed | None:
        """Read it all: its hash was known only to who was cut off."""
        with _refused():
            try:
                answer = self.client.get_object(Bucket=self.bucket, Key=quarantine_key(case_id, file_id))
            except ClientError as error:
                if error.response["Error"]["Code"] in _ABSENT:
                    return None
                raise
            hashed, size = hashlib.sha256(), 0
            for piece in answer["Body"].iter_chunks(_PIECE_BYTES):
                hashed.update(piece)
                size += len(piece)
            return Landed(size_bytes=size, sha256=hashed.hexdigest(), etag=answer["ETag"])

    def tidy(self, case_id: str, file_id: str) -> None:
        """Abort every upload of this key."""
        key = quarantine_key(case_id, file_id)
        with _refused():
            pages = self.client.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket, Prefix=key)
            for page in pages:
                for upload in page.get("Uploads", []):
                    if upload["Key"] == key:
                        self.client.abort_multipart_upload(Bucket=self.bucket, Key=key, UploadId=upload["UploadId"])

    def remove(self, case_id: str, file_id: str) -> None:
        """Delete it; the bucket keeps no versions."""
        with _refused():
            self.client.delete_object(Bucket=self.bucket, Key=quarantine_key(case_id, file_id))


@dataclass(slots=True)
class _Upload:
    """An object on its way, which begins to be a multipart upload with its second part."""

    client: "S3Client"
    bucket: str
    key: str
    upload_id: str = ""
    etags: list[str] | None = None

    def add(self, part: bytes) -> None:
        """Hand over a part that is not the last."""
        if self.etags is None:
            made = self.client.create_multipart_upload(**self._where(), ContentType="application/octet-stream")
            self.upload_id, self.etags = made["UploadId"], []
        answer = self.client.upload_part(
            **self._where(), UploadId=self.upload_id, PartNumber=len(self.etags) + 1, Body=part
        )
        self.etags.append(answer["ETag"])

    def end(self, last: bytes) -> str:
        """Hand over the last part, and make the object exist."""
        if self.etags is None:
            put = self.client.put_object(**self._where(), Body=last, ContentType="application/octet-stream")
            return put["ETag"]
        self.add(last)
        parts: list[CompletedPartTypeDef] = [
            {"PartNumber": number, "ETag": etag} for number, etag in enumerate(self.etags, start=1)
        ]
        made = self.client.complete_multipart_upload(
            **self._where(), UploadId=self.upload_id, MultipartUpload={"Parts": parts}
        )
        return made["ETag"]

    def abort(self) -> None:
        """Give the parts back, as far as that can be done now; ``tidy`` and the bucket's own rule do the rest."""
        if self.upload_id:
            with contextlib.suppress(ClientError, BotoCoreError):
                self.client.abort_multipart_upload(**self._where(), UploadId=self.upload_id)

    def _where(self) -> dict[str, Any]:
        return {"Bucket": self.bucket, "Key": self.key}


@contextlib.contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except (ClientError, BotoCoreError):
        raise Unfetchable(Lost.INTERRUPTED) from None
