"""Reading who follows the pages, a turn at a time, at a pace that neither replies nor broadcasts notice.

A turn asks, writes, keeps where it stands, and asks again, until the list is read or its time is up; then it leaves a
reminder, and upkeep brings the next turn. Whatever dies whenever, at most one answer is read and written twice, which
changes nothing. Nobody is marked for not being on a list: the platform shows 10,000 of one list and no more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from dutydesk.clock import Clock, from_iso
from dutydesk.errors import Conflict, DeliveryError, PageBroken, Throttled, TokenExpired, Unavailable
from dutydesk.messages import FollowersMessage
from dutydesk.platforms.zalo.directory import Listed
from dutydesk.stores.content import Page
from dutydesk.tokens.pages import Access
from functions.upkeep.following.people import Acquaintances
from functions.upkeep.following.reading import Reading
from functions.upkeep.following.store import Readings, Reminder

AFTER_LIMIT = timedelta(minutes=5)
"""How long an app is left alone that has reached its limit, if the platform does not ask for longer."""
AFTER_OUTAGE = timedelta(minutes=5)
MOST_FAILURES = 12
"""Turns in a row that got nowhere; then the page waits for the next night."""
TOO_OLD = timedelta(hours=20)
"""A reading that began longer ago is begun anew: too many have come and gone meanwhile."""

NOT_READ = "FollowersNotRead"


class Did(StrEnum):
    """How a turn ended."""

    DONE = "done"  # the list is read
    TIME = "time"  # the rest is for the next turn
    REST = "rest"  # the platform wants a rest, or was not there
    GIVEN_UP = "given_up"  # until the next night, or until a person has repaired the page
    NOTHING = "nothing"  # it was read since it was asked for, the page is gone, or another worker reads it


class PageTokens(Protocol):
    """The tokens of pages."""

    def access(self, page_id: str) -> Access:
        """Return the page's access token, or raise a ``DeliveryError``."""

    def renewed(self, refused: Access) -> Access:
        """Return a newer one, or raise a ``DeliveryError``."""

    def report_broken(self, access: Access, reason: str) -> None:
        """Call a person to the page."""


class Directory(Protocol):
    """The platform's list of followers."""

    def followers(self, *, access_token: str, offset: int, between: tuple[date, date] | None = None) -> Listed:
        """Return the part of the list from ``offset`` on, or raise a ``DeliveryError``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Reads lists of followers."""

    page: Callable[[str], Page | None]
    readings: Readings
    reminder: Reminder
    tokens: PageTokens
    directory: Directory
    people: Acquaintances
    per_second: Callable[[str], float]
    """How many requests a second an app may be asked, above 0."""
    clock: Clock
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]
    count: Callable[[str, int], None]
    """Adds a number to a metric of this name."""
    followed: Callable[[Page, int], None] = lambda _page, _number: None
    """Told how many follow a page, each time its list was read to the end."""

    def remind_all(self, asked_at: str) -> int:
        """Have the list of every page read; return how many pages there are."""
        pages = [page for page_id in self.readings.pages() if (page := self.page(page_id)) is not None]
        for page in pages:
            self.reminder.remind(page.page_id, app_id=page.app_id, asked_at=asked_at, at=self.clock())
        return len(pages)

    def turn(self, wish: FollowersMessage, until: float) -> Did:
        """Read on in a page's list until that moment of ``monotonic``, or to its end.

        Raises:
            Exception: a store refused; the wish is to come again.
        """
        page = self.page(wish.page_id)
        if page is None:
            return Did.NOTHING
        try:
            reading = self._begun(wish)
            return self._read(page, reading, wish, until) if reading.is_under_way else Did.NOTHING
        except Conflict:
            return Did.NOTHING

    def _begun(self, wish: FollowersMessage) -> Reading:
        """Return the page's reading: the one under way, or a new one if it was asked for after the last one's end."""
        reading, now = self.readings.of(wish.page_id), self.clock()
        if reading.is_under_way:
            is_old = now - from_iso(reading.began_at) > TOO_OLD
            return self.readings.keep(reading.begun(now)) if is_old else reading
        return self.readings.keep(reading.begun(now)) if wish.asked_at > reading.ended_at else reading

    def _read(self, page: Page, reading: Reading, wish: FollowersMessage, until: float) -> Did:
        """Read, and translate what the platform says against it into what happens next."""
        turn = _Turn(self, page, reading, until)
        try:
            turn.go()
        except PageBroken as broken:
            return self._given_up(turn.reading, broken.code)
        except (Throttled, Unavailable, TokenExpired) as hindrance:
            return self._later(turn.reading, hindrance, page, wish)
        except DeliveryError as refused:
            return self._given_up(turn.reading, refused.code)
        if turn.reading.is_under_way:
            self.reminder.remind(page.page_id, app_id=page.app_id, asked_at=wish.asked_at, at=self.clock())
            return Did.TIME
        self._done(turn.reading)
        self.followed(page, turn.reading.found)
        return Did.DONE

    def _done(self, reading: Reading) -> None:
        self.readings.keep(reading.ended(self.clock()))
        self.count("FollowersFound", reading.found)
        self.count("FollowersAdded", reading.added)
        self.count("FollowersMended", reading.mended)
        self.count("FollowersMissed", reading.missed)

    def _later(self, reading: Reading, hindrance: DeliveryError, page: Page, wish: FollowersMessage) -> Did:
        """Leave the app alone for a while, and give the page up when that did not help again and again."""
        failed = reading.failed()
        if failed.failures >= MOST_FAILURES:
            return self._given_up(failed, hindrance.code)
        self.readings.keep(failed)
        pause = AFTER_OUTAGE
        if isinstance(hindrance, Throttled):
            self.count("FollowersLimited", 1)
            pause = max(AFTER_LIMIT, timedelta(seconds=hindrance.retry_after_s))
        at = self.clock() + pause
        self.reminder.remind(page.page_id, app_id=page.app_id, asked_at=wish.asked_at, at=at)
        return Did.REST

    def _given_up(self, reading: Reading, code: str) -> Did:
        self.count(NOT_READ, 1)
        self.readings.keep(reading.ended(self.clock(), reason=code))
        return Did.GIVEN_UP


