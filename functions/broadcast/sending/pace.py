"""Pacing: when an app's next message may go, learned downwards from the platform's refusals and upwards again."""

from dataclasses import dataclass

CATCH_UP_S = 0.25
"""A slot that was missed may still be used for so long, so that a write between two messages costs no capacity."""
SLOWER, LEAST = 0.7, 0.1
FASTER, FASTER_EVERY_S = 0.05, 10.0
FIRST_REST_S, LONGEST_REST_S = 1.0, 16.0


@dataclass(slots=True, kw_only=True)
class Pace:
    """One app's pace. Moments are seconds of one clock.

    ``per_s`` is what the app may send at the most, its reserve for replies already taken off; ``factor`` is what
    was learned of it, between ``LEAST`` and 1.
    """

    per_s: float
    factor: float = 1.0
    next_at: float = 0.0
    learned_at: float = 0.0
    rest_s: float = 0.0

    @property
    def rate(self) -> float:
        """Messages a second at the moment."""
        return max(self.per_s, 1 / 60) * self.factor

    def wait(self, now: float) -> float:
        """Return how many seconds are left until the next slot, never negative."""
        return max(0.0, self.next_at - now)

    def take(self, now: float) -> None:
        """Use the next slot."""
        self.next_at = max(self.next_at, now - CATCH_UP_S) + 1 / self.rate

    def refused(self, now: float) -> None:
        """Slow down and rest: the platform says that there were too many; refusals of one moment count once."""
        if now < self.learned_at + self.rest_s:
            return
        self.factor = max(LEAST, self.factor * SLOWER)
        self.rest_s = min(max(FIRST_REST_S, self.rest_s * 2), LONGEST_REST_S)
        self.learned_at = now
        self.next_at = max(self.next_at, now + self.rest_s)

    def accepted(self, now: float) -> None:
        """Speed up again, a little for every stretch without a refusal."""
        if now < self.learned_at + self.rest_s + FASTER_EVERY_S:
            return
        self.rest_s = 0.0
        self.factor = min(1.0, self.factor + FASTER)
        self.learned_at = now
