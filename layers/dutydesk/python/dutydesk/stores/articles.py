"""How far the article of each page is: what is known of one outside step is written before the next begins.

===========  =======================  ================================  ===============================================
Item         pk                       sk                                Purpose
===========  =======================  ================================  ===============================================
Article      ``BROADCAST#<id>``       ``ARTICLE#<path of its chunk>``   the platform's token and ids, what hinders it
===========  =======================  ================================  ===============================================

In the books a page is one recipient, under an id that looks like a person's and is nobody's. Only senders write the
item, and none that a younger one has fenced off. Whether the article went out is said by the ledger alone.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dutydesk.messages import as_plain
from dutydesk.stores.broadcasts import PERSON_DIGITS, ChunkKey, broadcast_pk
from dutydesk.stores.items import key, known_fields, to_item

ARTICLE_PREFIX = "ARTICLE#"


class Waits(StrEnum):
    """Why an article is not further, or did not get further."""

    NOTHING = ""
    PROCESSING = "processing"  # the platform is making it
    HOURS = "hours"  # the platform sends none at this time of the day
    LIMIT = "limit"  # too many requests
    DOWN = "down"  # the platform does not answer
    QUOTA = "quota"  # the page's quota of articles is used up


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSteps:
    """What is known of a page's article.

    ``token`` asks for it once it was handed in, ``article_id`` names it once it is made, ``message_id`` its broadcast;
    each is empty before. ``taken`` says that the platform has taken it to carry it to the followers. ``handed_in``
    counts how often it was handed in, ``visits`` how often in a row it was not further. ``followers`` is how many
    people the platform says that it goes to, None where it does not say.
    """

    token: str = ""
    article_id: str = ""
    message_id: str = ""
    handed_in: int = 0
    visits: int = 0
    waits: Waits = Waits.NOTHING
    followers: int | None = None
    taken: bool = False


def page_recipient(page_id: str) -> str:
    """Return the id that a page has as a recipient: of a person id's form, the same at any time."""
    return "p" + hashlib.sha256(f"page#{page_id}".encode()).hexdigest()[:PERSON_DIGITS]


def steps_key(at: ChunkKey) -> dict[str, Any]:
    """Where a page's steps are kept."""
    return key(broadcast_pk(at.broadcast_id), ARTICLE_PREFIX + at.path)


def steps_item(at: ChunkKey, steps: ArticleSteps, *, generation: int) -> dict[str, Any]:
    """The steps as an item, written by the sender of this generation."""
    plain: dict[str, Any] = as_plain(steps)
    return to_item(plain | {"page_id": at.page_id, "generation": generation, "schema": 1}) | steps_key(at)


def steps_from(item: Mapping[str, Any]) -> ArticleSteps:
    """Read what ``steps_item`` wrote."""
    known = known_fields(ArticleSteps, item)
    return ArticleSteps(**known | {"waits": Waits(known.get("waits", ""))})
