"""Webhook delivery: one POST with a deadline, then the platform's schedule of redeliveries."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from http import HTTPStatus

import httpx

from local.platforms.config import Settings
from local.platforms.faults import Fault, Faults
from local.platforms.journal import Journal, Posted
from local.platforms.wire import Wire

# Zalo redelivers at these times after the first attempt; after the last the app is unsubscribed.
REDELIVERED_AFTER_S = (30, 300, 900, 1_800, 3_600)
AT_ONCE = 200
IN_BACKGROUND = 16

type Watch = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One event on its way to the app; every attempt carries the same bytes and signature."""

    app_id: str
    page_id: str | None
    user_id: str | None
    event_name: str
    message_id: str
    raw: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How one POST ended; ``status`` is None when no answer came in time."""

    status: int | None
    latency_ms: float
    error: str = ""

    @property
    def accepted(self) -> bool:
        """Only a 200 within the deadline counts."""
        return self.status == HTTPStatus.OK


class Courier:
    """Carries events to the webhook of the apps, and again while they are not accepted."""

    def __init__(
        self,
        webhook_url: str,
        *,
        settings: Callable[[], Settings],
        faults: Faults,
        journal: Journal,
        transport: httpx.AsyncBaseTransport | None,
    ) -> None:
        self.webhook_url = webhook_url
        self.unsubscribed: set[str] = set()
        self.awaiting_redelivery = 0
        self._settings = settings
        self._faults = faults
        self._journal = journal
        self._tasks: set[asyncio.Task[None]] = set()
        self._background = asyncio.Semaphore(IN_BACKGROUND)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        # No proxy, no redirect; the deadline for a whole answer is kept in _timed.
        self._transport = transport or Wire()

    async def deliver(self, delivery: Delivery, watch: Watch = lambda _: None) -> Attempt:
        """Try once and return how that went; what was not accepted is tried again in the background.

        ``watch`` is told each change: ``delivered``, ``retrying``, ``failed``.
        """
        attempt = await self.attempt(delivery)
        if attempt.accepted:
            watch("delivered")
        elif delivery.app_id in self.unsubscribed:
            watch("failed")
        else:
            watch("retrying")
            self.start(self._redeliver(delivery, watch))
        return attempt

    def deliver_later(self, delivery: Delivery) -> None:
        """Deliver without anyone waiting: echoes and receipts."""
        self.start(self._deliver_quietly(delivery))

    async def attempt(self, delivery: Delivery, *, number: int = 0) -> Attempt:
        """POST once; ``number`` above 0 is told in the header ``num_retry``."""
        if delivery.app_id in self.unsubscribed:
            attempt = Attempt(status=None, latency_ms=0, error="unsubscribed")
        else:
            headers = delivery.headers | ({"num_retry": str(number)} if number else {})
            attempt = await self._post(delivery, headers)
        self._journal.add(
            Posted(
                event_name=delivery.event_name,
                app_id=delivery.app_id,
                page_id=delivery.page_id,
                user_id=delivery.user_id,
                message_id=delivery.message_id,
                num_retry=number,
                status=attempt.status,
                latency_ms=attempt.latency_ms,
                error=attempt.error,
            )
        )
        return attempt

    def start(self, work: Coroutine[object, object, None]) -> None:
        """Go on with some work in the background; ``settle`` waits for it and ``forget`` gives it up."""
        task = asyncio.get_running_loop().create_task(_quiet(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def forget(self) -> None:
        """Give up all background work and subscribe every app again."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.awaiting_redelivery = 0
        self.unsubscribed.clear()

    async def settle(self) -> None:
        """Return when no background work is left."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """End all work and connections."""
        await self.forget()
        await self._transport.aclose()

    @property
    def in_background(self) -> int:
        """How many deliveries are under way or waiting."""
        return len(self._tasks)

    async def _deliver_quietly(self, delivery: Delivery) -> None:
        async with self._background:
            await self.deliver(delivery)

    async def _redeliver(self, delivery: Delivery, watch: Watch) -> None:
        self.awaiting_redelivery += 1
        try:
            waited_s = 0
            for number, after_s in enumerate(REDELIVERED_AFTER_S, start=1):
                await asyncio.sleep((after_s - waited_s) * self._settings().time_scale)
                waited_s = after_s
                async with self._background:
                    if (await self.attempt(delivery, number=number)).accepted:
                        watch("delivered")
                        return
            self.unsubscribed.add(delivery.app_id)
            watch("failed")
        finally:
            self.awaiting_redelivery -= 1

    async def _post(self, delivery: Delivery, headers: dict[str, str]) -> Attempt:
        fault = self._faults.take("webhook", page_id=delivery.page_id, user_id=delivery.user_id)
        if fault and fault.latency_ms:
            await asyncio.sleep(fault.latency_ms / 1000)
        if fault and fault.moment == "before" and (lost := _lost(fault, 0)):
            return lost
        # A free connection is waited for before the clock starts: the wait is ours, not the app's.
        async with self._at_once:
            attempt = await self._timed(delivery, headers)
        return (fault and _lost(fault, attempt.latency_ms)) or attempt

    async def _timed(self, delivery: Delivery, headers: dict[str, str]) -> Attempt:
        started = time.perf_counter()
        status: int | None = None
        error = ""
        try:
            async with asyncio.timeout(self._settings().deadline_s):
                request = httpx.Request("POST", self.webhook_url, headers=headers, content=delivery.raw)
                answer = await self._transport.handle_async_request(request)
            status = answer.status_code
        except TimeoutError:
            error = "late"
        except (httpx.HTTPError, httpx.InvalidURL) as failure:
            error = type(failure).__name__
        latency_ms = round((time.perf_counter() - started) * 1000, 2)
        return Attempt(status=status, latency_ms=latency_ms, error=error)


def _lost(fault: Fault, latency_ms: float) -> Attempt | None:
    """Return the attempt as the platform sees it when a fault takes the answer, else None."""
    if fault.drop_connection:
        return Attempt(status=None, latency_ms=latency_ms, error="dropped")
    if fault.http_status is not None:
        return Attempt(status=fault.http_status, latency_ms=latency_ms, error="fault")
    return None


async def _quiet(work: Coroutine[object, object, None]) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        await work
