"""What became of an article on each page, read from its books and its steps."""

from collections.abc import Mapping

from dutydesk.stores.articles import ARTICLE_PREFIX, ArticleSteps, steps_from
from dutydesk.stores.broadcasts import broadcast_pk
from functions.admin.broadcasts.progress import DynamoLedgers
from functions.admin.partition import items_of

PAGES_AT_ONCE = 40
"""Pages of which the books are read in one go."""


def letters_by_page(ledgers: DynamoLedgers, broadcast_id: str) -> Mapping[str, str]:
    """Return each page's letter; a page that nothing was planned for has none."""
    found: dict[str, str] = {}
    after = ""
    while some := ledgers.chunks(broadcast_id, after=after, most=PAGES_AT_ONCE):
        found |= {chunk.key.page_id: letters for chunk, letters in some}
        after = some[-1][0].key.path
    return found


def steps_by_page(ledgers: DynamoLedgers, broadcast_id: str) -> Mapping[str, ArticleSteps]:
    """Return how far each page's article is; a page that nothing was done for has none."""
    items = items_of(ledgers.client, ledgers.table, broadcast_pk(broadcast_id), ARTICLE_PREFIX)
    return {item["page_id"]["S"]: steps_from(item) for item in items}


def followers_told(steps: Mapping[str, ArticleSteps]) -> int | None:
    """Return how many people the platform says that it went to; None where it says of no page."""
    told = [one.followers for one in steps.values() if one.followers is not None]
    return sum(told) if told else None
