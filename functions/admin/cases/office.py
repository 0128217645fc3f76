"""What officers have among themselves about a case; no function but this one reads it, and nobody is told of it.

===========  =======================  =============================  ================================================
Item         pk                       sk                             Purpose
===========  =======================  =============================  ================================================
Note         ``CASE#<case_id>``       ``OFFICE#NOTE#<at>#<id>``      what an officer wrote down
Present      ``CASE#<case_id>``       ``OFFICE#PRESENT#<username>``  who looks at the case; for a minute
Sheet        ``CASE#<case_id>``       ``OFFICE#SHEET#<at>#<id>``     what another agency was given
Twin         ``CASE#<case_id>``       ``OFFICE#TWIN#<other case>``   a case that was merged into this one
Sent away    ``GONE#<unit>``          ``<at>#<case_id>``             that this unit gave a case to another
===========  =======================  =============================  ================================================
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import expiry, from_iso, iso
from dutydesk.stores.cases import OFFICE_PREFIX, TWIN_PREFIX, Case, case_pk
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

NOTE_PREFIX = OFFICE_PREFIX + "NOTE#"
PRESENT_PREFIX = OFFICE_PREFIX + "PRESENT#"
SHEET_PREFIX = OFFICE_PREFIX + "SHEET#"
LOOKS_FOR = timedelta(seconds=60)
"""So long after reading a case an officer counts as looking at it."""
MOST_BESIDE = 300
MOST_GONE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an officer wrote down for the others."""

    officer: str
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """That a case went to another unit; never what is in it. ``at`` is ISO-8601."""

    receipt: str
    to: str
    at: str
    officer: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What lies beside a case: notes, oldest first; who looks at it; the cases merged into it; what left the desk."""

    notes: tuple[Note, ...] = ()
    looking: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    sheets: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class DynamoOffice:
    """Reads and writes it in the table ``cases``."""

    client: "DynamoDBClient"
    table: str

    def beside(self, case_id: str, *, now: datetime) -> Beside:
        """Return what lies beside the case, ``MOST_BESIDE`` things at the most."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :office)",
            ExpressionAttributeValues={":pk": {"S": case_pk(case_id)}, ":office": {"S": OFFICE_PREFIX}},
            Limit=MOST_BESIDE,
            ConsistentRead=True,
        )
        items = [from_item(item) for item in found["Items"]]
        notes = (one for one in items if one["sk"].startswith(NOTE_PREFIX))
        present = (one for one in items if one["sk"].startswith(PRESENT_PREFIX))
        twins = (one for one in items if one["sk"].startswith(TWIN_PREFIX) and not one.get("over"))
        return Beside(
            notes=tuple(Note(officer=one["officer"], at=one["at"], text=one["text"]) for one in notes),
            looking=tuple(one["officer"] for one in present if now - from_iso(one["at"]) < LOOKS_FOR),
            twins=tuple(one["case_id"] for one in twins),
            sheets=tuple(one for one in items if one["sk"].startswith(SHEET_PREFIX)),
        )

    def look(self, case_id: str, officer: str, *, now: datetime) -> None:
        """Let the others see that this officer looks at the case."""
        item = {
            "pk": case_pk(case_id),
            "sk": PRESENT_PREFIX + officer,
            "schema": 1,
            "officer": officer,
            "at": iso(now),
            "expires_at": expiry(now, LOOKS_FOR),
        }
        self.client.put_item(TableName=self.table, Item=to_item(item))

    def note(self, case: Case, note: Note, *, note_id: str) -> "list[TransactWriteItemTypeDef]":
        """Keep a note, as long as the case is the unit's for which it was decided."""
        plain = {"officer": note.officer, "at": note.at, "text": note.text}
        return [self._put(case.case_id, f"{NOTE_PREFIX}{note.at}#{note_id}", plain), self._still(case)]

    def sheet(self, case: Case, plain: Mapping[str, Any], *, sheet_id: str) -> "TransactWriteItemTypeDef":
        """Keep what another agency was given."""
        return self._put(case.case_id, f"{SHEET_PREFIX}{plain['at']}#{sheet_id}", plain)

    def twin(self, into: str, case_id: str, *, over: bool) -> "TransactWriteItemTypeDef":
        """Write that a case is, or is no longer, dealt with in this one."""
        return self._put(into, TWIN_PREFIX + case_id, {"case_id": case_id, "over": over})

    def still_open(self, case: Case) -> "TransactWriteItemTypeDef":
        """Hold only while the case is as it was read: its unit's, in its state, and nobody else's twin."""
        return {
            "ConditionCheck": {
                "TableName": self.table,
                "Key": key(case_pk(case.case_id)),
                "ConditionExpression": "#unit = :unit AND #status = :status",
                "ExpressionAttributeNames": {"#unit": "unit", "#status": "status"},
                "ExpressionAttributeValues": to_item({":unit": case.unit, ":status": case.status}),
            }
        }

    def gone(self, case: Case, gone: Gone) -> "TransactWriteItemTypeDef":
        """Let the unit that had the case see that it went."""
        plain = {
            "pk": f"GONE#{case.unit}",
            "sk": f"{gone.at}#{case.case_id}",
            "schema": 1,
            "receipt": gone.receipt,
            "to": gone.to,
            "at": gone.at,
            "officer": gone.officer,
            "reason": gone.reason,
        }
        return {"Put": {"TableName": self.table, "Item": to_item(plain)}}

    def gone_from(self, unit: str) -> tuple[Gone, ...]:
        """Return what a unit gave away, newest first, ``MOST_GONE`` at the most."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"GONE#{unit}"}},
            ScanIndexForward=False,
            Limit=MOST_GONE,
        )
        names = ("receipt", "to", "at", "officer", "reason")
        return tuple(Gone(**{name: from_item(item)[name] for name in names}) for item in found["Items"])

    def _put(self, case_id: str, sk: str, plain: Mapping[str, Any]) -> "TransactWriteItemTypeDef":
        item = {**plain, "pk": case_pk(case_id), "sk": sk, "schema": 1}
        return {"Put": {"TableName": self.table, "Item": to_item(item)}}

    def _still(self, case: Case) -> "TransactWriteItemTypeDef":
        return {
            "ConditionCheck": {
                "TableName": self.table,
                "Key": key(case_pk(case.case_id)),
                "ConditionExpression": "#unit = :unit",
                "ExpressionAttributeNames": {"#unit": "unit"},
                "ExpressionAttributeValues": to_item({":unit": case.unit}),
            }
        }
