"""Imports of card states: what officers see of a file from its upload to its end; in the table ``content``.

===========  ==========================  ==========  ================================================================
Item         pk                          sk          Purpose
===========  ==========================  ==========  ================================================================
Import       ``IMPORT#<unit>``           ``<id>``    one file: how far it is, and its figures; a year
Faults       ``IMPORT#<unit>#<id>``      ``FAULTS``  the first ``MOST_SHOWN`` things wrong with it; a year
===========  ==========================  ==========  ================================================================

``admin`` creates an import, ``imports`` carries it on. Ids are ULIDs, so the order of the keys is that of time. No item
holds anything of what stands in a file: faults name a line, a column and what is wrong.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from dutydesk.stores.items import from_item, key, known_fields, to_item, to_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

MOST_BYTES = 64 * 2**20
"""Of one file; 100,000 rows take some 10 MB."""
MOST_SHOWN = 200
KEPT_DAYS = 365
_UPLOADS, _REPORTS, _CSV = "uploads/", "reports/", ".csv"


class ImportState(StrEnum):
    """How far an import is."""

    AWAITING = "awaiting"  # nothing was uploaded yet
    CHECKING = "checking"  # it is here; it is read, or waits for its turn
    REFUSED = "refused"  # something is wrong with it; nothing was taken from it
    WRITING = "writing"  # it is right, and being written; citizens are answered from the one before
    SHOWN = "shown"  # citizens are answered from it
    FAILED = "failed"  # it could not be brought to an end; nothing of it is shown


ENDED = frozenset({ImportState.REFUSED, ImportState.SHOWN, ImportState.FAILED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a line (from 1); ``column`` is a name of ours, a place, or empty for the line as a whole."""

    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardImport:
    """One file. Moments are ISO-8601; ``reason`` says why it failed, in Vietnamese and English."""

    import_id: str
    unit: str
    state: ImportState
    by: str
    created_at: str
    size_bytes: int = 0
    file_name: str = ""
    finished_at: str = ""
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: int = 0
    reason: str = ""

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in ENDED


def upload_key(unit: str, import_id: str) -> str:
    """Where a file is uploaded to in the bucket of cards."""
    return f"{_UPLOADS}{unit}/{import_id}{_CSV}"


def uploaded(encoded: str) -> tuple[str, str] | None:
    """Return unit and import of an upload's key as S3's notifications write it, or None for anything else."""
    unit, _, name = unquote_plus(encoded).removeprefix(_UPLOADS).rpartition("/")
    import_id = name.removesuffix(_CSV)
    known = unit and import_id and upload_key(unit, import_id) == unquote_plus(encoded)
    return (unit, import_id) if known else None


def report_key(import_id: str) -> str:
    """Where all faults of a refused file lie in the bucket of cards, for a day."""
    return f"{_REPORTS}{import_id}{_CSV}"


def import_item(one: CardImport, *, expires_at: int) -> dict[str, Any]:
    """The item of an import, encoded."""
    known = {name: getattr(one, name) for name in CardImport.__slots__}
    ours = {"pk": f"IMPORT#{one.unit}", "sk": one.import_id, "schema": 1, "expires_at": expires_at}
    return to_item(ours | known)


def import_from(item: "Mapping[str, Mapping[str, Any]]") -> CardImport:
    """Read what ``import_item`` wrote."""
    fields = known_fields(CardImport, item)
    return CardImport(**fields | {"state": ImportState(fields["state"])})


@dataclass(frozen=True, slots=True)
class DynamoCardImports:
    """Imports on DynamoDB, always as last written."""

    client: "DynamoDBClient"
    table: str

    def get(self, unit: str, import_id: str) -> CardImport | None:
        """Return the import, or None."""
        found = self.client.get_item(TableName=self.table, Key=key(f"IMPORT#{unit}", import_id), ConsistentRead=True)
        return import_from(found["Item"]) if "Item" in found else None

    def latest(self, unit: str, *, before: str = "", most: int) -> list[CardImport]:
        """Return up to ``most`` imports of a unit, newest first, those older than the id ``before`` if it is given."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk" + (" AND sk < :before" if before else ""),
            ExpressionAttributeValues=to_item({":pk": f"IMPORT#{unit}", ":before": before or None}),
            ScanIndexForward=False,
            Limit=most,
            ConsistentRead=True,
        )
        return [import_from(item) for item in found["Items"]]

    def faults(self, unit: str, import_id: str) -> list[Fault]:
        """Return the first faults of a refused file."""
        found = self.client.get_item(TableName=self.table, Key=_faults_key(unit, import_id), ConsistentRead=True)
        return [Fault(**one) for one in from_item(found.get("Item", {})).get("faults", [])]

    def put_faults(self, unit: str, import_id: str, faults: "Sequence[Fault]", *, expires_at: int) -> None:
        """Write the first ``MOST_SHOWN`` of a refused file's faults; a second time is harmless."""
        plain = [{name: getattr(one, name) for name in Fault.__slots__} for one in faults[:MOST_SHOWN]]
        item = _faults_key(unit, import_id) | to_item({"schema": 1, "faults": plain, "expires_at": expires_at})
        self.client.put_item(TableName=self.table, Item=item)

    def move(self, one: CardImport, **changes: str | int) -> bool:
        """Change fields of an import that has not ended; return False when it has ended, or was never asked for."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=key(f"IMPORT#{one.unit}", one.import_id),
                UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in changes),
                ConditionExpression="attribute_exists(pk) AND NOT #state IN (:refused, :shown, :failed)",
                ExpressionAttributeNames={f"#{name}": name for name in changes} | {"#state": "state"},
                ExpressionAttributeValues={f":{name}": to_value(value) for name, value in changes.items()}
                | {f":{state}": to_value(state) for state in ENDED},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _faults_key(unit: str, import_id: str) -> dict[str, Any]:
    return key(f"IMPORT#{unit}#{import_id}", "FAULTS")
