"""What an office must be like before citizens are sent there, in words that an officer understands. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from dutydesk.hours import HoursUnclear, OfficeHours
from dutydesk.stores.offices import SLUG, Office, Service
from functions.admin.broadcasts.rules import CONTROL, EMPTY

MOST_OFFICES, MOST_SERVICES, MOST_CLOSURES = 20, 20, 366
MOST_NAME, MOST_ADDRESS, MOST_HOURS, MOST_PAPERS = 100, 200, 200, 500
"""Characters after NFC."""
LEAST_MINUTES, MOST_MINUTES = 5, 240
MOST_CAPACITY = 500
MOST_DAYS_AHEAD = 30
"""Also how far numbers are looked for when an office changes."""
FARTHEST_CLOSURE = timedelta(days=2 * 366)

NO_SLUG = (
    "mã gồm chữ thường không dấu, số và dấu gạch nối, 1 đến 32 ký tự / "
    "an id is lower-case letters, digits and hyphens, 1 to 32 characters"
)
HOURS = "giờ làm việc viết như 1-5 07:30-11:30 13:30-17:00 / hours are written as 1-5 07:30-11:30 13:30-17:00"
NO_DAY = "ngày viết như 2026-04-30 / a day is written as 2026-04-30"
DAY_TOO_FAR = "ngày này còn quá xa / this day is too far away"
DAY_TWICE = "ngày này có hai lần / this day comes twice"
TOO_MANY = "quá {most} / more than {most}"
TOO_LONG = "dài quá {most} ký tự / longer than {most} characters"
BETWEEN = "phải từ {least} đến {most} / must be between {least} and {most}"
TWICE = "mã này có hai lần / this id comes twice"
NO_SLOT = "dài hơn mọi buổi làm việc, nên không có lượt nào / longer than any opening period, so there is no slot"


def faults(office: Office, today: date) -> list[tuple[str, str]]:
    """Return what is wrong with a tidied office: field and reason."""
    found: list[tuple[str, str]] = [] if SLUG.fullmatch(office.office_id) else [("office_id", NO_SLUG)]
    found += _text("name", office.name, MOST_NAME, needed=True)
    found += _text("address", office.address, MOST_ADDRESS)
    found += _text("hours", office.hours, MOST_HOURS)
    longest = _longest_period(office.hours)
    if longest is None:
        found.append(("hours", HOURS))
    found += _between("days_ahead", office.days_ahead, 0, MOST_DAYS_AHEAD)
    found += _closures(office.closures, today)
    if len(office.services) > MOST_SERVICES:
        found.append(("services", TOO_MANY.format(most=MOST_SERVICES)))
    seen: set[str] = set()
    for place, service in enumerate(office.services):
        found += [(f"services.{place}.{field}", reason) for field, reason in _service(service, longest)]
        if service.service_id in seen:
            found.append((f"services.{place}.service_id", TWICE))
        seen.add(service.service_id)
    return found


def _service(service: Service, longest: int | None) -> Iterable[tuple[str, str]]:
    if not SLUG.fullmatch(service.service_id):
        yield "service_id", NO_SLUG
    yield from _text("name", service.name, MOST_NAME, needed=True)
    yield from _text("papers", service.papers, MOST_PAPERS, lines=True)
    minutes = _between("slot_minutes", service.slot_minutes, LEAST_MINUTES, MOST_MINUTES)
    yield from minutes
    if longest is not None and not minutes and service.slot_minutes > longest:
        yield "slot_minutes", NO_SLOT
    yield from _between("capacity", service.capacity, 1, MOST_CAPACITY)
    yield from _between("walk_in_share", service.walk_in_share, 0, 1)


def _closures(closures: tuple[str, ...], today: date) -> Iterable[tuple[str, str]]:
    if len(closures) > MOST_CLOSURES:
        yield "closures", TOO_MANY.format(most=MOST_CLOSURES)
        return
    for place, day in enumerate(closures):
        when = as_day(day)
        if when is None:
            yield f"closures.{place}", NO_DAY
        elif when > today + FARTHEST_CLOSURE:
            yield f"closures.{place}", DAY_TOO_FAR
        elif day in closures[:place]:
            yield f"closures.{place}", DAY_TWICE


def as_day(text: str) -> date | None:
    """Return the day that ``2026-04-30`` names; None for every other way of writing one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _text(field: str, text: str, most: int, *, needed: bool = False, lines: bool = False) -> list[tuple[str, str]]:
    found = [(field, EMPTY)] if needed and not text else []
    if len(text) > most:
        found.append((field, TOO_LONG.format(most=most)))
    if not all(line.isprintable() for line in (text.split("\n") if lines else [text])):
        found.append((field, CONTROL))
    return found


def _between(field: str, value: float, least: int, most: int) -> list[tuple[str, str]]:
    return [] if least <= value <= most else [(field, BETWEEN.format(least=least, most=most))]


def _longest_period(hours: str) -> int | None:
    """Return the minutes of the longest period, or None for hours that cannot be read; empty ones are the usual."""
    try:
        week = (OfficeHours.parse(hours) if hours else OfficeHours.of("")).week
    except HoursUnclear:
        return None
    return max(period.ends - period.begins for periods in week for period in periods)
