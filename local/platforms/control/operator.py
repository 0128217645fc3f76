"""Running the simulator: faults, settings, raw events, the log, the state of pages and apps."""

import asyncio
import base64
import binascii
import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.platforms.answers import answered, filled, number_in
from local.platforms.config import Settings
from local.platforms.delivery import Attempt, Delivery
from local.platforms.faults import Fault
from local.platforms.journal import KEPT
from local.platforms.simulation import Simulation
from local.platforms.zalo.events import serialised
from local.platforms.zalo.signature import signed, timestamp_of

TIMES_MAX = 1000


class RawEvent(BaseModel):
    """Any body at all, posted to the webhook as it stands.

    One of ``body`` (made JSON here), ``raw`` (the text itself) and ``raw_base64`` (the bytes themselves).
    Signed for ``app_id``, or for the body's own; ``headers`` are laid over the signature's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    body: Any = None
    raw: InstanceOf[str] | None = None
    raw_base64: str | None = None
    app_id: str | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    signature: Literal["valid", "wrong", "none"] = "valid"
    times: int = Field(default=1, ge=1, le=TIMES_MAX)
    concurrently: bool = False
    redeliver: bool = False


class Hook(BaseModel):
    """The webhook's address, when it changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None = None


class Operator:
    """The calls that no citizen makes."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[Route]:
        """Return the calls by which tests and the local stack run the simulator."""
        calls = [
            ("GET", "/health", self._health),
            ("GET", "/status", self._status),
            ("GET", "/pages", self._pages),
            ("POST", "/pages/{page_id}/consent", self._consent),
            ("GET", "/log", self._log),
            ("GET", "/faults", self._list_faults),
            ("POST", "/faults", self._add_fault),
            ("DELETE", "/faults", self._clear_faults),
            ("GET", "/settings", self._show_settings),
            ("POST", "/settings", self._change_settings),
            ("POST", "/events", self._deliver_raw),
            ("POST", "/webhook", self._probe),
            ("POST", "/reset", self._reset),
        ]
        return [Route(path, call, methods=[method]) for method, path, call in calls]

    async def _health(self, request: Request) -> Response:
        del request
        return answered({"ok": True})

    async def _status(self, request: Request) -> Response:
        del request
        return answered(self._simulation.status())

    async def _pages(self, request: Request) -> Response:
        del request
        pages = self._simulation.world.pages.values()
        shown = ("page_id", "platform", "unit", "app_id", "oa_id", "name")
        return answered([{name: getattr(page, name) for name in shown} for page in pages])

    async def _consent(self, request: Request) -> Response:
        page_id = request.path_params["page_id"]
        if page_id not in self._simulation.world.pages:
            raise HTTPException(404, "no such page")
        pair = self._simulation.zalo.tokens.consent(page_id)
        return answered({"access_token": pair.access_token, "refresh_token": pair.refresh_token})

    async def _log(self, request: Request) -> Response:
        since = number_in(request, "since", default=0)
        entries = self._simulation.journal.since(since, number_in(request, "limit", default=KEPT, at_most=KEPT))
        return answered({"entries": entries, "next": entries[-1]["number"] if entries else since})

    async def _list_faults(self, request: Request) -> Response:
        del request
        return answered(self._simulation.faults.listed())

    async def _add_fault(self, request: Request) -> Response:
        fault = await filled(request, Fault)
        if fault.page_id is not None and fault.page_id not in self._simulation.world.pages:
            raise HTTPException(404, "no such page")
        if fault.expire_tokens or fault.expire_refresh_tokens:
            self._simulation.zalo.tokens.expire(
                fault.page_id, access=fault.expire_tokens, refresh=fault.expire_refresh_tokens
            )
        number = self._simulation.faults.add(fault) if fault.spoils_calls else None
        return answered({"number": number}, 201)

    async def _clear_faults(self, request: Request) -> Response:
        del request
        self._simulation.faults.clear()
        return Response(status_code=204)

    async def _show_settings(self, request: Request) -> Response:
        del request
        return answered(self._simulation.settings().model_dump())

    async def _change_settings(self, request: Request) -> Response:
        changed = await filled(request, Settings)
        self._simulation.change(changed.model_dump(exclude_unset=True))
        return answered(self._simulation.settings().model_dump())

    async def _deliver_raw(self, request: Request) -> Response:
        event = await filled(request, RawEvent)
        delivery = self._delivery(event)
        courier = self._simulation.courier
        post = courier.deliver if event.redeliver else courier.attempt
        if event.concurrently:
            attempts = await asyncio.gather(*(post(delivery) for _ in range(event.times)))
        else:
            attempts = [await post(delivery) for _ in range(event.times)]
        results = [_told(attempt) for attempt in attempts]
        return answered({**results[0], "results": results})

    def _delivery(self, event: RawEvent) -> Delivery:
        raw = _bytes(event)
        parsed = _parsed(raw)
        app_id = event.app_id or str(parsed.get("app_id", ""))
        headers = {"Content-Type": "application/json"}
        if event.signature != "none":
            secret = self._simulation.world.signing_secret(app_id)
            if secret is None:
                raise HTTPException(400, 'app_id is not one of ours: name one, or say "signature": "none"')
            if event.signature == "wrong":
                secret += "-wrong"
            headers = signed(raw, app_id=app_id, timestamp=timestamp_of(raw), secret=secret)
        overlaid = {name: value for name, value in headers.items() if name.lower() not in _lowered(event.headers)}
        return Delivery(
            app_id=app_id,
            page_id=None,
            user_id=None,
            event_name=str(parsed.get("event_name", ""))[:64],
            message_id="",
            raw=raw,
            headers=overlaid | event.headers,
        )

    async def _probe(self, request: Request) -> Response:
        """Save the webhook's address as the console does: an unsigned ``{}`` must be answered 200."""
        hook = await filled(request, Hook)
        courier = self._simulation.courier
        courier.webhook_url = hook.url or courier.webhook_url
        subscribed = set(courier.unsubscribed)
        courier.unsubscribed.clear()
        probe = Delivery(
            app_id="", page_id=None, user_id=None, event_name="probe", message_id="", raw=b"{}", headers={}
        )
        attempt = await courier.attempt(probe)
        if not attempt.accepted:
            courier.unsubscribed |= subscribed
        return answered({**_told(attempt), "subscribed": not courier.unsubscribed})

    async def _reset(self, request: Request) -> Response:
        del request
        await self._simulation.reset()
        return Response(status_code=204)


def _bytes(event: RawEvent) -> bytes:
    if event.raw is not None:
        return event.raw.encode("utf-8", "surrogatepass")
    if event.raw_base64 is None:
        return serialised(event.body)
    try:
        return base64.b64decode(event.raw_base64, validate=True)
    except binascii.Error as wrong:
        raise HTTPException(400, "raw_base64 is not base64") from wrong


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _lowered(headers: dict[str, str]) -> set[str]:
    return {name.lower() for name in headers}


def _told(attempt: Attempt) -> dict[str, object]:
    return {"status": attempt.status, "latency_ms": attempt.latency_ms, "error": attempt.error}
