"""The HTTP edge of Zalo: faults and latency stand before the OA API and OAuth.

Errors of the OA API are HTTP 200 with ``{"error": <negative>, "message"}``.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.platforms.answers import answered
from local.platforms.config import Settings
from local.platforms.faults import Endpoint, Fault, Faults
from local.platforms.journal import Call, Journal
from local.platforms.severing import Dropped
from local.platforms.zalo.calls import Calls, Outcome, Service
from local.platforms.zalo.errors import message_of
from local.platforms.zalo.oauth import OAuth
from local.platforms.zalo.tokens import Tokens

GARBAGE = "<html><body>Bad gateway \ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A call before it is answered: what it is about, how long it is on its way, and the work."""

    endpoint: Endpoint
    page_id: str | None
    user_id: str | None
    work: Callable[[], Outcome]
    latency_s: float = 0


class Gateway:
    """Routes of openapi.zalo.me and oauth.zaloapp.com that pages use."""

    def __init__(
        self,
        calls: Calls,
        oauth: OAuth,
        tokens: Tokens,
        *,
        posted: Mapping[str, Service],
        asked: Mapping[str, Service],
        faults: Faults,
        journal: Journal,
        settings: Callable[[], Settings],
    ) -> None:
        self._calls = calls
        self._oauth = oauth
        self._tokens = tokens
        self._posted = posted
        self._asked = asked
        self._faults = faults
        self._journal = journal
        self._settings = settings

    def routes(self) -> list[Route]:
        """Return the routes, busiest first."""
        return [
            *(Route(path, self._post(service), methods=["POST"]) for path, service in self._posted.items()),
            Route("/v4/oa/access_token", self._exchange, methods=["POST"]),
            *(Route(path, self._ask(service), methods=["GET"]) for path, service in self._asked.items()),
        ]

    def is_send(self, path: str) -> bool:
        """Tell whether ``send`` may take a call to this path now: not while any fault is in force."""
        service = self._posted.get(path)
        return service is not None and service.sends and not self._faults

    def send(self, path: str, token: str, raw: bytes) -> tuple[Outcome, float]:
        """Do a send at once; return its outcome and after how many seconds it is to be answered."""
        service, body = self._posted[path], parsed(raw)
        outcome = self._calls.answer(service, token, body)
        latency_ms = self._settings().latency_ms
        self._journal.add(
            Call(
                endpoint=service.endpoint,
                page_id=self._tokens.page_of_access(token),
                user_id=_subject(body),
                error=outcome.error,
                message_id=outcome.message_id,
                latency_ms=latency_ms,
            )
        )
        return outcome, latency_ms / 1000

    def _post(self, service: Service) -> Callable[[Request], Awaitable[Response]]:
        async def post(request: Request) -> Response:
            return await self._serve(service, request, parsed(await request.body()))

        return post

    def _ask(self, service: Service) -> Callable[[Request], Awaitable[Response]]:
        """Return the route of a GET call, whose one parameter ``data`` is JSON."""

        async def ask(request: Request) -> Response:
            return await self._serve(service, request, parsed(request.query_params.get("data", "{}").encode()))

        return ask

    async def _serve(self, service: Service, request: Request, body: dict[str, Any]) -> Response:
        token = request.headers.get("access_token", "")
        return await self._answer(
            _Asked(
                endpoint=service.endpoint,
                page_id=self._tokens.page_of_access(token),
                user_id=_subject(body),
                work=lambda: self._calls.answer(service, token, body),
                latency_s=self._settings().latency_ms / 1000 if service.sends else 0,
            )
        )

    async def _exchange(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        secret = request.headers.get("secret_key", "")
        page_id = self._oauth.page_of(form)
        return await self._answer(
            _Asked(endpoint="oauth", page_id=page_id, user_id=None, work=lambda: self._oauth.grant(form, secret))
        )

    async def _answer(self, asked: _Asked) -> Response:
        """Do the work unless a fault comes before it; answer unless a fault comes after it."""
        started = time.perf_counter()
        fault = None
        if self._faults:
            fault = self._faults.take(asked.endpoint, page_id=asked.page_id, user_id=asked.user_id)
        outcome = asked.work() if fault is None or fault.moment == "after" else None
        latency_s = asked.latency_s + (fault.latency_ms / 1000 if fault else 0)
        if latency_s:
            await asyncio.sleep(latency_s)
        response = _spoilt(fault) if fault else None
        if outcome is None and response is None:
            outcome = asked.work()
        if response is None and outcome is not None:
            response = answered(outcome.body, headers=outcome.headers)
        self._journal.add(
            Call(
                endpoint=asked.endpoint,
                page_id=asked.page_id,
                user_id=asked.user_id,
                error=outcome.error if outcome else None,
                message_id=outcome.message_id if outcome else None,
                latency_ms=round((time.perf_counter() - started) * 1000, 2),
                fault=fault,
            )
        )
        return response or answered({})


def parsed(raw: bytes) -> dict[str, Any]:
    """Return a JSON object; anything else becomes an empty one, whose fields are then missing."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _spoilt(fault: Fault) -> Response | None:
    """Return the answer that a fault gives in place of the platform's, or None when it only takes time."""
    if fault.drop_connection:
        return Dropped()
    if fault.garbage_body:
        return Response(GARBAGE.encode("utf-16"), 200, media_type="application/json")
    if fault.http_status is not None:
        return Response(GARBAGE, fault.http_status, media_type="text/html")
    if fault.zalo_error is not None:
        return answered({"error": fault.zalo_error, "message": message_of(fault.zalo_error)})
    return None


def _subject(body: dict[str, Any]) -> str | None:
    """Return whom a call is about: the field ``user_id``, of its own or of its recipient."""
    recipient = body.get("recipient")
    user_id = recipient.get("user_id") if isinstance(recipient, dict) else body.get("user_id")
    return user_id if isinstance(user_id, str) else None
