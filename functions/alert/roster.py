"""Who is called for a case, and in what order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dutydesk.stores.content import Content
from dutydesk.stores.officers import DUTY_OFFICER, OFFICER, SUPERVISOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """One line of a unit's roster."""

    username: str
    roles: tuple[str, ...]
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """An officer to call: their place in the roster, and the chat account that the call goes to."""

    place: int
    username: str
    person_id: str


class Officers(Protocol):
    """Where rosters and linked chat accounts are looked up."""

    def serving(self, unit: str) -> Sequence[Serving]:
        """Return everyone on the unit's roster."""

    def is_active(self, username: str) -> bool:
        """Whether the officer is in service."""

    def chat_of(self, username: str) -> str | None:
        """Return the person id of the officer's linked chat account, or None."""

    def officer_behind(self, person_id: str) -> str | None:
        """Return the username that a chat account is linked to, or None."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The order of calls: the unit's duty officers, its other officers, then the parent unit's duty officers."""

    officers: Officers
    content: Content

    def order(self, unit: str) -> tuple[str, ...]:
        """Return everyone's username once, whether or not they can be reached: places must not shift meanwhile."""
        own = sorted(self.officers.serving(unit), key=_place)
        duty = [one.username for one in own if DUTY_OFFICER in one.roles]
        others = [one.username for one in own if OFFICER in one.roles]
        parent = self.content.unit(unit).parent
        above = sorted(self.officers.serving(parent), key=_place) if parent else []
        return tuple(dict.fromkeys(duty + others + [one.username for one in above if DUTY_OFFICER in one.roles]))

    def next_from(self, unit: str, place: int) -> Called | None:
        """Return the first officer at ``place`` or behind who is in service and has a linked chat, or None."""
        for at, username in enumerate(self.order(unit)):
            if at < place or not self.officers.is_active(username):
                continue
            person_id = self.officers.chat_of(username)
            if person_id is not None:
                return Called(place=at, username=username, person_id=person_id)
        return None

    def supervisor_of(self, unit: str) -> Called | None:
        """Return the first supervisor of the unit who is in service and has a linked chat, or who is called first."""
        for one in sorted(self.officers.serving(unit), key=_place):
            if SUPERVISOR in one.roles and self.officers.is_active(one.username):
                person_id = self.officers.chat_of(one.username)
                if person_id is not None:
                    return Called(place=0, username=one.username, person_id=person_id)
        return self.next_from(unit, 0)

    def answering(self, person_id: str, unit: str) -> str | None:
        """Return the officer behind a chat account who may take a case of this unit, or None."""
        username = self.officers.officer_behind(person_id)
        if username is None or not self.officers.is_active(username) or username not in self.order(unit):
            return None
        return username


def _place(one: Serving) -> tuple[int, str]:
    return one.order, one.username
