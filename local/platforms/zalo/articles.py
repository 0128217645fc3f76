"""Articles: made in one call, ready some time later, known by an id that a second call tells."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from local.platforms.config import Page, Settings
from local.platforms.world import World
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.mail import Data
from local.platforms.zalo.messages import object_in, text_in

TITLE_MAX, AUTHOR_MAX, DESCRIPTION_MAX, CONTENT_MAX = 150, 50, 300, 100_000
# How long is not documented; scaled like the redeliveries.
PROCESSING_S = 30
PARTS = {"text": "content", "image": "url", "video": "url"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of one page; nobody can use it before ``ready_at``."""

    article_id: str
    page_id: str
    title: str
    ready_at: datetime


class Articles:
    """The articles of all pages."""

    def __init__(self, world: World, settings: Callable[[], Settings]) -> None:
        self._world = world
        self._settings = settings
        self.clear()

    def clear(self) -> None:
        """Forget them all."""
        self._by_token: dict[str, Article] = {}
        self._by_id: dict[str, Article] = {}

    def create(self, page: Page, body: dict[str, Any]) -> Data:
        """``POST /v2.0/article/create``: take an article in and return a token to ask with."""
        if body.get("type") != "normal":
            raise Refused(-201, "type")
        if body.get("status", "hide") not in ("show", "hide"):
            raise Refused(-201, "status")
        title = text_in(body, "title", TITLE_MAX)
        text_in(body, "author", AUTHOR_MAX)
        text_in(body, "description", DESCRIPTION_MAX)
        cover = object_in(body.get("cover"), "cover")
        if cover.get("cover_type") != "photo":
            raise Refused(-201, "cover_type")
        text_in(cover, "photo_url", CONTENT_MAX)
        _check_parts(body.get("body"))
        ready_at = self._world.clock() + timedelta(seconds=PROCESSING_S * self._settings().time_scale)
        article = Article(article_id=secrets.token_hex(10), page_id=page.page_id, title=title, ready_at=ready_at)
        token = secrets.token_urlsafe(24)
        self._by_token[token] = self._by_id[article.article_id] = article
        return {"token": token}

    def verify(self, page: Page, body: dict[str, Any]) -> Data:
        """``POST /v2.0/article/verify``: return the article's id; -214 while it is being processed."""
        return {"id": self._ready(page, self._by_token.get(text_in(body, "token", CONTENT_MAX)), "token").article_id}

    def usable(self, page: Page, article_id: object) -> Article:
        """Return one of the page's articles; raise ``Refused``: -201 unknown, -214 not ready."""
        return self._ready(page, self._by_id.get(article_id) if isinstance(article_id, str) else None, "attachment_id")

    def _ready(self, page: Page, article: Article | None, field: str) -> Article:
        if article is None or article.page_id != page.page_id:
            raise Refused(-201, field)
        if self._world.clock() < article.ready_at:
            raise Refused(-214)
        return article


def _check_parts(parts: object) -> None:
    if not isinstance(parts, list) or not parts:
        raise Refused(-201, "body")
    for part in parts:
        shape = object_in(part, "body")
        if shape.get("type") not in PARTS:
            raise Refused(-201, "body")
        text_in(shape, PARTS[shape["type"]], CONTENT_MAX)
