"""Who talks with which page, and what each has seen: the truth that tests read."""

import itertools
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from local.platforms.config import Page

type Clock = Callable[[], datetime]
type Shown = dict[str, str]


def utc_now() -> datetime:
    """Return the present, aware and in UTC."""
    return datetime.now(UTC)


def new_message_id() -> str:
    """Return an id as opaque and as unique as a platform's."""
    return secrets.token_hex(10)


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
    """One citizen and one page."""

    page_id: str
    user_id: str
    follows: bool = False
    has_left: bool = False
    has_blocked: bool = False
    interacted_at: datetime | None = None
    lines: list[Line] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    version: int = 0

    def interact(self, now: datetime) -> None:
        """Open the platform's reply window: the citizen wrote, pressed or followed."""
        self.interacted_at = now
        self.has_left = False
        self.version += 1

    def may_be_answered(self, now: datetime, *, days: float) -> bool:
        """Tell whether the reply window is open; receipts and our own messages never extend it."""
        return self.interacted_at is not None and now - self.interacted_at <= timedelta(days=days)


class World:
    """Pages, and every conversation held with them; all of it in memory."""

    def __init__(self, pages: Iterable[Page], clock: Clock = utc_now) -> None:
        self.clock = clock
        self.pages = {page.page_id: page for page in pages}
        self._signing = {page.app_id: page.signing_secret.get_secret_value() for page in self.pages.values()}
        self.clear()

    def clear(self) -> None:
        """Forget every citizen; pages stay."""
        self._numbers = itertools.count(1)
        self._conversations: dict[tuple[str, str], Conversation] = {}
        self._by_user: defaultdict[str, list[Conversation]] = defaultdict(list)
        self._by_page: defaultdict[str, list[Conversation]] = defaultdict(list)
        self._by_message: dict[tuple[str, str], Conversation] = {}

    def signing_secret(self, app_id: str) -> str | None:
        """Return the OA Secret Key of an app, or None for an app that is not ours."""
        return self._signing.get(app_id)

    def apps(self) -> list[str]:
        """Return the ids of all apps."""
        return sorted(self._signing)

    def find(self, page_id: str, user_id: str) -> Conversation | None:
        """Return the conversation, or None when the citizen never met this page."""
        return self._conversations.get((page_id, user_id))

    def meet(self, page_id: str, user_id: str) -> Conversation:
        """Return the conversation, begun now when there was none."""
        conversation = self.find(page_id, user_id)
        if conversation is None:
            conversation = Conversation(page_id=page_id, user_id=user_id)
            self._conversations[page_id, user_id] = conversation
            self._by_user[user_id].append(conversation)
            self._by_page[page_id].append(conversation)
        return conversation

    def holding(self, page_id: str, message_id: str) -> Conversation | None:
        """Return the page's conversation in which a citizen's message stands."""
        return self._by_message.get((page_id, message_id))

    def of_page(self, page_id: str) -> list[Conversation]:
        """Return a page's conversations, oldest first."""
        return self._by_page[page_id]

    def of_citizen(self, user_id: str, page_id: str | None = None) -> Iterator[Conversation]:
        """Yield a citizen's conversations, all or one page's."""
        return (known for known in self._by_user.get(user_id, ()) if page_id in (None, known.page_id))

    def citizen_writes(
        self,
        conversation: Conversation,
        message_id: str,
        text: str,
        *,
        images: tuple[str, ...] = (),
        place: str = "",
    ) -> Line:
        """Add what the citizen said, before the page has heard of it."""
        line = Line(
            number=next(self._numbers),
            by="citizen",
            message_id=message_id,
            at=self.clock(),
            text=text,
            images=images,
            place=place,
            delivery="sending",
        )
        self._by_message[conversation.page_id, message_id] = conversation
        conversation.lines.append(line)
        conversation.interact(line.at)
        return line

    def page_writes(
        self, conversation: Conversation, *, text: str, buttons: tuple[Shown, ...], images: tuple[str, ...]
    ) -> Line:
        """Add what the page sent, which the citizen has from this moment."""
        line = Line(
            number=next(self._numbers),
            by="page",
            message_id=new_message_id(),
            at=self.clock(),
            text=text,
            buttons=buttons,
            images=images,
        )
        conversation.lines.append(line)
        conversation.unseen.append(line.message_id)
        conversation.version += 1
        return line

    def received_by(self, user_id: str, page_id: str | None = None) -> list[tuple[Conversation, Line]]:
        """Return what pages sent to a citizen, oldest first."""
        received = [
            (conversation, line)
            for conversation in self.of_citizen(user_id, page_id)
            for line in conversation.lines
            if line.by == "page"
        ]
        return sorted(received, key=lambda pair: pair[1].number)
