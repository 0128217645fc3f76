"""The HTTP edge of Zalo: tokens, limits and faults stand before the OA API and OAuth.

Errors of the OA API are HTTP 200 with ``{"error": <negative>, "message"}``.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.platforms.answers import answered
from local.platforms.config import Page, Settings
from local.platforms.faults import Endpoint, Fault, Faults
from local.platforms.journal import Journal
from local.platforms.limits import MinuteLimit
from local.platforms.severing import Dropped
from local.platforms.world import World
from local.platforms.zalo.errors import Refused, message_of
from local.platforms.zalo.official_account import Data, OfficialAccount
from local.platforms.zalo.tokens import GrantRefused, Tokens

REF_DOC = "https://developers.zalo.me/docs/social-api/tham-khao/ma-loi"
GARBAGE = "<html><body>Bad gateway \ufffd"

type Use = Callable[[Page, dict[str, Any]], Data]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What the platform did, ready to be answered and recorded."""

    body: dict[str, object]
    headers: dict[str, str] = field(default_factory=dict)
    error: int = 0
    message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What is recorded of a call: ids only."""

    endpoint: Endpoint
    page_id: str | None
    user_id: str | None = None


class Gateway:
    """Routes of openapi.zalo.me and oauth.zaloapp.com that pages use."""

    def __init__(
        self,
        world: World,
        account: OfficialAccount,
        tokens: Tokens,
        *,
        limit: MinuteLimit,
        faults: Faults,
        journal: Journal,
        settings: Callable[[], Settings],
    ) -> None:
        self._world = world
        self._account = account
        self._tokens = tokens
        self._limit = limit
        self._faults = faults
        self._journal = journal
        self._settings = settings

    def routes(self) -> list[Route]:
        """Return the routes, busiest first."""
        return [
            Route("/v3.0/oa/message/cs", self._message, methods=["POST"]),
            Route("/v4/oa/access_token", self._oauth, methods=["POST"]),
            Route("/v3.0/oa/user/detail", self._asked("user_detail", self._account.user_detail), methods=["GET"]),
            Route("/v3.0/oa/user/getlist", self._asked("user_list", self._account.user_list), methods=["GET"]),
            Route("/v2.0/oa/getoa", self._asked("oa", self._account.info), methods=["GET"]),
        ]

    async def _message(self, request: Request) -> Response:
        token = request.headers.get("access_token", "")
        body = _parsed(await request.body())
        call = _Call(endpoint="message", page_id=self._tokens.page_of_access(token), user_id=_recipient(body))
        return await self._answer(call, lambda: self._authorised(token, body, self._account.send))

    def _asked(self, endpoint: Endpoint, use: Use) -> Callable[[Request], Awaitable[Response]]:
        """Return the route of a GET call, whose one parameter ``data`` is JSON."""

        async def ask(request: Request) -> Response:
            token = request.headers.get("access_token", "")
            query = _parsed(request.query_params.get("data", "{}").encode())
            user_id = query.get("user_id")
            call = _Call(
                endpoint=endpoint,
                page_id=self._tokens.page_of_access(token),
                user_id=user_id if isinstance(user_id, str) else None,
            )
            return await self._answer(call, lambda: self._authorised(token, query, use))

        return ask

    async def _oauth(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        call = _Call(endpoint="oauth", page_id=self._tokens.page_of_refresh(form.get("refresh_token", "")))
        return await self._answer(call, lambda: self._granted(form, request.headers.get("secret_key", "")))

    async def _answer(self, call: _Call, work: Callable[[], _Outcome]) -> Response:
        """Do the work unless a fault comes before it; answer unless a fault comes after it."""
        started = time.perf_counter()
        fault = None
        if self._faults:
            fault = self._faults.take(call.endpoint, page_id=call.page_id, user_id=call.user_id)
        outcome = work() if fault is None or fault.moment == "after" else None
        if fault and fault.latency_ms:
            await asyncio.sleep(fault.latency_ms / 1000)
        response = _spoilt(fault) if fault else None
        if outcome is None and response is None:
            outcome = work()
        if response is None and outcome is not None:
            response = answered(outcome.body, headers=outcome.headers)
        self._journal.add(
            "call",
            endpoint=call.endpoint,
            page_id=call.page_id,
            user_id=call.user_id,
            error=outcome.error if outcome else None,
            message_id=outcome.message_id if outcome else None,
            latency_ms=round((time.perf_counter() - started) * 1000, 2),
            fault=fault.model_dump(exclude_defaults=True) if fault else None,
        )
        return response or answered({})

    def _authorised(self, token: str, asked: dict[str, Any], use: Use) -> _Outcome:
        page_id = self._tokens.page_of_access(token)
        if page_id is None:
            return _refusal(Refused(-216), {})
        page = self._world.pages[page_id]
        at_most = self._settings().requests_per_minute
        remain = self._limit.take(page.app_id, limit=at_most)
        headers = {"X-RateLimit-Limit": str(at_most), "X-RateLimit-Remain": str(max(remain, 0))}
        if remain < 0:
            return _refusal(Refused(-32), headers)
        try:
            data = use(page, asked)
        except Refused as refused:
            return _refusal(refused, headers)
        message_id = data.get("message_id")
        return _Outcome(
            body={"data": data, "error": 0, "message": "Success"},
            headers=headers,
            message_id=message_id if isinstance(message_id, str) else None,
        )

    def _granted(self, form: dict[str, str], secret: str) -> _Outcome:
        try:
            pair = self._tokens.refresh(
                form.get("refresh_token", ""),
                grant_type=form.get("grant_type", ""),
                app_id=form.get("app_id", ""),
                secret=secret,
            )
        except GrantRefused as refused:
            return _Outcome(
                error=refused.code,
                body={
                    "error_name": refused.name,
                    "error_reason": refused.reason,
                    "ref_doc": REF_DOC,
                    "error": refused.code,
                },
            )
        return _Outcome(
            body={
                "access_token": pair.access_token,
                "refresh_token": pair.refresh_token,
                "expires_in": str(self._settings().token_lifetime_s),
            }
        )


def _refusal(refused: Refused, headers: dict[str, str]) -> _Outcome:
    return _Outcome(body={"error": refused.code, "message": refused.sentence}, headers=headers, error=refused.code)


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


def _parsed(raw: bytes) -> dict[str, Any]:
    """Return a JSON object; anything else becomes an empty one, whose fields are then missing."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _recipient(body: dict[str, Any]) -> str | None:
    recipient = body.get("recipient")
    user_id = recipient.get("user_id") if isinstance(recipient, dict) else None
    return user_id if isinstance(user_id, str) else None
