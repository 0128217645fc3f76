"""A person takes the consent to keep their data back at the platform."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from dutydesk.errors import Conflict, NotFound
from dutydesk.messages import InboundMessage
from dutydesk.stores.identities import Identities
from dutydesk.stores.people import People, Person
from functions.webhook.routing import Router
from functions.webhook.session import Routed, from_plain, to_plain

MOST_ATTEMPTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawals:
    """Route it once, and let no broadcast come any more."""

    people: People
    identities: Identities
    router: Router
    pause: Callable[[int], None]

    def take(self, message: InboundMessage, *, now: datetime) -> Routed:
        """Return the route; a redelivered event takes its first one.

        Raises:
            Conflict: the person writes faster than can be kept up with.
        """
        with suppress(NotFound):  # then no broadcast finds them either
            self.identities.choose(message.person_id, opted_out=True, at=message.sent_at)
        for attempt in range(MOST_ATTEMPTS):
            stored = self.people.get(message.person_id)
            person = stored or Person(person_id=message.person_id, page_id=message.page_id, unit=message.unit)
            before = from_plain(person.session)
            routed, after = self.router.withdrew(message, before, now=now)
            if after is before or self.people.put(replace(person, session=to_plain(after))):
                return routed
            self.pause(attempt)
        raise Conflict("too many messages of one person at once")
