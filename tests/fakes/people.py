"""People, identities and content in memory."""

import json
from dataclasses import replace
from datetime import datetime

from dutydesk.clock import iso
from dutydesk.errors import NotFound
from dutydesk.stores.content import Content, Page, Unit
from dutydesk.stores.identities import Identities, Identity
from dutydesk.stores.people import People, Person
from dutydesk.stores.segments import Wishes
from dutydesk.stores.topics import Topic


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
        self.segments: dict[str, set[str]] = {}
        self.decided: dict[tuple[str, str], datetime] = {}
        self.notes = 0

    def note(self, identity: Identity, *, at: datetime) -> Wishes:
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
            link=identity.link or before.link,
        )
        return self._wishes(identity.person_id)

    def choose(self, person_id: str, *, opted_out: bool, at: datetime) -> bool:
        """Set the choice unless a later one stands, or one of the same moment."""
        if person_id not in self.known:
            raise NotFound("nobody by this id")
        if person_id not in self.chosen or self.chosen[person_id] < at:
            self.chosen[person_id] = at
            self.known[person_id] = replace(self.known[person_id], opted_out=opted_out)
        return self.known[person_id].opted_out

    def decide(self, person_id: str, segment: str, *, on: bool, at: datetime) -> Wishes:
        """Decide unless a later decision stands, or one of the same moment."""
        if person_id not in self.known:
            raise NotFound("nobody by this id")
        standing = self.decided.get((person_id, segment))
        if standing is None or standing < at:
            self.decided[person_id, segment] = at
            mine = self.segments.setdefault(person_id, set())
            mine.add(segment) if on else mine.discard(segment)
        return self._wishes(person_id)

    def _wishes(self, person_id: str) -> Wishes:
        segments = frozenset(self.segments.get(person_id, ()))
        return Wishes(opted_out=self.known[person_id].opted_out, segments=segments)

    def get(self, person_id: str) -> Identity | None:
        """Return the identity."""
        return self.known.get(person_id)

    def mark_unreachable(self, person_id: str, reason: str) -> None:
        """Set the mark."""
        self.known[person_id] = replace(self.known[person_id], unreachable=reason)


class FakeContent:
    """The ``Content`` port over a list of pages and units; ``offered`` are topics by unit, ``asked`` how often."""

    def __init__(self, pages: tuple[Page, ...] = (), units: tuple[Unit, ...] = ()) -> None:
        self.pages = pages
        self.units = units
        self.offered: dict[str, tuple[Topic, ...]] = {}
        self.asked = 0

    def page(self, page_id: str) -> Page | None:
        """Look up by our id."""
        return next((page for page in self.pages if page.page_id == page_id), None)

    def page_of(self, platform: str, oa_id: str) -> Page | None:
        """Look up by the platform's id."""
        return next((page for page in self.pages if (page.platform, page.oa_id) == (platform, oa_id)), None)

    def unit(self, unit: str) -> Unit:
        """Look up a unit."""
        return next((one for one in self.units if one.unit == unit), Unit(unit=unit, name=unit))

    def topics(self, unit: str) -> tuple[Topic, ...]:
        """Look up a unit's topics."""
        self.asked += 1
        return self.offered.get(unit, ())


_PEOPLE: People = FakePeople()
_IDENTITIES: Identities = FakeIdentities()
_CONTENT: Content = FakeContent()
