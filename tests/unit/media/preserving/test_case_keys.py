"""The keys of cases: one each, made once, and never again once destroyed."""

from collections.abc import Iterator

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from dutydesk.errors import Conflict, KeyDestroyed, NotFound, SealBroken
from dutydesk.stores.case_keys import KEY, DynamoCaseKeys
from dutydesk.stores.cases import case_pk
from dutydesk.stores.facts import DynamoFacts, Facts
from dutydesk.stores.items import from_item, key
from dutydesk.stores.transactions import transact
from tests.fakes.aws import REGION
from tests.fakes.clock import NOON
from tests.fakes.tables import create_tables
from tests.faults.sabotage import Breakable, Interruption

_SESSION = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")


@pytest.fixture(name="keys")
def _keys() -> Iterator[DynamoCaseKeys]:
    with mock_aws():
        dynamodb, kms = _SESSION.client("dynamodb"), _SESSION.client("kms")
        table = create_tables(dynamodb)["cases"]
        yield DynamoCaseKeys(dynamodb, kms, table, kms.create_key()["KeyMetadata"]["Arn"])


def test_a_key_is_made_once_and_stays(keys: DynamoCaseKeys) -> None:
    first = keys.ready("c1")
    assert len(first) == 32
    assert keys.ready("c1") == first == keys.get("c1")
    assert keys.ready("c2") != first


def test_a_case_without_evidence_has_none(keys: DynamoCaseKeys) -> None:
    with pytest.raises(NotFound):
        keys.get("c1")


def test_who_comes_second_takes_the_key_of_the_first(keys: DynamoCaseKeys) -> None:
    """Somebody else makes it just before our own is written."""
    race = Interruption(at=2)
    made: list[bytes] = []
    slow = DynamoCaseKeys(Breakable(keys._client, "dynamodb", race), keys._kms, keys._table, keys._key_arn)  # type: ignore[arg-type]
    race.interrupt = lambda: made.append(keys.ready("c1"))
    assert [slow.ready("c1")] == made


def test_the_key_of_one_case_does_not_unwrap_for_another(keys: DynamoCaseKeys) -> None:
    keys.ready("c1")
    item = keys._client.get_item(TableName=keys._table, Key=key(case_pk("c1"), KEY))["Item"]
    keys._client.put_item(TableName=keys._table, Item={**item, **key(case_pk("c2"), KEY)})
    with pytest.raises(ClientError, match="InvalidCiphertext"):
        keys.get("c2")


def test_a_destroyed_key_is_gone_and_none_takes_its_place(keys: DynamoCaseKeys) -> None:
    keys.ready("c1")
    transact(keys._client, [keys.destroyed("c1", now=NOON)])
    for ask in (keys.ready, keys.get):
        with pytest.raises(KeyDestroyed):
            ask("c1")
    item = keys._client.get_item(TableName=keys._table, Key=key(case_pk("c1"), KEY))["Item"]
    assert from_item(item) == {"pk": "CASE#c1", "sk": "KEY", "schema": 1, "destroyed_at": "2026-03-02T05:00:00.000Z"}
    with pytest.raises(Conflict):
        transact(keys._client, [keys.destroyed("c1", now=NOON)])


def test_a_case_that_never_had_a_key_gets_none_after_its_erasure(keys: DynamoCaseKeys) -> None:
    transact(keys._client, [keys.destroyed("c1", now=NOON)])
    with pytest.raises(KeyDestroyed):
        keys.ready("c1")


def test_facts_are_read_under_their_own_case_and_file_alone(keys: DynamoCaseKeys) -> None:
    facts = DynamoFacts(keys._client, keys._table)
    known = Facts(taken_at="2026-03-01T21:15:09+07:00", latitude="21.0284722", longitude="105.8541667")
    transact(keys._client, [facts.part("c1", "f1", known, keys.ready("c1"))])
    assert facts.get("c1", "f1", keys.get("c1")) == known
    assert facts.get("c1", "f2", keys.get("c1")) is None
    stored = keys._client.scan(TableName=keys._table)["Items"]
    assert "21.02" not in str(stored)
    assert "2026" not in str([item for item in stored if "sealed" in item])
    with pytest.raises(SealBroken):
        facts.get("c1", "f1", keys.ready("c2"))


def test_facts_tell_nothing_when_they_are_printed() -> None:
    assert "21" not in repr(Facts(latitude="21.0284722", longitude="105.8541667"))
