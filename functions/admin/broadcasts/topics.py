"""Topics that a unit's editors offer to citizens: read and replaced as a whole, with the audit entry beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.errors import Conflict, RejectedInput
from dutydesk.stores.items import from_item, key, to_value
from dutydesk.stores.topics import Topic, said_as, topics_in, topics_item, topics_pk
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts.rules import CONTROL, EMPTY, MOVED, tidy
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import PutTypeDef

MOST_TOPICS = 8
MOST_NAME = 40
"""Characters after NFC."""

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
MOST_SLUG = 40

NO_UNIT = "chọn một đơn vị của bạn / name one of your units"
TOO_MANY = f"quá {MOST_TOPICS} chủ đề / more than {MOST_TOPICS} topics"
NO_SLUG = (
    f"mã gồm chữ thường không dấu, số và dấu gạch nối, tối đa {MOST_SLUG} ký tự / "
    f"a key is lower-case letters, digits and hyphens, up to {MOST_SLUG}"
)
TOO_LONG = f"dài quá {MOST_NAME} ký tự / longer than {MOST_NAME} characters"
NO_WORD = "phải có chữ hoặc số / must hold a letter or a digit"
TWICE = "trùng hoặc đọc giống một chủ đề khác / is, or reads like, another topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What one unit offers; revision 0 is nothing yet."""

    unit: str
    topics: tuple[Topic, ...] = ()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class DynamoUnitTopics:
    """Units' topics in the table ``content``; reads are consistent."""

    client: "DynamoDBClient"
    table: str

    def of(self, unit: str) -> Offered:
        """Return what the unit offers."""
        found = self.client.get_item(TableName=self.table, Key=key(topics_pk(unit)), ConsistentRead=True)
        if "Item" not in found:
            return Offered(unit=unit)
        plain = from_item(found["Item"])
        return Offered(unit=unit, topics=topics_in(plain), revision=plain["revision"])

    def put(self, after: Offered) -> "PutTypeDef":
        """The put that replaces the revision before; it fails when that is not what stands there."""
        put: PutTypeDef = {
            "TableName": self.table,
            "Item": topics_item(after.unit, after.topics, revision=after.revision),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        if after.revision > 1:
            put["ConditionExpression"] = "revision = :read"
            put["ExpressionAttributeValues"] = {":read": to_value(after.revision - 1)}
        return put


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEditing:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoUnitTopics

    def read(self, asker: Asker) -> tuple[Offered, ...]:
        """Return what each of the asker's units offers."""
        return tuple(self.store.of(unit) for unit in self.access.units(asker, Deed.READ_TOPICS, "topics"))

    def put(self, asker: Asker, wish: Offered) -> Offered:
        """Replace what a unit offers, of which ``wish.revision`` was read; return it with its new revision.

        Raises:
            RejectedInput: a topic is not as it must be.
            Forbidden: no role of the asker allows it, or it is another unit's.
            Conflict: it is not of that revision.
        """
        target = f"topics of {wish.unit}" if wish.unit in asker.officer.units else "topics"
        with self.access.changing(asker, Deed.EDIT_TOPICS, target) as units:
            unit = wish.unit or (units[0] if len(units) == 1 else "")
            self.access.owned(asker, Deed.EDIT_TOPICS, target, unit)
            topics = tuple(Topic(key=one.key.strip(), name=tidy(one.name, one_line=True)) for one in wish.topics)
            wrong = ([] if unit else [("unit", NO_UNIT)]) + faults(topics)
            if wrong:
                raise RejectedInput("; ".join(f"{name}: {reason}" for name, reason in wrong))
            after = Offered(unit=unit, topics=topics, revision=wish.revision + 1)
            try:
                self.audit.commit(asker.mark(Deed.EDIT_TOPICS, f"topics of {unit}"), [{"Put": self.store.put(after)}])
            except LostRace:
                raise Conflict(MOVED) from None
        return after


def faults(topics: Sequence[Topic]) -> list[tuple[str, str]]:
    """Return what is wrong with tidied topics: place and reason. Pure."""
    found: list[tuple[str, str]] = [("topics", TOO_MANY)] if len(topics) > MOST_TOPICS else []
    said: set[str] = set()
    for place, topic in enumerate(topics):
        if len(topic.key) > MOST_SLUG or not re.fullmatch(SLUG, topic.key):
            found.append((f"topics.{place}.key", NO_SLUG))
        if wrong := _name_fault(topic.name):
            found.append((f"topics.{place}.name", wrong))
        ways = {said_as(topic.key), said_as(topic.name)}
        if ways & said:
            found.append((f"topics.{place}", TWICE))
        said |= ways
    return found


def _name_fault(name: str) -> str:
    if not name:
        return EMPTY
    if len(name) > MOST_NAME:
        return TOO_LONG
    if not name.isprintable():
        return CONTROL
    return "" if said_as(name) else NO_WORD
