"""Noting by which id, on which page, a person can be answered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk.clock import from_iso, iso
from dutydesk.platforms.events import Arrived, CitizenEvent, Wrote
from dutydesk.stores.content import Page
from dutydesk.stores.identities import Identities, Identity
from dutydesk.stores.people import Person
from dutydesk.stores.segments import Wishes

IDENTITY_REFRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting:
    """Writes identities; ``link_of`` returns what joins a person's ids, from an app and the id there."""

    identities: Identities
    link_of: Callable[[str, str], str]

    def noted(self, person: Person, event: Wrote | Arrived, page: Page, at: datetime) -> Person:
        """Write the identity when it is new, changed, or a quarter of an hour old; before anything is promised."""
        fresh = person.identity_noted_at and at - from_iso(person.identity_noted_at) < IDENTITY_REFRESH
        if fresh and isinstance(event, Wrote):
            return person
        followed = event.followed if isinstance(event, Arrived) else False
        self.note(person.person_id, event, page, follower=True if followed else None, at=at)
        return replace(person, identity_noted_at=iso(at))

    def note(self, person_id: str, event: CitizenEvent, page: Page, *, follower: bool | None, at: datetime) -> Wishes:
        """Write one, and return what the person wishes."""
        identity = Identity(
            person_id=person_id,
            platform=page.platform,
            page_id=page.page_id,
            oa_id=event.oa_id,
            user_id=event.user_id,
            conversation_id=event.conversation_id,
            follower=follower,
            link=self.link_of(page.app_id, event.user_id_by_app),
        )
        return self.identities.note(identity, at=at)
