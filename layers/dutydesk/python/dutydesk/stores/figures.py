"""Figures: what happened, counted while it happens, by unit, Vietnamese day and category.

===========  =======================  =================================  ==========================================
Item         pk                       sk                                 Purpose
===========  =======================  =================================  ==========================================
Figure       ``FIGURE#<unit>``        ``<day>#<category>#<shard>``       counters of one day; index by_week
Followers    ``FIGURE#<unit>``        ``<day>#followers#<page_id>``      how many follow a page, as last counted
Step         ``STEP#<case_id>``       ``<step>``                         a case was counted as that far; its outcome
===========  =======================  =================================  ==========================================

The day comes second, so that a unit's months are one query. A counter is added to in the transaction that does what it
counts, so it counts that exactly once; shards keep transactions of one day apart. With a message stands which page was
heard, and when. Whatever becomes of a case counts for the day on which it was opened and for the unit that has it then,
so that a funnel is one of the same cases throughout.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import VIETNAM, iso
from dutydesk.stores.cases import Case, Status
from dutydesk.stores.items import from_item, key, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

BY_WEEK = "by_week"
SHARDS = 8
FOLLOWERS = "followers"
DESK = "desk"
"""The category of what belongs to no case: messages, questions, notifications."""

OPENED, ACKNOWLEDGED, ANSWERED, CLOSED = "opened", "acknowledged", "answered", "closed"
OTHER = "other"
VALUABLE = frozenset({"verified", "fined", "prosecuted"})
"""Outcomes by which a tip was of value."""
_HEARD = "heard:"
"""Before a page's id: the attribute of when it was heard last, on that day and in that shard."""
_KEYS = frozenset({"pk", "sk", "schema", "week", "unit", "day", "category"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What was counted of one unit, day and category."""

    unit: str
    day: date
    category: str
    counts: Mapping[str, int] = field(default_factory=dict)


def day_of(moment: datetime) -> date:
    """The day for which something counts."""
    return moment.astimezone(VIETNAM).date()


def week_of(day: date) -> str:
    """The week as an index of it: ``2026-W09``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def counted(
    table: str, *, unit: str, at: datetime, seed: str, category: str = DESK, heard_on: str = "", **counts: int
) -> "TransactWriteItemTypeDef":
    """The transaction part that adds to counters; ``seed`` is the id of what is counted, and chooses the shard.

    ``heard_on`` is the page that a message came from, written beside it as heard at that moment.
    """
    day = day_of(at)
    values: dict[str, int | str] = {f":{name}": number for name, number in counts.items()}
    shard = sum(seed.encode("utf-8", "surrogatepass")) % SHARDS
    names = {f"#{name}": name for name in ("week", "unit", "schema", *counts)}
    heard = ""
    if heard_on:
        heard = ", #_heard = :_heard"
        names["#_heard"], values[":_heard"] = _HEARD + heard_on, iso(at)
    return {
        "Update": {
            "TableName": table,
            "Key": key(f"FIGURE#{unit}", f"{day.isoformat()}#{category}#{shard}"),
            "UpdateExpression": f"SET #week = :_week, #unit = :_unit, #schema = :_schema{heard} ADD "
            + ", ".join(f"#{name} :{name}" for name in counts),
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": to_item(values | {":_week": week_of(day), ":_unit": unit, ":_schema": 1}),
        }
    }


def opened(table: str, case: Case) -> "TransactWriteItemTypeDef":
    """The part that counts a new case."""
    return _of_case(table, case, **{OPENED: 1})


def recategorised(table: str, case: Case, category: str) -> "list[TransactWriteItemTypeDef]":
    """The parts that count a case under another category from now on; steps of before stay where they are."""
    return [
        _of_case(table, case, **{OPENED: -1}),
        _counted(table, case, category, {OPENED: 1}),
    ]


@dataclass(frozen=True, slots=True)
class DynamoFigures:
    """Counting steps, and reading what was counted."""

    client: "DynamoDBClient"
    table: str

    def changed(self, before: Case, after: Case, *, at: datetime) -> "list[TransactWriteItemTypeDef]":
        """Return the parts that count what a change of a case means: taken, first answered, closed.

        Each step counts once, with the seconds since the case was opened; a case that is closed again, by its last
        outcome. A part's condition fails when a step is counted meanwhile.
        """
        marks: list[TransactWriteItemTypeDef] = []
        counts: Counter[str] = Counter()
        taken = before.status is Status.NEW and after.status is not Status.NEW
        answered = after.life.answered_at is not None and before.life.answered_at is None
        for step, is_made in ((ACKNOWLEDGED, taken), (ANSWERED, answered)):
            if is_made and self._step(before, step) is None:
                marks.append(self._mark(before, step))
                counts.update({step: 1, f"{step}_s": max(0, int((at - before.opened_at).total_seconds()))})
        if after.status is Status.CLOSED and before.status is not Status.CLOSED:
            outcome, known = after.life.outcome or OTHER, self._step(before, CLOSED)
            if known != outcome:
                marks.append(self._mark(before, CLOSED, outcome, before=known))
                counts.update({CLOSED: 1} if known is None else {f"as_{known}": -1})
                counts[f"as_{outcome}"] += 1
        return [*marks, _of_case(self.table, before, **counts)] if counts else []

    def follow(self, unit: str, page_id: str, number: int, *, at: datetime) -> None:
        """Write down how many follow a page; the last count of a day stays."""
        day = day_of(at)
        item = {
            "pk": f"FIGURE#{unit}",
            "sk": f"{day.isoformat()}#{FOLLOWERS}#{page_id}",
            "schema": 1,
            "week": week_of(day),
            "unit": unit,
            FOLLOWERS: number,
        }
        self.client.put_item(TableName=self.table, Item=to_item(item))

    def between(self, unit: str, first: date, last: date) -> list[Cell]:
        """Return what was counted of a unit from the first day to the last, these included, in order of days."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues={
                ":pk": {"S": f"FIGURE#{unit}"},
                ":first": {"S": first.isoformat()},
                ":last": {"S": f"{last.isoformat()}~"},
            },
        )
        return cells_of(from_item(item) for page in pages for item in page["Items"])

    def heard(self, unit: str, first: date) -> dict[str, str]:
        """Return when each page of a unit was heard last, from a day on, ISO-8601; pages that were not are left out."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND sk >= :first",
            ExpressionAttributeValues={":pk": {"S": f"FIGURE#{unit}"}, ":first": {"S": first.isoformat()}},
        )
        latest: dict[str, str] = {}
        for name, value in (pair for page in pages for item in page["Items"] for pair in from_item(item).items()):
            if name.startswith(_HEARD):
                page_id = name.removeprefix(_HEARD)
                latest[page_id] = max(latest.get(page_id, ""), value)
        return latest

    def of_week(self, week: str) -> list[Cell]:
        """Return what was counted in a week of every unit of which anything was."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName=BY_WEEK,
            KeyConditionExpression="#week = :week",
            ExpressionAttributeNames={"#week": "week"},
            ExpressionAttributeValues={":week": {"S": week}},
        )
        return cells_of(from_item(item) for page in pages for item in page["Items"])

    def _step(self, case: Case, step: str) -> str | None:
        found = self.client.get_item(TableName=self.table, Key=key(_step_pk(case), step), ConsistentRead=True)
        return str(found["Item"]["outcome"]["S"]) if "Item" in found else None

    def _mark(
        self, case: Case, step: str, outcome: str = "", *, before: str | None = None
    ) -> "TransactWriteItemTypeDef":
        item = to_item({"pk": _step_pk(case), "sk": step, "schema": 1, "outcome": outcome})
        if before is None:
            return {"Put": {"TableName": self.table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}
        return {
            "Put": {
                "TableName": self.table,
                "Item": item,
                "ConditionExpression": "outcome = :before",
                "ExpressionAttributeValues": {":before": {"S": before}},
            }
        }


def cells_of(items: Iterable[Mapping[str, Any]]) -> list[Cell]:
    """Add shards up; of followers, each page's own item counts."""
    sums: dict[tuple[date, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in items:
        day, category, _ = item["sk"].split("#", 2)
        cell = sums[date.fromisoformat(day), item["unit"], category]
        for name, number in _counts(item):
            cell[name] += number
    return [
        Cell(unit=unit, day=day, category=category, counts=dict(counts))
        for (day, unit, category), counts in sorted(sums.items())
    ]


def _counts(item: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    return ((name, number) for name, number in item.items() if name not in _KEYS and not name.startswith(_HEARD))


def _of_case(table: str, case: Case, **counts: int) -> "TransactWriteItemTypeDef":
    return _counted(table, case, case.category, counts)


def _counted(table: str, case: Case, category: str, counts: Mapping[str, int]) -> "TransactWriteItemTypeDef":
    at, seed = case.opened_at, case.case_id
    return counted(table, unit=case.unit, at=at, seed=seed, category=category, heard_on="", **counts)


def _step_pk(case: Case) -> str:
    return f"STEP#{case.case_id}"
