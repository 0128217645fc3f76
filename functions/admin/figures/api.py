"""The routes of the statistics."""

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from dutydesk.errors import RejectedInput
from functions.admin.access import Asker
from functions.admin.document import answers
from functions.admin.figures.statistics import MOST_DAYS, By, Line, Statistics, Wish
from functions.admin.models import Shape

_DAY = r"^\d{4}-\d\d-\d\d$"

First = Annotated[str, Query(alias="from", description="The first day, in Vietnam: `2026-03-01`", pattern=_DAY)]
Last = Annotated[str, Query(alias="to", description=f"The last day; less than {MOST_DAYS} later", pattern=_DAY)]
Units = Annotated[str, Query(description="Ids of units, separated by commas; left out: all own", max_length=2000)]
Lines = Annotated[Literal["unit", "category", "day"], Query(description="What a line stands for")]


class SumsView(Shape):
    """Sums. A number is null when it may not be told: those of other units below 5."""

    messages: int | None = Field(description="Messages of citizens")
    questions: int | None
    answers_sure: int | None = Field(description="Questions that the desk answered at once and was sure of")
    notifications: int | None = Field(description="Messages of broadcasts that were sent")
    articles: int | None = Field(description="Articles that a page carries, once for each page")
    followers: int | None = Field(description="As last counted; null when they were not")
    tips: int | None
    opened: int | None = Field(description="Tips, and questions handed to an officer; steps are of these same cases")
    acknowledged: int | None
    answered: int | None
    closed: int | None
    of_value: int | None = Field(description="Closed as verified, fined or prosecuted")
    acknowledged_after_s: int | None = Field(description="Seconds, the mean of those acknowledged")
    answered_after_s: int | None = Field(description="Seconds, the mean of those answered")
    outcomes: dict[str, int] = Field(description="Of own units only")


class LineView(SumsView):
    """The sums of one unit, category or day; `desk` is the category of what belongs to no case."""

    name: str


class StatisticsView(Shape):
    """What was counted."""

    lines: list[LineView]
    total: SumsView
    others: bool = Field(description="Other units are in it, so small numbers are missing from every sum")


class StatisticsTable(Shape):
    """The lines as a table."""

    csv: str


class StatisticsApi:
    """Answers the calls under ``/admin/statistics``."""

    def __init__(self, app: APIGatewayHttpResolver, statistics: Statistics, asker: Callable[[], Asker]) -> None:
        self._statistics = statistics
        self._asker = asker
        app.get("/admin/statistics", responses=answers(StatisticsView, 400))(self.read)
        app.get("/admin/statistics/export", responses=answers(StatisticsTable, 400), compress=True)(self.export)

    def read(self, first: First, last: Last, unit: Units = "", by: Lines = "unit") -> StatisticsView:
        """Tell what was counted; another unit's by whole months, without small numbers."""
        told = self._statistics.tell(self._asker(), _wish(first, last, unit, by))
        total = SumsView(**dataclasses.asdict(told.total))
        return StatisticsView(lines=[_line(line) for line in told.lines], total=total, others=told.others)

    def export(self, first: First, last: Last, unit: Units = "", by: Lines = "unit") -> StatisticsTable:
        """Hand the same out as CSV."""
        return StatisticsTable(csv=self._statistics.export(self._asker(), _wish(first, last, unit, by)))


def _wish(first: str, last: str, unit: str, by: str) -> Wish:
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise RejectedInput("from, to: not days of the calendar") from None
    units = tuple(dict.fromkeys(one for one in unit.split(",") if one))
    return Wish(units=units, first=days[0], last=days[1], by=By(by))


def _line(line: Line) -> LineView:
    return LineView(name=line.name, **dataclasses.asdict(line.sums))
