"""The index key: made once, wrapped, and of no use to anybody without KMS."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from dutydesk.errors import Misconfigured
from dutydesk.stores.items import key, to_item
from functions.lookup.index_key import IndexKey, index_key
from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables
from tests.unit.lookup.status.desk import NUMBER, OTHER


@dataclass
class Cloud:
    """A table and a KMS key in this process."""

    dynamodb: Any
    kms: Any
    table: str
    arn: str

    def key(self) -> IndexKey:
        """Have a cold start fetch the key."""
        return index_key(self.dynamodb, self.kms, table=self.table, key_arn=self.arn)

    def stored(self) -> dict[str, Any]:
        """Return the item."""
        item: dict[str, Any] = self.dynamodb.get_item(TableName=self.table, Key=key("KEY"))["Item"]
        return item


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    with mock_aws():
        dynamodb, kms = boto3.client("dynamodb", region_name=REGION), boto3.client("kms", region_name=REGION)
        yield Cloud(dynamodb, kms, create_tables(dynamodb)["idcards"], kms.create_key()["KeyMetadata"]["Arn"])


def test_the_first_makes_it_and_all_others_find_it(cloud: Cloud) -> None:
    first = cloud.key()
    assert len(first.key) == 32
    assert cloud.key() == first


def test_of_two_who_make_it_at_the_same_time_both_get_the_one_that_is_kept(cloud: Cloud) -> None:
    real, others = cloud.dynamodb.put_item, []

    def overtaken(**asked: Any) -> Any:
        cloud.dynamodb.put_item = real
        others.append(cloud.key())
        return real(**asked)

    cloud.dynamodb.put_item = overtaken
    assert [cloud.key()] == others


def test_it_lies_in_the_table_wrapped_and_for_this_purpose_alone(cloud: Cloud) -> None:
    plain = cloud.key().key
    assert plain.hex() not in str(cloud.stored())
    cloud.dynamodb.put_item(TableName=cloud.table, Item=key("KEY") | to_item({"schema": 1, "wrapped": "bm9uc2Vuc2U="}))
    with pytest.raises(ClientError, match="InvalidCiphertext"):
        cloud.key()


def test_a_key_of_another_size_is_refused(cloud: Cloud) -> None:
    short = cloud.kms.encrypt(KeyId=cloud.arn, Plaintext=b"x" * 16, EncryptionContext={"purpose": "card-index"})
    wrapped = base64.b64encode(short["CiphertextBlob"]).decode()
    cloud.dynamodb.put_item(TableName=cloud.table, Item=key("KEY") | to_item({"schema": 1, "wrapped": wrapped}))
    with pytest.raises(Misconfigured):
        cloud.key()


def test_digests_depend_on_key_number_and_date_and_are_hexadecimal() -> None:
    one, other = IndexKey(b"1" * 32), IndexKey(b"2" * 32)
    numbers = {index.digest(number) for index in (one, other) for number in (NUMBER, OTHER)}
    births = {
        one.birth_digest(one.digest(number), day) for number in (NUMBER, OTHER) for day in (date(1990, 2, 1), date.min)
    }
    assert len(numbers | births) == 8
    assert all(len(digest) == 32 and int(digest, 16) >= 0 for digest in numbers | births)


def test_the_key_is_not_part_of_its_repr() -> None:
    assert "secret" not in repr(IndexKey(b"secret" * 6))
