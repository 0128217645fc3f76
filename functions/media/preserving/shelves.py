"""Two of the buckets of evidence: what waits in quarantine, and what can be looked at.

=============  ===================================  ============================================================
Bucket         Key                                  What ``preserve`` does with it
=============  ===================================  ============================================================
quarantine     ``<case_id>/<file_id>``              reads the scanned version, deletes it when all is done
originals      ``<case_id>/<file_id>``              see ``functions.media.preserving.originals``
views          ``<case_id>/<file_id>/<what>``       puts a view and a thumbnail, or has a copy made
=============  ===================================  ============================================================
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import ClientError

from dutydesk.evidence import copy_key, quarantine_key, thumb_key, view_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

READ_BYTES = 1024 * 1024
_GONE = {"404", "NoSuchKey", "NotFound", "412", "PreconditionFailed"}


class Gone(Exception):
    """What was scanned is not in quarantine any more, or was replaced."""


class Waiting(Protocol):
    """One file in quarantine."""

    @property
    def size(self) -> int:
        """How many bytes it has."""

    def read(self, at: int, length: int) -> bytes:
        """Return some of its bytes."""

    def stream(self) -> Iterator[bytes]:
        """Yield all of its bytes."""


class Quarantine(Protocol):
    """Where files wait for their scan."""

    def look(self, case_id: str, file_id: str, etag: str) -> Waiting:
        """Return what waits there under this etag; raise ``Gone`` when it is not there."""

    def remove(self, case_id: str, file_id: str) -> None:
        """Delete it, if it is there."""


class Views(Protocol):
    """What officers may look at."""

    def draw(self, case_id: str, file_id: str, *, view: bytes, thumb: bytes) -> None:
        """Put both JPEGs."""

    def copy(self, case_id: str, file_id: str, etag: str) -> None:
        """Have what waits in quarantine under this etag copied; raise ``Gone`` when it is not there."""

    def remove(self, case_id: str, file_id: str) -> None:
        """Delete whatever there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Waiting:
    """The ``Waiting`` port on S3; every read is of one version."""

    client: "S3Client"
    bucket: str
    key: str
    etag: str
    size: int

    def read(self, at: int, length: int) -> bytes:
        """Read a range."""
        if at >= self.size or length <= 0:
            return b""
        return self._get(Range=f"bytes={at}-{min(at + length, self.size) - 1}")["Body"].read()  # type: ignore[no-any-return]

    def stream(self) -> Iterator[bytes]:
        """Read on one connection, a megabyte at a time."""
        yield from self._get()["Body"].iter_chunks(READ_BYTES)

    def _get(self, **more: str) -> Any:
        try:
            return self.client.get_object(Bucket=self.bucket, Key=self.key, IfMatch=self.etag, **more)  # type: ignore[arg-type]
        except ClientError as refused:
            raise _translated(refused) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Quarantine:
    """The ``Quarantine`` port on S3."""

    client: "S3Client"
    bucket: str

    def look(self, case_id: str, file_id: str, etag: str) -> S3Waiting:
        """Ask for its size."""
        key = quarantine_key(case_id, file_id)
        try:
            found = self.client.head_object(Bucket=self.bucket, Key=key, IfMatch=etag)
        except ClientError as refused:
            raise _translated(refused) from None
        return S3Waiting(client=self.client, bucket=self.bucket, key=key, etag=etag, size=found["ContentLength"])

    def remove(self, case_id: str, file_id: str) -> None:
        """Delete the object; deleting what is not there is no error to S3."""
        self.client.delete_object(Bucket=self.bucket, Key=quarantine_key(case_id, file_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Views:
    """The ``Views`` port on S3; S3 itself copies, so that no byte of a video passes here."""

    client: "S3Client"
    bucket: str
    quarantine: str

    def draw(self, case_id: str, file_id: str, *, view: bytes, thumb: bytes) -> None:
        """Write both objects."""
        for key, body in ((thumb_key(case_id, file_id), thumb), (view_key(case_id, file_id), view)):
            self.client.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType="image/jpeg")

    def copy(self, case_id: str, file_id: str, etag: str) -> None:
        """Copy without its tags and metadata, as a type that no browser opens."""
        try:
            self.client.copy_object(
                Bucket=self.bucket,
                Key=copy_key(case_id, file_id),
                CopySource={"Bucket": self.quarantine, "Key": quarantine_key(case_id, file_id)},
                CopySourceIfMatch=etag,
                ContentType="application/octet-stream",
                ContentDisposition="attachment",
                MetadataDirective="REPLACE",
                TaggingDirective="REPLACE",
            )
        except ClientError as refused:
            raise _translated(refused) from None

    def remove(self, case_id: str, file_id: str) -> None:
        """Delete all three."""
        for name in (view_key, thumb_key, copy_key):
            self.client.delete_object(Bucket=self.bucket, Key=name(case_id, file_id))


def _translated(refused: ClientError) -> Exception:
    return Gone("not in quarantine") if refused.response["Error"]["Code"] in _GONE else refused
