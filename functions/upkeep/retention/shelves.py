"""Where copies of a file lie that can be deleted: its views, what an officer had opened, what waits in quarantine.

The originals cannot: they are locked, and unreadable once their case's key is destroyed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dutydesk.errors import NotAccepted
from dutydesk.evidence import copy_key, opened_key, quarantine_key, thumb_key, view_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_OF_A_FILE = (view_key, thumb_key, copy_key, opened_key)


class Copies(Protocol):
    """Where copies of files lie."""

    def delete(self, case_id: str, file_id: str) -> None:
        """Delete every copy there is; raise when that is not known to have happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Copies:
    """The ``Copies`` port on S3; deleting what is not there is no error to S3."""

    client: "S3Client"
    views: str
    quarantine: str

    def delete(self, case_id: str, file_id: str) -> None:
        """Delete what a file may have in each bucket.

        Raises:
            NotAccepted: S3 answered 200 and did not delete all.
        """
        self._delete(self.views, [name(case_id, file_id) for name in _OF_A_FILE])
        self._delete(self.quarantine, [quarantine_key(case_id, file_id)])

    def _delete(self, bucket: str, keys: Sequence[str]) -> None:
        answer = self.client.delete_objects(
            Bucket=bucket, Delete={"Objects": [{"Key": one} for one in keys], "Quiet": True}
        )
        if answer.get("Errors"):
            raise NotAccepted("copies were not deleted")
