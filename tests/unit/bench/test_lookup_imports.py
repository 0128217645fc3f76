"""Files that are imported for measurement, the importer's bill, and the naive importer beside it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from bench.lookup_file import sheet
from bench.lookup_ground import OFFICE_ID
from bench.lookup_naive import Naive
from bench.lookup_process import weighed
from functions.lookup.cards import Card, card_from
from functions.lookup.importing.ports import Outcome
from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables
from tests.unit.lookup.importing.counter import BUCKET, INDEX, UNIT, Counter, always

if TYPE_CHECKING:
    from bench.lookup_weighing import Weighed

ROWS = 12


@pytest.fixture
def counter() -> Iterator[Counter]:
    with mock_aws():
        session = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
        dynamodb = session.client("dynamodb")
        made = Counter(dynamodb=dynamodb, s3=session.client("s3"), tables=create_tables(dynamodb))
        made.add_office(OFFICE_ID, "Bộ phận một cửa")
        yield made


def cards(counter: Counter) -> list[Card]:
    pages = counter.dynamodb.get_paginator("scan").paginate(TableName=counter.tables["idcards"])
    found = [item for page in pages for item in page["Items"] if item["pk"]["S"].startswith("CARD#")]
    return sorted((card_from(item) for item in found), key=lambda card: card.digest)


def test_a_file_is_always_the_same_and_files_of_other_places_share_no_number() -> None:
    assert sheet(5) == sheet(5)
    assert sheet(5).splitlines()[0] == sheet(5, first=6).splitlines()[0]
    numbers = [line.split(b",")[:2] for data in (sheet(5), sheet(5, first=6)) for line in data.splitlines()[1:]]
    assert len({tuple(one) for one in numbers}) == 10


def test_every_row_is_right_and_written_at_one_unit_and_again_at_none(counter: Counter) -> None:
    told: list[Weighed] = []
    for import_id, added in (("I1", ROWS), ("I2", 0)):
        counter.upload(import_id, sheet(ROWS))
        assert weighed(counter.importer(), told.append).go_on(UNIT, import_id, always) is Outcome.SHOWN
        assert (counter.record(import_id).added, counter.record(import_id).changed) == (added, 0)
    written = [one for one in told if one.call == "BatchWriteItem"]
    assert [(one.item, one.write_units) for one in written] == [("CARD", 1.0)] * ROWS
    read = [one for one in told if one.call == "BatchGetItem"]
    assert [(one.item, one.read_units) for one in read] == [("CARD", 1.0)] * 2 * ROWS


def test_the_naive_importer_writes_the_same_cards_one_after_another(
    counter: Counter,
) -> None:
    counter.upload("I1", sheet(ROWS))
    counter.deliver("I1")
    ours = cards(counter)
    counter.upload("I2", sheet(ROWS))
    puts: list[str] = []
    naive = Naive(
        dynamodb=_Puts(counter.dynamodb, puts),
        s3=counter.s3,
        index=INDEX,
        table=counter.tables["idcards"],
        bucket=BUCKET,
    )
    told = naive.work(UNIT, "I2", most=ROWS)
    assert (told["rows"], len(puts)) == (ROWS, ROWS)
    assert [_timeless(card) for card in cards(counter)] == [_timeless(card) for card in ours]


def test_the_naive_importer_may_stop_early(counter: Counter) -> None:
    counter.upload("I1", sheet(ROWS))
    naive = Naive(dynamodb=counter.dynamodb, s3=counter.s3, index=INDEX, table=counter.tables["idcards"], bucket=BUCKET)
    assert naive.work(UNIT, "I1", most=5)["rows"] == 5
    assert len(cards(counter)) == 5


class _Puts:
    def __init__(self, client: Any, puts: list[str]) -> None:
        self._client, self._puts = client, puts

    def put_item(self, **asked: Any) -> Any:
        self._puts.append(asked["Item"]["pk"]["S"])
        return self._client.put_item(**asked)


def _timeless(card: Card) -> Card:
    assert card.a is not None
    return replace(card, a=replace(card.a, until=0))
