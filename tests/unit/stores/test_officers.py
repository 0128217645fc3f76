"""Officers as they are stored."""

from typing import TYPE_CHECKING

from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.officers import DUTY_OFFICER, OFFICER, DynamoOfficers, Officer, link_key, officer_items
from tests.fakes.tables import PREFIX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = PREFIX + "officers"
AN = Officer(username="an", display="An", roles=(OFFICER, DUTY_OFFICER), units=("phuong-mau-1", "quan-mau"))


def test_an_officer_comes_back_as_written_and_an_unknown_one_not_at_all(dynamodb: "DynamoDBClient") -> None:
    for item in officer_items(AN, order=3):
        dynamodb.put_item(TableName=TABLE, Item=to_item(item))
    officers = DynamoOfficers(dynamodb, TABLE)
    assert officers.get("an") == AN
    assert officers.get("binh") is None


def test_each_unit_has_the_officer_on_its_roster(dynamodb: "DynamoDBClient") -> None:
    for item in officer_items(AN, order=3):
        dynamodb.put_item(TableName=TABLE, Item=to_item(item))
    for unit in AN.units:
        line = from_item(dynamodb.get_item(TableName=TABLE, Key=key(f"UNIT#{unit}", "OFFICER#an"))["Item"])
        assert (line["order"], line["roles"]) == (3, list(AN.roles))


def test_a_link_code_is_stored_only_as_its_hash() -> None:
    assert "ABC" not in link_key("ABCDEFGH2")
    assert link_key("ABCDEFGH2") != link_key("ABCDEFGH3")
