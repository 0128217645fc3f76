"""Followers: have the list of a page read now, and what the last reading found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from dutydesk.clock import iso
from dutydesk.messages import FollowersMessage
from dutydesk.queues import FifoOutlet
from dutydesk.stores.content import DynamoContent, Page
from dutydesk.stores.followed import enter_page, following_key
from dutydesk.stores.items import from_item
from operate.stacks import Stack


class PageUnknown(Exception):
    """No such page is entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReading:
    """What is known of a page's list; ``ended_at`` is empty when it was never read, or is read for the first time."""

    page_id: str
    under_way: bool
    ended_at: str
    found: int
    missed: int
    reason: str


def follow(stack: Stack, page_ids: Iterable[str]) -> Iterator[LastReading]:
    """Put each page on the nightly list, have its followers read now, and yield what was known before.

    Raises:
        PageUnknown: a page is not entered; those before it are asked for.
    """
    content = DynamoContent(stack.dynamodb, stack.table("content"))
    outlet: FifoOutlet[FollowersMessage] = FifoOutlet(stack.client("sqs"), stack.outputs["queues"]["followers"])
    for page_id in page_ids:
        page = content.page(page_id)
        if page is None:
            raise PageUnknown(f"no page {page_id} is registered")
        yield _asked_for(stack, outlet, page)


def every_page(stack: Stack) -> list[str]:
    """Return the ids of all pages, from the whole of ``content``: what an operator may read and no function does."""
    pages = stack.dynamodb.get_paginator("scan").paginate(
        TableName=stack.table("content"),
        FilterExpression="begins_with(pk, :page) AND attribute_exists(oa_id)",
        ExpressionAttributeValues={":page": {"S": "PAGE#"}},
        ProjectionExpression="page_id",
    )
    return sorted({item["page_id"]["S"] for page in pages for item in page["Items"]})


def _asked_for(stack: Stack, outlet: FifoOutlet[FollowersMessage], page: Page) -> LastReading:
    apps = stack.table("apps")
    enter_page(stack.dynamodb, apps, page.page_id)
    found = stack.dynamodb.get_item(TableName=apps, Key=following_key(page.page_id), ConsistentRead=True)
    known = from_item(found["Item"])
    wish = FollowersMessage(page_id=page.page_id, app_id=page.app_id, asked_at=iso(datetime.now(UTC)))
    outlet.send(wish, group=page.app_id, dedupe=f"asked#{page.page_id}#{wish.asked_at}")
    return LastReading(
        page_id=page.page_id,
        under_way=bool(known.get("segments")),
        ended_at=known.get("ended_at", ""),
        found=known.get("found", 0),
        missed=max(0, known.get("total", 0) - known.get("found", 0)),
        reason=known.get("reason", ""),
    )
