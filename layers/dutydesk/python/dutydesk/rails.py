"""Rails: by which path a broadcast may reach a person at this moment. The rules are this one table.

Every row says since when it is known to hold and where it stands, so that a change of a platform's policy is one edit.
Prices are what the platform charges for one message, in Vietnamese đồng; None where it is not published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from dutydesk.clock import VIETNAM
from dutydesk.stores.broadcasts import Letter


class RailName(StrEnum):
    """A path to a person."""

    ZALO_CONSULTATION = "zalo_consultation"
    ZALO_TEMPLATE = "zalo_template"
    ZALO_ARTICLE = "zalo_article"
    ZNS_PHONE = "zns_phone"
    MESSENGER = "messenger"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """One path and its rules.

    ``window``: how long after a person's last interaction it is open, None for always; ``free_for``: how much of that
    costs nothing. ``hours``: when it may be used, in Vietnam's time, None for always. ``served``: whether the desk can
    send by it yet.
    """

    name: RailName
    platform: str
    window: timedelta | None
    free_for: timedelta | None
    hours: tuple[time, time] | None
    followers_only: bool
    needs_template: bool
    price_vnd: int | None
    served: bool
    known_since: str
    source: str


_DAY = timedelta(days=1)
RAILS: Mapping[RailName, Rail] = {
    rail.name: rail
    for rail in (
        Rail(
            name=RailName.ZALO_CONSULTATION,
            platform="zalo",
            window=7 * _DAY,
            free_for=2 * _DAY,
            hours=None,
            followers_only=False,
            needs_template=False,
            price_vnd=None,
            served=True,
            known_since="2026-01-01",
            source="Zalo OA documentation: consultation messages; after 48 hours billed by the page's package",
        ),
        Rail(
            name=RailName.ZALO_TEMPLATE,
            platform="zalo",
            window=None,
            free_for=None,
            hours=(time(6), time(22)),
            followers_only=False,
            needs_template=True,
            price_vnd=None,
            served=True,
            known_since="2026-03-01",
            source="Zalo OA documentation: approved template by user id (ZBS), one source for its call",
        ),
        Rail(
            name=RailName.ZALO_ARTICLE,
            platform="zalo",
            window=None,
            free_for=None,
            hours=(time(6), time(22)),
            followers_only=True,
            needs_template=False,
            price_vnd=0,
            served=True,
            known_since="2026-01-01",
            source="Zalo OA documentation: article broadcast; the platform fans out within the package's monthly quota",
        ),
        Rail(
            name=RailName.ZNS_PHONE,
            platform="zalo",
            window=None,
            free_for=None,
            hours=None,
            followers_only=False,
            needs_template=True,
            price_vnd=None,
            served=False,
            known_since="2026-01-01",
            source="Zalo ZNS documentation: template by phone number, with the person's consent",
        ),
        Rail(
            name=RailName.MESSENGER,
            platform="messenger",
            window=_DAY,
            free_for=_DAY,
            hours=None,
            followers_only=False,
            needs_template=False,
            price_vnd=0,
            served=False,
            known_since="2026-01-01",
            source="Messenger platform documentation: 24-hour window; comes with its channel",
        ),
        Rail(
            name=RailName.TELEGRAM,
            platform="telegram",
            window=None,
            free_for=None,
            hours=None,
            followers_only=False,
            needs_template=False,
            price_vnd=0,
            served=False,
            known_since="2026-01-01",
            source="Telegram Bot API documentation: anyone who started the bot; comes with its channel",
        ),
    )
}

ORDER: Sequence[RailName] = (RailName.ZALO_CONSULTATION, RailName.ZALO_TEMPLATE)
"""The paths that are tried for a person, the cheapest first; an article's leads to a page's followers, not to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """What decides about a person; ``last_interaction`` is None for somebody who never wrote."""

    platform: str
    last_interaction: datetime | None
    follower: bool = False
    unreachable: bool = False
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """The rail chosen, and whether the message is billed."""

    rail: Rail
    billed: bool


def path_of(to: Recipient | None, *, template: bool, now: datetime) -> Path | Letter:
    """Return the first rail that is open to this person now, or the letter that says why none is.

    Args:
        to: the person; None for somebody of whom nothing is known any more.
        template: whether the broadcast has an approved template.
        now: the moment of sending.
    """
    if to is None or to.unreachable:
        return Letter.SKIPPED_GONE
    if to.opted_out:
        return Letter.SKIPPED_OPTED_OUT
    for name in ORDER:
        rail = RAILS[name]
        if rail.served and _is_open(rail, to, template=template, now=now):
            return Path(rail, billed=not _is_free(rail, to, now))
    return Letter.SKIPPED_WINDOW


def article_path(platform: str, now: datetime) -> Path | Letter:
    """Return the rail that carries an article to a page's followers now, or the letter that says that none does."""
    rail = RAILS[RailName.ZALO_ARTICLE]
    if not (rail.served and rail.platform == platform and in_hours(rail, now)):
        return Letter.SKIPPED_WINDOW
    return Path(rail, billed=False)


def opens_at(rail: Rail, now: datetime) -> datetime:
    """Return when the rail may be used next: ``now`` within its hours, else their next beginning, as UTC."""
    if rail.hours is None or in_hours(rail, now):
        return now
    begin, _ = rail.hours
    local = now.astimezone(VIETNAM)
    opening = local.replace(hour=begin.hour, minute=begin.minute, second=0, microsecond=0)
    return (opening if local < opening else opening + _DAY).astimezone(UTC)


def in_hours(rail: Rail, now: datetime) -> bool:
    """Whether the rail may be used at this time of the day in Vietnam."""
    if rail.hours is None:
        return True
    begin, end = rail.hours
    return begin <= now.astimezone(VIETNAM).time() < end


def _is_open(rail: Rail, to: Recipient, *, template: bool, now: datetime) -> bool:
    if rail.platform != to.platform or (rail.needs_template and not template) or not in_hours(rail, now):
        return False
    if rail.followers_only and not to.follower:
        return False
    return rail.window is None or (to.last_interaction is not None and now - to.last_interaction <= rail.window)


def _is_free(rail: Rail, to: Recipient, now: datetime) -> bool:
    if rail.price_vnd == 0:
        return True
    return rail.free_for is not None and to.last_interaction is not None and now - to.last_interaction <= rail.free_for
