"""When an import is to be gone on with: an item that upkeep turns into a fresh message of the queue ``arrivals``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.clock import from_iso
from dutydesk.stores.items import key, to_item
from dutydesk.stores.receipts import due_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KIND = "import"


@dataclass(frozen=True, slots=True)
class DynamoCalendar:
    """The ``Calendar`` port on the table of receipts."""

    client: "DynamoDBClient"
    table: str

    def put(self, unit: str, import_id: str, at: str) -> None:
        """Write the item over any other of this import."""
        item = due_item(KIND, import_id, due_at=from_iso(at), what={"unit": unit, "import_id": import_id})
        self.client.put_item(TableName=self.table, Item=to_item(item))

    def drop(self, import_id: str) -> None:
        """Delete the item."""
        self.client.delete_item(TableName=self.table, Key=key(f"DUE#{KIND}#{import_id}"))
