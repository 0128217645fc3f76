"""Retaining: what is over begins to go, and what has begun goes to its end, however often the night is cut short.

A case's erasure begins with one transaction: its key is destroyed, so that its originals and facts are unreadable from
then on; its header says that it is erased; the audit says who did it; and it is on the list of what is under way. A
case that is held, or not closed, never begins. Then files, words and the case's line go, each step on its own. On a
later night copies are deleted once more, of files that somebody was just working on, and the case leaves the list.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.audit.chain import RETAIN, Mark
from dutydesk.audit.store import Audit, LostRace
from dutydesk.clock import Clock, from_iso, iso
from dutydesk.retention import Retention
from dutydesk.stores.cases import HEADER, Case, DynamoCases, Status, case_pk
from dutydesk.stores.erasures import DynamoErasures, Erasure, begun
from dutydesk.stores.holds import DynamoHolds
from dutydesk.stores.items import key, to_item
from dutydesk.stores.transactions import transact
from functions.upkeep.retention.content import BY, Content

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

ERASE = "case.erase"
SWEPT_AFTER = timedelta(hours=1)
"""Longer than any function works on a file."""

type TimeLeft = Callable[[], bool]


class Keys(Protocol):
    """Where the keys of cases are destroyed."""

    def destroyed(self, case_id: str, *, now: "datetime") -> "TransactWriteItemTypeDef":
        """The transaction part that destroys a case's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retaining:
    """Erases; counts under ``held``, ``begun``, ``erased``, ``failed`` and ``left`` what came of it."""

    erasures: DynamoErasures
    content: Content
    keys: Keys
    audit: Audit
    terms: Retention
    clock: Clock
    failed: Callable[[Exception], None]
    """Told of a case that could not be gone on with; the others go on, and it comes again the next night."""

    def night(self, time_left: TimeLeft) -> Counter[str]:
        """Begin with what is over, then go on with all that has begun, as long as there is time."""
        counts: Counter[str] = Counter()
        for one in self.erasures.over(self.terms, now=self.clock()):
            if not time_left():
                counts["left"] += 1
                return counts
            counts[self._begin(one.case, one.heard_at, None)] += 1
        for erasure in list(self.erasures.waiting()):
            if not time_left():
                counts["left"] += 1
                break
            try:
                counts[self._carry_on(erasure)] += 1
            except Exception as error:  # noqa: BLE001  # one case must not keep the others
                self.failed(error)
                counts["failed"] += 1
        return counts

    def _carry_on(self, erasure: Erasure) -> str:
        """Go on with one case; return what came of it."""
        case = self._cases.get(erasure.case_id)
        if case is None:
            self.erasures.drop(erasure.case_id)
            return "dropped"
        if erasure.done_at:
            return self._sweep(erasure)
        under_way = erasure
        if not erasure.begun_at:
            if case.life.closed_at is not None and iso(case.life.closed_at) > erasure.ordered_at:
                self.erasures.drop(case.case_id)  # brought back since: somebody has to decide anew
                return "dropped"
            did = self._begin(case, self.erasures.heard_at(case), erasure)
            current = self.erasures.get(case.case_id)
            if did != "begun" or current is None:
                return did
            under_way = current
        self._take(case, under_way)
        return "erased"

    def _take(self, case: Case, erasure: Erasure) -> None:
        self.content.take_files(case, erasure)
        self.content.take_words(case, erasure)
        self._end(case, erasure)

    def _begin(self, case: Case, heard_at: "datetime", ordered: Erasure | None) -> str:
        """Begin in one transaction; an order whose case is held, open or changed waits for another night."""
        if case.status is not Status.CLOSED or self._holds.get(case.case_id) is not None:
            return "held"
        now = self.clock()
        order = ordered or Erasure(case_id=case.case_id, by=BY, ordered_at=iso(now))
        parts = [
            begun(self.content.table, case, at=now),
            self._holds.none(case.case_id),
            *self._key_destroyed(case, now),
            self.erasures.put(replace(order, begun_at=iso(now), until=iso(heard_at)), new=ordered is None),
        ]
        mark = Mark(officer=RETAIN, action=ERASE, target=f"case {case.case_id}", outcome="allowed", source_ip="")
        try:
            self.audit.commit(mark, parts)
        except LostRace:
            return "changed"
        return "begun"

    def _key_destroyed(self, case: Case, now: "datetime") -> "list[TransactWriteItemTypeDef]":
        """Destroy the key, unless that was done before: a case may hear something after it was erased."""
        found = self.content.client.get_item(
            TableName=self.content.table, Key=key(case_pk(case.case_id), "KEY"), ConsistentRead=True
        )
        if "destroyed_at" in found.get("Item", {}):
            return []
        return [self.keys.destroyed(case.case_id, now=now)]

    def _end(self, case: Case, erasure: Erasure) -> None:
        """Empty the case's line; a case that heard something meanwhile is one like any other again."""
        fields = {"summary": ""} if self.content.is_empty(case.case_id) else {"erased_at": ""}
        header: dict[str, Any] = {
            "Update": {
                "TableName": self.content.table,
                "Key": key(case_pk(case.case_id), HEADER),
                "UpdateExpression": "SET " + ", ".join(f"{name} = :{name}" for name in fields),
                "ConditionExpression": "attribute_exists(pk)",
                "ExpressionAttributeValues": to_item({f":{name}": text for name, text in fields.items()}),
            }
        }
        done = self.erasures.put(replace(erasure, done_at=iso(self.clock())), new=False)
        transact(self.content.client, [header, done])  # type: ignore[list-item]  # one name of two

    def _sweep(self, erasure: Erasure) -> str:
        if self.clock() - from_iso(erasure.done_at) < SWEPT_AFTER:
            return "done"
        self.content.sweep(erasure.case_id)
        self.erasures.drop(erasure.case_id)
        return "swept"

    @property
    def _cases(self) -> DynamoCases:
        return DynamoCases(self.content.client, self.content.table)

    @property
    def _holds(self) -> DynamoHolds:
        return DynamoHolds(self.content.client, self.content.table)
