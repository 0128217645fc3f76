"""What an event of a citizen says, and when; and that this person was heard."""

from dataclasses import replace
from datetime import datetime, timedelta

from dutydesk.clock import from_iso, iso
from dutydesk.messages import InboundMessage, Platform
from dutydesk.platforms.events import CitizenEvent, Wrote
from dutydesk.stores.content import Page
from dutydesk.stores.people import Person

REPLY_WINDOW = timedelta(days=7)
"""Zalo takes a consultation message for seven days after a person's last interaction."""

BELIEVABLE = timedelta(hours=36)
"""A platform's time further from ours than this is a sample's or a fault; the moment of arrival stands in."""


def message_of(event: CitizenEvent, page: Page, person_id: str, now: datetime) -> InboundMessage:
    """Return the message; one without words for an event that only says that somebody was here."""
    return InboundMessage(
        event_key=event.event_key,
        platform=Platform(page.platform),
        page_id=page.page_id,
        unit=page.unit,
        person_id=person_id,
        sent_at=believed(event.sent_at, now),
        text=event.text if isinstance(event, Wrote) else "",
        attachments=event.attachments if isinstance(event, Wrote) else (),
        place=event.place if isinstance(event, Wrote) else None,
    )


def believed(moment: datetime, now: datetime) -> datetime:
    """Return the platform's time, or the moment of arrival where that cannot be true."""
    return moment if abs(now - moment) < BELIEVABLE else now


def heard(person: Person, session: dict[str, object], at: datetime, *, unit: str) -> Person:
    """Return the person with what was said last and until when an answer may be sent."""
    last = max(person.last_interaction, iso(at))
    return replace(
        person, session=session, unit=unit, last_interaction=last, reply_until=iso(from_iso(last) + REPLY_WINDOW)
    )
