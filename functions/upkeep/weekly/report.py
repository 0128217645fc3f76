"""The report on a week: what was counted of a unit, told to who commands it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Protocol

from dutydesk.clock import VIETNAM, Clock
from dutydesk.messages import Reply
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.stores.content import Content
from dutydesk.stores.figure_sums import summed
from dutydesk.stores.figures import Cell, week_of
from dutydesk.text.catalogue_report import WEEK, duration, number

MONDAY = 0
_NUMBERS = (
    *("messages", "questions", "answers_sure", "tips", "of_value", "opened", "acknowledged", "answered", "closed"),
    *("notifications", "articles", "followers"),
)


class Figures(Protocol):
    """Where it is looked up what was counted."""

    def of_week(self, week: str) -> Sequence[Cell]:
        """Return what was counted in a week of every unit of which anything was."""


class Supervisors(Protocol):
    """Where it is looked up who commands a unit."""

    def chats(self, unit: str) -> Sequence[str]:
        """Return the person ids of the chat accounts of those in service who command the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyReport:
    """Tells commanders; a unit where nobody can be reached by chat is told to ``siren``."""

    figures: Figures
    supervisors: Supervisors
    content: Content
    replies: Outlet[Reply]
    siren: Callable[[str], None]
    clock: Clock

    def tell(self) -> int:
        """On a Monday in Vietnam tell of the week before, and return of how many units; on other days of none.

        Told again, the same report reaches nobody twice by chat. One unit that fails holds up no other.

        Raises:
            ExceptionGroup: what failed; telling again tells those units, too.
        """
        today = self.clock().astimezone(VIETNAM).date()
        if today.weekday() != MONDAY:
            return 0
        first = today - timedelta(weeks=1)
        cells = sorted(self.figures.of_week(week_of(first)), key=lambda cell: (cell.unit, cell.day))
        told, failed = 0, []
        for unit, some in groupby(cells, key=lambda cell: cell.unit):
            try:
                self._tell_of(unit, first, list(some))
                told += 1
            except Exception as error:  # noqa: BLE001  # the next unit must not wait for this one
                failed.append(error)
        if failed:
            raise ExceptionGroup("not told", failed)
        return told

    def _tell_of(self, unit: str, first: date, cells: Sequence[Cell]) -> None:
        text, chats = self._text(unit, first, cells), self.supervisors.chats(unit)
        for chat in chats:
            reply_id = f"report#{week_of(first)}#{unit}#{chat}"
            enqueue_reply(self.replies, Reply(reply_id=reply_id, person_id=chat, text=text, created_at=self.clock()))
        if not chats:
            self.siren(text)

    def _text(self, unit: str, first: date, cells: Sequence[Cell]) -> str:
        sums = summed(cells)
        return WEEK.format(
            unit=self.content.unit(unit).name,
            first=first.strftime("%d/%m/%Y"),
            last=(first + timedelta(days=6)).strftime("%d/%m/%Y"),
            acknowledged_after=duration(sums.acknowledged_after_s),
            answered_after=duration(sums.answered_after_s),
            **{name: number(getattr(sums, name)) for name in _NUMBERS},
        )
