"""Units as the content table holds them."""

from typing import TYPE_CHECKING

from dutydesk.stores.content import DynamoContent, Unit, unit_item
from dutydesk.stores.items import to_item
from tests.fakes.tables import PREFIX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

UNIT = Unit(unit="quan-mau", name="Công an Quận Mẫu", hotline="0000", hours="6 07:30-11:30")


def test_a_unit_is_read_as_it_was_written(dynamodb: "DynamoDBClient") -> None:
    dynamodb.put_item(TableName=PREFIX + "content", Item=to_item(unit_item(UNIT)))
    assert DynamoContent(dynamodb, PREFIX + "content").unit("quan-mau") == UNIT


def test_a_unit_of_the_release_before_has_no_hours(dynamodb: "DynamoDBClient") -> None:
    item = {name: value for name, value in unit_item(UNIT).items() if name != "hours"}
    dynamodb.put_item(TableName=PREFIX + "content", Item=to_item(item))
    assert DynamoContent(dynamodb, PREFIX + "content").unit("quan-mau").hours == ""
