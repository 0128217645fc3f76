"""What a citizen in danger writes, as data: phrases by reason and weight (the notation is ``phrases``'s).

Weights: 4 speaks for itself unless much speaks against it; 3 is certain unless something does; 2 alone is
doubtful; 1 only supports another. Weights against are on the same scale.
"""

from __future__ import annotations

from functions.webhook.emergency_words.calls import CALLS
from functions.webhook.emergency_words.children import CHILDREN
from functions.webhook.emergency_words.choices import CHOICES
from functions.webhook.emergency_words.context import AGAINST, URGENT
from functions.webhook.emergency_words.crime import CRIME
from functions.webhook.emergency_words.everyday import EVERYDAY, EVERYDAY_WORDS
from functions.webhook.emergency_words.fire import FIRE
from functions.webhook.emergency_words.harmless import HARMLESS
from functions.webhook.emergency_words.life import LIFE
from functions.webhook.emergency_words.violence import VIOLENCE

__all__ = ["AGAINST", "CHOICES", "CUES", "EVERYDAY", "EVERYDAY_WORDS", "HARMLESS", "URGENT"]

CUES = (*FIRE, *VIOLENCE, *CRIME, *CHILDREN, *LIFE, *CALLS)
