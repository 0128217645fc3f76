"""What a page may ask about itself and its people."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from local.platforms.config import Page
from local.platforms.conversation import Conversation
from local.platforms.crowd import Crowd, Standing
from local.platforms.world import World
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.events import id_by_app
from local.platforms.zalo.hours import VIETNAM
from local.platforms.zalo.mail import Data

COUNT_MAX = 50
OFFSET_MAX = 9951
PERIOD_DAYS = {"TODAY": 0, "YESTERDAY": 1, "L7D": 7, "L30D": 30}
PERIOD = re.compile(r"(\d{4}_\d\d_\d\d):(\d{4}_\d\d_\d\d)")


class OfficialAccount:
    """Followers, and the page's own figures.

    Each call returns the answer's ``data`` or raises ``Refused``.
    """

    def __init__(self, world: World) -> None:
        self._world = world

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
        if query.get("last_interaction_period"):
            _days(query["last_interaction_period"], today=_day(self._world.clock()))
        users = self._listed(page, query)
        shown = users[offset : offset + count]
        return {
            "total": len(users),
            "count": len(shown),
            "offset": offset,
            "users": [{"user_id": self._user_id(page, user)} for user in shown],
        }

    def info(self, page: Page, query: dict[str, Any]) -> Data:
        """``GET /v2.0/oa/getoa``: the page itself."""
        del query
        return {
            "oa_id": page.oa_id,
            "name": page.name,
            "is_verified": True,
            "num_follower": self._world.followers(page.page_id),
            "package_name": "Nâng cao",
        }

    def _known(self, page: Page, user_id: object) -> Conversation:
        if not isinstance(user_id, str):
            raise Refused(-201, "user_id")
        crowd = self._world.crowds.get(page.page_id)
        index = crowd.index_of(user_id) if crowd else None
        conversation = self._world.find(page.page_id, user_id)
        if conversation is None and crowd and index is not None:
            conversation = crowd.conversation(index)
        if conversation is None:
            raise Refused(-201, "user_id")
        return conversation

    def _listed(self, page: Page, query: dict[str, Any]) -> list[str | int]:
        """Return those whom a query asks for: ids, then members of the crowd, whose standings are judged once each."""
        listed: list[str | int] = [
            known.user_id for known in self._world.of_page(page.page_id) if self._is_listed(known, query)
        ]
        crowd = self._world.crowds.get(page.page_id)
        if crowd:
            if crowd.silent_days:
                return [*listed, *self._told_apart(crowd, query)]
            firsts = {standing: crowd.first(standing) for standing in Standing}
            asked = {
                standing
                for standing, first in firsts.items()
                if first is not None and self._is_listed(crowd.conversation(first), query)
            }
            listed += crowd.unmet(frozenset(asked))
        return listed

    def _told_apart(self, crowd: Crowd, query: dict[str, Any]) -> Iterator[int]:
        """Yield those asked for of a crowd whose silent members fell silent on several days, each kind judged once."""
        judged: dict[tuple[str, datetime], bool] = {}
        for index in crowd.unmet(frozenset(Standing)):
            kind = (crowd.standing(index), crowd.interacted_at(index))
            if kind not in judged:
                judged[kind] = self._is_listed(crowd.conversation(index), query)
            if judged[kind]:
                yield index

    def _user_id(self, page: Page, user: str | int) -> str:
        return user if isinstance(user, str) else self._world.crowds[page.page_id].user_id(user)

    def _is_listed(self, known: Conversation, query: dict[str, Any]) -> bool:
        if query.get("is_follower") not in (None, "", known.follows, str(known.follows).lower()):
            return False
        if query.get("tag_name"):
            return False  # nobody is tagged here
        period = query.get("last_interaction_period")
        if not period:
            return True
        first, last = _days(period, today=_day(self._world.clock()))
        return first <= _day(known.interacted_at) <= last


def _day(moment: datetime | None) -> datetime:
    moment = (moment or datetime.fromtimestamp(0, VIETNAM)).astimezone(VIETNAM)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _days(period: object, *, today: datetime) -> tuple[datetime, datetime]:
    """Return the first and the last day of a period: one of the words, or two days written ``YYYY_MM_DD``."""
    if isinstance(period, str) and period in PERIOD_DAYS:
        first = today - timedelta(days=PERIOD_DAYS[period])
        return first, first if period == "YESTERDAY" else today
    written = PERIOD.fullmatch(period) if isinstance(period, str) else None
    if written is None:
        raise Refused(-201, "last_interaction_period")
    try:
        first, last = (datetime.strptime(day, "%Y_%m_%d").replace(tzinfo=VIETNAM) for day in written.groups())
    except ValueError:
        raise Refused(-201, "last_interaction_period") from None
    if first > last:
        raise Refused(-201, "last_interaction_period")
    return first, last
