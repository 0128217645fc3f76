"""Zalo's articles: made in one call, known by an id that a second call tells later, and carried to all followers.

``POST /v2.0/article/create`` answers a token, ``POST /v2.0/article/verify`` the article's id (grade A); -214 says that
it is still being made. ``POST /v2.0/oa/message`` with that id and an empty target goes to everybody who follows the
page, 06:00 to 21:59, after a review of about half an hour (grade B), within a monthly quota: -211, and -223 of the
article API, which as a number stands for a missing permission as well (grade A both). No call has an idempotency key: a
second create makes a second article, which nobody sees while it is hidden; a second broadcast reaches all twice.
"""

import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from dutydesk.errors import DeliveryError, NotReady, OutOfHours, QuotaUsedUp, Unavailable
from dutydesk.platforms.zalo.refusals import QUOTA_PAUSE_S, number_in, refusal
from dutydesk.platforms.zalo.wire import Wire

TITLE_MAX, AUTHOR_MAX, DESCRIPTION_MAX = 150, 50, 300
"""Characters in NFC (grade A)."""

SHOWN = "hide"
"""Whether the article also stands on the page's own list: hidden is the platform's default, and what makes a second
create harmless."""

_CREATE = "/v2.0/article/create"
_VERIFY = "/v2.0/article/verify"
_BROADCAST = "/v2.0/oa/message"

_NIGHT, _PROCESSING = -234, -214
_QUOTA = frozenset({-211, -223})
_FOLLOWERS = "num_follower"
"""What Zalo calls the count elsewhere (grade B); the documented answer to a broadcast does not hold it (grade M)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWords:
    """An article: texts in NFC, not longer than above; ``cover_url`` is where a photo lies that all may read."""

    title: str
    author: str
    description: str
    cover_url: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSent:
    """The platform took it: its message id (may be empty), and how many people it says that it goes to, or None."""

    message_id: str
    followers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloArticles:
    """One request per call, never repeated here.

    Every method raises a ``DeliveryError`` whose class says who must act: ``NotReady`` while the article is being made,
    ``QuotaUsedUp`` and ``OutOfHours`` as they are called, others as for messages; ``code`` is Zalo's number.
    """

    wire: Wire
    api_url: str

    def create(self, *, access_token: str, words: ArticleWords) -> str:
        """Hand the article in, hidden; return the token that asks for it."""
        body = {
            "type": "normal",
            "title": words.title,
            "author": unicodedata.normalize("NFC", words.author)[:AUTHOR_MAX].rstrip(),
            "description": words.description,
            "cover": {"cover_type": "photo", "photo_url": words.cover_url, "status": "show"},
            "body": [{"type": "text", "content": words.body}],
            "status": SHOWN,
        }
        return _told(self._post(_CREATE, access_token, body), "token")

    def verify(self, *, access_token: str, token: str) -> str:
        """Return the article's id, once it is made."""
        return _told(self._post(_VERIFY, access_token, {"token": token}), "id")

    def broadcast(self, *, access_token: str, article_id: str) -> ArticleSent:
        """Have it carried to all followers of the token's page.

        Raises:
            Unavailable: with ``answer_lost`` it may have been taken all the same.
        """
        element = {"media_type": "article", "attachment_id": article_id}
        payload = {"template_type": "media", "elements": [element]}
        body = {
            "recipient": {"target": {}},
            "message": {"attachment": {"type": "template", "payload": payload}},
        }
        data = self._post(_BROADCAST, access_token, body)
        told = data.get(_FOLLOWERS)
        return ArticleSent(message_id=str(data.get("message_id") or ""), followers=told if type(told) is int else None)

    def _post(self, path: str, access_token: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.wire.post(
            self.api_url + path,
            headers={"access_token": access_token, "content-type": "application/json"},
            body=json.dumps(body).encode(),
        )
        number = number_in(answer)
        if number is None:
            raise Unavailable("no error number", answer_lost=True)
        if number:
            raise _refusal(number)
        data = answer.get("data")
        return data if isinstance(data, dict) else {}


def _told(data: dict[str, Any], name: str) -> str:
    found = data.get(name)
    if not isinstance(found, (str, int)) or not str(found):
        raise Unavailable(f"no {name}", answer_lost=True)
    return str(found)


def _refusal(number: int) -> DeliveryError:
    if number == _PROCESSING:
        return NotReady(str(number))
    if number in _QUOTA:
        return QuotaUsedUp(str(number), retry_after_s=QUOTA_PAUSE_S)
    if number == _NIGHT:
        return OutOfHours(str(number), retry_after_s=QUOTA_PAUSE_S)
    return refusal(number)
