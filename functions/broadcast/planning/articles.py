"""An article's audience: each page is one recipient, and the platform carries it to whoever follows the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from dutydesk.rails import Recipient
from dutydesk.stores.articles import page_recipient
from dutydesk.stores.broadcasts import Broadcast
from dutydesk.stores.identities import shard_of
from functions.broadcast.planning.audience import SHARDS, Follower, Followers, Meant

REVIEW_S = 1_800
"""How long the platform looks at an article before it goes out: about half an hour (one source)."""
PLATFORM = "zalo"
MOST_TRIAL = 1_900
"""Characters of an article that officers are shown in a chat message: Zalo takes 2,000, and a last line is added."""
TRIAL = "[Bản thử bài viết / article on trial]"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageItself:
    """The ``Choice`` of an article: the page, whoever follows it."""

    followers: Followers

    def of(self, page_id: str, shard: str, *, after: str = "") -> Iterator[Meant]:
        """Yield the page once, in the one shard that its id stands in."""
        recipient_id = page_recipient(page_id)
        if shard == shard_of(recipient_id) and recipient_id > after:
            itself = Recipient(platform=PLATFORM, last_interaction=None)
            yield Meant(follower=Follower(person_id=recipient_id, recipient=itself))


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """How many people the desk knows to follow some pages, and how many of them want no broadcasts."""

    followers: int = 0
    opted_out: int = 0

    def __add__(self, others: "Readers") -> "Readers":
        return Readers(followers=self.followers + others.followers, opted_out=self.opted_out + others.opted_out)


def readers_of(followers: Followers, page_id: str) -> Readers:
    """Count a page's followers in constant memory."""
    counted = opted_out = 0
    for one in (one for shard in SHARDS for one in followers.of(page_id, shard)):
        if one.recipient.follower and not one.recipient.unreachable:
            counted += 1
            opted_out += one.recipient.opted_out
    return Readers(followers=counted, opted_out=opted_out)


def trial_of(article: Broadcast) -> str:
    """Return an article as one chat message for officers, its end left out where it is too long."""
    words = f"{TRIAL}\n{article.title}\n{article.description}\n{article.cover_url}\n{article.text}"
    return words if len(words) <= MOST_TRIAL else words[: MOST_TRIAL - 1].rstrip() + "…"
