"""The platform's request limit: so many per app in a minute, fixed to the clock's minutes or sliding."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from local.platforms.config import Window
from local.platforms.world import Clock

WINDOW_S = 60


@dataclass(slots=True)
class _Use:
    """What one app asked for: in its minute, in the last minute, and since the beginning."""

    minute: int = -1
    in_minute: int = 0
    taken_at: deque[float] = field(default_factory=deque)
    taken: int = 0
    refused: int = 0


class MinuteLimit:
    """Counts requests per app; a request that is refused uses nothing up."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.clear()

    def clear(self) -> None:
        """Begin every window and count anew."""
        self._uses: defaultdict[str, _Use] = defaultdict(_Use)

    def take(self, app_id: str, *, limit: int, window: Window = "fixed") -> int:
        """Count one request and return how many remain; -1 means that this one is over the limit.

        Args:
            app_id: whose request it is.
            limit: requests a minute; 0 is no limit, and 0 remain.
            window: a ``fixed`` minute begins with the clock's; a ``sliding`` one is the last 60 seconds.
        """
        use = self._uses[app_id]
        used = 0
        if limit:
            now_s = self._clock().timestamp()
            used = _in_fixed(use, now_s) if window == "fixed" else _in_sliding(use, now_s)
            if used >= limit:
                use.refused += 1
                return -1
            use.in_minute += 1
            if window == "sliding":
                use.taken_at.append(now_s)
        use.taken += 1
        return max(limit - used - 1, 0)

    def counted(self) -> dict[str, dict[str, int]]:
        """Return each app's requests since the beginning: taken, and refused for the limit."""
        return {app_id: {"taken": use.taken, "refused": use.refused} for app_id, use in sorted(self._uses.items())}


def _in_fixed(use: _Use, now_s: float) -> int:
    minute = int(now_s) // WINDOW_S
    if minute != use.minute:
        use.minute, use.in_minute = minute, 0
    return use.in_minute


def _in_sliding(use: _Use, now_s: float) -> int:
    while use.taken_at and use.taken_at[0] <= now_s - WINDOW_S:
        use.taken_at.popleft()
    return len(use.taken_at)
