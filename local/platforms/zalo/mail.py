"""From a page to a person: who is meant, whether a message may reach them, and handing it over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from local.platforms.config import Page, Settings
from local.platforms.conversation import Conversation, Line, new_message_id, window_is_open
from local.platforms.crowd import Crowd, Standing
from local.platforms.delivery import Courier
from local.platforms.world import World
from local.platforms.zalo.crowd_events import CrowdEvents
from local.platforms.zalo.echoes import echo_of
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.events import Events, milliseconds
from local.platforms.zalo.messages import Content

type Data = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody whom a page knows: with a conversation, as a member of its crowd, or both.

    A conversation, once there is one, says how they stand; the crowd goes on counting.
    """

    page: Page
    user_id: str
    conversation: Conversation | None
    crowd: Crowd | None
    index: int

    @property
    def blocks(self) -> bool:
        """Whether they shut the page out."""
        if self.conversation:
            return self.conversation.has_blocked
        return self._stands() == Standing.BLOCKED

    @property
    def has_left(self) -> bool:
        """Whether they unfollowed and have not written since."""
        if self.conversation:
            return self.conversation.has_left
        return self._stands() == Standing.NOT_FOLLOWING

    @property
    def follows(self) -> bool:
        """Whether they follow the page."""
        return self.conversation.follows if self.conversation else not self.has_left

    @property
    def interacted_at(self) -> datetime | None:
        """When they last wrote, pressed or followed."""
        if self.conversation:
            return self.conversation.interacted_at
        return self.crowd.interacted_at(self.index) if self.crowd else None

    @property
    def promoted_on(self) -> int:
        """The ordinal of the day of their last promotion, 0 for never."""
        if self.conversation:
            return self.conversation.promoted_on
        return self.crowd.promoted_on(self.index) if self.crowd else 0

    def promote(self, day: int) -> None:
        """Note a promotion on this day."""
        if self.conversation:
            self.conversation.promoted_on = day
        elif self.crowd:
            self.crowd.promote(self.index, day)

    def refuse(self, code: int) -> Refused:
        """Return the refusal of a message to them, counted in the crowd's tally."""
        if self.crowd:
            self.crowd.refused[code] += 1
        return Refused(code)

    def _stands(self) -> str:
        return self.crowd.standing(self.index) if self.crowd else ""


class Mail:
    """Hands a page's messages to its people and tells the webhook of it."""

    def __init__(
        self, world: World, courier: Courier, crowd_events: CrowdEvents, settings: Callable[[], Settings]
    ) -> None:
        self._world = world
        self._courier = courier
        self._crowd_events = crowd_events
        self._settings = settings

    def addressee(self, page: Page, user_id: object) -> Addressee:
        """Return who is meant; raise ``Refused`` (-201) for somebody whom this page has never met."""
        if not isinstance(user_id, str):
            raise Refused(-201, "user_id")
        crowd = self._world.crowds.get(page.page_id)
        index = crowd.index_of(user_id) if crowd else None
        conversation = self._world.find(page.page_id, user_id)
        if conversation is None and index is None:
            raise Refused(-201, "user_id")
        return Addressee(
            page=page,
            user_id=user_id,
            conversation=conversation,
            crowd=None if index is None else crowd,
            index=index or 0,
        )

    def answering(self, page: Page, message_id: str) -> Addressee:
        """Return who sent a message to this page; raise ``Refused`` (-201) for a message that nobody sent."""
        conversation = self._world.holding(page.page_id, message_id)
        if conversation is None:
            raise Refused(-201, "message_id")
        return self.addressee(page, conversation.user_id)

    def admit(self, to: Addressee, *, windowed: bool) -> None:
        """Raise ``Refused`` unless a message may reach them; ``windowed`` messages need a recent word of theirs."""
        if to.blocks:
            raise to.refuse(-244)
        if to.has_left:
            raise to.refuse(-213)
        if not windowed:
            return
        if not window_is_open(to.interacted_at, self._world.clock(), days=self._settings().window_days):
            raise to.refuse(-230)

    def hand(self, to: Addressee, content: Content) -> Data:
        """Put a message into their inbox, tell the webhook, and return the answer's ``data``."""
        if to.conversation:
            line = self._world.page_writes(
                to.conversation, text=content.text, buttons=content.buttons, images=content.images
            )
            message_id, at = line.message_id, line.at
            self._tell(to.page, to.user_id, line, content)
        else:
            message_id, at = new_message_id(), self._world.clock()
            self._crowd_events.tell(to.page, to.index, to.user_id, message_id=message_id, content=content)
        if to.crowd:
            to.crowd.keep(to.index, message_id, content.text)
        return {"message_id": message_id, "user_id": to.user_id, "sent_time": milliseconds(at)}

    def _tell(self, page: Page, user_id: str, line: Line, content: Content) -> None:
        """Send the echo and the receipt; neither extends the window nor holds up the answer."""
        settings = self._settings()
        if not (settings.sends_echo or settings.sends_received):
            return
        events = Events(page, user_id, line.at)
        if settings.sends_echo:
            self._courier.deliver_later(echo_of(events, line.message_id, content))
        if settings.sends_received:
            self._courier.deliver_later(events.received(line.message_id))
