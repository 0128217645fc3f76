"""How a case fares: who has it, how it ended, what is due. Attributes of the header, flat beside its own.

Every one may be absent, as it is in a case of an earlier release, and is then empty.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from dutydesk.clock import from_iso, iso


class Outcome(StrEnum):
    """How a case ended."""

    VERIFIED = "verified"
    UNFOUNDED = "unfounded"
    FINED = "fined"
    PROSECUTED = "prosecuted"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Stage(StrEnum):
    """What officers owe a case, in this order."""

    TAKE = "take"  # somebody says that the case is theirs
    ANSWER = "answer"  # the citizen hears from an officer
    CLOSE = "close"


class Attention(StrEnum):
    """Why an officer is to look at a case, whatever its deadlines."""

    DISPUTED = "disputed"  # the citizen does not agree with how it was closed
    MOVED = "moved"  # an urgent case came from another unit and nobody has taken it yet


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLife:
    """How a case fares.

    ``outcome`` is an ``Outcome``, ``late`` the last ``Stage`` for whose sake somebody was called, ``attention`` an
    ``Attention`` that nobody was called for yet. ``urgency_rule`` is the key of the rule that made it urgent.
    ``waiting_since``: no deadline runs, the citizen has the word. ``erased_at``: since then its content is gone, or
    going; what comes to it later makes it a case like any other again.
    """

    outcome: str = ""
    closed_at: datetime | None = None
    disputed_at: datetime | None = None
    assigned_to: str = ""
    merged_into: str = ""
    status_before: str = ""
    urgency_rule: str = ""
    take_by: datetime | None = None
    answer_by: datetime | None = None
    close_by: datetime | None = None
    answered_at: datetime | None = None
    waiting_since: datetime | None = None
    late: str = ""
    attention: str = ""
    erased_at: datetime | None = None

    def plain(self) -> dict[str, str]:
        """Everything that is not empty, as it is stored."""
        return {name: text for name, text in self.texts().items() if text}

    def since(self, before: "CaseLife") -> dict[str, str]:
        """What is not as it was ``before``, as it is to be stored; empty text for what is gone."""
        was = before.texts()
        return {name: text for name, text in self.texts().items() if text != was[name]}

    def texts(self) -> dict[str, str]:
        """Everything as text, moments in ISO-8601."""
        found = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: iso(one) if isinstance(one, datetime) else one or "" for name, one in found.items()}


_MOMENTS = frozenset(
    ("closed_at", "disputed_at", "take_by", "answer_by", "close_by", "answered_at", "waiting_since", "erased_at")
)


def life_from(plain: Mapping[str, Any]) -> CaseLife:
    """Read how a case fares from its header, or from as much of it as a row of the list holds."""
    found: dict[str, Any] = {
        field.name: plain[field.name] for field in dataclasses.fields(CaseLife) if plain.get(field.name)
    }
    read: dict[str, Any] = {name: from_iso(text) if name in _MOMENTS else text for name, text in found.items()}
    return CaseLife(**read)
