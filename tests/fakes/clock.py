"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""Noon in Vietnam."""


class FakeClock:
    """The ``Clock`` port."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> datetime:
        """Move on by ``timedelta(**duration)``."""
        self.now += timedelta(**duration)
        return self.now
