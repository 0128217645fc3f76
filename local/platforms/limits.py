"""The platform's request limit: so many per app in each minute of the clock."""

from collections import defaultdict

from local.platforms.world import Clock

WINDOW_S = 60


class MinuteLimit:
    """Counts requests per app in fixed windows of one minute."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.clear()

    def clear(self) -> None:
        """Begin every window anew."""
        self._window = -1
        self._used: defaultdict[str, int] = defaultdict(int)

    def take(self, app_id: str, *, limit: int) -> int:
        """Count one request and return how many remain; -1 means that this one is over the limit."""
        window = int(self._clock().timestamp()) // WINDOW_S
        if window != self._window:
            self._window = window
            self._used.clear()
        used = self._used[app_id]
        if used >= limit:
            return -1
        self._used[app_id] = used + 1
        return limit - used - 1
