"""The pre-flight: what a broadcast would reach and take, counted over its whole audience before anybody approves it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from dutydesk.rails import Path, path_of
from dutydesk.stores.broadcasts import Broadcast, Letter
from functions.broadcast.planning.audience import SHARDS, Audience, Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What was counted. ``reach`` is by rail, ``billed`` those of them that the platform charges for.

    ``passed_by`` counts by the letter that a person's ledger would hold. ``seconds`` is what the slowest app takes at
    its rate; apps send side by side. ``cost_vnd`` counts what has a published price; ``unpriced`` the messages that are
    billed by a package whose price only the page's owner knows.
    """

    counted_at: str
    people: int
    reach: Mapping[str, int] = field(default_factory=dict)
    billed: Mapping[str, int] = field(default_factory=dict)
    passed_by: Mapping[str, int] = field(default_factory=dict)
    by_page: Mapping[str, int] = field(default_factory=dict)
    seconds: int = 0
    cost_vnd: int = 0
    unpriced: int = 0

    def plain(self) -> dict[str, Any]:
        """As JSON's own types."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Counts an audience in constant memory."""

    selection: Callable[[Broadcast, str], Selection]
    app_of: Callable[[str], str]
    rate_of: Callable[[str], float]
    now: Callable[[], datetime]
    iso_now: Callable[[], str]

    def preflight(self, broadcast: Broadcast, *, at: datetime | None = None) -> Preflight:
        """Count as of ``at``, the moment of sending; now when it is left out."""
        moment = at or self.now()
        reach: Counter[str] = Counter()
        billed: Counter[str] = Counter()
        passed_by: Counter[str] = Counter()
        by_page: Counter[str] = Counter()
        by_app: Counter[str] = Counter()
        cost = unpriced = people = 0
        for page_id in Audience.of(broadcast.audience).pages:
            selection = self.selection(broadcast, page_id)
            for meant in (one for shard in SHARDS for one in selection.of(page_id, shard)):
                people += 1
                way: Path | Letter = meant.letter
                if meant.letter is Letter.PENDING:
                    way = path_of(meant.follower.recipient, template=bool(broadcast.template_id), now=moment)
                if isinstance(way, Letter):
                    passed_by[way] += 1
                    continue
                reach[way.rail.name] += 1
                by_page[page_id] += 1
                by_app[self.app_of(page_id)] += 1
                if way.billed:
                    billed[way.rail.name] += 1
                    cost += way.rail.price_vnd or 0
                    unpriced += way.rail.price_vnd is None
        slowest = max((count / self.rate_of(app_id) for app_id, count in by_app.items()), default=0.0)
        return Preflight(
            counted_at=self.iso_now(),
            people=people,
            reach=dict(reach),
            billed=dict(billed),
            passed_by=dict(passed_by),
            by_page=dict(by_page),
            seconds=round(slowest),
            cost_vnd=cost,
            unpriced=unpriced,
        )
