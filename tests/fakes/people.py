"""People, identities and content in memory."""

import json
from dataclasses import replace
from datetime import datetime

from dutydesk.clock import iso
from dutydesk.errors import NotFound
from dutydesk.stores.content import Content, Page, Unit
from dutydesk.stores.identities import Identities, Identity
from dutydesk.stores.people import People, Person


class FakePeople:
    """The ``People`` port."""

    def __init__(self) -> None:
        self.written: dict[str, Person] = {}

    def get(self, person_id: str) -> Person | None:
        """Return a copy, so that nobody shares a session by accident."""
        found = self.written.get(person_id)
        return None if found is None else replace(found, session=json.loads(json.dumps(found.session)))

    def put(self, person: Person) -> bool:
        """Write on condition of the version."""
        stored = self.written.get(person.person_id)
        if stored is not None and stored.version != person.version:
            return False
        self.written[person.person_id] = replace(person, version=person.version + 1)
        return True


class FakeIdentities:
    """The ``Identities`` port; ``notes`` counts the writes."""

    def __init__(self) -> None:
        self.known: dict[str, Identity] = {}
        self.chosen: dict[str, datetime] = {}
        self.notes = 0

    def note(self, identity: Identity, *, at: datetime) -> None:
        """Upsert; None and empty leave what was there."""
        before = self.known.get(identity.person_id, identity)
        self.notes += 1
        self.known[identity.person_id] = replace(
            identity,
            follower=before.follower if identity.follower is None else identity.follower,
            conversation_id=identity.conversation_id or before.conversation_id,
            unreachable="",
            last_interaction=iso(at),
            opted_out=before.opted_out,
        )

    def choose(self, person_id: str, *, opted_out: bool, at: datetime) -> bool:
        """Set the choice unless a later one stands, or one of the same moment."""
        if person_id not in self.known:
            raise NotFound("nobody by this id")
        if person_id not in self.chosen or self.chosen[person_id] < at:
            self.chosen[person_id] = at
            self.known[person_id] = replace(self.known[person_id], opted_out=opted_out)
        return self.known[person_id].opted_out

    def get(self, person_id: str) -> Identity | None:
        """Return the identity."""
        return self.known.get(person_id)

    def mark_unreachable(self, person_id: str, reason: str) -> None:
        """Set the mark."""
        self.known[person_id] = replace(self.known[person_id], unreachable=reason)


class FakeContent:
    """The ``Content`` port over a list of pages and units."""

    def __init__(self, pages: tuple[Page, ...] = (), units: tuple[Unit, ...] = ()) -> None:
        self.pages = pages
        self.units = units

    def page(self, page_id: str) -> Page | None:
        """Look up by our id."""
        return next((page for page in self.pages if page.page_id == page_id), None)

    def page_of(self, platform: str, oa_id: str) -> Page | None:
        """Look up by the platform's id."""
        return next((page for page in self.pages if (page.platform, page.oa_id) == (platform, oa_id)), None)

    def unit(self, unit: str) -> Unit:
        """Look up a unit."""
        return next((one for one in self.units if one.unit == unit), Unit(unit=unit, name=unit))


_PEOPLE: People = FakePeople()
_IDENTITIES: Identities = FakeIdentities()
_CONTENT: Content = FakeContent()
