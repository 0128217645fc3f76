"""A platform that answers as it is told, the pages' tokens, and a courier that carries on a clock of its own."""

import json
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from dutydesk.errors import Unavailable
from functions.broadcast.sending.courier import PooledCourier
from functions.broadcast.sending.ports import Came, Outcome
from tests.unit.broadcast.air import Time

REFUSALS = {
    "limit": -32,
    "expired": -216,
    "blocked": -213,
    "refused": -201,
    "window": -230,
    "broken": -204,
    "quota": -211,
}
MOODS = ("down", "lost", "garbage", "no_connection", *REFUSALS)
"""How a call may go wrong: without arriving, after arriving, or with a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A message that a citizen has."""

    page_id: str
    user_id: str
    text: str
    message_id: str


@dataclass
class FakeWire:
    """Stands in for ``Wire``: the next call goes as the first of ``moods`` says, and well when there is none.

    ``on_call`` is told before a call does anything, ``on_delivery`` of every message that arrives, and ``on_answer``
    before the answer goes back.
    """

    moods: deque[str] = field(default_factory=deque)
    on_call: Callable[[], None] = lambda: None
    on_delivery: Callable[[Delivered], None] = lambda _one: None
    on_answer: Callable[[], None] = lambda: None
    delivered: list[Delivered] = field(default_factory=list)
    _ids: Any = field(default_factory=lambda: count(1))

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> dict[str, object]:
        assert url
        self.on_call()
        mood = self.moods.popleft() if self.moods else "well"
        if mood in {"well", "lost", "garbage"}:
            message_id = self._deliver(headers["access_token"], json.loads(body))
        self.on_answer()
        match mood:
            case "well":
                return {"error": 0, "data": {"message_id": message_id}}
            case "garbage":
                return {"hello": "world"}
            case "down" | "lost":
                raise Unavailable("http 503", answer_lost=True)
            case "no_connection":
                raise Unavailable("no connection", answer_lost=False)
        return {"error": REFUSALS[mood]}

    def _deliver(self, token: str, asked: dict[str, Any]) -> str:
        page_id, _, _ = token.partition("|")
        if "template_id" in asked:
            user_id, text = asked["user_id"], asked["template_data"]["content"]
        else:
            user_id, text = asked["recipient"]["user_id"], asked["message"]["text"]
        one = Delivered(page_id=page_id, user_id=user_id, text=text, message_id=f"m{next(self._ids)}")
        self.delivered.append(one)
        self.on_delivery(one)
        return one.message_id


@dataclass(frozen=True, slots=True)
class FakeAccess:
    """A token that names its page."""

    page_id: str
    version: int

    @property
    def token(self) -> str:
        return f"{self.page_id}|{self.version}"


@dataclass
class FakePageTokens:
    """Every page has a token; ``renew`` may raise instead of giving a newer one."""

    renew: Callable[[], None] = lambda: None
    unready: dict[str, Exception] = field(default_factory=dict)
    renewals: int = 0
    broken: Counter[str] = field(default_factory=Counter)

    def access(self, page_id: str) -> FakeAccess:
        if page_id in self.unready:
            raise self.unready[page_id]
        return FakeAccess(page_id, self.renewals)

    def renewed(self, refused: FakeAccess) -> FakeAccess:
        self.renew()
        self.renewals += 1
        return FakeAccess(refused.page_id, self.renewals)

    def report_broken(self, access: FakeAccess, reason: str) -> None:
        assert reason
        self.broken[access.page_id] += 1


@dataclass(slots=True, kw_only=True)
class TimedCourier(PooledCourier[FakeAccess]):
    """The real courier without its threads: a message arrives at once, its answer ``latency_s`` later."""

    time: Time
    latency_s: float = 0.12
    _air: list[tuple[float, Outcome]] = field(default_factory=list)

    def start(self, index: int) -> None:
        try:
            outcome = self._tried(index)
        except Exception:  # noqa: BLE001  # as the real one does
            outcome = Outcome(index=index, came=Came.LOST)
        self._air.append((self.time() + self.latency_s, outcome))

    def finished(self, wait_s: float) -> Sequence[Outcome]:
        due = min((at for at, _ in self._air), default=None)
        if due is None or due > self.time() + wait_s:
            self.time.pass_by(wait_s)
            return []
        self.time.at = max(self.time(), due)
        home = [outcome for at, outcome in self._air if at <= self.time()]
        self._air = [(at, outcome) for at, outcome in self._air if at > self.time()]
        return home

    def under_way(self) -> int:
        return len(self._air)
