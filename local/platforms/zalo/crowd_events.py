"""What the webhook is told of a crowd: echo, received and seen, for a share of its members and no faster than set."""

import asyncio
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Literal, NamedTuple

from local.platforms.config import Page, Settings
from local.platforms.delivery import Courier
from local.platforms.world import World
from local.platforms.zalo.echoes import echo_of
from local.platforms.zalo.events import Events
from local.platforms.zalo.messages import Content

WAITING_MAX = 500_000
AT_ONCE = 32
BEHIND_MAX_S = 0.1
"""How much of a lost rhythm is caught up with; the rest of a pause is not made good by a burst."""

_GOLDEN = 0x9E3779B97F4A7C15
_WORD = 1 << 64

type Kind = Literal["echo", "received", "seen"]


class _Waiting(NamedTuple):
    kind: Kind
    page: Page
    user_id: str
    message_id: str
    content: Content


class CrowdEvents:
    """A line of events, sent at the rate that the settings name; what does not fit into the line is counted."""

    def __init__(self, world: World, courier: Courier, settings: Callable[[], Settings]) -> None:
        self._world = world
        self._courier = courier
        self._settings = settings
        self.clear()

    def tell(self, page: Page, index: int, user_id: str, *, message_id: str, content: Content) -> None:
        """Line up what the webhook is told of a message that a member of the page's crowd got.

        Needs a running event loop when any share is above 0.
        """
        settings = self._settings()
        shares: tuple[tuple[Kind, float], ...] = (
            ("echo", settings.crowd_echo_share),
            ("received", settings.crowd_received_share),
            ("seen", settings.crowd_seen_share),
        )
        for kind, share in shares:
            if share and is_of_share(index, share):
                self._line_up(_Waiting(kind, page, user_id, message_id, content))

    def clear(self) -> None:
        """Forget what waits, and the counts; the courier gives up what is under way."""
        self._waiting: deque[_Waiting] = deque()
        self._free = asyncio.Semaphore(AT_ONCE)
        self._pumping = False
        self._due_s = 0.0
        self.sent = self.dropped = 0

    def counted(self) -> dict[str, int]:
        """Return how many events wait, were sent, and found no place in the line."""
        return {"waiting": len(self._waiting), "sent": self.sent, "dropped": self.dropped}

    def _line_up(self, event: _Waiting) -> None:
        if len(self._waiting) >= WAITING_MAX:
            self.dropped += 1
            return
        self._waiting.append(event)
        if not self._pumping:
            self._pumping = True
            self._courier.start(self._pump())

    async def _pump(self) -> None:
        while self._waiting:
            now_s = monotonic()
            self._due_s = max(self._due_s, now_s - BEHIND_MAX_S)
            if self._due_s > now_s:
                await asyncio.sleep(self._due_s - now_s)
            await self._free.acquire()
            # A reset may have emptied the line meanwhile.
            if self._waiting:
                self._courier.start(self._post(self._waiting.popleft(), self._free))
            self._due_s += 1 / self._settings().crowd_events_per_second
        self._pumping = False

    async def _post(self, event: _Waiting, free: asyncio.Semaphore) -> None:
        try:
            events = Events(event.page, event.user_id, self._world.clock())
            match event.kind:
                case "echo":
                    delivery = echo_of(events, event.message_id, event.content)
                case "received":
                    delivery = events.received(event.message_id)
                case "seen":
                    delivery = events.seen([event.message_id])
            self.sent += 1
            await self._courier.deliver(delivery)
        finally:
            free.release()


def is_of_share(index: int, share: float) -> bool:
    """Tell whether a member belongs to this share of the crowd; evenly spread, and always the same members."""
    return (index * _GOLDEN % _WORD) / _WORD < share
