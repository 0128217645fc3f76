"""Segments: the topics that a person chose (``topic:…``) and the tags that officers gave (``tag:…``), on one page each.

They stand in the attribute ``segments`` of an identity, a set of texts that the index ``by_page`` carries along. Beside
it, ``segment_at:<segment>`` is the moment of the latest decision about each: one that was made later, or at the same
moment, is never undone, in whatever order and however often they come.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.stores.items import from_value, key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import UpdateItemInputTypeDef

TOPIC_PREFIX = "topic:"
TAG_PREFIX = "tag:"
DECIDED_PREFIX = "segment_at:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is known of the broadcasts that a person is to get: none at all, or those of some segments."""

    opted_out: bool = False
    segments: frozenset[str] = frozenset()


def topic_segment(key: str) -> str:
    """The segment of those who chose a topic."""
    return TOPIC_PREFIX + key


def tag_segment(tag: str) -> str:
    """The segment of those whom officers gave a tag."""
    return TAG_PREFIX + tag


def decision(table: str, person_id: str, segment: str, *, on: bool, at: datetime) -> "UpdateItemInputTypeDef":
    """Return the update that puts a known person in a segment, or takes one out.

    Its condition fails for somebody unknown, and when the segment was decided on later or at the same moment.
    """
    return {
        "TableName": table,
        "Key": key(f"PERSON#{person_id}"),
        "UpdateExpression": f"SET #decided = :at {'ADD' if on else 'DELETE'} #segments :segment",
        "ConditionExpression": "attribute_exists(pk) AND (attribute_not_exists(#decided) OR #decided < :at)",
        "ExpressionAttributeNames": {"#decided": DECIDED_PREFIX + segment, "#segments": "segments"},
        "ExpressionAttributeValues": {":at": {"S": iso(at)}, ":segment": {"SS": [segment]}},
    }


def wishes_from(item: Mapping[str, Any]) -> Wishes:
    """Read an identity's wishes; any other attribute is left alone."""
    opted_out, segments = item.get("opted_out"), item.get("segments")
    return Wishes(
        opted_out=opted_out is not None and from_value(opted_out) is True,
        segments=frozenset(from_value(segments)) if segments is not None else frozenset(),
    )
