"""What admin does about pages and dead letters it may, key by key."""

from collections.abc import Iterator

import pytest

from dutydesk.stores.content import Page, Unit, page_items, unit_items
from dutydesk.stores.letters import DynamoLetters, Held
from functions.admin.matrix import Role
from infra.recording import Recorded
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.tables import create_tables
from tests.infra.test_reach import refused, unused, witnessed
from tests.unit.admin.desk import TestDesk


@pytest.fixture(name="desk")
def _desk() -> Iterator[TestDesk]:
    with dynamodb_in_process() as client:
        yield TestDesk(client, create_tables(client))


def test_what_admin_does_about_pages_and_dead_letters_it_may(deploy_dev: Recorded, desk: TestDesk) -> None:
    desk.officer("chu", roles=(Role.ADMINISTRATOR,))
    page = Page(page_id="zalo-quan-mau", platform="zalo", unit="quan-mau", app_id="1", oa_id="oa")
    for item in (*unit_items(Unit(unit="quan-mau", name="Quận Mẫu")), *page_items(page)):
        desk.put("content", item)
    letters = DynamoLetters(desk.client, desk.tables["receipts"])
    letters.write([Held(queue="tips", waiting=1)], at=desk.clock())
    with witnessed(desk.client) as seen:
        assert desk.call("GET", "/admin/health", username="chu").status == 200
        assert desk.call("GET", "/admin/dead-letters", username="chu").status == 200
        assert desk.call("POST", "/admin/dead-letters/tips/redrive", username="chu").status == 202
    assert not refused(deploy_dev, "admin", seen)
    for table in ("apps", "receipts"):
        assert not unused(deploy_dev, "admin", table, seen)
