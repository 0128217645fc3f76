"""Offices as officers change them: in the table ``content``, one revision after the other, and each id one unit's.

For the items see ``dutydesk.stores.offices``; ``revision`` counts the changes. An office that was written without one,
by a seed, counts as of revision 1. ``former`` are services that it offers no more and that somebody still holds a
number for.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dutydesk.stores.items import from_item, key, to_item, to_value
from dutydesk.stores.offices import MOVED, Office, Service, office_from, office_item, office_key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

IDS = "OFFICES#:ids"
_UNCOUNTED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An office as it was read; ``counted`` is False as long as no officer has changed it."""

    office: Office
    revision: int
    counted: bool = True
    former: tuple[Service, ...] = ()

    @property
    def services(self) -> tuple[Service, ...]:
        """Every service that somebody may hold a number for."""
        return (*self.office.services, *self.former)

    @property
    def unit(self) -> str:
        """The owner."""
        return self.office.unit

    def changed(self, office: Office, former: tuple[Service, ...] = ()) -> "Kept":
        """Return what stands there after a change."""
        return replace(self, office=office, revision=self.revision + 1, counted=True, former=former)


@dataclass(frozen=True, slots=True)
class DynamoOfficeBook:
    """Offices on DynamoDB; reads are consistent, and writes are transaction parts."""

    client: "DynamoDBClient"
    table: str

    def get(self, unit: str, office_id: str) -> Kept | None:
        """Return a unit's office, or None."""
        found = self.client.get_item(TableName=self.table, Key=key(*office_key(unit, office_id)), ConsistentRead=True)
        return _kept(found["Item"]) if "Item" in found else None

    def find(self, units: tuple[str, ...], office_id: str) -> Kept | None:
        """Return the office of this id that one of the units has, or None."""
        found = (self.get(unit, office_id) for unit in units)
        return next((one for one in found if one is not None), None)

    def of(self, unit: str) -> list[Kept]:
        """Return a unit's offices, by id; they fit into one page of 1 MB."""
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": office_key(unit, "")[0]}},
            ConsistentRead=True,
        )
        return [_kept(item) for item in found["Items"] if item["sk"]["S"] != MOVED]

    def put(self, after: Kept, *, read: Kept | None) -> "list[TransactWriteItemTypeDef]":
        """The parts that write an office in place of what was read, and keep its id for its unit.

        The first fails when somebody changed it since, the second when the id is another unit's.
        """
        office = after.office
        former = [{"service_id": one.service_id, "name": one.name} for one in after.former]
        item = office_item(office) | to_item({"revision": after.revision, "former": former})
        claim: Any = {
            "TableName": self.table,
            "Item": to_item({"pk": IDS, "sk": office.office_id, "schema": 1, "unit": office.unit}),
            "ConditionExpression": "attribute_not_exists(pk) OR #unit = :unit",
            "ExpressionAttributeNames": {"#unit": "unit"},
            "ExpressionAttributeValues": {":unit": {"S": office.unit}},
        }
        return [{"Put": {"TableName": self.table, "Item": item} | _as_read(read)}, {"Put": claim}]

    def delete(self, read: Kept) -> "TransactWriteItemTypeDef":
        """The part that takes an office away as it was read; its id stays its unit's."""
        office = read.office
        part: Any = {"TableName": self.table, "Key": key(*office_key(office.unit, office.office_id))}
        return {"Delete": part | _as_read(read)}


def _kept(item: Any) -> Kept:
    plain = from_item({name: item[name] for name in ("revision", "former") if name in item})
    return Kept(
        office=office_from(item),
        revision=plain.get("revision", _UNCOUNTED),
        counted="revision" in plain,
        former=tuple(Service(service_id=one["service_id"], name=one["name"]) for one in plain.get("former", ())),
    )


def _as_read(read: Kept | None) -> Any:
    if read is None:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    if not read.counted:
        return {"ConditionExpression": "attribute_exists(pk) AND attribute_not_exists(revision)"}
    return {
        "ConditionExpression": "revision = :read",
        "ExpressionAttributeValues": {":read": to_value(read.revision)},
    }
