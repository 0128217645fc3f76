"""Tags that officers give to people they have to do with, so that a broadcast can be meant for them.

Officers know people by cases alone, and this function never reaches an identity: it checks, accounts for it, and has
``plan`` do it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.errors import NotFound
from dutydesk.messages import PlanMessage, PlanWork
from dutydesk.queues import Outlet
from dutydesk.stores.cases import BY_PERSON
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST_PERSONS = 100
NO_SUCH_PERSON = "no such person"
"""The only thing ever said about people of whom the asker's units have no case."""


@dataclass(frozen=True, slots=True)
class DynamoAcquaintance:
    """Which units have a case of a person; what was opened a moment ago may be missing yet."""

    client: "DynamoDBClient"
    table: str

    def units(self, person_id: str) -> Iterator[str]:
        """Yield the unit of each of the person's cases, the latest first."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=BY_PERSON,
            KeyConditionExpression="person_id = :person",
            ExpressionAttributeValues={":person": {"S": person_id}},
            ScanIndexForward=False,
        )
        for page in pages:
            for row in page["Items"]:
                yield row["unit"]["S"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """Has people tagged, or a tag taken from them, some seconds later."""

    access: Access
    audit: Audit
    acquaintance: DynamoAcquaintance
    plans: Outlet[PlanMessage]
    clock: Clock
    new_id: Callable[[datetime], str]

    def ask(self, asker: Asker, persons: Sequence[str], tag: str, *, remove: bool) -> int:
        """Have it done; return to how many people. Of two orders about one tag the later holds.

        Args:
            asker: who asks.
            persons: 1 to ``MOST_PERSONS`` person ids.
            tag: a slug, without ``tag:``.
            remove: whether it is taken from them.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: no unit of the asker's has a case of one of them; then nobody is tagged.
        """
        people = tuple(dict.fromkeys(persons))
        work = PlanWork.UNTAG if remove else PlanWork.TAG
        target = f"{work} {tag} of {' '.join(people)}"
        with self.access.changing(asker, Deed.TAG_PEOPLE, target) as units:
            for person in people:
                if not any(unit in units for unit in self.acquaintance.units(person)):
                    raise NotFound(NO_SUCH_PERSON)
        self.audit.note(asker.mark(Deed.TAG_PEOPLE, target))
        now = self.clock()
        order = PlanMessage(broadcast_id="", work=work, to=people, tag=tag, at=now)
        self.plans.send(order, group=f"tag#{tag}", dedupe=f"tag#{self.new_id(now)}")
        return len(people)
