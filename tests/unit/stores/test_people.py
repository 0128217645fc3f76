"""People, identities and content: one behaviour, over the fakes and over DynamoDB."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from dutydesk.errors import NotFound
from dutydesk.stores.content import Content, DynamoContent, Page, Unit, page_items, unit_item
from dutydesk.stores.identities import DynamoIdentities, Identities, Identity, page_shard, shard_of
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.people import DynamoPeople, People, Person
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.people import FakeContent, FakeIdentities, FakePeople
from tests.fakes.tables import PREFIX, create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PAGE = Page(page_id="zalo-phuong-mau-1", platform="zalo", unit="phuong-mau-1", app_id="1", oa_id="77", name="Mẫu 1")
UNIT = Unit(unit="phuong-mau-1", name="Công an Phường Mẫu 1", parent="quan-mau", hotline="0000")
PERSON = Person(person_id="p1", page_id=PAGE.page_id, unit=PAGE.unit, session={"greeted": True, "recent": [["k", {}]]})
IDENTITY = Identity(person_id="p1", platform="zalo", page_id=PAGE.page_id, oa_id="77", user_id="9007199254740993")


@pytest.fixture(name="dynamodb")
def _dynamodb() -> Iterator["DynamoDBClient"]:
    with dynamodb_in_process() as client:
        create_tables(client)
        yield client


@pytest.fixture(name="people", params=["fake", "dynamodb"])
def _people(request: pytest.FixtureRequest, dynamodb: "DynamoDBClient") -> People:
    return FakePeople() if request.param == "fake" else DynamoPeople(dynamodb, PREFIX + "people")


@pytest.fixture(name="identities", params=["fake", "dynamodb"])
def _identities(request: pytest.FixtureRequest, dynamodb: "DynamoDBClient") -> Identities:
    if request.param == "fake":
        return FakeIdentities()
    return DynamoIdentities(dynamodb, PREFIX + "identities")


@pytest.fixture(name="content", params=["fake", "dynamodb"])
def _content(request: pytest.FixtureRequest, dynamodb: "DynamoDBClient") -> Content:
    if request.param == "fake":
        return FakeContent((PAGE,), (UNIT,))
    table = PREFIX + "content"
    for item in (*page_items(PAGE), unit_item(UNIT)):
        dynamodb.put_item(TableName=table, Item=to_item(item))
    return DynamoContent(dynamodb, table)


def test_a_person_comes_back_as_written_one_version_on(people: People) -> None:
    assert people.get("p1") is None
    assert people.put(PERSON)
    found = people.get("p1")
    assert found is not None
    assert (found.version, found.session, found.unit) == (1, PERSON.session, PERSON.unit)


def test_of_two_first_writes_one_wins(people: People) -> None:
    assert people.put(PERSON)
    assert not people.put(PERSON)


def test_a_write_on_an_old_version_is_refused_and_changes_nothing(people: People) -> None:
    people.put(PERSON)
    first = people.get("p1")
    assert first is not None
    assert people.put(first)
    assert not people.put(first)
    found = people.get("p1")
    assert found is not None
    assert found.version == 2


def test_an_identity_keeps_what_a_note_does_not_mention(identities: Identities) -> None:
    follower = Identity(
        person_id="p1",
        platform="zalo",
        page_id=PAGE.page_id,
        oa_id="77",
        user_id=IDENTITY.user_id,
        conversation_id="c",
        follower=True,
    )
    identities.note(follower, at=NOW)
    identities.note(IDENTITY, at=NOW)
    found = identities.get("p1")
    assert found is not None
    assert (found.follower, found.conversation_id, found.user_id) == (True, "c", "9007199254740993")


def test_the_next_interaction_takes_back_that_somebody_is_unreachable(identities: Identities) -> None:
    identities.note(IDENTITY, at=NOW)
    identities.mark_unreachable("p1", "left")
    marked = identities.get("p1")
    assert marked is not None
    assert marked.unreachable == "left"
    identities.note(IDENTITY, at=NOW)
    back = identities.get("p1")
    assert back is not None
    assert back.unreachable == ""


def test_of_two_choices_the_later_made_holds_in_whatever_order_they_come(identities: Identities) -> None:
    identities.note(IDENTITY, at=NOW)
    later = NOW + timedelta(minutes=1)
    assert identities.choose("p1", opted_out=True, at=later)
    assert identities.choose("p1", opted_out=False, at=NOW), "the earlier one is told what holds"
    assert identities.choose("p1", opted_out=True, at=later), "the same once more"
    assert identities.choose("p1", opted_out=False, at=later), "of two of one moment the first stands"
    assert not identities.choose("p1", opted_out=False, at=later + timedelta(seconds=1))
    found = identities.get("p1")
    assert found is not None
    assert not found.opted_out


def test_a_choice_outlives_every_note(identities: Identities) -> None:
    identities.note(IDENTITY, at=NOW)
    identities.choose("p1", opted_out=True, at=NOW)
    identities.note(IDENTITY, at=NOW + timedelta(days=1))
    found = identities.get("p1")
    assert found is not None
    assert found.opted_out


def test_a_link_once_known_stays(identities: Identities) -> None:
    for link in ("k1", ""):
        identities.note(replace(IDENTITY, link=link), at=NOW)
    found = identities.get("p1")
    assert found is not None
    assert found.link == "k1"


def test_nobody_unknown_chooses(identities: Identities) -> None:
    with pytest.raises(NotFound):
        identities.choose("p9", opted_out=True, at=NOW)
    assert identities.get("p9") is None


def test_who_was_noted_stands_in_the_pages_index(dynamodb: "DynamoDBClient") -> None:
    person = "pe" + "0" * 31
    DynamoIdentities(dynamodb, PREFIX + "identities").note(replace(IDENTITY, person_id=person), at=NOW)
    item = dynamodb.get_item(TableName=PREFIX + "identities", Key=key(f"PERSON#{person}"))["Item"]
    plain = from_item(item)
    assert (plain["person_id"], plain["page_shard"]) == (person, page_shard(PAGE.page_id, shard_of(person)))
    assert plain["page_shard"] == f"{PAGE.page_id}#2"


def test_nobody_is_found_under_an_unknown_id(identities: Identities) -> None:
    assert identities.get("p2") is None


def test_an_identity_never_shows_the_platform_id() -> None:
    assert IDENTITY.user_id not in repr(IDENTITY)


def test_a_page_is_found_by_either_id(content: Content) -> None:
    assert content.page(PAGE.page_id) == PAGE
    assert content.page_of("zalo", "77") == PAGE
    assert content.page_of("zalo", "78") is None


def test_an_unknown_unit_is_named_by_its_id(content: Content) -> None:
    assert content.unit("phuong-mau-1") == UNIT
    assert content.unit("gone").name == "gone"


def test_content_is_read_once_a_minute(dynamodb: "DynamoDBClient") -> None:
    table = PREFIX + "content"
    moments = iter([0.0, 1.0, 62.0])
    content = DynamoContent(dynamodb, table, monotonic=lambda: next(moments))
    dynamodb.put_item(TableName=table, Item=to_item({"pk": "UNIT#u", "sk": "#", "name": "before"}))
    assert content.unit("u").name == "before"
    dynamodb.put_item(TableName=table, Item=to_item({"pk": "UNIT#u", "sk": "#", "name": "after"}))
    assert content.unit("u").name == "before"
    assert content.unit("u").name == "after"