class _Turn:
    """One turn at one page's list; ``reading`` is where it stands, also after an error."""

    def __init__(self, following: Following, page: Page, reading: Reading, until: float) -> None:
        self._by = following
        self._page = page
        self._until = until
        self._gap_s = 1 / following.per_second(page.app_id)
        self._access: Access | None = None
        self._next_at = following.monotonic()
        self.reading = reading

    def go(self) -> None:
        """Read until the end of the list or of the time; raise the ``DeliveryError`` that stopped it."""
        while self.reading.is_under_way and self._by.monotonic() < self._until:
            listed = self._asked()
            self.reading = self._by.readings.keep(self._after(listed))

    def _after(self, listed: Listed | None) -> Reading:
        if listed is None:
            return self.reading.without_first()
        if self.reading.is_too_long(listed):
            return self.reading.cut(listed)
        met = self._by.people.meet(self._page, listed.user_ids, since=self.reading.began_at)
        return self.reading.read(listed, added=met.added, mended=met.mended)

    def _asked(self) -> Listed | None:
        """Ask for the next part; None when the platform refuses the days and not the page."""
        try:
            return self._called()
        except (PageBroken, Throttled, Unavailable, TokenExpired):
            raise
        except DeliveryError:
            if self.reading.segments[0].between is None:
                raise
            return None

    def _called(self) -> Listed:
        """Ask with the page's token, renewed once if need be."""
        access = self._access = self._access or self._by.tokens.access(self._page.page_id)
        try:
            return self._paced(access)
        except TokenExpired:
            self._access = self._by.tokens.renewed(access)
            return self._paced(self._access)

    def _paced(self, access: Access) -> Listed:
        """Ask in the next slot of the pace; one that was missed is not made up for."""
        now = self._by.monotonic()
        if now < self._next_at:
            self._by.sleep(self._next_at - now)
        self._next_at = max(now, self._next_at) + self._gap_s
        try:
            return self._by.directory.followers(
                access_token=access.token, offset=self.reading.offset, between=self.reading.segments[0].between
            )
        except PageBroken as broken:
            self._by.tokens.report_broken(access, broken.code)
            raise
