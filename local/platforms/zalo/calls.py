"""One call with an access token: whose it is, whether the app is within its limit, and then the work."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.platforms.config import Page, Settings
from local.platforms.faults import Endpoint
from local.platforms.limits import MinuteLimit
from local.platforms.world import World
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.mail import Data
from local.platforms.zalo.tokens import Tokens

type Use = Callable[[Page, dict[str, Any]], Data]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One thing that a page may ask for.

    ``meter``: what the app's limit is counted under beside its id; the article API has a count of its own.
    ``sends``: a send, which is on its way for the ``latency_ms`` of the settings.
    """

    endpoint: Endpoint
    use: Use
    meter: str = ""
    sends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the platform did, ready to be answered and recorded."""

    body: dict[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    error: int = 0
    message_id: str | None = None


class Calls:
    """Answers calls to the OA API; a refusal is an outcome as well."""

    def __init__(self, world: World, tokens: Tokens, limit: MinuteLimit, settings: Callable[[], Settings]) -> None:
        self._world = world
        self._tokens = tokens
        self._limit = limit
        self._settings = settings

    def answer(self, service: Service, token: str, asked: dict[str, Any]) -> Outcome:
        """Do what a page asks for, if its token lives and its app is within the limit."""
        page_id = self._tokens.page_of_access(token)
        if page_id is None:
            return _refusal(Refused(-216), {})
        page = self._world.pages[page_id]
        settings = self._settings()
        at_most = settings.requests_per_minute
        remain = self._limit.take(page.app_id + service.meter, limit=at_most, window=settings.limit_window)
        headers = {"X-RateLimit-Limit": str(at_most), "X-RateLimit-Remain": str(max(remain, 0))} if at_most else {}
        if remain < 0:
            return _refusal(Refused(-32), headers)
        try:
            data = service.use(page, asked)
        except Refused as refused:
            return _refusal(refused, headers)
        return Outcome(
            body={"data": data, "error": 0, "message": "Success"}, headers=headers, message_id=data.get("message_id")
        )


def _refusal(refused: Refused, headers: Mapping[str, str]) -> Outcome:
    return Outcome(body={"error": refused.code, "message": refused.sentence}, headers=headers, error=refused.code)
