"""Two books under one suite: in memory, and DynamoDB on moto."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from functions.lookup.cards import Card, card_item, live_item
from functions.lookup.status.store import DynamoLookupBook
from functions.lookup.watches import DynamoWatches
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import FakeClock
from tests.fakes.lookupbook import FakeCards, FakeLookupBook, FakeWatches
from tests.fakes.tables import create_tables
from tests.unit.lookup.status.desk import TestDesk

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(params=["fake", "dynamodb"])
def desk(request: pytest.FixtureRequest) -> Iterator[TestDesk]:
    if request.param == "fake":
        yield in_memory()
        return
    with dynamodb_in_process() as client:
        yield on_dynamodb(client)


@pytest.fixture
def quick() -> TestDesk:
    return in_memory()


def in_memory() -> TestDesk:
    clock = FakeClock()
    cards = FakeCards(clock)

    def put_card(card: Card) -> None:
        cards.cards[card.digest] = card

    def show(live: int) -> None:
        cards.live = live

    return TestDesk(book=FakeLookupBook(cards), watches=FakeWatches(cards), clock=clock, put_card=put_card, show=show)


def on_dynamodb(client: "DynamoDBClient") -> TestDesk:
    tables, clock = create_tables(client), FakeClock()
    where = {"idcards_table": tables["idcards"], "receipts_table": tables["receipts"]}

    def put_card(card: Card) -> None:
        client.put_item(TableName=tables["idcards"], Item=card_item(card))

    def show(live: int) -> None:
        client.put_item(TableName=tables["idcards"], Item=live_item(live))

    return TestDesk(
        book=DynamoLookupBook(client=client, clock=clock, **where),
        watches=DynamoWatches(client=client, clock=clock, **where),
        clock=clock,
        put_card=put_card,
        show=show,
    )
