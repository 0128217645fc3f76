"""The OA API itself: what a page with a valid token may do, apart from how the call arrived."""

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from local.platforms.config import Page, Settings
from local.platforms.delivery import Courier
from local.platforms.world import Conversation, Line, World
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.events import Events, id_by_app, milliseconds
from local.platforms.zalo.messages import Consultation, checked

COUNT_MAX = 50
OFFSET_MAX = 9951
PERIOD_DAYS = {"TODAY": 0, "YESTERDAY": 1, "L7D": 7, "L30D": 30}
# The documentation states no time zone; Vietnam's is assumed.
VIETNAM = timezone(timedelta(hours=7))

type Data = dict[str, object]


class OfficialAccount:
    """Consultation messages, followers and the page's own figures.

    Each call returns the answer's ``data`` or raises ``Refused``.
    """

    def __init__(self, world: World, courier: Courier, settings: Callable[[], Settings]) -> None:
        self._world = world
        self._courier = courier
        self._settings = settings

    def send(self, page: Page, body: object) -> Data:
        """``POST /v3.0/oa/message/cs``: deliver to the citizen, then tell the webhook of it."""
        if not isinstance(body, dict):
            raise Refused(-201, "body")
        settings = self._settings()
        content = checked(body.get("message"), accepts_lists=settings.accepts_lists)
        conversation = self._recipient(page, body.get("recipient"))
        if conversation.has_blocked:
            raise Refused(-244)
        if conversation.has_left:
            raise Refused(-213)
        if not conversation.may_be_answered(self._world.clock(), days=settings.window_days):
            raise Refused(-230)
        line = self._world.page_writes(conversation, text=content.text, buttons=content.buttons, images=content.images)
        self._tell(page, conversation, line, content, settings)
        return {
            "message_id": line.message_id,
            "user_id": conversation.user_id,
            "sent_time": milliseconds(line.at),
            "quota": {"quota_type": "reply"},
        }

    def user_detail(self, page: Page, query: dict[str, Any]) -> Data:
        """``GET /v3.0/oa/user/detail``: one citizen who has met the page."""
        conversation = self._known(page, query.get("user_id"))
        user_id = conversation.user_id
        return {
            "user_id": user_id,
            "user_id_by_app": id_by_app(page.app_id, user_id),
            "display_name": f"Người dân {user_id[-4:]}",
            "user_alias": "",
            "user_is_follower": conversation.follows,
            "user_last_interaction_date": f"{_day(conversation.interacted_at):%d/%m/%Y}",
            "avatar": "",
            "avatars": {"120": "", "240": ""},
            "tags_and_notes_info": {"notes": [], "tag_names": []},
        }

    def user_list(self, page: Page, query: dict[str, Any]) -> Data:
        """``GET /v3.0/oa/user/getlist``: at most 50 at a time, the last of them at offset 9951."""
        offset, count = query.get("offset", 0), query.get("count", COUNT_MAX)
        for field, value, at_most in (("offset", offset, OFFSET_MAX), ("count", count, COUNT_MAX)):
            if not isinstance(value, int) or value < 0:
                raise Refused(-201, field)
            if value > at_most:
                raise Refused(-210, field)
        users = [known for known in self._world.of_page(page.page_id) if self._is_listed(known, query)]
        shown = users[offset : offset + count]
        return {
            "total": len(users),
            "count": len(shown),
            "offset": offset,
            "users": [{"user_id": known.user_id} for known in shown],
        }

    def info(self, page: Page, query: dict[str, Any]) -> Data:
        """``GET /v2.0/oa/getoa``: the page itself."""
        del query
        followers = sum(known.follows for known in self._world.of_page(page.page_id))
        return {
            "oa_id": page.oa_id,
            "name": page.name,
            "is_verified": True,
            "num_follower": followers,
            "package_name": "Nâng cao",
        }

    def _recipient(self, page: Page, recipient: object) -> Conversation:
        if not isinstance(recipient, dict):
            raise Refused(-201, "recipient")
        if "message_id" not in recipient:
            return self._known(page, recipient.get("user_id"))
        conversation = self._world.holding(page.page_id, str(recipient["message_id"]))
        if conversation is None:
            raise Refused(-201, "message_id")
        return conversation

    def _known(self, page: Page, user_id: object) -> Conversation:
        conversation = self._world.find(page.page_id, user_id) if isinstance(user_id, str) else None
        if conversation is None:
            raise Refused(-201, "user_id")
        return conversation

    def _is_listed(self, known: Conversation, query: dict[str, Any]) -> bool:
        if query.get("is_follower") not in (None, "", known.follows, str(known.follows).lower()):
            return False
        if query.get("tag_name"):
            return False  # nobody is tagged here
        period = query.get("last_interaction_period")
        if not period:
            return True
        if period not in PERIOD_DAYS:
            raise Refused(-201, "last_interaction_period")
        days = (_day(self._world.clock()) - _day(known.interacted_at)).days
        return days == PERIOD_DAYS[period] if period == "YESTERDAY" else days <= PERIOD_DAYS[period]

    def _tell(self, page: Page, conversation: Conversation, line: Line, content: Consultation, told: Settings) -> None:
        """Send the echo and the receipt; neither extends the window nor holds up the answer."""
        if not (told.sends_echo or told.sends_received):
            return
        events = Events(page, conversation.user_id, line.at)
        if told.sends_echo:
            attachments = [
                {"type": content.kind, "payload": {"url": image, "thumbnail": image}} for image in content.images
            ] or [{"type": "link", "payload": link} for link in content.links]
            text = unicodedata.normalize("NFC", content.text)
            self._courier.deliver_later(
                events.oa_sent(content.kind, message_id=line.message_id, text=text, attachments=attachments)
            )
        if told.sends_received:
            self._courier.deliver_later(events.received(line.message_id))


def _day(moment: datetime | None) -> datetime:
    moment = (moment or datetime.fromtimestamp(0, VIETNAM)).astimezone(VIETNAM)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
