"""Does this message speak of danger to someone, now?

Cues speak for it, the words around them for or against; all of them are data (``emergency_words``). A doubtful
message gets the emergency line and one button; a certain one also becomes an urgent tip at once. Missing an
emergency is far worse than showing the line in vain.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dutydesk.messages import Emergency
from functions.webhook.emergency_words import AGAINST, CHOICES, CUES, EVERYDAY, HARMLESS, URGENT
from functions.webhook.reading import read
from functions.webhook.weighing import Scales

__all__ = ["Assessment", "Emergency", "assess", "explain"]

_CERTAIN_FROM = 3.0
_DOUBTFUL_FROM = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A level, and the code of the reason that carried it (``fire``, ``weapon``, …; empty for none).

    It never holds words of the message, so it may be logged.
    """

    level: Emergency
    reason: str


def assess(text: str) -> Emergency:
    """Return how surely ``text`` speaks of an emergency. Any ``str``, any length; bounded work."""
    return explain(text).level


def explain(text: str) -> Assessment:
    """Return the level of ``text`` with its reason code."""
    weighed = _scales().weigh(read(text))
    if weighed.score >= _CERTAIN_FROM:
        return Assessment(level=Emergency.CERTAIN, reason=weighed.reason)
    if weighed.score >= _DOUBTFUL_FROM:
        return Assessment(level=Emergency.DOUBTFUL, reason=weighed.reason)
    return Assessment(level=Emergency.NONE, reason="")


@cache
def _scales() -> Scales:
    return Scales(cues=CUES, against=AGAINST, urgent=URGENT, harmless=HARMLESS, choices=CHOICES, everyday=EVERYDAY)
