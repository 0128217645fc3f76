"""Zalo's list of a page's people: who follows, fifty at a time.

``GET /v3.0/oa/user/getlist`` with header ``access_token`` (bare) and one parameter ``data``, JSON. An answer holds at
most 50 people, the last of them from offset 9951, so that no more than 10,000 of one list can be read; ``total`` says
how many there are. A list may be narrowed to those whose last interaction lies within some days, which is how longer
ones are read (all of this grade A). ``is_follower`` is a text in the official sample (grade A). How far back a period
may reach, and which day counts for somebody who follows and never wrote, is not documented (grade C): whoever reads
must take a refused period, and people who are in none, as they come.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from dutydesk.errors import Unavailable
from dutydesk.platforms.zalo.refusals import number_in, refusal
from dutydesk.platforms.zalo.wire import Wire

COUNT = 50
"""People in one answer."""
LAST_OFFSET = 9_951
READABLE = 10_000
"""How many of one list can be read, however long it is."""

_USER_LIST = "/v3.0/oa/user/getlist"
_LONGEST_ID = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A part of a list.

    ``total`` is how long the whole list is at this moment, ``length`` how many places this part takes in it: more than
    there are ids when the platform gave some that cannot be ids.
    """

    total: int
    length: int
    user_ids: tuple[str, ...]

    def __repr__(self) -> str:
        """Count only: a platform id must not reach a log by accident."""
        return f"Listed(total={self.total}, length={self.length})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloDirectory:
    """Reads the list of a page's followers."""

    wire: Wire
    api_url: str

    def followers(self, *, access_token: str, offset: int, between: tuple[date, date] | None = None) -> Listed:
        """Return up to ``COUNT`` followers from ``offset`` on, in the platform's order.

        Args:
            access_token: the page's, as OAuth gave it.
            offset: 0 to ``LAST_OFFSET``.
            between: only those whose last interaction lies on these days of Vietnam's calendar or between them.

        Raises:
            DeliveryError: the class says who must act; ``code`` is Zalo's number.
        """
        asked: dict[str, object] = {"offset": offset, "count": COUNT, "is_follower": "true"}
        if between is not None:
            asked["last_interaction_period"] = ":".join(day.strftime("%Y_%m_%d") for day in between)
        query = urlencode({"data": json.dumps(asked, separators=(",", ":"))})
        answer = self.wire.get(f"{self.api_url}{_USER_LIST}?{query}", headers={"access_token": access_token})
        number = number_in(answer)
        if number:
            raise refusal(number)
        data = answer.get("data")
        if number is None or not isinstance(data, dict):
            raise Unavailable("no list", answer_lost=False)
        users = data.get("users")
        if not isinstance(users, list):
            raise Unavailable("no users", answer_lost=False)
        return Listed(total=_total(data.get("total")), length=len(users), user_ids=_ids(users))


def _total(found: object) -> int:
    """Read the length of a list, digits as well; without it nobody knows where a list ends."""
    if isinstance(found, bool) or not isinstance(found, (int, str)) or not str(found).isdecimal():
        raise Unavailable("no total", answer_lost=False)
    return int(found)


def _ids(users: Sequence[object]) -> tuple[str, ...]:
    """Return the ids, numbers as their text; what the webhook would refuse as an id is left out."""
    found = (one.get("user_id") for one in users if isinstance(one, dict))
    ids = (str(one) for one in found if isinstance(one, (str, int)) and not isinstance(one, bool))
    return tuple(one for one in ids if one and len(one) <= _LONGEST_ID and one.isascii() and one.isprintable())
