"""Reading the account back: entries of one officer, and the digests that say where the chains ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.audit.chain import Entry, Fault, Walk, entry_from
from dutydesk.audit.digests import FOLDER, REGISTER, Digest, DigestFault, Known, digest_from
from dutydesk.stores.items import from_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

MISSING = "removed"
SEQ_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """One officer's chain: up to which place it holds, and the first fault behind that."""

    officer: str
    place: int
    prev: str
    fault: Fault | None
    whole: bool
    """False when the walk was broken off, to go on behind ``place``."""


@dataclass(frozen=True, slots=True)
class DynamoEntries:
    """Entries in the table ``audit``, in order; reads are consistent."""

    client: "DynamoDBClient"
    table: str

    def behind(self, officer: str, place: int, *, step: int = 0) -> Iterator[Entry]:
        """Yield the entries behind a place; ``step`` is how many are read at once, 0 for as many as there fit."""
        for item in self._items(f"OFFICER#{officer}", f"{place + 1:0{SEQ_DIGITS}d}", step):
            yield entry_from(item)

    def below(self, officer: str, place: int, *, step: int) -> Iterator[Entry]:
        """Yield the entries below a place, the latest first, reading ``step`` at once."""
        query = self._query(f"OFFICER#{officer}", "0") | {"ScanIndexForward": False, "Limit": step}
        query["KeyConditionExpression"] = "pk = :pk AND sk BETWEEN :low AND :high"
        query["ExpressionAttributeValues"][":high"] = {"S": f"{max(0, place - 1):0{SEQ_DIGITS}d}"}
        yield from map(entry_from, self._pages(query))

    def last_place(self, officer: str) -> int:
        """Return the place of the last entry, 0 for an empty chain."""
        found = self.client.query(**self._query(f"OFFICER#{officer}", "0"), ScanIndexForward=False, Limit=1)
        return int(from_item(found["Items"][0])["seq"]) if found["Items"] else 0

    def place_before(self, officer: str, moment: str) -> int:
        """Return the place of an entry before a moment (ISO-8601) such that the next one is not; in some 20 reads."""
        low, high = 0, self.last_place(officer)
        while low < high:
            middle = (low + high + 1) // 2
            entry = next(self.behind(officer, middle - 1, step=1), None)
            if entry is not None and entry.at < moment:
                low = middle
            else:
                high = middle - 1
        return low

    def digests_written(self, *, since: str = "") -> Iterator[tuple[str, str]]:
        """Yield moment and hash of every digest that was registered since a moment (ISO-8601), oldest first."""
        for item in self._items(REGISTER, since or "0", 0):
            yield item["sk"], item["hash"]

    def _items(self, pk: str, low: str, step: int) -> Iterator[dict[str, Any]]:
        return self._pages(self._query(pk, low) | ({"Limit": step} if step else {}))

    def _pages(self, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        while True:
            found = self.client.query(**query)
            yield from map(from_item, found["Items"])
            if "LastEvaluatedKey" not in found:
                return
            query["ExclusiveStartKey"] = found["LastEvaluatedKey"]

    def _query(self, pk: str, low: str) -> dict[str, Any]:
        return {
            "TableName": self.table,
            "KeyConditionExpression": "pk = :pk AND sk >= :low",
            "ExpressionAttributeValues": {":pk": {"S": pk}, ":low": {"S": low}},
            "ConsistentRead": True,
        }


@dataclass(frozen=True, slots=True)
class BucketOfDigests:
    """The locked bucket."""

    client: "S3Client"
    bucket: str

    def digests(self, *, since: str = "") -> Iterator[tuple[str, Digest | None]]:
        """Yield every digest since a moment with its key, oldest first; None for one that cannot be understood."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=f"{FOLDER}/", StartAfter=f"{FOLDER}/{since}"
        )
        for page in pages:
            for listed in page.get("Contents", []):
                key = listed["Key"]
                content = self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
                try:
                    yield key, digest_from(content)
                except ValueError:
                    yield key, None


def known_of(bucket: BucketOfDigests, entries: DynamoEntries, *, since: str = "") -> Known:
    """Read all digests since a moment (ISO-8601), and hold them against those that were registered."""
    known = Known(bucket.digests(since=since), from_the_first=not since)
    written = entries.digests_written(since=since)
    gone = (DigestFault(at, MISSING) for at, digest in written if not known.has(digest))
    known.faults.extend(gone)
    return known


def walked(entries: DynamoEntries, walk: Walk, officer: str, *, most: int = 0) -> Verdict:
    """Walk a chain to its end or its first fault, or over ``most`` entries if that is said."""
    for taken, entry in enumerate(entries.behind(officer, walk.place)):
        if most and taken >= most:
            return Verdict(officer, walk.place, walk.prev, None, whole=False)
        if (fault := walk.step(entry)) is not None:
            return Verdict(officer, walk.place, walk.prev, fault, whole=True)
    return Verdict(officer, walk.place, walk.prev, walk.end(), whole=True)
