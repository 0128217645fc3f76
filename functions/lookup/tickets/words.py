"""Typed words as the choice they mean: "1", "mai", "thứ 5 8h", "sáng", "2 người", "thôi". Pure.

Words are read against what was offered last; a bare number is the place in that list, where there is such a place.
"""

import re
from datetime import date, timedelta
from enum import StrEnum

from dutydesk.stores.ticket_items import Asked
from dutydesk.text.fold import fold
from dutydesk.tickets import MOST_PEOPLE
from functions.lookup.tickets.choices import Choice, Kind, read

LONGEST = 80
_ALIVE_DAYS = 370


class Word(StrEnum):
    """What words mean that are no choice of their own."""

    STOP = "stop"
    CANCEL = "cancel"
    MOVE = "move"
    MINE = "mine"
    OPEN = "open"


_SAID = {
    Word.CANCEL: re.compile(r"huy (so|lich|hen|lich hen|ve)\b.*"),
    Word.MOVE: re.compile(r"(doi|chuyen|doi lai) (gio|ngay|lich|so|hen|lich hen)\b.*"),
    Word.MINE: re.compile(r"(so cua|xem so|con bao nhieu|con may nguoi|may nguoi nua|bao gio den|khi nao den).*"),
    Word.OPEN: re.compile(r"(lay so|dat lich|dat so|xep hang|lay them so)\b.*"),
    Word.STOP: re.compile(r"(huy|thoi|huy bo|bo qua|dung lai|khong lay nua|thoat)( nhe| a| di| em| ah)*"),
}
_YES = re.compile(r"(dung|co|dong y|ok|oke|vang|da|da vang|u|uh|phai|huy|nhan|lay)( roi| a| ah| so| cho| huy so)*")
_NO = re.compile(r"(khong|ko|k|kg|thoi|khong can|khong can nua|khong nhan|giu|giu so|khong huy)( a| ah| nua| nhe)*")
_NAMES = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_COUNTS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
_ORDINAL = re.compile(r"(?:so|cau|cai|chon|muc|y)? ?(?P<at>[1-9]|mot|hai|ba|bon|nam)[.)]?")
_PEOPLE = re.compile(r"(?P<people>[1-9]|mot|hai|ba|bon|nam) ?(?:nguoi|ng|nguoi a|suat|so)")
_WEEKDAY = re.compile(r"\b(?:thu ?|t)(?P<day>[2-7]|hai|ba|tu|nam|sau|bay)\b|\b(?P<sunday>chu nhat|cn)\b")
_DATE = re.compile(r"(?<![\d:h])(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2})(?: ?[/.-] ?(?P<year>\d{4}|\d{2}))?(?!\d)")
_DATE_WORDS = re.compile(r"\b(?:ngay|mung|mong) (?P<day>\d{1,2})(?: thang (?P<month>\d{1,2}))?\b(?! ?[h:g])")
_RELATIVE = ((re.compile(r"\b(hom nay|bua nay|bay gio|nay)\b"), 0), (re.compile(r"\b(ngay kia|ngay mot|mot)\b"), 2), (
    re.compile(r"\b(mai|ngay mai|sang mai|chieu mai)\b"), 1))  # fmt: skip
_HOUR = re.compile(r"(?<![\d/.-])(?P<hour>\d{1,2}) ?(?:gio|gi|g|h|:)(?: ?(?P<minute>[0-5]\d)| ?(?P<half>ruoi))?(?!\d)")
_HALF = ((re.compile(r"\bsang\b"), "am"), (re.compile(r"\b(chieu|trua)\b"), "pm"))
_AFTERNOON = range(1, 7)


def meant(text: str, asked: Asked | None, today: date) -> Choice | Word | None:
    """Return what is meant, or None when nothing here says so.

    Args:
        text: as typed, any ``str``.
        asked: what was offered to this person last, if anything.
        today: the day in Vietnam.
    """
    said = fold(text[: LONGEST * 4]).strip(" .,!?~*\"'")
    if not said or len(said) > LONGEST:
        return None
    menu = read(asked.choice) if asked is not None else None
    if menu is not None and asked is not None:
        answer = _answer(said, menu, asked, today)
        if answer is not None:
            return answer
    return next((word for word, pattern in _SAID.items() if pattern.fullmatch(said)), None)


