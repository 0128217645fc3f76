"""What a broadcast counts as, once an app is through with it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dutydesk.clock import iso
from dutydesk.stores.broadcasts import (
    Active,
    Broadcast,
    ChunkKey,
    Kind,
    Ledger,
    Letter,
    Policy,
    Priority,
    State,
    active_item,
    broadcast_item,
    ledger_item,
)
from dutydesk.stores.figure_sums import summed
from dutydesk.stores.figures import DynamoFigures, day_of
from functions.broadcast.sending.books import DynamoWork
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import NOON
from tests.fakes.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

UNIT = "quan-mau"


@pytest.fixture(name="client")
def _client() -> Iterator["DynamoDBClient"]:
    with dynamodb_in_process() as client:
        yield client


def active(app_id: str) -> Active:
    """The broadcast on an app's list."""
    return Active(broadcast_id="B1", app_id=app_id, priority=Priority.NORMAL, state=State.SENDING, policy=Policy.ONCE)


def test_what_each_app_has_sent_counts_once_for_the_unit_of_the_broadcast(client: "DynamoDBClient") -> None:
    tables = create_tables(client)
    sent = Broadcast(
        broadcast_id="B1", unit=UNIT, title="Thử", text="Thử", state=State.SENDING, apps=("1", "12"), target=9
    )
    client.put_item(TableName=tables["broadcasts"], Item=broadcast_item(sent))
    for app_id, letters in (("1", "ssdep"), ("1", "s"), ("12", "sp")):
        first = f"p{letters}"
        key = ChunkKey(broadcast_id="B1", app_id=app_id, page_id="zalo-1", shard="0", first=first)
        client.put_item(TableName=tables["broadcasts"], Item=ledger_item(Ledger(key=key, letters=letters)))
    for app_id in ("1", "12"):
        client.put_item(TableName=tables["broadcasts"], Item=active_item(active(app_id)))
    work = DynamoWork(client, tables["broadcasts"], tables["figures"])
    figures = DynamoFigures(client, tables["figures"])

    def notifications() -> int | None:
        return summed(figures.between(UNIT, day_of(NOON), day_of(NOON))).notifications

    assert {Letter.SENT, Letter.DELIVERED, Letter.SEEN, Letter.PENDING} == {Letter(one) for one in "sdep"}
    work.ended(active("1"), at=iso(NOON))
    assert notifications() == 5
    work.ended(active("1"), at=iso(NOON))
    assert notifications() == 5, "a sender that is not sure whether it was done does it again"
    work.ended(active("12"), at=iso(NOON))
    work.ended(active("12"), at=iso(NOON))
    assert notifications() == 6


def test_an_article_counts_for_each_page_that_carries_it_and_as_no_message(client: "DynamoDBClient") -> None:
    tables = create_tables(client)
    sent = Broadcast(
        broadcast_id="B1",
        unit=UNIT,
        title="Bài",
        text="Bài",
        state=State.SENDING,
        apps=("1",),
        target=3,
        kind=Kind.ARTICLE,
    )
    client.put_item(TableName=tables["broadcasts"], Item=broadcast_item(sent))
    key = ChunkKey(broadcast_id="B1", app_id="1", page_id="zalo-1", shard="0", first="p")
    client.put_item(TableName=tables["broadcasts"], Item=ledger_item(Ledger(key=key, letters="ssf")))
    client.put_item(TableName=tables["broadcasts"], Item=active_item(active("1")))
    DynamoWork(client, tables["broadcasts"], tables["figures"]).ended(active("1"), at=iso(NOON))
    told = summed(DynamoFigures(client, tables["figures"]).between(UNIT, day_of(NOON), day_of(NOON)))
    assert (told.articles, told.notifications) == (2, 0)
