"""What ``preserve`` needs of others, beside the buckets."""

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dutydesk.stores.cases import Case
from dutydesk.stores.facts import Facts
from dutydesk.stores.holds import Hold

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


class Cases(Protocol):
    """The cases that files belong to."""

    def get(self, case_id: str) -> Case | None:
        """Return the header, or None."""


class CaseKeys(Protocol):
    """The keys of cases."""

    def ready(self, case_id: str) -> bytes:
        """Return a case's key, made if need be; raise ``KeyDestroyed`` when its evidence was erased."""


class Holds(Protocol):
    """The cases of which nothing may be erased."""

    def get(self, case_id: str) -> Hold | None:
        """Return the hold, or None."""


class FactsBook(Protocol):
    """Where facts are kept."""

    def part(self, case_id: str, file_id: str, facts: Facts, case_key: bytes) -> "TransactWriteItemTypeDef":
        """The transaction part that keeps a file's facts."""


class Likenesses(Protocol):
    """By what later files find this one."""

    def put(self, *, case_id: str, file_id: str, unit: str, sha256: str, likeness: str, now: datetime) -> None:
        """Mark a file."""

    def forget(self, *, case_id: str, file_id: str, sha256: str, likeness: str) -> None:
        """Take a file's marks back."""
