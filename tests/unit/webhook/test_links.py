"""Links: that two person ids are one person's, as far as the platform says so, and never how it calls that person."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.ids import link_of, person_id
from dutydesk.platforms.events import Arrived, Left
from dutydesk.stores.content import Page
from tests.fakes.clock import NOON
from tests.fakes.people import FakeContent
from tests.unit.webhook.test_reception import PAGE, PERSON, USER, WROTE, Bench

BY_APP = "5512345678901234567"
NEIGHBOUR = Page(page_id="zalo-quan-mau", platform="zalo", unit="quan-mau", app_id=PAGE.app_id, oa_id="78")
STRANGER = Page(page_id="zalo-doi-mau", platform="zalo", unit="doi-mau", app_id="2", oa_id="79")
LINK = link_of(b"key", "zalo", PAGE.app_id, BY_APP)


@pytest.fixture(name="bench")
def _bench() -> Bench:
    bench = Bench()
    object.__setattr__(bench.reception, "content", FakeContent((PAGE, NEIGHBOUR, STRANGER)))
    return bench


def link(bench: Bench, page: Page, user_id: str) -> str:
    known = bench.identities.get(person_id(b"key", "zalo", page.page_id, user_id))
    assert known is not None
    return known.link


def test_one_persons_ids_on_two_pages_of_an_app_have_one_link_and_another_apps_has_another(bench: Bench) -> None:
    for page, user_id in ((PAGE, USER), (NEIGHBOUR, "8"), (STRANGER, "9")):
        said = replace(WROTE, event_key=page.oa_id, oa_id=page.oa_id, user_id=user_id, user_id_by_app=BY_APP)
        bench.reception.take(said)
    assert link(bench, PAGE, USER) == link(bench, NEIGHBOUR, "8") == LINK
    assert link(bench, STRANGER, "9") not in {"", LINK}


def test_a_link_tells_nothing_of_the_platforms_id(bench: Bench) -> None:
    bench.reception.take(replace(WROTE, user_id_by_app=BY_APP))
    assert BY_APP not in repr(vars(bench.identities))
    assert LINK.startswith("k")
    assert link_of(b"another key", "zalo", PAGE.app_id, BY_APP) != LINK


def test_who_follows_or_leaves_is_linked_as_well(bench: Bench) -> None:
    came: dict[str, Any] = {"event_key": "f", "oa_id": PAGE.oa_id, "sent_at": NOON, "user_id_by_app": BY_APP}
    bench.reception.take(Arrived(**came, user_id="5", followed=True))
    bench.reception.take(Left(**came, user_id="6"))
    assert link(bench, PAGE, "5") == link(bench, PAGE, "6") == LINK


def test_an_event_that_says_nothing_leaves_the_link(bench: Bench) -> None:
    bench.reception.take(replace(WROTE, user_id_by_app=BY_APP))
    bench.reception.take(replace(WROTE, event_key="later", sent_at=NOON + timedelta(hours=1)))
    known = bench.identities.get(PERSON)
    assert known is not None
    assert (known.link, bench.identities.notes) == (LINK, 2)


@pytest.mark.parametrize(("app_id", "by_app"), [("", BY_APP), ("1", "")], ids=["no app", "no id"])
def test_without_both_parts_there_is_no_link(app_id: str, by_app: str) -> None:
    assert link_of(b"key", "zalo", app_id, by_app) == ""
