"""Tags that officers give, written where broadcasts' audiences are read; nothing of a person is read here."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dutydesk.errors import MalformedEvent
from dutydesk.messages import PlanMessage, PlanWork
from dutydesk.stores.segments import decision, tag_segment

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class Segments(Protocol):
    """Where it is kept who is in which segment."""

    def decide(self, person_id: str, segment: str, *, on: bool, at: datetime) -> bool:
        """Put a known person in a segment or out of it; False for somebody unknown, and when a later decision stands.

        The same decision once more is False and changes nothing.
        """


@dataclass(frozen=True, slots=True)
class DynamoSegments:
    """The ``Segments`` port on the table ``identities``, where this function may name nothing else of a person."""

    client: "DynamoDBClient"
    table: str

    def decide(self, person_id: str, segment: str, *, on: bool, at: datetime) -> bool:
        """Write without having anything returned."""
        try:
            self.client.update_item(**decision(self.table, person_id, segment, on=on, at=at))
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Tagger:
    """Carries out officers' orders about tags."""

    segments: Segments

    def carry_out(self, order: PlanMessage) -> str:
        """Tag everybody named, or take the tag from them; a copy of the order, or one that is overtaken, is harmless.

        Raises:
            MalformedEvent: the order names no tag, or no moment.
            Exception: the store refused; the order is to come again, and finds done what was done.
        """
        if not order.tag or order.at is None:
            raise MalformedEvent("an order about a tag needs the tag and the moment")
        on = order.work is PlanWork.TAG
        for person_id in order.to:
            self.segments.decide(person_id, tag_segment(order.tag), on=on, at=order.at)
        return "tagged" if on else "untagged"