def _answer(said: str, menu: Choice, asked: Asked, today: date) -> Choice | None:
    offered = [choice for one in asked.offered if (choice := read(one)) is not None]
    if menu.kind in {Kind.CANCEL, Kind.ACCEPT}:
        return _yes_or_no(said, offered)
    found = _ORDINAL.fullmatch(said)
    at = _count(found["at"]) if found is not None else 0
    if 1 <= at <= len(offered):
        return offered[at - 1]
    people = _PEOPLE.fullmatch(said)
    if people is not None and menu.kind in {Kind.PEOPLE, Kind.WAIT} and _count(people["people"]) <= MOST_PEOPLE:
        counted = _count(people["people"])
        return next((one for one in offered if one.people == counted), None)
    return _when(said, menu, today) if menu.service else None


def _yes_or_no(said: str, offered: list[Choice]) -> Choice | None:
    """Read an answer to two buttons, of which the first says yes."""
    if len(offered) < 2:  # noqa: PLR2004  # yes and no
        return None
    if _NO.fullmatch(said) or said == "2":
        return offered[1]
    return offered[0] if _YES.fullmatch(said) or said == "1" else None


def _when(said: str, menu: Choice, today: date) -> Choice | None:
    """Read a day, an hour, or both; an hour alone is of the day that is being talked about."""
    day = _day(said, today)
    slot = _slot(said, is_hour_asked=menu.kind in {Kind.HOURS, Kind.PEOPLE} and day is None)
    on = day.isoformat() if day is not None else menu.day
    if not on or (day is None and not slot):
        return None
    if slot.isdigit():
        return menu.to(Kind.PEOPLE, day=on, slot=slot, people=0)
    return menu.to(Kind.HOURS, day=on, slot=slot, people=0)


def _day(said: str, today: date) -> date | None:
    found = _DATE.search(said) or _DATE_WORDS.search(said)
    if found is not None:
        return _dated(found, today)
    weekday = _WEEKDAY.search(said)
    if weekday is not None:
        name = weekday["day"] or ""
        number = 6 if weekday["sunday"] else _NAMES[name] if name in _NAMES else int(name) - 2
        week = timedelta(days=7) if "tuan sau" in said else timedelta()
        monday = today - timedelta(days=today.weekday())
        if week:
            return monday + week + timedelta(days=number)
        return today + timedelta(days=(number - today.weekday()) % 7)
    return next((today + timedelta(days=days) for pattern, days in _RELATIVE if pattern.search(said)), None)


def _dated(found: re.Match[str], today: date) -> date | None:
    """Read a date; without a year, or a month, the next such day. What is no date is none."""
    groups = found.groupdict()
    day = int(groups["day"])
    for ahead in range(_ALIVE_DAYS):
        tried = today + timedelta(days=ahead)
        is_month = groups["month"] is None or tried.month == int(groups["month"])
        year = groups.get("year")
        is_year = year is None or tried.year % 100 == int(year) % 100
        if tried.day == day and is_month and is_year:
            return tried
    return None


def _slot(said: str, *, is_hour_asked: bool) -> str:
    """Read an hour such as ``0830``, or the half of the day; empty without either."""
    half = next((name for pattern, name in _HALF if pattern.search(said)), "")
    found = _HOUR.search(said)
    bare = re.fullmatch(r"\d{1,2}", said) if is_hour_asked else None
    if found is None and bare is None:
        return half
    hour = int(found["hour"] if found is not None else said)
    minute = 30 if found is not None and found["half"] else int((found["minute"] if found is not None else 0) or 0)
    if hour in _AFTERNOON and half != "am":
        hour += 12
    return f"{hour:02}{minute:02}" if hour < 24 else ""  # noqa: PLR2004  # hours of a day


def _count(text: str) -> int:
    return _COUNTS.get(text) or int(text)
