"""Broadcasts by the platform itself: one request, an article or several, to all followers after a review.

``POST /v2.0/oa/message`` (articles only). Whether the target's values are texts with commas or lists is contested:
both are taken. Nobody here has an age or a city, so a target narrows nothing.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from local.platforms.config import Page, Settings
from local.platforms.conversation import new_message_id
from local.platforms.crowd import Standing
from local.platforms.delivery import Courier
from local.platforms.world import World
from local.platforms.zalo.articles import Article, Articles
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.hours import is_night, month_of
from local.platforms.zalo.mail import Data
from local.platforms.zalo.messages import object_in

ARTICLES_MAX = 5
# The highest number of each list of the documentation.
TARGETS = {"ages": 7, "gender": 2, "locations": 2, "cities": 63, "platform": 3}
AT_A_TIME = 2_000
FOLLOWING = frozenset({Standing.REACHABLE, Standing.OUTSIDE_WINDOW})


class Broadcasts:
    """Sends articles to everybody who follows a page and has not shut it out."""

    def __init__(self, world: World, articles: Articles, courier: Courier, settings: Callable[[], Settings]) -> None:
        self._world = world
        self._articles = articles
        self._courier = courier
        self._settings = settings
        self._used: Counter[tuple[str, int]] = Counter()

    def clear(self) -> None:
        """Forget what was sent this month."""
        self._used.clear()

    def send(self, page: Page, body: dict[str, Any]) -> Data:
        """``POST /v2.0/oa/message``: take a broadcast in, which arrives after the review; raise ``Refused`` otherwise.

        Needs a running event loop.
        """
        recipient = object_in(body.get("recipient"), "recipient")
        if "user_id" in recipient:
            raise Refused(-240)
        _check_target(object_in(recipient.get("target"), "target"))
        chosen = [self._articles.usable(page, article_id) for article_id in _article_ids(body.get("message"))]
        settings, now = self._settings(), self._world.clock()
        month = (page.page_id, month_of(now))
        if settings.night_rule and is_night(now):
            raise Refused(-234)
        if settings.articles_per_month and self._used[month] >= settings.articles_per_month:
            raise Refused(-211)
        self._used[month] += 1
        self._courier.start(self._deliver(page, chosen, settings.review_s * settings.time_scale))
        return {"message_id": new_message_id()}

    def used(self, page_id: str) -> int:
        """Return how many broadcasts a page has sent this month."""
        return self._used[page_id, month_of(self._world.clock())]

    async def _deliver(self, page: Page, articles: Iterable[Article], review_s: float) -> None:
        await asyncio.sleep(review_s)
        text = "\n".join(f"[Bài viết] {article.title}" for article in articles)
        # Other calls have their turn between two portions of a large crowd.
        for number, _ in enumerate(self._handed_over(page, text), start=1):
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)

    def _handed_over(self, page: Page, text: str) -> Iterator[None]:
        crowd = self._world.crowds.get(page.page_id)
        for known in list(self._world.of_page(page.page_id)):
            if known.follows and not known.has_blocked:
                line = self._world.page_writes(known, text=text, buttons=(), images=())
                index = crowd.index_of(known.user_id) if crowd else None
                if crowd and index is not None:
                    crowd.keep(index, line.message_id, text)
                yield
        if crowd:
            for index in list(crowd.unmet(FOLLOWING)):
                crowd.keep(index, new_message_id(), text)
                yield


def _check_target(target: Any) -> None:
    for name, value in target.items():
        numbers = value.split(",") if isinstance(value, str) else value
        if name not in TARGETS or not isinstance(numbers, list):
            raise Refused(-201, name)
        if not all(str(number).strip().isdecimal() and int(number) <= TARGETS[name] for number in numbers):
            raise Refused(-201, name)


def _article_ids(message: object) -> list[object]:
    attachment = object_in(object_in(message, "message").get("attachment"), "attachment")
    payload = object_in(attachment.get("payload"), "payload")
    if attachment.get("type") != "template" or payload.get("template_type") != "media":
        raise Refused(-233)
    elements = payload.get("elements")
    if not isinstance(elements, list) or not elements:
        raise Refused(-201, "elements")
    if len(elements) > ARTICLES_MAX:
        raise Refused(-210, "elements")
    shapes = [object_in(element, "elements") for element in elements]
    if any(shape.get("media_type") != "article" for shape in shapes):
        raise Refused(-233)
    return [shape.get("attachment_id") for shape in shapes]
