"""The library: published versions as files in S3, each written once and never again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import ClientError

from dutydesk.stores.bank import published_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_NOT_THERE = {"NoSuchKey", "404", "AccessDenied"}
"""Whoever may not list a bucket is denied what is not there."""
_THERE_ALREADY = {"PreconditionFailed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A packed edition, and the draft and revision that it was made from."""

    data: bytes
    draft: str
    revision: int


class Library(Protocol):
    """Where published versions lie."""

    def get(self, version: str) -> Volume | None:
        """Return what lies there for the version, damaged or not, or None."""

    def put(self, version: str, volume: Volume) -> None:
        """Put the volume there, unless there is one for the version already: that one stays."""


@dataclass(frozen=True, slots=True)
class S3Library:
    """The ``Library`` port on S3."""

    client: "S3Client"
    bucket: str

    def get(self, version: str) -> Volume | None:
        """Read the whole object."""
        try:
            found = self.client.get_object(Bucket=self.bucket, Key=published_key(version))
        except ClientError as refused:
            if refused.response["Error"]["Code"] in _NOT_THERE:
                return None
            raise
        about = found["Metadata"]
        return Volume(data=found["Body"].read(), draft=about.get("draft", ""), revision=int(about.get("revision", 0)))

    def put(self, version: str, volume: Volume) -> None:
        """Write the object if there is none: of two deliveries that overlap, the first decides what the version is."""
        try:
            self.client.put_object(
                Bucket=self.bucket,
                Key=published_key(version),
                Body=volume.data,
                ContentType="application/octet-stream",
                Metadata={"draft": volume.draft, "revision": str(volume.revision)},
                IfNoneMatch="*",
            )
        except ClientError as refused:
            if refused.response["Error"]["Code"] not in _THERE_ALREADY:
                raise
