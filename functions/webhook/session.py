"""A person's session: what the desk needs to remember to route the next message."""

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from dutydesk.clock import from_iso, iso

REMEMBERED_EVENTS = 20
"""Redelivered events take their first route as long as they are among so many latest ones."""

SILENCE = timedelta(minutes=30)
"""A dialogue that was silent for so long is closed; its case stays as it is."""

KEPT_FOR = timedelta(hours=23)
"""Messages outside a dialogue share one bucket for so long; the first of them is stored for a day."""

MOST_KEPT = 50

REQUEST_FOR = timedelta(days=7)
"""Longer than an officer has to answer a request about somebody's own data."""

ERRAND_SILENCE = timedelta(minutes=15)
"""An errand that was silent for so long is over: the next number is no answer to its question any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """Where a message went, and how: enough to enqueue it again exactly so.

    ``also_ask``: it went to the desk that answers as well. ``asked_id`` and ``choice`` are a verdict's on an answer.
    ``hide``: it was typed while a card was being looked up, so its long numbers are for no other desk.
    ``also_check``: the desk that looks cards up was told that the person is here.
    """

    desk: str
    intent: str
    dialogue_id: str = ""
    emergency: str = "none"
    report_like: bool = False
    code: str = ""
    adopt: bool = False
    first_contact: bool = False
    also_ask: bool = False
    asked_id: str = ""
    choice: int = 0
    hide: bool = False
    also_check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """An open tip dialogue; its id is the id of the case.

    ``started_at`` is when the platform says its start was sent; ``last_at`` when we heard of its last message, which
    may be much later: nobody was silent while a delivery was being tried again.
    """

    dialogue_id: str
    started_at: str
    last_at: str
    has_content: bool = False

    def is_open(self, now: datetime) -> bool:
        """Whether the silence was short enough."""
        return now - from_iso(self.last_at) <= SILENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The dialogue closed last: a message sent within it may still arrive after its end."""

    dialogue_id: str
    started_at: str
    closed_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The bucket for messages outside a dialogue; its id becomes the case's when a tap makes them a tip."""

    dialogue_id: str
    opened_at: str
    last_sent_at: str
    count: int = 0

    def takes_more(self, now: datetime) -> bool:
        """Whether another message still fits."""
        return self.count < MOST_KEPT and now - from_iso(self.opened_at) < KEPT_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the person last asked for of their own data: asked again soon, it is the same case."""

    wish: str
    case_id: str
    asked_at: str

    def is_fresh(self, now: datetime) -> bool:
        """Whether the same wish still means that case."""
        return now - from_iso(self.asked_at) < REQUEST_FOR


class Business(StrEnum):
    """What an errand is about."""

    LOOKUP = "lookup"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A short dialogue about a card or a queue number; its words are for that desk alone.

    ``kind`` is a ``Business``, or a newer release's. ``opened_at`` is when the platform says its opening was sent,
    ``last_at`` when we heard of its last message.
    """

    kind: str
    opened_at: str
    last_at: str

    def is_open(self, now: datetime) -> bool:
        """Whether the silence was short enough."""
        return now - from_iso(self.last_at) <= ERRAND_SILENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Everything that routing depends on, beside the message.

    ``watching_until``: the person is to be told when a card is ready, until then. ``checked_at``: when the desk that
    tells it last heard that the person is here.
    """

    greeted: bool = False
    dialogue: Dialogue | None = None
    closed: Closed | None = None
    kept: Kept | None = None
    errand: Errand | None = None
    watching_until: str = ""
    checked_at: str = ""
    request: Request | None = None
    recent: dict[str, Routed] = field(default_factory=dict)

    def remember(self, event_key: str, routed: Routed) -> "Session":
        """Return the session that also knows this event's route."""
        latest = list((self.recent | {event_key: routed}).items())[-REMEMBERED_EVENTS:]
        return replace(self, recent=dict(latest))

    def heard(self, now: datetime) -> "Session":
        """Return the session whose dialogue, if it has one, is not silent as of now."""
        if self.dialogue is None:
            return self
        return replace(self, dialogue=replace(self.dialogue, last_at=max(self.dialogue.last_at, iso(now))))

    def close(self, at: datetime) -> "Session":
        """Return the session with its dialogue closed, if it has one."""
        if self.dialogue is None:
            return self
        closed = Closed(dialogue_id=self.dialogue.dialogue_id, started_at=self.dialogue.started_at, closed_at=iso(at))
        return replace(self, dialogue=None, closed=closed)


def to_plain(session: Session) -> dict[str, Any]:
    """Turn a session into JSON's own types, leaving out what is empty."""
    plain = {name: value for name, value in asdict(session).items() if value}
    if session.recent:
        plain["recent"] = [[key, _short(routed)] for key, routed in session.recent.items()]
    return plain


def from_plain(plain: dict[str, Any]) -> Session:
    """Read what ``to_plain`` wrote; an empty object is a person never seen, an unknown field a newer release's."""
    return Session(
        greeted=plain.get("greeted", False),
        dialogue=_read(Dialogue, plain["dialogue"]) if "dialogue" in plain else None,
        closed=_read(Closed, plain["closed"]) if "closed" in plain else None,
        kept=_read(Kept, plain["kept"]) if "kept" in plain else None,
        errand=_read(Errand, plain["errand"]) if "errand" in plain else None,
        watching_until=plain.get("watching_until", ""),
        checked_at=plain.get("checked_at", ""),
        request=_read(Request, plain["request"]) if "request" in plain else None,
        recent={key: _read(Routed, routed) for key, routed in plain.get("recent", [])},
    )


def _read[T: (Routed, Dialogue, Closed, Kept, Errand, Request)](kind: type[T], plain: dict[str, Any]) -> T:
    return kind(**{one.name: plain[one.name] for one in fields(kind) if one.name in plain})


def _short(routed: Routed) -> dict[str, Any]:
    return {name: value for name, value in asdict(routed).items() if value and value != "none"}
