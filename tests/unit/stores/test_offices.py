"""Offices: written by administrators, read by whoever sends citizens there."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dutydesk.stores.content import Unit, unit_item
from dutydesk.stores.items import to_item
from dutydesk.stores.offices import SLUG, DynamoOffices, Office, Offices, Service, office_from, office_item
from tests.fakes.tables import PREFIX
from tests.fakes.tickets import FakeOffices

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = PREFIX + "content"
CARD = Service(
    service_id="cccd", name="Làm căn cước", papers="Khai sinh", slot_minutes=20, capacity=7, walk_in_share=0.35
)
OFFICE = Office(
    office_id="tru-so",
    unit="phuong-mau-1",
    name="Trụ sở",
    address="1 Đường Mẫu",
    hours="1-5 07:30-11:30",
    closures=("2026-03-03", "2026-03-04"),
    services=(CARD, Service(service_id="tam-tru", name="Tạm trú")),
    days_ahead=20,
)
OTHER = Office(office_id="co-so-2", unit="phuong-mau-1", name="Cơ sở 2")
STRANGE = Office(office_id="tru-so", unit="phuong-mau-2", name="Của đơn vị khác")


@pytest.fixture(params=["fake", "dynamodb"])
def offices(request: pytest.FixtureRequest, dynamodb: "DynamoDBClient") -> Offices:
    if request.param == "fake":
        return FakeOffices(OTHER, OFFICE, STRANGE)
    dynamodb.put_item(TableName=TABLE, Item=to_item(unit_item(Unit(unit="phuong-mau-1", name="Phường Mẫu 1"))))
    for office in (OFFICE, OTHER, STRANGE):
        dynamodb.put_item(TableName=TABLE, Item=office_item(office))
    return DynamoOffices(dynamodb, TABLE)


def test_a_units_offices_come_as_they_were_written(offices: Offices) -> None:
    assert offices.offices_of("phuong-mau-1") == (OTHER, OFFICE)


def test_a_unit_without_offices_has_none(offices: Offices) -> None:
    assert offices.offices_of("phuong-mau-9") == ()


def test_one_query_a_minute(dynamodb: "DynamoDBClient") -> None:
    now = 0.0
    offices = DynamoOffices(dynamodb, TABLE, monotonic=lambda: now)
    assert offices.offices_of("phuong-mau-1") == ()
    dynamodb.put_item(TableName=TABLE, Item=office_item(OFFICE))
    now = 59.9
    assert offices.offices_of("phuong-mau-1") == ()
    now = 60.0
    assert offices.offices_of("phuong-mau-1") == (OFFICE,)


def test_a_newer_releases_fields_are_left_out_and_older_ones_have_defaults() -> None:
    plain = {"office_id": "o", "unit": "u", "name": "O", "colour": "red"}
    item = to_item(plain | {"services": [{"service_id": "s", "name": "S", "queue": 3}]})
    service = Service(service_id="s", name="S")
    assert office_from(item) == Office(office_id="o", unit="u", name="O", services=(service,))


@pytest.mark.parametrize(
    ("capacity", "share", "kept"),
    [
        pytest.param(4, 0.0, 0, id="none"),
        pytest.param(4, 0.25, 1, id="a quarter"),
        pytest.param(4, 0.26, 2, id="rounded up"),
        pytest.param(10, 0.3, 3, id="no rounding by binary fractions"),
        pytest.param(4, 1.0, 4, id="all"),
    ],
)
def test_the_counters_share_is_rounded_up(capacity: int, share: float, kept: int) -> None:
    assert replace(CARD, capacity=capacity, walk_in_share=share).kept == kept


@pytest.mark.parametrize("name", ["a", "tru-so", "co-so-2", "a" * 32])
def test_ids_that_travel_in_buttons(name: str) -> None:
    assert SLUG.fullmatch(name)


@pytest.mark.parametrize("name", ["", "A", "a.b", "a#b", "-a", "a-", "a b", "ô", "a" * 33])
def test_ids_that_do_not(name: str) -> None:
    assert not SLUG.fullmatch(name)
