"""A broadcast's words on their way to one person: by which rail, and as what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dutydesk.clock import Clock
from dutydesk.errors import WindowClosed
from dutydesk.rails import Path, RailName, path_of
from dutydesk.stores.broadcasts import Letter
from functions.broadcast.sending.people import Addressee


class Outbox(Protocol):
    """Sends one message to one person, exactly once per call; returns the platform's id, or raises an error."""

    def send(self, *, access_token: str, user_id: str, text: str, conversation_id: str = "") -> str:
        """Send free words."""

    def send_template(self, *, access_token: str, user_id: str, template_id: str, data: Mapping[str, str]) -> str:
        """Send words that the platform has approved, with these parameters filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One broadcast, ready to be sent; ``text`` ends with the line that names unit and code.

    ``fields`` fill an approved template, whose parameters must be these: see ``dutydesk.signature``.
    """

    text: str
    template_id: str
    fields: Mapping[str, str]
    outbox: Outbox
    clock: Clock

    def why_not(self, to: Addressee | None) -> Letter | None:
        """Return why this person is not to be sent to at this moment, or None."""
        way = self._way(to)
        return way if isinstance(way, Letter) else None

    def send(self, access_token: str, to: Addressee) -> str:
        """Send by the rail that is open now and return the platform's message id.

        Raises:
            WindowClosed: none is open any more.
            DeliveryError: as the platform says.
        """
        way = self._way(to)
        if isinstance(way, Letter):
            raise WindowClosed(way.name.lower())
        if way.rail.name is RailName.ZALO_TEMPLATE:
            return self.outbox.send_template(
                access_token=access_token, user_id=to.user_id, template_id=self.template_id, data=self.fields
            )
        return self.outbox.send(
            access_token=access_token, user_id=to.user_id, text=self.text, conversation_id=to.conversation_id
        )

    def _way(self, to: Addressee | None) -> Path | Letter:
        return path_of(to.recipient if to else None, template=bool(self.template_id), now=self.clock())
