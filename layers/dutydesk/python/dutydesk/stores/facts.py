"""What a picture says of itself: when and where it was taken, sealed under its case's key.

===========  ====================  =====================  ============================================================
Item         pk                    sk                     Purpose
===========  ====================  =====================  ============================================================
Facts        ``CASE#<case_id>``    ``FACTS#<file_id>``    one file's facts, sealed; there is none of most files
===========  ====================  =====================  ============================================================

In the table ``cases``. Citizens do not know what their phones write into pictures, so nobody reads it without the
permission to handle evidence; and whatever was written may be wrong, or written to mislead.
"""

import base64
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from dutydesk.evidence import facts_purpose
from dutydesk.sealed import opened, sealed
from dutydesk.stores.cases import case_pk
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

FACTS_PREFIX = "FACTS#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """``taken_at`` is ISO-8601, with an offset only if the picture names one; degrees are decimal, as text."""

    taken_at: str = ""
    latitude: str = ""
    longitude: str = ""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.taken_at or self.latitude)

    def __repr__(self) -> str:
        """Show none of it."""
        return "Facts()"


@dataclass(frozen=True, slots=True)
class DynamoFacts:
    """Facts on DynamoDB; the caller brings the case's key."""

    client: "DynamoDBClient"
    table: str

    def part(self, case_id: str, file_id: str, facts: Facts, case_key: bytes) -> "TransactWriteItemTypeDef":
        """The transaction part that keeps a file's facts."""
        plain = json.dumps(asdict(facts)).encode()
        whole = b"".join(sealed(case_key, facts_purpose(case_id, file_id), [plain]))
        item = key(case_pk(case_id), FACTS_PREFIX + file_id) | to_item(
            {"schema": 1, "sealed": base64.b64encode(whole).decode()}
        )
        return {"Put": {"TableName": self.table, "Item": item}}

    def get(self, case_id: str, file_id: str, case_key: bytes) -> Facts | None:
        """Return a file's facts, or None when there are none.

        Raises:
            SealBroken: they are not as they were sealed.
        """
        where = key(case_pk(case_id), FACTS_PREFIX + file_id)
        found = self.client.get_item(TableName=self.table, Key=where, ConsistentRead=True)
        if "Item" not in found:
            return None
        whole = base64.b64decode(from_item(found["Item"])["sealed"])
        return Facts(**json.loads(b"".join(opened(case_key, facts_purpose(case_id, file_id), [whole]))))
