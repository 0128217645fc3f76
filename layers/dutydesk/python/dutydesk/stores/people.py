"""People: who is talking, without saying who they are.

===========  =======================  ======  ====================================================
Item         pk                       sk      Purpose
===========  =======================  ======  ====================================================
Person       ``PERSON#<person_id>``   ``#``   page, session, reply window; never a platform's id
===========  =======================  ======  ====================================================

Only the webhook writes here, always on condition of the version that it read, so that two messages of one person that
arrive together are routed one after the other.
"""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person on one page; ``session`` is the webhook's own, as plain JSON values.

    ``version`` counts the writes; 0 is a person never seen. Moments are ISO-8601 text.
    """

    person_id: str
    page_id: str
    unit: str
    version: int = 0
    session: dict[str, Any] = field(default_factory=dict)
    last_interaction: str = ""
    reply_until: str = ""
    identity_noted_at: str = ""


class People(Protocol):
    """Where people are kept."""

    def get(self, person_id: str) -> Person | None:
        """Return the person as last written, or None."""

    def put(self, person: Person) -> bool:
        """Write the person as version + 1; False when somebody else wrote ``person.version`` + 1 first."""


@dataclass(frozen=True, slots=True)
class DynamoPeople:
    """The ``People`` port on DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def get(self, person_id: str) -> Person | None:
        """Read consistently: a route decided on an old session would be wrong."""
        found = self.client.get_item(TableName=self.table, Key=key(f"PERSON#{person_id}"), ConsistentRead=True)
        if "Item" not in found:
            return None
        item = from_item(found["Item"])
        return Person(
            person_id=person_id,
            page_id=item["page_id"],
            unit=item["unit"],
            version=item["version"],
            session=json.loads(item["session"]),
            last_interaction=item.get("last_interaction", ""),
            reply_until=item.get("reply_until", ""),
            identity_noted_at=item.get("identity_noted_at", ""),
        )

    def put(self, person: Person) -> bool:
        """Write on condition of the version that was read."""
        item = {
            "pk": f"PERSON#{person.person_id}",
            "sk": "#",
            "schema": 1,
            "page_id": person.page_id,
            "unit": person.unit,
            "version": person.version + 1,
            "session": json.dumps(person.session, separators=(",", ":")),
            "last_interaction": person.last_interaction,
            "reply_until": person.reply_until,
            "identity_noted_at": person.identity_noted_at,
        }
        try:
            self.client.put_item(
                TableName=self.table,
                Item=to_item(item),
                ConditionExpression="attribute_not_exists(pk) OR #version = :read",
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues={":read": {"N": str(person.version)}},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True
