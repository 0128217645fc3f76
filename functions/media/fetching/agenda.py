"""When a file is to be fetched again: an item that falls due, and that upkeep turns into a message.

===========  =====================================  ======  ===========================================
Item         pk                                     sk      Purpose
===========  =====================================  ======  ===========================================
Due          ``DUE#media#<case_id>#<file_id>``      ``#``   fetch this file then
===========  =====================================  ======  ===========================================

In the table ``receipts``. There is one while a file is owed and has been tried.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dutydesk.stores.files import EvidenceFile
from dutydesk.stores.items import key
from dutydesk.stores.receipts import due_put

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

KIND = "media"


@dataclass(frozen=True, slots=True)
class DynamoAgenda:
    """The ``Agenda`` port on the table of receipts."""

    table: str

    def put(self, file: EvidenceFile, at: datetime) -> "TransactWriteItemTypeDef":
        """Put the item, over the one that is there."""
        what = {"case_id": file.case_id, "file_id": file.file_id, "unit": file.unit}
        return due_put(self.table, KIND, _id(file), due_at=at, what=what)

    def drop(self, file: EvidenceFile) -> "TransactWriteItemTypeDef":
        """Delete the item."""
        return {"Delete": {"TableName": self.table, "Key": key(f"DUE#{KIND}#{_id(file)}")}}


def _id(file: EvidenceFile) -> str:
    return f"{file.case_id}#{file.file_id}"
