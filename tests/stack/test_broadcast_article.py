"""An article on a running desk: once for each page, to all who follow it, with books that count pages.

Both the desk and the platform send articles by day only; tests run at any hour, so by night they show that it waits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest

from dutydesk.clock import utc_now
from dutydesk.rails import RAILS, RailName, in_hours
from dutydesk.stores.broadcasts import PLAN, broadcast_pk
from dutydesk.stores.items import key
from functions.broadcast.planning.articles import REVIEW_S
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.crowds import Crowd, Crowds
from tests.stack.desk import Desk, wait_until
from tests.stack.telling import UNIT, Telling

pytestmark = pytest.mark.stack

FIRST, SECOND = "phuong-mau-3", "doi-ma-tuy"
FOLLOWERS, NOT_FOLLOWING = 300, 0.1
NO_QUOTA_LIMIT = 0
TITLE = "Cảnh báo giả danh công an"
LATE = timedelta(seconds=REVIEW_S, minutes=1)
"""How long before the night the desk lets no article out any more."""


@pytest.fixture(name="crowds")
def _crowds(backroom: Backroom) -> Crowds:
    return Crowds.of(backroom)


def by_day() -> bool:
    return in_hours(RAILS[RailName.ZALO_ARTICLE], utc_now())


def article(backroom: Backroom, crowds: list[Crowd], text: str) -> Telling:
    """Draft and count an article for the pages of these crowds."""
    draft = {
        "kind": "article",
        "title": TITLE,
        "description": "Công an không làm việc qua điện thoại.",
        "cover_url": "https://desk.example/bia.jpg",
        "text": text,
        "unit": UNIT,
        "audience": {"pages": sorted(crowd.page_id for crowd in crowds)},
    }
    drafted = backroom.desk.officer_called("editor").post("broadcasts", draft)
    assert drafted.status_code == HTTPStatus.CREATED, drafted.text
    telling = Telling(desk=backroom.desk, backroom=backroom, broadcast_id=drafted.json()["id"])
    telling.order("preflight")
    wait_until(lambda: telling.shown()["preflight"], "the audience is counted", timeout_s=60)
    return telling


def approved(telling: Telling) -> Telling:
    """Have two officers approve it; late and by night, when the desk refuses, let it out behind the desk's back."""
    first = telling.officer("supervisor").post(f"broadcasts/{telling.broadcast_id}/approve", {})
    if not first.is_success:
        assert first.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT}, first.text
        assert not in_hours(RAILS[RailName.ZALO_ARTICLE], utc_now() + LATE), first.text
        telling._as_if_by_day()
        return telling
    assert first.json()["state"] == "draft", "one officer was enough"
    telling.order("approve", by="administrator")
    return telling


@contextmanager
def settings(desk: Desk, **changes: float) -> Iterator[None]:
    """Change the simulated platform's settings for a while."""
    url = f"{desk.endpoints.simulator}/settings"
    before = desk.http.get(url).json()
    desk.http.post(url, json=changes).raise_for_status()
    try:
        yield
    finally:
        desk.http.post(url, json={name: before[name] for name in changes}).raise_for_status()


def planned(telling: Telling) -> bool:
    """Whether every page of it stands in the books."""
    found = telling.backroom.client("dynamodb").get_item(
        TableName=f"{PREFIX}broadcasts", Key=key(broadcast_pk(telling.broadcast_id), PLAN), ConsistentRead=True
    )
    return "Item" in found and bool(telling.shown()["books"]["target"])


def pages_of(telling: Telling) -> dict[str, dict[str, Any]]:
    """What officers read of each page."""
    answer = telling.officer().get(f"broadcasts/{telling.broadcast_id}/recipients")
    assert answer.status_code == HTTPStatus.OK, answer.text
    return {one["page_id"]: one for one in answer.json()["items"]}


def waits_for_the_morning(telling: Telling, crowds: list[Crowd]) -> bool:
    """By night: nobody has it, and the books still hold every page."""
    wait_until(lambda: planned(telling), "the pages are frozen")
    shown = telling.shown()
    nobody = all(crowd.messages() == 0 for crowd in crowds)
    return nobody and shown["books"]["pending"] == shown["books"]["target"] == len(crowds)


def test_every_follower_of_two_pages_gets_the_article_once_and_the_books_count_pages(
    backroom: Backroom, crowds: Crowds
) -> None:
    to = [crowds.gather(unit, FOLLOWERS, not_following=NOT_FOLLOWING) for unit in (FIRST, SECOND)]
    with settings(backroom.desk, review_s=10, articles_per_month=NO_QUOTA_LIMIT):
        telling = approved(article(backroom, to, "Nội dung của bài viết."))
        preflight = telling.shown()["preflight"]
        assert preflight["notices"]
        if not by_day():
            assert waits_for_the_morning(telling, to)
            telling.order("cancel")
            return
        assert preflight["reach"] == {"zalo_article": 2}
        shown = telling.await_over()
        following = round(FOLLOWERS * (1 - NOT_FOLLOWING))
        wait_until(lambda: all(crowd.messages() >= following for crowd in to), "the platform has delivered")
    assert (shown["state"], shown["books"]["target"], shown["books"]["sent"]) == ("done", 2, 2)
    tallies = [crowd.tally() for crowd in to]
    assert [(one["recipients"], one["duplicates"]) for one in tallies] == [(following, 0)] * 2
    pages = pages_of(telling)
    assert set(pages) == {crowd.page_id for crowd in to}
    assert {(one["person_id"], one["letter"]) for one in pages.values()} == {("", "s")}


def test_a_page_whose_quota_is_used_up_fails_alone_and_can_be_drafted_again(backroom: Backroom, crowds: Crowds) -> None:
    crowd = crowds.gather(FIRST, 50)
    with settings(backroom.desk, review_s=10, articles_per_month=NO_QUOTA_LIMIT):
        first = approved(article(backroom, [crowd], "Bài thứ nhất."))
        if not by_day():
            assert waits_for_the_morning(first, [crowd])
            first.order("cancel")
            return
        assert first.await_over()["books"]["sent"] == 1
        wait_until(lambda: crowd.messages() >= 50, "the platform has delivered")
    with settings(backroom.desk, articles_per_month=1):
        second = approved(article(backroom, [crowd], "Bài thứ hai."))
        shown = second.await_over()
    assert (shown["state"], shown["books"]["failed"], crowd.messages()) == ("done", 1, 50)
    assert "quota of articles is used up" in pages_of(second)[crowd.page_id]["words"]
    again = second.officer().post(f"broadcasts/{second.broadcast_id}/again", {})
    assert again.status_code == HTTPStatus.CREATED, again.text
    assert again.json()["audience"]["pages"] == [crowd.page_id]
