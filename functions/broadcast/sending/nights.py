"""What a broadcast does that runs into the night: it rests, and goes on in the morning by itself."""

from dataclasses import dataclass

from dutydesk.clock import Clock
from dutydesk.quiet_hours import is_night, morning_after
from dutydesk.stores.broadcasts import Active
from functions.broadcast.reminders import Reminders
from functions.broadcast.sending.ports import Work

NIGHT = "night"
"""Why it is paused: our code, which the console puts into words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nights:
    """Knows when a broadcast must rest."""

    work: Work
    reminders: Reminders
    clock: Clock

    def fallen(self, active: Active) -> bool:
        """Whether it is night for this broadcast; for one that may be told at night it never is."""
        return active.by_day_only and is_night(self.clock())

    def rest(self, active: Active) -> None:
        """Pause it until the morning. What wakes it is put first: a pause that nobody ends would be worse than none."""
        self.reminders.wake(active.broadcast_id, at=morning_after(self.clock()))
        self.work.pause(active, reason=NIGHT)
