"""Telling that a card is ready: where, what to bring, when they are open, and nothing that names a person."""

from collections.abc import Iterable
from datetime import date

from dutydesk.hours import HoursUnclear, OfficeHours
from dutydesk.stores.offices import Office
from dutydesk.text import catalogue_lookup as catalogue

LONGEST_TEXT = 900
"""Bytes of the longest text that tells it."""


def ready_text(office: Office | None, day: str, room: int = LONGEST_TEXT) -> str:
    """Say it in at most ``room`` bytes of UTF-8, at least ``catalogue_lookup.SHORT_BYTES``.

    What does not fit is left out, the most useful lines first in. ``office`` is None where nobody knows it any more;
    ``day`` is the ISO date since when the card is ready, or nothing.
    """
    said = catalogue.READY_SINCE.format(day=f"{date.fromisoformat(day):%d/%m/%Y}") if day else catalogue.READY
    for line in _lines(office):
        longer = f"{said}\n{line}"
        if len(longer.encode()) <= room:
            said = longer
    return said


def _lines(office: Office | None) -> Iterable[str]:
    if office is None:
        return (catalogue.READY_WHERE_APPLIED, catalogue.BRING)
    place = ", ".join(part for part in (office.name, office.address) if part)
    return (catalogue.READY_AT.format(place=place), catalogue.BRING, *_hours(office))


def _hours(office: Office) -> Iterable[str]:
    """An office that entered no hours, or none that can be understood, gets no line: a wrong hour is a lost morning."""
    try:
        yield catalogue.OPEN_HOURS.format(hours=OfficeHours.parse(office.hours).in_words())
    except HoursUnclear:
        return
