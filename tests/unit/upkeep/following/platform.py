"""A page's followers as the platform shows them: fifty at a time, ten thousand of a list, by their last day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from dutydesk.errors import DeliveryError, Refused
from dutydesk.platforms.zalo.directory import COUNT, LAST_OFFSET, Listed
from functions.upkeep.following.following import Directory

TOKEN = "access-1"


@dataclass
class FakeDirectory:
    """The ``Directory`` port. ``people`` maps user ids to the day of their last interaction, None for none.

    ``will`` is raised by the next calls, one each, None for none; ``before`` is called with the number of each call.
    """

    people: dict[str, date | None] = field(default_factory=dict)
    will: list[DeliveryError | None] = field(default_factory=list)
    before: Callable[[int], None] = lambda _number: None
    refuses_days: bool = False
    tokens: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def followers(self, *, access_token: str, offset: int, between: tuple[date, date] | None = None) -> Listed:
        self.before(len(self.offsets))
        self.tokens.append(access_token)
        self.offsets.append(offset)
        if self.will and (error := self.will.pop(0)):
            raise error
        if offset > LAST_OFFSET or (between and self.refuses_days):
            raise Refused("-201")
        listed = [user for user, day in self.people.items() if between is None or _within(day, between)]
        part = tuple(listed[offset : offset + COUNT])
        return Listed(total=len(listed), length=len(part), user_ids=part)


def crowd(count: int, days: Iterable[date | None]) -> dict[str, date | None]:
    """Return so many followers, spread over these days in turn."""
    last = tuple(days)
    return {f"7{number:09d}": last[number % len(last)] for number in range(count)}


def _within(day: date | None, between: tuple[date, date]) -> bool:
    return day is not None and between[0] <= day <= between[1]


_: Directory = FakeDirectory()
