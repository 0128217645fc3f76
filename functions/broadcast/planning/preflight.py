"""The pre-flight: what a broadcast would reach and take, counted over its whole audience before anybody approves it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from dutydesk.clock import Clock, from_iso, iso
from dutydesk.rails import Path, path_of
from dutydesk.stores.broadcasts import Broadcast, Letter
from functions.broadcast.planning.audience import SHARDS, Audience, Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What was counted. ``reach`` is by rail, ``billed`` those of them that the platform charges for.

    ``passed_by`` counts by the letter that a person's ledger would hold. ``seconds`` is what the slowest app takes at
    its rate; apps send side by side. ``cost_vnd`` counts what has a published price; ``unpriced`` the messages that are
    billed by a package whose price only the page's owner knows. ``unready`` says of each page that cannot send why: it
    is unknown, has no token, or what broke it. ``revision`` is that of the broadcast which was counted.
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

    def add(self, way: Path | Letter, *, page_id: str, app_id: str) -> None:
        """Count one person."""
        self.people += 1
        if isinstance(way, Letter):
            self.passed_by[way] += 1
            return
        self.reach[way.rail.name] += 1
        self.by_page[page_id] += 1
        self.by_app[app_id] += 1
        if way.billed:
            self.billed[way.rail.name] += 1
            self.cost_vnd += way.rail.price_vnd or 0
            self.unpriced += way.rail.price_vnd is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Counts an audience in constant memory."""

    selection: Callable[[Broadcast, str], Selection]
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
        tally, unready = _Tally(), {}
        for page_id in Audience.of(broadcast.audience).pages:
            app_id = self.app_of(page_id)
            reason = self.why_unready(page_id) if app_id else UNKNOWN_PAGE
            if reason:
                unready[page_id] = reason
            if app_id:
                self._count(tally, broadcast, page_id, app_id, moment)
        slowest = max((count / self.rate_of(app_id) for app_id, count in tally.by_app.items()), default=0.0)
        return Preflight(
            counted_at=iso(now),
            revision=broadcast.revision,
            people=tally.people,
            reach=dict(tally.reach),
            billed=dict(tally.billed),
            passed_by=dict(tally.passed_by),
            by_page=dict(tally.by_page),
            seconds=round(slowest),
            cost_vnd=tally.cost_vnd,
            unpriced=tally.unpriced,
            unready=unready,
        )

    def _count(self, tally: _Tally, broadcast: Broadcast, page_id: str, app_id: str, moment: datetime) -> None:
        selection, template = self.selection(broadcast, page_id), bool(broadcast.template_id)
        for meant in (one for shard in SHARDS for one in selection.of(page_id, shard)):
            way: Path | Letter = meant.letter
            if meant.letter is Letter.PENDING:
                way = path_of(meant.follower.recipient, template=template, now=moment)
            tally.add(way, page_id=page_id, app_id=app_id)
