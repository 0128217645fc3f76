"""What a function of the desk is: what it is told, what it may do, where its code lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi

from infra.grants import Grant
from infra.ground import Ground

BANK = ("BANK", "BANK#*")
"""What of ``content`` belongs to the question bank; units and pages are entered by operators alone."""

TOPICS = ("TOPICS#*",)
"""What of ``content`` editors write beside it: the topics that citizens may choose."""

PHRASES = ("PHRASES#*",)
"""And what a unit's officers say often."""

OFFICES = ("OFFICES#*",)
"""Where citizens come in person, and what is done there."""

FOUND_BY = ("TOKEN#*",)
"""The words that cases are found by; those of a case that moves away are taken back."""

STEPS = ("STEP#*",)
"""What proves that a step of a case was counted."""

COUNTED = ("FIGURE#*",)
"""Counters, which only ever are added to while what they count happens."""

IMPORTS = ("IMPORT#*",)
"""How far the lists of cards are that officers have uploaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One function of the desk."""

    timeout_s: int
    memory_mib: int
    settings: Mapping[str, pulumi.Input[str]]
    grants: Sequence[Grant]
    counted: Mapping[str, str] = field(default_factory=dict)
    module: str = ""
    """Where its handler is below ``functions``, when that is not the folder of its name."""
    draws: bool = False
    """Whether it draws or reads pictures, for which there is a layer of its own."""


def told_tables(ground: Ground, *names: str) -> dict[str, pulumi.Input[str]]:
    """Return the settings that name these tables."""
    return {f"{name}_table": ground.tables[name].name for name in names}


def told_queues(ground: Ground, *names: str) -> dict[str, pulumi.Input[str]]:
    """Return the settings that say where these queues are."""
    return {f"{name}_queue_url": ground.queues[name].url for name in names}
