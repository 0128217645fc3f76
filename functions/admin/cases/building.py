"""What the routes of the life of a case are made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.stores.cases import DynamoCases
from dutydesk.stores.content import UNITS
from dutydesk.stores.items import key
from dutydesk.stores.search import Wording
from functions.admin.access import Access
from functions.admin.cases.api import CaseDesk
from functions.admin.cases.care import Care
from functions.admin.cases.casework import Casework
from functions.admin.cases.merging import Merging
from functions.admin.cases.office import DynamoOffice
from functions.admin.cases.phrases import DynamoPhrases, PhraseEditing

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class DynamoUnits:
    """The ``Units`` port; reads each time, since a unit that was just made must be known."""

    client: "DynamoDBClient"
    table: str

    def exists(self, unit: str) -> bool:
        """Read the unit."""
        return "Item" in self.client.get_item(TableName=self.table, Key=key(f"UNIT#{unit}"), ConsistentRead=True)

    def everywhere(self) -> tuple[str, ...]:
        """Read the list of all units."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :units",
            ExpressionAttributeValues={":units": {"S": UNITS}},
            ProjectionExpression="sk",
        )
        return tuple(item["sk"]["S"] for page in pages for item in page["Items"])


def case_desk(
    access: Access, casework: Casework, *, client: "DynamoDBClient", cases_table: str, content_table: str
) -> CaseDesk:
    """Build it around the desk's casework, which moves cases on."""
    moves, office = casework.moves, DynamoOffice(client, cases_table)
    return CaseDesk(
        care=Care(
            access=access,
            moves=moves,
            office=office,
            cases=DynamoCases(client, cases_table),
            units=DynamoUnits(client, content_table),
            words=Wording(client, cases_table),
            clock=casework.clock,
            new_id=casework.new_id,
        ),
        merging=Merging(access=access, moves=moves, office=office, client=client, table=cases_table),
        phrases=PhraseEditing(
            access=access,
            audit=casework.audit,
            store=DynamoPhrases(client, content_table),
            content=casework.content,
        ),
    )
