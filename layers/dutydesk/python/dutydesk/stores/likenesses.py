"""Which files are the same, or look the same: by their bytes, and by what a picture shows.

===========  ========================  ============================  =================================================
Item         pk                        sk                            Purpose
===========  ========================  ============================  =================================================
Same         ``SHA#<sha256>``          ``<case_id>#<file_id>``       a file with these bytes; expires
Near         ``BAND#<n>#<4 hex>``      ``<case_id>#<file_id>``       a picture whose likeness has these bits; expires
===========  ========================  ============================  =================================================

A likeness is 128 bits, of which compressing and shrinking a picture change a few. It is cut into eight bands of
sixteen: two that differ in seven bits or fewer have a band in common for sure, and nearly always up to ten
(``NEAR_BITS``). ``unit`` is the one that the case had then; whoever shows a case to an officer reads whose it is now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from typing import TYPE_CHECKING, Any

from dutydesk.clock import expiry
from dutydesk.errors import NotAccepted
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import WriteRequestTypeDef

LIKENESS_DIGITS = 32
BANDS = 8
NEAR_BITS = 10
"""Two pictures whose likenesses differ in so many bits or fewer are taken to show the same."""
KEPT_FOR = timedelta(days=365)
_DIGITS = LIKENESS_DIGITS // BANDS
_WRITTEN_AT_ONCE = 25
_TRIES = 5
MOST_PER_MARK = 100
"""Files that one mark is asked for: a picture that thousands send tells an officer nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A file that is the same (``bits`` is None), or differs in so many bits of its likeness."""

    case_id: str
    file_id: str
    unit: str
    bits: int | None = None


def bits_between(one: str, other: str) -> int:
    """Return in how many bits two likenesses differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


@dataclass(frozen=True, slots=True)
class DynamoLikenesses:
    """Marks on DynamoDB, in the table ``likenesses``."""

    client: "DynamoDBClient"
    table: str

    def put(self, *, case_id: str, file_id: str, unit: str, sha256: str, likeness: str, now: datetime) -> None:
        """Mark a file, so that later ones find it; doing it again changes nothing.

        Raises:
            NotAccepted: DynamoDB took only some of it; all of it may be put again.
        """
        what = {"schema": 1, "case_id": case_id, "file_id": file_id, "unit": unit, "likeness": likeness or None}
        rest = to_item(what | {"expires_at": expiry(now, KEPT_FOR)})
        self._write({"PutRequest": {"Item": where | rest}} for where in _marks(case_id, file_id, sha256, likeness))

    def forget(self, *, case_id: str, file_id: str, sha256: str, likeness: str) -> None:
        """Take a file's marks back.

        Raises:
            NotAccepted: as above.
        """
        self._write({"DeleteRequest": {"Key": where}} for where in _marks(case_id, file_id, sha256, likeness))

    def alike(self, *, case_id: str, file_id: str, sha256: str, likeness: str) -> tuple[Alike, ...]:
        """Return the files of other cases that are the same, then those that look so, the likest first."""
        found: dict[tuple[str, str], Alike] = {}
        for where in _marks(case_id, file_id, sha256, likeness):
            for plain in self._under(where["pk"]["S"]):
                one = _alike(plain, likeness if where["pk"]["S"].startswith("BAND#") else "")
                is_near = one.bits is None or one.bits <= NEAR_BITS
                if one.case_id != case_id and is_near:
                    found.setdefault((one.case_id, one.file_id), one)
        return tuple(sorted(found.values(), key=lambda one: (one.bits or 0, one.bits is not None, one.case_id)))

    def _under(self, pk: str) -> list[dict[str, Any]]:
        answer = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
            Limit=MOST_PER_MARK,
        )
        return [from_item(item) for item in answer["Items"]]

    def _write(self, requests: "Iterable[WriteRequestTypeDef]") -> None:
        for some in batched(requests, _WRITTEN_AT_ONCE, strict=False):
            left = list(some)
            for _ in range(_TRIES):
                if not left:
                    break
                answer = self.client.batch_write_item(RequestItems={self.table: left})
                left = list(answer.get("UnprocessedItems", {}).get(self.table, []))  # type: ignore[arg-type]
            if left:
                raise NotAccepted("marks were not taken")


def _marks(case_id: str, file_id: str, sha256: str, likeness: str) -> Iterator[dict[str, Any]]:
    sk = f"{case_id}#{file_id}"
    yield key(f"SHA#{sha256}", sk)
    for number in range(BANDS) if likeness else ():
        yield key(f"BAND#{number}#{likeness[number * _DIGITS : (number + 1) * _DIGITS]}", sk)


def _alike(plain: dict[str, Any], likeness: str) -> Alike:
    return Alike(
        case_id=plain["case_id"],
        file_id=plain["file_id"],
        unit=plain["unit"],
        bits=bits_between(plain["likeness"], likeness) if likeness else None,
    )
