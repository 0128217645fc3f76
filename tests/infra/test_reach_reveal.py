"""What reveal may do is what it does, key by key."""

from collections.abc import Iterator

import pytest

from infra.recording import Recorded
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.tables import create_tables
from tests.infra.test_reach import refused, unused, witnessed
from tests.unit.admin.desk import TestDesk, claims_of
from tests.unit.reveal.counter import Counter

TABLES = ("officers", "reveals", "identities", "receipts", "content", "audit", "cases/index/by_person")


@pytest.fixture(name="counter")
def _counter() -> Iterator[Counter]:
    with dynamodb_in_process() as client:
        yield Counter(TestDesk(client, create_tables(client)))


def test_reveal_needs_what_it_may_and_no_more(deploy_dev: Recorded, counter: Counter) -> None:
    counter.staff()
    counter.unit("quan-mau", name="Quận Mẫu")
    request_id = counter.agreed()
    counter.desk.audit._heads.clear()
    with witnessed(counter.desk.client) as seen:
        told = counter.disclosure.reveal(claims_of("an", None), request_id, source_ip="192.0.2.7")
    assert told.user_id
    assert not refused(deploy_dev, "reveal", seen)
    assert not [one for table in TABLES for one in unused(deploy_dev, "reveal", table, seen)]


def test_what_admin_does_with_requests_it_may(deploy_dev: Recorded, counter: Counter) -> None:
    counter.staff()
    case = counter.case()
    with witnessed(counter.desk.client) as seen:
        counter.agreed(case)
        assert counter.desk.call("GET", "/admin/reveal-requests").status == 200
    assert not refused(deploy_dev, "admin", seen)
    for table in ("reveals", "reveals/index/by_unit"):
        assert not unused(deploy_dev, "admin", table, seen)
