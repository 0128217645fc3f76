"""The buckets of evidence, as far as officers reach into them.

===========  ======================  ===============================================================================
Bucket       Key                     What ``admin`` does with it
===========  ======================  ===============================================================================
views        ``<case>/<file>/…``     reads a picture's view; signs a link to a copy
views        ``opened/<case>/…``     puts an original in the clear, and signs a link to it; gone after a day
originals    ``<case>/<file>``       reads it sealed; puts a legal hold on it, and takes it off
===========  ======================  ===============================================================================
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from dutydesk.evidence import opened_key, original_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

LINK_FOR = timedelta(seconds=60)
PART_BYTES = 8 * 1024 * 1024
_READ_BYTES = 1024 * 1024
_ABSENT = {"404", "NoSuchKey", "NotFound"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Both buckets."""

    client: "S3Client"
    views: str
    originals: str

    def picture(self, key: str) -> bytes | None:
        """Return a whole object, which is a picture's view and small; None when it is not there."""
        try:
            return self.client.get_object(Bucket=self.views, Key=key)["Body"].read()
        except ClientError as refused:
            if refused.response["Error"]["Code"] in _ABSENT:
                return None
            raise

    def link(self, key: str, *, name: str) -> str:
        """Return a link to one object, good for ``LINK_FOR``, which a browser saves and never shows."""
        asked = {
            "Bucket": self.views,
            "Key": key,
            "ResponseContentType": "application/octet-stream",
            "ResponseContentDisposition": f'attachment; filename="{name}"',
            "ResponseCacheControl": "no-store",
        }
        return self.client.generate_presigned_url("get_object", Params=asked, ExpiresIn=int(LINK_FOR.total_seconds()))

    def sealed(self, case_id: str, file_id: str) -> Iterator[bytes]:
        """Yield a sealed original, a megabyte at a time."""
        found = self.client.get_object(Bucket=self.originals, Key=original_key(case_id, file_id))
        yield from found["Body"].iter_chunks(_READ_BYTES)

    def open(self, case_id: str, file_id: str, plain: Iterable[bytes]) -> str:
        """Put an original in the clear, a few megabytes in memory at a time; return where. A failure leaves nothing."""
        key = opened_key(case_id, file_id)
        place: dict[str, Any] = {"Bucket": self.views, "Key": key}
        upload = self.client.create_multipart_upload(**place, ContentType="application/octet-stream")["UploadId"]
        done: list[CompletedPartTypeDef] = []
        try:
            for number, part in enumerate(_parts(plain), start=1):
                taken = self.client.upload_part(**place, UploadId=upload, PartNumber=number, Body=part)
                done.append({"PartNumber": number, "ETag": taken["ETag"]})
            self.client.complete_multipart_upload(**place, UploadId=upload, MultipartUpload={"Parts": done})
        except Exception:
            self.client.abort_multipart_upload(**place, UploadId=upload)
            raise
        return key

    def hold(self, case_id: str, file_id: str, *, on: bool) -> None:
        """Put a legal hold on a sealed original, or take it off; where there is none, nothing happens."""
        held: Any = {"Status": "ON" if on else "OFF"}
        try:
            self.client.put_object_legal_hold(Bucket=self.originals, Key=original_key(case_id, file_id), LegalHold=held)
        except ClientError as refused:
            if refused.response["Error"]["Code"] not in _ABSENT:
                raise


def _parts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= PART_BYTES:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
