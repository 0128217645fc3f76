"""Retention: what the coming night would erase, and what keeps it from going."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dutydesk.clock import iso
from dutydesk.retention import Retention, retention
from dutydesk.stores.cases import DynamoCases
from dutydesk.stores.erasures import DynamoErasures
from dutydesk.stores.holds import DynamoHolds
from operate.stacks import Stack


class NotDryRun(Exception):
    """Nobody erases by hand: the function ``retain`` does it each night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A case that is over, or that somebody had erased; ``held``: it stays all the same, until it is released."""

    case_id: str
    unit: str
    category: str
    outcome: str
    since: str
    by: str
    held: bool


def going(stack: Stack, *, now: datetime) -> Iterator[Going]:
    """Yield what the coming night would begin with, and what is ordered and has not begun; nothing is changed."""
    table = stack.table("cases")
    erasures, holds = DynamoErasures(stack.dynamodb, table), DynamoHolds(stack.dynamodb, table)
    terms: Retention = retention(stack.outputs["retention_days"])
    for one in erasures.over(terms, now=now):
        yield Going(
            case_id=one.case.case_id,
            unit=one.case.unit,
            category=one.case.category,
            outcome=one.case.life.outcome,
            since=iso(one.over_at),
            by="retain",
            held=holds.get(one.case.case_id) is not None,
        )
    cases = DynamoCases(stack.dynamodb, table)
    for order in erasures.waiting():
        case = cases.get(order.case_id)
        if case is None or order.begun_at:
            continue
        yield Going(
            case_id=case.case_id,
            unit=case.unit,
            category=case.category,
            outcome=case.life.outcome,
            since=order.ordered_at,
            by=order.by,
            held=holds.get(case.case_id) is not None,
        )
