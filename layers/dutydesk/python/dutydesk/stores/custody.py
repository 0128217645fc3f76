"""Custody: what happened to each file of evidence, by whom, in the order in which it happened.

===========  ====================  =======================================  ==========================================
Item         pk                    sk                                       Purpose
===========  ====================  =======================================  ==========================================
Entry        ``CASE#<case_id>``    ``CUSTODY#<file_id>#<at>#<what>``        one step of one file; never changed
===========  ====================  =======================================  ==========================================

In the table ``cases``. An entry is put on condition that there is none of its key, in the transaction of what it tells
of; so whoever repeats a step that was cut short writes it once. The entry ``received`` has ``0`` for a moment in its
key: there is one, it is the first, and every delivery of the message names the same.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.errors import Conflict
from dutydesk.evidence import Custody
from dutydesk.stores.cases import case_pk
from dutydesk.stores.items import key, known_fields, to_item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

CUSTODY_PREFIX = "CUSTODY#"
_AT_ONE_MOMENT = 20
"""Entries of one kind on one file within as many milliseconds: officers may open the same view at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEntry:
    """One step. ``by`` is a function's name or an officer's id; ``detail`` a word or a number, never a text."""

    case_id: str
    file_id: str
    what: Custody
    at: datetime
    by: str
    detail: str = ""

    @property
    def sort_key(self) -> str:
        """The item's ``sk``."""
        at = "0" if self.what is Custody.RECEIVED else iso(self.at)
        return f"{CUSTODY_PREFIX}{self.file_id}#{at}#{self.what}"


def custody_put(table: str, entry: CustodyEntry) -> "TransactWriteItemTypeDef":
    """The transaction part that writes an entry; fails when there is one of its key."""
    return {"Put": {"TableName": table, "Item": _item(entry), "ConditionExpression": "attribute_not_exists(pk)"}}


def received_update(table: str, entry: CustodyEntry) -> "TransactWriteItemTypeDef":
    """The transaction part that says a file was received; an entry that is there already stays as it is."""
    item = _item(entry)
    values = {name: value for name, value in item.items() if name not in {"pk", "sk"}}
    return {
        "Update": {
            "TableName": table,
            "Key": key(case_pk(entry.case_id), entry.sort_key),
            "UpdateExpression": "SET " + ", ".join(f"#{name} = if_not_exists(#{name}, :{name})" for name in values),
            "ExpressionAttributeNames": {f"#{name}": name for name in values},
            "ExpressionAttributeValues": {f":{name}": value for name, value in values.items()},
        }
    }


@dataclass(frozen=True, slots=True)
class DynamoCustody:
    """The custody log on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def note(self, entry: CustodyEntry) -> None:
        """Write an entry that stands alone, such as that somebody looked; at the next free millisecond.

        Raises:
            Conflict: the file is busier than anybody can be.
            Exception: DynamoDB refused; nothing was noted.
        """
        for later in range(_AT_ONE_MOMENT):
            moved = replace(entry, at=entry.at + timedelta(milliseconds=later))
            try:
                self.client.put_item(
                    TableName=self.table, Item=_item(moved), ConditionExpression="attribute_not_exists(pk)"
                )
            except self.client.exceptions.ConditionalCheckFailedException:
                continue
            return
        raise Conflict("too much at one moment")

    def of_file(self, case_id: str, file_id: str) -> tuple[CustodyEntry, ...]:
        """Return a file's entries, oldest first, all pages of them."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :entries)",
            ExpressionAttributeValues=to_item({":pk": case_pk(case_id), ":entries": f"{CUSTODY_PREFIX}{file_id}#"}),
            ConsistentRead=True,
        )
        return tuple(_entry(item) for page in pages for item in page["Items"])


def _item(entry: CustodyEntry) -> dict[str, Any]:
    return to_item(
        {
            "pk": case_pk(entry.case_id),
            "sk": entry.sort_key,
            "schema": 1,
            "case_id": entry.case_id,
            "file_id": entry.file_id,
            "what": entry.what,
            "at": iso(entry.at),
            "by": entry.by,
            "detail": entry.detail,
        }
    )


def _entry(item: "Mapping[str, Any]") -> CustodyEntry:
    plain = known_fields(CustodyEntry, item)
    return CustodyEntry(**plain | {"what": Custody(plain["what"]), "at": datetime.fromisoformat(plain["at"])})
