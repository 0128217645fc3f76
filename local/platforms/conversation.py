"""One citizen and one page: what was said, and how they stand with each other."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

type Shown = dict[str, str]

ID_BYTES = 10


def new_message_id() -> str:
    """Return an id as opaque and as unique as a platform's: ``ID_BYTES`` bytes in hex."""
    return secrets.token_hex(ID_BYTES)


@dataclass(slots=True, kw_only=True)
class Line:
    """One message of a conversation; ``delivery`` of a citizen's line follows its webhook."""

    number: int
    by: Literal["citizen", "page"]
    message_id: str
    at: datetime
    text: str
    buttons: tuple[Shown, ...] = ()
    images: tuple[str, ...] = ()
    place: str = ""
    delivery: str = "sent"


@dataclass(slots=True, kw_only=True)
class Conversation:
    """One citizen and one page; ``promoted_on`` is the ordinal of the day of the last promotion, 0 for never."""

    page_id: str
    user_id: str
    follows: bool = False
    has_left: bool = False
    has_blocked: bool = False
    interacted_at: datetime | None = None
    promoted_on: int = 0
    lines: list[Line] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    version: int = 0

    def interact(self, now: datetime) -> None:
        """Open the platform's reply window: the citizen wrote, pressed or followed."""
        self.interacted_at = now
        self.has_left = False
        self.version += 1


def window_is_open(interacted_at: datetime | None, now: datetime, *, days: float) -> bool:
    """Tell whether a page may still write; receipts and the page's own messages never extend the window."""
    return interacted_at is not None and now - interacted_at <= timedelta(days=days)
