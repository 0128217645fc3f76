"""A platform's articles that answer as they are told: made a while after they came, carried to followers once each."""

import json
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dutydesk.errors import Unavailable
from tests.unit.broadcast.air import Time

CREATE, VERIFY, BROADCAST = "/v2.0/article/create", "/v2.0/article/verify", "/v2.0/oa/message"


@dataclass
class FakePress:
    """Stands in for ``Wire``; the next call to a path goes as the first of its ``moods`` says, else well.

    A mood is an error number, ``lost`` (done, without an answer), ``down`` (not done) or ``garbage`` (done).
    ``article_s`` is how long an article takes to be made. ``sent`` are page and article of each broadcast.
    """

    time: Time
    article_s: float = 3.0
    moods: dict[str, deque[int | str]] = field(default_factory=dict)
    on_call: Callable[[], None] = lambda: None
    followers: int | None = None
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)
    _made: dict[str, tuple[str, float]] = field(default_factory=dict)

    def will(self, path: str, *moods: int | str) -> None:
        self.moods.setdefault(path, deque()).extend(moods)

    def calls(self) -> Counter[str]:
        return Counter(path for path, _ in self.asked)

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> dict[str, object]:
        self.on_call()
        path, asked = url.removeprefix("https://zalo"), json.loads(body)
        self.asked.append((path, asked))
        page_id = headers["access_token"].partition("|")[0]
        waiting = self.moods.get(path)
        mood = waiting.popleft() if waiting else 0
        if mood == "down":
            raise Unavailable("no connection", answer_lost=False)
        told: dict[str, object] = {"error": mood} if isinstance(mood, int) and mood else self._do(path, page_id, asked)
        self.on_call()
        if mood == "lost":
            raise Unavailable("no answer", answer_lost=True)
        return {"hello": "world"} if mood == "garbage" else told

    def _do(self, path: str, page_id: str, asked: dict[str, Any]) -> dict[str, object]:
        match path:
            case "/v2.0/article/create":
                token = f"t{len(self._made)}"
                self._made[token] = (f"{page_id}/{token}", self.time() + self.article_s)
                return {"error": 0, "data": {"token": token}}
            case "/v2.0/article/verify":
                article_id, ready_at = self._made.get(asked["token"], ("", 0.0))
                if not article_id:
                    return {"error": -201}
                return {"error": -214} if self.time() < ready_at else {"error": 0, "data": {"id": article_id}}
            case "/v2.0/oa/message":
                (element,) = asked["message"]["attachment"]["payload"]["elements"]
                self.sent.append((page_id, element["attachment_id"]))
                extra = {} if self.followers is None else {"num_follower": self.followers}
                return {"error": 0, "data": {"message_id": f"m{len(self.sent)}"} | extra}
        raise AssertionError(path)
