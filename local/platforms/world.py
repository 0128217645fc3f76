"""Who talks with which page, and what each has seen: the truth that tests read."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from local.platforms.config import Page
from local.platforms.conversation import Conversation, Line, Shown, new_message_id
from local.platforms.crowd import Crowd

type Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present, aware and in UTC."""
    return datetime.now(UTC)


class World:
    """Pages, and every conversation held with them; all of it in memory."""

    def __init__(self, pages: Iterable[Page], clock: Clock = utc_now) -> None:
        self.clock = clock
        self.pages = {page.page_id: page for page in pages}
        self._signing = {page.app_id: page.signing_secret.get_secret_value() for page in self.pages.values()}
        self.clear()

    def clear(self) -> None:
        """Forget every citizen and crowd; pages stay."""
        self.crowds: dict[str, Crowd] = {}
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
        """Return the conversation, begun now when there was none; a member of the crowd stays what it was."""
        conversation = self.find(page_id, user_id)
        if conversation is None:
            conversation = self._out_of_crowd(page_id, user_id) or Conversation(page_id=page_id, user_id=user_id)
            self._conversations[page_id, user_id] = conversation
            self._by_user[user_id].append(conversation)
            self._by_page[page_id].append(conversation)
        return conversation

    def gather(self, crowd: Crowd) -> None:
        """Put a crowd in the place of the page's former one; conversations that are under way stay."""
        self.crowds[crowd.page_id] = crowd
        indices = (crowd.index_of(known.user_id) for known in self.of_page(crowd.page_id))
        crowd.met.update(index for index in indices if index is not None)

    def followers(self, page_id: str) -> int:
        """Return how many follow a page."""
        crowd = self.crowds.get(page_id)
        return sum(known.follows for known in self.of_page(page_id)) + (crowd.followers() if crowd else 0)

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

    def _out_of_crowd(self, page_id: str, user_id: str) -> Conversation | None:
        crowd = self.crowds.get(page_id)
        index = crowd.index_of(user_id) if crowd else None
        if crowd is None or index is None:
            return None
        crowd.met.add(index)
        return crowd.conversation(index)

    def received_by(self, user_id: str, page_id: str | None = None) -> list[tuple[Conversation, Line]]:
        """Return what pages sent to a citizen, oldest first."""
        received = [
            (conversation, line)
            for conversation in self.of_citizen(user_id, page_id)
            for line in conversation.lines
            if line.by == "page"
        ]
        return sorted(received, key=lambda pair: pair[1].number)
