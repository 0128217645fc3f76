"""The pre-flight: what a broadcast would reach and take, counted over its whole audience before anybody approves it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from dutydesk.clock import Clock, from_iso, iso
from dutydesk.rails import Path, article_path, path_of
from dutydesk.stores.broadcasts import Broadcast, Kind, Letter
from functions.broadcast.planning.articles import REVIEW_S, Readers, readers_of
from functions.broadcast.planning.audience import SHARDS, Audience, Choice
from functions.broadcast.planning.doubles import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What was counted. ``reach`` is by rail, ``billed`` those of them that the platform charges for.

    ``passed_by`` counts by the letter that a person's ledger would hold. ``seconds`` is what the slowest app takes at
    its rate; apps send side by side. ``cost_vnd`` counts what has a published price; ``unpriced`` the messages that are
    billed by a package whose price only the page's owner knows. ``unready`` says of each page that cannot send why: it
    is unknown, has no token, or what broke it. ``revision`` is that of the broadcast which was counted.
    ``possible_doubles`` are those of the people reached whose link was met before: they get the message on another page
    as well. It knows only people whose link is known, and errs as ``doubles`` says.
    Of an article the pages are counted, not people, and ``seconds`` holds the platform's review. ``followers`` are
    those whom the desk knows to follow its pages; ``opted_out`` of them want no broadcasts and get it all the same.
    """

    counted_at: str
    revision: int
    people: int
    reach: Mapping[str, int] = field(default_factory=dict)
    billed: Mapping[str, int] = field(default_factory=dict)
    passed_by: Mapping[str, int] = field(default_factory=dict)
    by_page: Mapping[str, int] = field(default_factory=dict)
    seconds: int = 0
    cost_vnd: int = 0
    unpriced: int = 0
    unready: Mapping[str, str] = field(default_factory=dict)
    possible_doubles: int = 0
    followers: int = 0
    opted_out: int = 0

    def plain(self) -> dict[str, Any]:
        """As JSON's own types."""
        return asdict(self)


UNKNOWN_PAGE = "unknown_page"


@dataclass(slots=True)
class _Tally:
    """What was counted so far."""

    people: int = 0
    reach: Counter[str] = field(default_factory=Counter)
    billed: Counter[str] = field(default_factory=Counter)
    passed_by: Counter[str] = field(default_factory=Counter)
    by_page: Counter[str] = field(default_factory=Counter)
    by_app: Counter[str] = field(default_factory=Counter)
    cost_vnd: int = 0
    unpriced: int = 0
    possible_doubles: int = 0
    links: Links = field(default_factory=Links)

    def add(self, way: Path | Letter, *, page_id: str, app_id: str, link: str) -> None:
        """Count one person."""
        self.people += 1
        if isinstance(way, Letter):
            self.passed_by[way] += 1
            return
        self.reach[way.rail.name] += 1
        self.by_page[page_id] += 1
        self.by_app[app_id] += 1
        self.possible_doubles += self.links.met(link)
        if way.billed:
            self.billed[way.rail.name] += 1
            self.cost_vnd += way.rail.price_vnd or 0
            self.unpriced += way.rail.price_vnd is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Counts an audience in constant memory."""

    selection: Callable[[Broadcast, str], Choice]
    app_of: Callable[[str], str | None]
    """Returns the app of a page, or None for a page that nobody knows."""
    why_unready: Callable[[str], str]
    """Returns why a page cannot send; empty when it can."""
    rate_of: Callable[[str], float]
    clock: Clock

    def preflight(self, broadcast: Broadcast) -> Preflight:
        """Count as of the moment of sending: ``starts_at``, or now when that is empty or past."""
        now = self.clock()
        moment = max(now, from_iso(broadcast.starts_at)) if broadcast.starts_at else now
        tally, readers, unready = _Tally(), Readers(), {}
        for page_id in Audience.of(broadcast.audience).pages:
            app_id = self.app_of(page_id)
            reason = self.why_unready(page_id) if app_id else UNKNOWN_PAGE
            if reason:
                unready[page_id] = reason
            if app_id:
                self._count(tally, broadcast, page_id, app_id, moment)
                readers += self._readers(broadcast, page_id)
        slowest = max((count / self.rate_of(app_id) for app_id, count in tally.by_app.items()), default=0.0)
        return Preflight(
            counted_at=iso(now),
            revision=broadcast.revision,
            people=tally.people,
            reach=dict(tally.reach),
            billed=dict(tally.billed),
            passed_by=dict(tally.passed_by),
            by_page=dict(tally.by_page),
            seconds=round(slowest) + (REVIEW_S if broadcast.kind is Kind.ARTICLE else 0),
            cost_vnd=tally.cost_vnd,
            unpriced=tally.unpriced,
            unready=unready,
            possible_doubles=tally.possible_doubles,
            followers=readers.followers,
            opted_out=readers.opted_out,
        )

    def _readers(self, broadcast: Broadcast, page_id: str) -> Readers:
        if broadcast.kind is not Kind.ARTICLE:
            return Readers()
        return readers_of(self.selection(broadcast, page_id).followers, page_id)

    def _count(self, tally: _Tally, broadcast: Broadcast, page_id: str, app_id: str, moment: datetime) -> None:
        selection, template = self.selection(broadcast, page_id), bool(broadcast.template_id)
        for meant in (one for shard in SHARDS for one in selection.of(page_id, shard)):
            way: Path | Letter = meant.letter
            if meant.letter is Letter.PENDING:
                to = meant.follower.recipient
                is_article = broadcast.kind is Kind.ARTICLE
                way = article_path(to.platform, moment) if is_article else path_of(to, template=template, now=moment)
            tally.add(way, page_id=page_id, app_id=app_id, link=meant.follower.link)
