"""Does this message tell of something that somebody saw or suffered?

Such a text outside a dialogue is kept for a day, and one tap makes it a tip. A question about procedures or
fines names the same things without telling of any; the words for and against are data (``report_words``).
"""

from __future__ import annotations

from functools import cache

from dutydesk.messages import Emergency
from functions.webhook.emergency import assess
from functions.webhook.emergency_words import EVERYDAY_WORDS
from functions.webhook.reading import read
from functions.webhook.report_words import AGAINST, CHOICES, CUES, FIRST_HAND, HARMLESS
from functions.webhook.weighing import Scales

__all__ = ["looks_like_report"]

_REPORT_FROM = 2.0


def looks_like_report(text: str) -> bool:
    """Tell whether the desk should keep ``text`` for a day and offer to make it a tip.

    What speaks of an emergency always should. Any ``str``, any length; bounded work.
    """
    return assess(text) is not Emergency.NONE or _scales().weigh(read(text)).score >= _REPORT_FROM


@cache
def _scales() -> Scales:
    return Scales(
        cues=CUES, against=AGAINST, urgent=FIRST_HAND, harmless=HARMLESS, choices=CHOICES, everyday=EVERYDAY_WORDS
    )
