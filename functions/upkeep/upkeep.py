"""What upkeep is asked to do: the minute's round, or a redrive by an operator.

An administrator asks for a redrive by an item, which the minute's round finds; see ``dutydesk.stores.letters``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dutydesk.clock import Clock
from dutydesk.errors import MalformedEvent
from dutydesk.stores.letters import DynamoLetters, Held
from functions.upkeep.dead_letters import DeadLetters
from functions.upkeep.due import Due

MOST_REDRIVEN = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """The desk's housekeeping."""

    due: Due
    dead_letters: Mapping[str, DeadLetters]
    letters: DynamoLetters
    """Where it is written for officers what was seen, and where they ask for a redrive."""
    clock: Clock
    measure: Callable[[str, int, str], None]
    """Told a metric's name, its value and the queue."""

    def do(self, order: Mapping[str, Any], time_left: Callable[[], bool]) -> dict[str, Any]:
        """Carry out an order and return figures about it.

        Args:
            order: ``{"do": "minute"}``, or ``{"do": "redrive", "queue": <name>, "limit"?: int}``.
            time_left: False when it is time to come to an end.

        Raises:
            MalformedEvent: the order is neither.
            ExceptionGroup: parts of the round failed; the next one does them again.
        """
        match order:
            case {"do": "minute"}:
                return self._minute(time_left)
            case {"do": "redrive", "queue": str(queue)} if queue in self.dead_letters:
                return self._redrive(queue, _limit(order.get("limit", MOST_REDRIVEN)), time_left)
        raise MalformedEvent("not an order for upkeep")

    def _minute(self, time_left: Callable[[], bool]) -> dict[str, Any]:
        """Make the round; a part that fails holds up no other."""
        figures: dict[str, Any] = {}
        failed: list[Exception] = []
        seen: dict[str, Held] = {}
        parts: dict[str, Callable[[], int]] = {
            "due": lambda: self.due.run(time_left),
            "redriven": lambda: self._asked(time_left),
        }
        for queue, letters in self.dead_letters.items():
            parts[f"dead_{queue}"] = lambda letters=letters: self._sweep(letters, seen, time_left)  # type: ignore[misc]  # binds now
        parts["letters"] = lambda: self._tell(seen)
        for name, part in parts.items():
            try:
                figures[name] = part()
            except Exception as error:  # noqa: BLE001  # collected, raised below
                failed.append(error)
        if failed:
            raise ExceptionGroup("upkeep is incomplete", failed)
        return figures

    def _sweep(self, letters: DeadLetters, seen: dict[str, Held], time_left: Callable[[], bool]) -> int:
        number = letters.number()
        self.measure("DeadLetters", number, letters.queue)
        seen[letters.queue] = Held(queue=letters.queue, waiting=number)
        if number:
            reasons = letters.give_reasons(time_left)
            seen[letters.queue] = replace(seen[letters.queue], oldest=reasons.oldest, reasons=reasons.counts)
        return number

    def _tell(self, seen: Mapping[str, Held]) -> int:
        """Write for officers what was seen; return how many letters that were."""
        held = [seen.get(queue, Held(queue=queue, waiting=None)) for queue in self.dead_letters]
        self.letters.write(held, at=self.clock())
        return sum(one.waiting or 0 for one in held)

    def _asked(self, time_left: Callable[[], bool]) -> int:
        """Do what administrators asked for, before letters are looked at and so held back; return how many moved."""
        moved = 0
        for asked in self.letters.read().redrives.values():
            if asked.done_at or asked.queue not in self.dead_letters or not time_left():
                continue
            done = self._redrive(asked.queue, MOST_REDRIVEN, time_left)
            self.letters.done(asked, moved=done["moved"], left=done["left"], at=self.clock())
            moved += done["moved"]
        return moved

    def _redrive(self, queue: str, limit: int, time_left: Callable[[], bool]) -> dict[str, Any]:
        redriven = self.dead_letters[queue].redrive(limit=limit, time_left=time_left)
        self.measure("Redriven", redriven.moved, queue)
        return {"queue": queue, "moved": redriven.moved, "left": redriven.left}


def _limit(asked: object) -> int:
    if isinstance(asked, bool) or not isinstance(asked, int) or asked < 1:
        raise MalformedEvent("limit is not a positive number")
    return min(asked, MOST_REDRIVEN)
