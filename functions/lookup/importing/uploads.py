"""The bucket of cards: uploads, reports, and how far the check of a large file has come. All is gone after a day.

``uploads/<unit>/<import>.csv`` is what an officer sent; ``reports/<import>.csv`` every fault of it; and
``reports/<import>.seen`` what a check needs to go on: places, faults and digests, never a number.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import ClientError

from dutydesk.stores.card_imports import report_key, upload_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_NOT_THERE = {"404", "NoSuchKey", "NotFound"}
_CHANGED = {"412", "PreconditionFailed"}
_BEYOND = {"416", "InvalidRange"}


class Gone(Exception):
    """The upload is not there."""


class Replaced(Exception):
    """Another file lies there than the one that is being read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload as it lies there; ``etag`` tells it from any other."""

    unit: str
    import_id: str
    size: int
    etag: str


class Uploads(Protocol):
    """Where uploads lie, and what is said of them."""

    def look(self, unit: str, import_id: str) -> Upload:
        """Return what lies there.

        Raises:
            Gone: nothing does.
        """

    def read(self, upload: Upload, at: int, length: int) -> bytes:
        """Return up to ``length`` bytes from ``at`` on; fewer, or none, only at the end.

        Raises:
            Gone: nothing lies there any more.
            Replaced: another file does.
        """

    def remove(self, unit: str, import_id: str) -> None:
        """Remove an upload and what its check has kept, if they are there."""

    def put_report(self, import_id: str, data: bytes) -> None:
        """Put the report of all faults."""

    def keep(self, import_id: str, data: bytes) -> None:
        """Keep how far a check has come, in place of what was kept before."""

    def kept(self, import_id: str) -> bytes:
        """Return how far a check has come; nothing when nothing was kept."""


@dataclass(frozen=True, slots=True)
class S3Uploads:
    """The ``Uploads`` port on S3; refusals that are no answer pass through, and the work is delivered again."""

    client: "S3Client"
    bucket: str

    def look(self, unit: str, import_id: str) -> Upload:
        """Ask for its size and its etag."""
        try:
            found = self.client.head_object(Bucket=self.bucket, Key=upload_key(unit, import_id))
        except ClientError as refused:
            raise _translated(refused) from None
        return Upload(unit=unit, import_id=import_id, size=found["ContentLength"], etag=found["ETag"])

    def read(self, upload: Upload, at: int, length: int) -> bytes:
        """Read a range of the very file that was looked at."""
        if at >= upload.size:
            return b""
        try:
            found = self.client.get_object(
                Bucket=self.bucket,
                Key=upload_key(upload.unit, upload.import_id),
                Range=f"bytes={at}-{min(at + length, upload.size) - 1}",
                IfMatch=upload.etag,
            )
            return found["Body"].read()
        except ClientError as refused:
            raise _translated(refused) from None

    def remove(self, unit: str, import_id: str) -> None:
        """Delete both; deleting what is not there is no error to S3."""
        for name in (upload_key(unit, import_id), _kept_key(import_id)):
            self.client.delete_object(Bucket=self.bucket, Key=name)

    def put_report(self, import_id: str, data: bytes) -> None:
        """Write the object."""
        self.client.put_object(
            Bucket=self.bucket, Key=report_key(import_id), Body=data, ContentType="text/csv; charset=utf-8"
        )

    def keep(self, import_id: str, data: bytes) -> None:
        """Write the object."""
        self.client.put_object(Bucket=self.bucket, Key=_kept_key(import_id), Body=data)

    def kept(self, import_id: str) -> bytes:
        """Read the object; whoever may not list a bucket is denied what is not there."""
        try:
            return self.client.get_object(Bucket=self.bucket, Key=_kept_key(import_id))["Body"].read()
        except ClientError as refused:
            if refused.response["Error"]["Code"] in _NOT_THERE | {"AccessDenied"}:
                return b""
            raise


def _kept_key(import_id: str) -> str:
    return report_key(import_id).removesuffix(".csv") + ".seen"


def _translated(refused: ClientError) -> Exception:
    code = refused.response["Error"]["Code"]
    if code in _NOT_THERE:
        return Gone()
    return Replaced() if code in _CHANGED | _BEYOND else refused
